/* cli/level_plan.c - levelling of a file that holds a plan, without server or data folder.
 *
 * The search stops after --schedules or --seconds; what it found is put into the plan as levelling
 * delays and calculated as `gantline schedule` would, and that is what is printed.
 */
#include "base/clock.h"
#include "base/json.h"
#include "base/zone.h"
#include "cli/level.h"
#include "cli/print.h"
#include "cli/schedule.h"
#include "domain/level/level.h"
#include "domain/project.h"
#include "domain/resource.h"

#include <errno.h>

struct run {
    struct cli        *cli;
    struct import      import;
    struct plan       *after;
    struct level_found found;
    const struct zone *zone;
    int64_t            until_ns; /* 0: counted in schedules */
};

/* --- the search ------------------------------------------------------------------------------- */

static bool has_time(void *self, const struct level_progress *progress)
{
    const struct run *r = self;
    (void)progress;
    return !r->until_ns || clock_mono_ns() < r->until_ns;
}

static err goal_of(struct cli *cli, enum level_goal *ret_goal)
{
    const char *word = cli_value(cli, "--goal");
    *ret_goal = LEVEL_FINISH;
    if (!word)
        return OK;
    for (int k = 0; level_goal_words[k]; k++)
        if (strcmp(word, level_goal_words[k]) == 0) {
            *ret_goal = (enum level_goal)k;
            return OK;
        }
    cli->is_misused = true;
    return err_make(ERR_INVALID, "There is no goal \"%s\": finish, dates, change or smooth", word);
}

static err request_of(struct run *r, struct level_request *ret_request)
{
    const char *text = cli_value(r->cli, "--seconds");
    double      seconds = 0;
    int64_t     schedules, seed;
    TRY(goal_of(r->cli, &ret_request->goal));
    TRY(cli_int(r->cli, "--schedules", (struct cli_range){0, 1, LEVEL_SCHEDULES_MAX}, &schedules));
    r->cli->is_misused = text && (!str_double(str_from(text), &seconds) || seconds <= 0 ||
                                  seconds > LEVEL_SECONDS_MAX);
    if (r->cli->is_misused)
        return err_make(ERR_INVALID, "--seconds must be a number above 0, up to %d, not \"%s\"",
                        LEVEL_SECONDS_MAX, text);
    TRY(cli_int(r->cli, "--seed", (struct cli_range){1, 0, INT64_MAX}, &seed));
    r->until_ns = text ? clock_mono_ns() + (int64_t)(seconds * 1e9) : 0;
    ret_request->schedules = text ? LEVEL_SCHEDULES_MAX : LEVEL_SCHEDULES;
    if (schedules)
        ret_request->schedules = schedules;
    ret_request->seed = (uint64_t)seed;
    ret_request->may_split = cli_has(r->cli, "--split");
    ret_request->may_reassign = cli_has(r->cli, "--reassign");
    ret_request->go_on = has_time;
    ret_request->self = r;
    return OK;
}

/* --- words ------------------------------------------------------------------------------------ */

static str time_text(const struct run *r, instant t)
{
    return t == INSTANT_NONE ? STR_NONE : local_text(r->cli->mem, zone_local(r->zone, t));
}

/* "2026-03-02 08:00" */
static str short_time(const struct run *r, instant t)
{
    const str s = time_text(r, t);
    return s.n < 16 ? s : str_fmt(r->cli->mem, "%.*s %.*s", 10, s.p, 5, s.p + 11);
}

static str title_of(const struct run *r, const struct entity *e, struct id id)
{
    const void *record = plan_get(r->after, e, id);
    if (!record)
        return STR_NONE;
    return e == &item_entity ? ((const struct item *)record)->title
                             : ((const struct resource *)record)->title;
}

static str title_or_number(const struct run *r, const struct entity *e, struct id id)
{
    const str title = title_of(r, e, id);
    return title.n ? title : str_fmt(r->cli->mem, "%s %lld", e->name, (long long)id.v);
}

static str shift_text(const struct run *r, const struct level_move *m)
{
    const int64_t s = m->start - m->start_before;
    return str_fmt(r->cli->mem, "%s%.4g ed", s < 0 ? "" : "+", (double)s / DAY_S);
}

static str why_text(const struct run *r, const struct level_move *m)
{
    struct arena *mem = r->cli->mem;
    if (!m->waited_for.v && m->delay_s < m->delay_before_s)
        return S("its delay is no longer needed");
    if (!m->waited_for.v && m->follows.v)
        return str_fmt(mem, "follows %.*s", STR_ARG(title_or_number(r, &item_entity, m->follows)));
    if (!m->waited_for.v)
        return S("follows what it depends on");
    const str who = title_or_number(r, &resource_entity, m->waited_for);
    if (!m->behind.v)
        return str_fmt(mem, "waits for %.*s", STR_ARG(who));
    return str_fmt(mem, "waits for %.*s, busy with %.*s", STR_ARG(who),
                   STR_ARG(title_or_number(r, &item_entity, m->behind)));
}

