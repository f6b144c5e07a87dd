/* tests/engine/case.c - reads and checks the text cases of tests/cases. Format: case.h.
 *
 * Rows are counted first, then filled into columns that network_init made. Names are looked up in
 * maps that were filled in the first round, so that links may come before their tasks.
 */
#include "engine/case.h"

#include "base/map.h"
#include "base/vec.h"
#include "case_p6.h"

#include <stdio.h>

struct reader {
    struct arena               *mem;
    struct strmap               tasks, calendars;
    struct network_size         size;
    int32_t                     n_calendars, n_exceptions, n_weeks;
    int32_t                     task, link, assignment, piece, calendar;
    struct calendar_rule       *rules;
    struct calendar_recurrence *exceptions;
    struct calendar_week       *weeks;
    struct case_file           *out;
    int32_t                     line_no;
};

static err bad(const struct reader *r, const char *what, str word)
{
    return err_make(ERR_SYNTAX, "line %d: %s: %.*s", r->line_no, what, STR_ARG(word));
}

/* --- words --------------------------------------------------------------------------------- */

static bool word_next(str *rest, str *ret_word)
{
    *rest = str_trim(*rest);
    if (rest->n == 0 || rest->p[0] == '#')
        return false;
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
        n++;
    *ret_word = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->n);
    return true;
}

/* "name=value" in two; a word alone has no value. */
static void member_split(str word, str *ret_name, str *ret_value)
{
    str rest = word;
    *ret_value = STR_NONE;
    if (str_cut(&rest, '=', ret_name) && rest.p)
        *ret_value = rest;
}

static bool time_read(str s, instant *out)
{
    bool has_time;
    if (str_eq(s, S("none"))) {
        *out = INSTANT_NONE;
        return true;
    }
    return local_parse(s, out, &has_time);
}

static bool duration_read(str s, int64_t *out, bool *ret_elapsed)
{
    size_t n = 0;
    double number;
    while (n < s.n && (s.p[n] == '-' || s.p[n] == '.' || (s.p[n] >= '0' && s.p[n] <= '9')))
        n++;
    str unit = str_sub(s, n, s.n);
    if (str_eq(s, S("none"))) {
        *out = DURATION_NONE;
        return true;
    }
    if (!str_double(str_sub(s, 0, n), &number))
        return false;
    const bool elapsed = str_starts(unit, S("e"));
    unit = elapsed ? str_sub(unit, 1, unit.n) : unit;
    double seconds = str_eq(unit, S("h"))   ? 3600
                     : str_eq(unit, S("d")) ? (elapsed ? 24 : 8) * 3600.0
                     : str_eq(unit, S("w")) ? (elapsed ? 168 : 40) * 3600.0
                     : str_eq(unit, S("m")) ? 60
                     : str_eq(unit, S("s")) ? 1
                                            : -1;
    if (seconds < 0)
        return false;
    *out = (int64_t)(number * seconds + (number < 0 ? -0.5 : 0.5));
    if (ret_elapsed)
        *ret_elapsed = elapsed;
    return true;
}

static bool hours_read(struct arena *mem, str rest, struct calendar_day *out)
{
    VEC(struct calendar_shift) shifts = {0};
    str                        word, from;
    while (word_next(&rest, &word)) {
        struct calendar_shift s;
        str                   to = word;
        if (str_eq(word, S("off")))
            continue;
        if (!str_cut(&to, '-', &from) || !time_of_day_parse(from, &s.from_s) ||
            !time_of_day_parse(to, &s.to_s))
            return false;
        vec_push(mem, &shifts, s);
    }
    *out = (struct calendar_day){(int32_t)shifts.n, shifts.v};
    return true;
}

static bool day_read(str s, day *out)
{
    return day_parse(s, out);
}

static int weekday_read(str s)
{
    static const char *const names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    for (int i = 0; i < 7; i++)
        if (str_eq(s, str_from(names[i])))
            return i;
    return -1;
}

static int choice(str s, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (str_eq(s, str_from(words[i])))
            return i;
    return -1;
}

/* --- calendars ------------------------------------------------------------------------------ */

static bool calendar_read(struct reader *r, str name, int32_t *out)
{
    int64_t at;
    *out = CALENDAR_NONE;
    if (str_eq(name, S("none")))
        return true;
    if (!strmap_get(&r->calendars, name, &at))
        return false;
    *out = (int32_t)at;
    return true;
}

static err calendar_line(struct reader *r, str rest)
{
    str                   word, name, value;
    struct calendar_rule *rule = &r->rules[++r->calendar];
    word_next(&rest, &word);
    *rule = calendar_rule_plain(word, CALENDAR_NONE);
    rule->exceptions = r->exceptions + r->n_exceptions;
    rule->weeks = r->weeks + r->n_weeks;
    while (word_next(&rest, &word)) {
        member_split(word, &name, &value);
        if (str_eq(name, S("base")) && calendar_read(r, value, &rule->base))
            continue;
        if (str_eq(name, S("zone"))) {
            TRY(zone_get(value, &rule->zone));
            continue;
        }
        return bad(r, "calendar", word);
    }
    return OK;
}