/* --- for people ------------------------------------------------------------------------------- */

enum { LINES_MAX = 40 }; /* of each list; --json prints all */

static void print_excesses(const struct run *r, const char *when, const struct level_excess *v,
                           size_t n)
{
    struct buf        *to = r->cli->out;
    struct print_table t;
    buf_fmt(to, "overloads %s: %zu\n", when, n);
    if (!n)
        return;
    print_table_init(&t, r->cli->mem, 5);
    const char *const heads[] = {"  resource", "from", "to", "needs", "has"};
    for (size_t k = 0; k < COUNT(heads); k++)
        print_cell(&t, str_from(heads[k]));
    for (size_t k = 0; k < n && k < LINES_MAX; k++) {
        const str who = title_or_number(r, &resource_entity, v[k].resource);
        print_cell(&t, str_fmt(r->cli->mem, "  %.*s", STR_ARG(who)));
        print_cell(&t, short_time(r, v[k].from));
        print_cell(&t, short_time(r, v[k].to));
        print_cell(&t, str_fmt(r->cli->mem, "%.4g", v[k].need));
        print_cell(&t, str_fmt(r->cli->mem, "%.4g", v[k].have));
    }
    print_table_end(&t, to);
    if (n > LINES_MAX)
        buf_fmt(to, "  … and %zu more\n", n - LINES_MAX);
}

static void print_moves(const struct run *r)
{
    struct buf        *to = r->cli->out;
    struct print_table t;
    buf_fmt(to, "moved: %zu\n", r->found.n_moves);
    if (!r->found.n_moves)
        return;
    print_table_init(&t, r->cli->mem, 6);
    const char *const heads[] = {"  task", "start before", "start", "finish", "shift", "why"};
    for (size_t k = 0; k < COUNT(heads); k++)
        print_cell(&t, str_from(heads[k]));
    for (size_t k = 0; k < r->found.n_moves && k < LINES_MAX; k++) {
        const struct level_move *m = &r->found.moves[k];
        const str                title = title_or_number(r, &item_entity, m->item);
        print_cell(&t, str_fmt(r->cli->mem, "  %.*s", STR_ARG(title)));
        print_cell(&t, short_time(r, m->start_before));
        print_cell(&t, short_time(r, m->start));
        print_cell(&t, short_time(r, m->finish));
        print_cell(&t, shift_text(r, m));
        print_cell(&t, why_text(r, m));
    }
    print_table_end(&t, to);
    if (r->found.n_moves > LINES_MAX)
        buf_fmt(to, "  … and %zu more\n", r->found.n_moves - LINES_MAX);
}

static void print_swaps(const struct run *r)
{
    struct buf *to = r->cli->out;
    if (r->found.n_swaps)
        buf_fmt(to, "reassigned: %zu\n", r->found.n_swaps);
    for (size_t k = 0; k < r->found.n_swaps && k < LINES_MAX; k++) {
        const struct level_swap *x = &r->found.swaps[k];
        buf_fmt(to, "  %.*s: %.*s instead of %.*s\n",
                STR_ARG(title_or_number(r, &item_entity, x->item)),
                STR_ARG(title_or_number(r, &resource_entity, x->to)),
                STR_ARG(title_or_number(r, &resource_entity, x->from)));
    }
}