static err day_line(struct reader *r, str rest)
{
    str word;
    word_next(&rest, &word);
    const int weekday = weekday_read(word);
    if (weekday < 0 || r->calendar < 0 ||
        !hours_read(r->mem, rest, &r->rules[r->calendar].days[weekday]))
        return bad(r, "day", word);
    return OK;
}

static err week_line(struct reader *r, str rest)
{
    str                  from, to, word;
    struct calendar_week week = {0};
    for (int i = 0; i < 7; i++)
        week.days[i].n = CALENDAR_AS_BASE;
    if (!word_next(&rest, &from) || !word_next(&rest, &to) || !word_next(&rest, &word) ||
        !day_read(from, &week.from) || !day_read(to, &week.to) || weekday_read(word) < 0 ||
        !hours_read(r->mem, rest, &week.days[weekday_read(word)]))
        return bad(r, "week", rest);
    r->weeks[r->n_weeks++] = week;
    r->rules[r->calendar].n_weeks++;
    return OK;
}

static bool exception_member(struct reader *r, struct calendar_recurrence *x, str name, str value)
{
    int64_t n = 0;
    (void)r;
    if (str_eq(name, S("from")))
        return day_read(value, &x->from);
    if (str_eq(name, S("to")))
        return day_read(value, &x->to);
    if (!str_int(value, &n))
        return false;
    if (str_eq(name, S("every")))
        x->period = (int32_t)n;
    else if (str_eq(name, S("times")))
        x->occurrences = (int32_t)n;
    else if (str_eq(name, S("days")))
        x->days_of_week = (uint8_t)n;
    else if (str_eq(name, S("month")))
        x->month = (uint8_t)n;
    else if (str_eq(name, S("mday")))
        x->month_day = (uint8_t)n;
    else if (str_eq(name, S("position")))
        x->month_position = (uint8_t)n;
    else if (str_eq(name, S("item")))
        x->month_item = (uint8_t)n;
    else
        return false;
    return true;
}

static err exception_line(struct reader *r, str rest)
{
    static const char *const   kinds[] = {"daily",      "every_n_days",   "weekday",
                                          "weekly",     "monthly_day",    "monthly_position",
                                          "yearly_day", "yearly_position"};
    str                        word, name, value;
    struct calendar_recurrence x = {0};
    word_next(&rest, &word);
    const int kind = choice(word, kinds, 8);
    if (kind < 0 || r->calendar < 0)
        return bad(r, "exception", word);
    x.kind = (enum calendar_kind)kind;
    while (word_next(&rest, &word)) {
        member_split(word, &name, &value);
        if (str_eq(name, S("hours"))) {
            if (!hours_read(r->mem, rest, &x.hours))
                return bad(r, "hours", rest);
            break;
        }
        if (!exception_member(r, &x, name, value))
            return bad(r, "exception", word);
    }
    r->exceptions[r->n_exceptions++] = x;
    r->rules[r->calendar].n_exceptions++;
    return OK;
}

/* --- project, tasks ----------------------------------------------------------------------------
 */

static bool yes(str value)
{
    return str_eq(value, S("yes"));
}

static err project_line(struct reader *r, str rest)
{
    struct network_options *o = &r->out->net.options;
    str                     word, name, v;
    bool                    ok = true;
    while (ok && word_next(&rest, &word)) {
        member_split(word, &name, &v);
        if (str_eq(name, S("start")))
            ok = time_read(v, &o->start);
        else if (str_eq(name, S("finish")))
            ok = time_read(v, &o->finish);
        else if (str_eq(name, S("from")))
            o->from_finish = str_eq(v, S("finish"));
        else if (str_eq(name, S("calendar")))
            ok = calendar_read(r, v, &o->calendar);
        else if (str_eq(name, S("honor")))
            o->honor_constraints = yes(v);
        else if (str_eq(name, S("multiple")))
            o->multiple_critical_paths = yes(v);
        else if (str_eq(name, S("split")))
            o->split_in_progress = yes(v);
        else
            ok = str_eq(name, S("critical")) ? duration_read(v, &o->critical_slack_s, NULL)
                                             : case_p6_project(r->mem, &r->out->net, name, v);
    }
    return ok ? OK : bad(r, "project", word);
}

static bool task_flag(struct reader *r, str name)
{
    static const char *const words[] = {"manual",       "inactive",       "external",      "blank",
                                        "own_calendar", "fixed_duration", "never_critical"};
    const int                at = choice(name, words, 7);
    if (at >= 0)
        r->out->net.tasks.flags[r->task] |= (uint16_t)(TASK_MANUAL << at);
    return at >= 0;
}

static bool task_time(struct reader *r, str name, str value)
{
    struct task_columns     *t = &r->out->net.tasks;
    static const char *const words[] = {"at",           "deadline",      "start", "finish",
                                        "actual_start", "actual_finish", "stop",  "resume"};
    instant *const           columns[] = {t->constraint_at, t->deadline,      t->start, t->finish,
                                          t->actual_start,  t->actual_finish, t->stop,  t->resume};
    const int                at = choice(name, words, 8);
    return at >= 0 && time_read(value, &columns[at][r->task]);
}

static bool task_duration(struct reader *r, str name, str value)
{
    struct task_columns     *t = &r->out->net.tasks;
    static const char *const words[] = {"duration", "done", "remaining", "delay"};
    int64_t *const columns[] = {t->duration_s, t->actual_duration_s, t->remaining_duration_s,
                                t->levelling_delay_s};
    const int      at = choice(name, words, 4);
    bool           elapsed = false;
    if (at < 0 || !duration_read(value, &columns[at][r->task], &elapsed))
        return false;
    if (at == 0 && elapsed)
        t->flags[r->task] |= TASK_ELAPSED;
    return true;
}

static bool task_member(struct reader *r, str name, str value)
{
    static const char *const kinds[] = {"asap", "alap", "snet", "snlt",
                                        "fnet", "fnlt", "mso",  "mfo"};
    struct task_columns     *t = &r->out->net.tasks;
    int64_t                  parent;
    if (!value.p)
        return task_flag(r, name);
    if (case_p6_task(&r->out->net, r->task, name, value))
        return true;
    if (task_time(r, name, value) || task_duration(r, name, value))
        return true;
    if (str_eq(name, S("parent"))) {
        if (!strmap_get(&r->tasks, value, &parent))
            return false;
        t->parent[r->task] = (int32_t)parent;
        return true;
    }
    if (str_eq(name, S("calendar")))
        return calendar_read(r, value, &t->calendar[r->task]);
    if (str_eq(name, S("percent")))
        return str_double(value, &t->percent_complete[r->task]);
    if (str_eq(name, S("constraint")) && choice(value, kinds, 8) >= 0) {
        t->constraint[r->task] = (uint8_t)choice(value, kinds, 8);
        return true;
    }
    return false;
}

static err task_line(struct reader *r, str rest)
{
    str word, name, value;
    word_next(&rest, &word);
    r->out->ids[++r->task] = word;
    while (word_next(&rest, &word)) {
        member_split(word, &name, &value);
        if (!task_member(r, name, value))
            return bad(r, "task", word);
    }
    return OK;
}

static bool task_read(struct reader *r, str *rest, int32_t *out)
{
    str     word;
    int64_t at;
    if (!word_next(rest, &word) || !strmap_get(&r->tasks, word, &at))
        return false;
    *out = (int32_t)at;
    return true;
}

/* --- links, assignments --------------------------------------------------------------------------
 */

static bool lag_read(struct link_columns *l, int32_t i, str value)
{
    bool elapsed = false;
    if (str_ends(value, S("%"))) {
        elapsed = str_ends(value, S("e%"));
        l->lag_kind[i] = elapsed ? NET_LAG_ELAPSED_PERCENT : NET_LAG_PERCENT;
        return str_double(str_sub(value, 0, value.n - (elapsed ? 2 : 1)), &l->lag_percent[i]);
    }
    if (!duration_read(value, &l->lag_s[i], &elapsed))
        return false;
    l->lag_kind[i] = elapsed ? NET_LAG_ELAPSED : NET_LAG_WORKING;
    return true;
}

static err link_line(struct reader *r, str rest)
{
    static const char *const types[] = {"fs", "ss", "ff", "sf"};
    struct link_columns     *l = &r->out->net.links;
    const int32_t            i = ++r->link;
    str                      word, name, value;
    if (!task_read(r, &rest, &l->pred[i]) || !task_read(r, &rest, &l->succ[i]))
        return bad(r, "link", rest);
    while (word_next(&rest, &word)) {
        member_split(word, &name, &value);
        if (!value.p && choice(name, types, 4) >= 0)
            l->type[i] = (uint8_t)choice(name, types, 4);
        else if (!str_eq(name, S("lag")) || !lag_read(l, i, value))
            return bad(r, "link", word);
    }
    return OK;
}