static void print_for_people(const struct run *r)
{
    struct buf                  *to = r->cli->out;
    const struct level_progress *p = &r->found.progress;
    const double                 gap = level_gap(r->after, p);
    buf_fmt(to, "finish before: %.*s\n", STR_ARG(short_time(r, r->found.finish_before)));
    buf_fmt(to, "finish after:  %.*s", STR_ARG(short_time(r, p->finish)));
    if (r->found.n_after)
        buf_z(to, "\n");
    else if (gap <= 0)
        buf_z(to, ", the best possible\n");
    else
        buf_fmt(to, ", at most %.1f %% above the best possible (%.*s)\n", gap * 100,
                STR_ARG(short_time(r, p->bound)));
    buf_fmt(to, "schedules: %lld\n", (long long)p->schedules);
    print_excesses(r, "before", r->found.before, r->found.n_before);
    print_excesses(r, "after", r->found.after, r->found.n_after);
    print_moves(r);
    print_swaps(r);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void json_time(struct json_out *o, const struct run *r, const char *name, instant t)
{
    jo_name(o, name);
    jo_str(o, time_text(r, t));
}

static void json_whole(struct json_out *o, const char *name, int64_t n)
{
    jo_name(o, name);
    jo_int(o, n);
}

static void json_excesses(struct json_out *o, const struct run *r, const char *name,
                          const struct level_excess *v, size_t n)
{
    jo_name(o, name);
    jo_array(o);
    for (size_t k = 0; k < n; k++) {
        jo_object(o);
        jo_name(o, "resource");
        jo_str(o, title_or_number(r, &resource_entity, v[k].resource));
        json_time(o, r, "from", v[k].from);
        json_time(o, r, "to", v[k].to);
        jo_name(o, "need");
        jo_double(o, v[k].need);
        jo_name(o, "have");
        jo_double(o, v[k].have);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void json_move(struct json_out *o, const struct run *r, const struct level_move *m)
{
    const struct item *i = plan_get(r->after, &item_entity, m->item);
    jo_object(o);
    json_whole(o, "uid", i->source_uid);
    jo_name(o, "name");
    jo_str(o, i->title);
    json_time(o, r, "start_before", m->start_before);
    json_time(o, r, "finish_before", m->finish_before);
    json_time(o, r, "start", m->start);
    json_time(o, r, "finish", m->finish);
    json_whole(o, "levelling_delay_s", m->delay_s);
    jo_name(o, "waited_for");
    jo_str(o, title_of(r, &resource_entity, m->waited_for));
    jo_name(o, "behind");
    jo_str(o, title_of(r, &item_entity, m->behind));
    jo_name(o, "follows");
    jo_str(o, title_of(r, &item_entity, m->follows));
    jo_name(o, "is_split");
    jo_bool(o, m->is_split);
    jo_object_end(o);
}

static void json_swaps(struct json_out *o, const struct run *r)
{
    jo_name(o, "reassigned");
    jo_array(o);
    for (size_t k = 0; k < r->found.n_swaps; k++) {
        const struct level_swap *x = &r->found.swaps[k];
        jo_object(o);
        jo_name(o, "name");
        jo_str(o, title_of(r, &item_entity, x->item));
        jo_name(o, "from");
        jo_str(o, title_of(r, &resource_entity, x->from));
        jo_name(o, "to");
        jo_str(o, title_of(r, &resource_entity, x->to));
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_as_json(const struct run *r)
{
    const struct level_progress *p = &r->found.progress;
    struct json_out              o;
    jo_init(&o, r->cli->out);
    jo_object(&o);
    json_time(&o, r, "start", plan_start(r->after));
    json_time(&o, r, "finish_before", r->found.finish_before);
    json_time(&o, r, "finish", p->finish);
    json_time(&o, r, "bound", p->bound);
    jo_name(&o, "gap");
    jo_double(&o, level_gap(r->after, p));
    json_whole(&o, "schedules", p->schedules);
    json_whole(&o, "lateness_s", p->lateness_s);
    json_excesses(&o, r, "overloads_before", r->found.before, r->found.n_before);
    json_excesses(&o, r, "overloads_after", r->found.after, r->found.n_after);
    jo_name(&o, "moved");
    jo_array(&o);
    for (size_t k = 0; k < r->found.n_moves; k++)
        json_move(&o, r, &r->found.moves[k]);
    jo_array_end(&o);
    json_swaps(&o, r);
    jo_object_end(&o);
    buf_char(r->cli->out, '\n');
}

/* --- the file --------------------------------------------------------------------------------- */

static err save(struct run *r, const char *path)
{
    struct import_report report = {.mem = r->cli->mem};
    struct buf           text;
    buf_init(&text, 0);
    err e = mspdi_write(r->cli->mem, r->after, &text, &report);
    if (!e.code)
        e = buf_err(&text);
    FILE *f = e.code ? NULL : fopen(path, "wbe");
    if (!e.code && !f)
        e = err_make(ERR_IO, "Cannot write %s: %s", path, strerror(errno));
    if (f) {
        const str  all = buf_view(&text);
        const bool ok = fwrite(all.p, 1, all.n, f) == all.n;
        if (fclose(f) != 0 || !ok)
            e = err_make(ERR_IO, "Cannot write %s: %s", path, strerror(errno));
    }
    buf_done(&text);
    return e;
}

static err print(struct run *r)
{
    struct cli *cli = r->cli;
    TRY(zone_get(plan_project_record(r->after)->zone, &r->zone));
    if (cli_has(cli, "--csv")) {
        struct import levelled = r->import;
        levelled.plan = r->after;
        TRY(schedule_csv(cli, &levelled));
    } else if (cli_has(cli, "--json")) {
        print_as_json(r);
    } else {
        print_for_people(r);
    }
    return cli_has(cli, "--output") ? save(r, cli_value(cli, "--output")) : OK;
}

static err level(struct run *r)
{
    struct level_request request = {0};
    TRY(request_of(r, &request));
    TRY(plan_calculate(r->import.plan, NULL));
    TRY(plan_level(r->cli->mem, r->import.plan, NULL, &request, &r->found));
    return plan_levelled(r->import.plan, NULL, &r->found, &r->after);
}

err level_plan_file(struct cli *cli, const char *path)
{
    struct run r = {.cli = cli};
    TRY(schedule_read(cli, path, &r.import));
    err e = level(&r);
    if (!e.code)
        e = print(&r);
    plan_unref(r.after);
    plan_unref(r.import.plan);
    return e;
}