static bool assign_member(struct reader *r, str name, str value)
{
    struct assignment_columns *a = &r->out->net.assignments;
    const int32_t              i = r->assignment;
    int64_t                    n;
    if (str_eq(name, S("idle"))) {
        a->drives[i] = false;
        return true;
    }
    if (str_eq(name, S("calendar")))
        return calendar_read(r, value, &a->calendar[i]);
    if (str_eq(name, S("units")))
        return str_double(value, &a->units[i]);
    if (str_eq(name, S("contour")) && str_int(value, &n)) {
        a->contour[i] = (uint8_t)n;
        return true;
    }
    int64_t *out = str_eq(name, S("work"))       ? &a->work_s[i]
                   : str_eq(name, S("overtime")) ? &a->overtime_s[i]
                   : str_eq(name, S("delay"))    ? &a->delay_s[i]
                                                 : NULL;
    return out && duration_read(value, out, NULL);
}

static err assign_line(struct reader *r, str rest)
{
    str word, name, value;
    if (!task_read(r, &rest, &r->out->net.assignments.task[++r->assignment]))
        return bad(r, "assign", rest);
    while (word_next(&rest, &word)) {
        member_split(word, &name, &value);
        if (!assign_member(r, name, value))
            return bad(r, "assign", word);
    }
    return OK;
}

static err piece_line(struct reader *r, str rest)
{
    struct piece_columns *p = &r->out->net.pieces;
    const int32_t         i = ++r->piece;
    str                   start, finish, work;
    p->assignment[i] = r->assignment;
    if (!word_next(&rest, &start) || !word_next(&rest, &finish) || !word_next(&rest, &work) ||
        !time_read(start, &p->start[i]) || !time_read(finish, &p->finish[i]) ||
        !duration_read(work, &p->work_s[i], NULL))
        return bad(r, "piece", rest);
    return OK;
}

/* --- the file
 * -------------------------------------------------------------------------------------- */

typedef err (*line_fn)(struct reader *r, str rest);

static err expect_line(struct reader *r, str rest)
{
    r->out->expects[r->out->n_expects++] = (struct case_expect){rest, r->line_no};
    return OK;
}

static const struct {
    const char *word;
    line_fn     read;
} lines[] = {{"project", project_line}, {"calendar", calendar_line},   {"day", day_line},
             {"week", week_line},       {"exception", exception_line}, {"task", task_line},
             {"link", link_line},       {"assign", assign_line},       {"piece", piece_line},
             {"expect", expect_line}};

static void count_line(struct reader *r, str word, str rest, int32_t *n_expects)
{
    str name = STR_NONE;
    if (str_eq(word, S("task")) && word_next(&rest, &name))
        strmap_put(&r->tasks, name, r->size.tasks++);
    if (str_eq(word, S("calendar")) && word_next(&rest, &name))
        strmap_put(&r->calendars, name, r->n_calendars++);
    r->size.links += str_eq(word, S("link"));
    r->size.assignments += str_eq(word, S("assign"));
    r->size.pieces += str_eq(word, S("piece"));
    r->n_exceptions += str_eq(word, S("exception"));
    r->n_weeks += str_eq(word, S("week"));
    *n_expects += str_eq(word, S("expect"));
}

static err lines_read(struct reader *r, str text)
{
    str line, word;
    r->line_no = 0;
    while (str_cut(&text, '\n', &line)) {
        r->line_no++;
        if (!word_next(&line, &word))
            continue;
        size_t i = 0;
        while (i < sizeof lines / sizeof *lines && !str_eq(word, str_from(lines[i].word)))
            i++;
        if (i == sizeof lines / sizeof *lines)
            return bad(r, "unknown word", word);
        TRY(lines[i].read(r, line));
    }
    return OK;
}

err case_read(struct arena *mem, str text, struct case_file *ret_case)
{
    struct reader r = {.mem = mem, .out = ret_case};
    int32_t       n_expects = 0;
    str           line, word, rest = text;
    strmap_init(&r.tasks, mem, 64);
    strmap_init(&r.calendars, mem, 16);
    while (str_cut(&rest, '\n', &line))
        if (word_next(&line, &word))
            count_line(&r, word, line, &n_expects);
    *ret_case = (struct case_file){.ids = arena_array(mem, str, r.size.tasks + 1),
                                   .expects = arena_array(mem, struct case_expect, n_expects + 1)};
    network_init(&ret_case->net, mem, r.size);
    r.rules = arena_array(mem, struct calendar_rule, r.n_calendars + 1);
    r.exceptions = arena_array(mem, struct calendar_recurrence, r.n_exceptions + 1);
    r.weeks = arena_array(mem, struct calendar_week, r.n_weeks + 1);
    r.n_exceptions = r.n_weeks = 0;
    r.task = r.link = r.assignment = r.piece = r.calendar = -1;
    TRY(lines_read(&r, text));
    ret_case->net.calendars = r.rules;
    ret_case->net.n_calendars = r.n_calendars;
    ret_case->net.tasks.title = ret_case->ids;
    return OK;
}
