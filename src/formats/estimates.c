/* formats/estimates.c - reads the list of estimates, line by line.
 *
 * Fields may be quoted (RFC 4180), lines may end as they like. All lines are read before any item
 * is changed, so that a list with a mistake changes nothing.
 */
#include "formats/estimates.h"

#include "base/map.h"
#include "domain/item.h"
#include "domain/project.h"
#include "formats/outline/words.h"

#include <math.h>

enum { FIELDS = 5, FIELD_SHOWN = 60 };

static const char *const names[FIELDS] = {"uid", "distribution", "optimistic", "most_likely",
                                          "pessimistic"};

struct estimates_reader {
    struct arena         *mem;
    struct plan          *plan;
    const struct project *project;
    struct map            slots; /* by uid; taken out once used */
    struct item          *items; /* with their estimates */
    size_t                n;
    long long             line;
};

/* --- fields ---------------------------------------------------------------------------------- */

/* A quoted field off the front of *line; its doubled quotes become single ones. */
static bool take_quoted(struct arena *mem, str *line, str *ret_field)
{
    char  *text = arena_alloc(mem, line->n + 1);
    size_t n = 0, i = 1;
    for (;; i++) {
        if (i >= line->n)
            return false;
        if (line->p[i] == '"' && (i + 1 >= line->n || line->p[i + 1] != '"'))
            break;
        i += line->p[i] == '"';
        text[n++] = line->p[i];
    }
    *ret_field = (str){text, n};
    *line = str_sub(*line, i + 1, line->n);
    return true;
}

/* How many fields the line has, FIELDS + 1 for more; -1: a quote does not end. */
static int split(struct arena *mem, str line, str fields[FIELDS])
{
    int n = 0;
    for (;; n++) {
        str field;
        if (n == FIELDS)
            return n + 1;
        if (line.n && line.p[0] == '"') {
            if (!take_quoted(mem, &line, &field))
                return -1;
        } else {
            size_t end = 0;
            while (end < line.n && line.p[end] != ',')
                end++;
            field = str_sub(line, 0, end);
            line = str_sub(line, end, line.n);
        }
        fields[n] = str_trim(field);
        if (!line.n)
            return n + 1;
        if (line.p[0] != ',')
            return -1;
        line = str_sub(line, 1, line.n);
    }
}

static err line_error(const struct estimates_reader *r, enum err_code code, const char *what,
                      str text)
{
    const str shown = str_sub(text, 0, FIELD_SHOWN);
    return err_make(code, "Line %lld of the estimates: «%.*s» %s.", r->line, STR_ARG(shown), what);
}

/* --- durations ------------------------------------------------------------------------------- */

/* Digits with at most one point, then one of the letters; false leaves *rest alone. */
static bool take_part(str *rest, const char *letters, double *ret_amount, char *ret_letter)
{
    size_t n = 0;
    while (n < rest->n && ((rest->p[n] >= '0' && rest->p[n] <= '9') || rest->p[n] == '.'))
        n++;
    if (!n || n == rest->n || !strchr(letters, rest->p[n]) ||
        !str_double(str_sub(*rest, 0, n), ret_amount))
        return false;
    *ret_letter = rest->p[n];
    *rest = str_sub(*rest, n + 1, rest->n);
    return true;
}

/* "P2DT3H", "PT16H0M0S", "P1W". */
static bool iso_duration(str text, const struct outline_day *d, int64_t *ret_s)
{
    str    rest = str_sub(text, 1, text.n);
    bool   in_time = false, has_any = false;
    double total = 0, amount;
    char   letter;
    while (rest.n) {
        if (!in_time && rest.p[0] == 'T') {
            in_time = true;
            rest = str_sub(rest, 1, rest.n);
            continue;
        }
        if (!take_part(&rest, in_time ? "HMS" : "DW", &amount, &letter))
            return false;
        const double unit = letter == 'H'   ? HOUR_S
                            : letter == 'M' ? MINUTE_S
                            : letter == 'S' ? 1
                            : letter == 'D' ? (double)d->day_s
                                            : (double)d->week_s;
        total += amount * unit;
        has_any = true;
    }
    if (!has_any || total > 1e10)
        return false;
    *ret_s = (int64_t)llround(total);
    return true;
}

static struct outline_day day_of(const struct project *p, bool is_elapsed)
{
    if (is_elapsed)
        return (struct outline_day){DAY_S, 7 * DAY_S, 30 * DAY_S};
    const int64_t day_s = p->minutes_per_day * MINUTE_S;
    return (struct outline_day){day_s, p->minutes_per_week * MINUTE_S, day_s * p->days_per_month};
}

static err duration_read(const struct estimates_reader *r, const struct item *item, str text,
                         int64_t *ret_s)
{
    const bool               is_elapsed = duration_unit_is_elapsed(item->duration_unit);
    const struct outline_day of_day = day_of(r->project, is_elapsed);
    enum duration_unit       unit = UNIT_DAYS;
    const bool               is_iso = text.n && text.p[0] == 'P';
    if (!(is_iso ? iso_duration(text, &of_day, ret_s)
                 : outline_duration(text, &of_day, ret_s, &unit)))
        return line_error(r, ERR_INVALID, "is no duration; write 3d, 16h, 1.5w or PT16H", text);
    if (duration_unit_is_elapsed(unit) && !is_elapsed)
        return line_error(r, ERR_INVALID,
                          "is elapsed time, but the item counts working time; write d, h or w",
                          text);
    return OK;
}

/* --- lines ----------------------------------------------------------------------------------- */

static err order_check(const struct estimates_reader *r, const struct item *i)
{
    const int64_t o = i->estimate_optimistic_s, m = i->estimate_likely_s,
                  p = i->estimate_pessimistic_s;
    if (p < o || (m != DURATION_NONE && (m < o || m > p)))
        return err_make(
            ERR_INVALID,
            "Line %lld of the estimates: optimistic, most_likely and pessimistic must not "
            "get smaller.",
            r->line);
    if (i->estimate_distribution == ESTIMATE_LOGNORMAL && p == 0)
        return err_make(
            ERR_INVALID,
            "Line %lld of the estimates: a lognormal estimate needs a duration above 0.", r->line);
    return OK;
}

static err distribution_read(const struct estimates_reader *r, str word, struct item *item)
{
    const int at = outline_word(estimate_distribution_words, word);
    if (at < 0)
        return line_error(r, ERR_INVALID,
                          "is no distribution; there are triangular, pert, uniform, lognormal and "
                          "discrete",
                          word);
    item->estimate_distribution = (enum estimate_distribution)at;
    return OK;
}

static err item_find(struct estimates_reader *r, str text, struct item *ret_item)
{
    int64_t uid, slot;
    if (!str_int(text, &uid))
        return line_error(r, ERR_INVALID, "is no uid", text);
    if (!map_get(&r->slots, uid, &slot))
        return line_error(r, ERR_INVALID, "is the uid of no task in the plan", text);
    if (slot < 0)
        return line_error(r, ERR_INVALID, "has an estimate already", text);
    map_put(&r->slots, uid, -1);
    *ret_item = *(const struct item *)plan_at(r->plan, &item_entity, (size_t)slot);
    return OK;
}

static err line_read(struct estimates_reader *r, str line)
{
    str         f[FIELDS];
    const int   n = split(r->mem, line, f);
    struct item item;
    if (n != FIELDS)
        return err_make(ERR_SYNTAX, "Line %lld of the estimates: there must be %d fields%s.",
                        r->line, FIELDS, n < 0 ? "; a quote does not end" : "");
    TRY(item_find(r, f[0], &item));
    if (!f[2].n && !f[3].n && !f[4].n) /* a task without an estimate */
        return OK;
    TRY(distribution_read(r, f[1], &item));
    TRY(duration_read(r, &item, f[2], &item.estimate_optimistic_s));
    item.estimate_likely_s = DURATION_NONE;
    if (f[3].n || item.estimate_distribution != ESTIMATE_UNIFORM)
        TRY(duration_read(r, &item, f[3], &item.estimate_likely_s));
    TRY(duration_read(r, &item, f[4], &item.estimate_pessimistic_s));
    TRY(order_check(r, &item));
    r->items[r->n++] = item;
    return OK;
}

static err header_check(struct estimates_reader *r, str line)
{
    str  f[FIELDS];
    bool fits = split(r->mem, line, f) == FIELDS;
    for (int i = 0; fits && i < FIELDS; i++)
        fits = str_eq_nocase(f[i], str_from(names[i]));
    return fits ? OK
                : err_make(ERR_SYNTAX,
                           "Line %lld of the estimates must be the header "
                           "«uid,distribution,optimistic,most_likely,pessimistic».",
                           r->line);
}

static size_t lines_of(str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    return n;
}

static void slots_fill(struct estimates_reader *r)
{
    const size_t slots = plan_slots(r->plan, &item_entity);
    map_init(&r->slots, r->mem, slots);
    for (size_t s = 0; s < slots; s++) {
        const struct item *i = plan_at(r->plan, &item_entity, s);
        if (i && !i->is_blank && i->source_uid != INT_NONE)
            map_put(&r->slots, i->source_uid, (int64_t)s);
    }
}

err estimates_read(struct arena *mem, str csv, struct plan *plan, size_t *ret_n)
{
    struct estimates_reader r = {.mem = mem, .plan = plan, .project = plan_project_record(plan)};
    str                     line;
    if (str_starts(csv, S("\xef\xbb\xbf")))
        csv = str_sub(csv, 3, csv.n);
    if (!str_is_utf8(csv))
        return err_make(ERR_SYNTAX, "The estimates are not UTF-8 text.");
    r.items = arena_array(mem, struct item, lines_of(csv));
    slots_fill(&r);
    bool has_header = false;
    while (str_cut(&csv, '\n', &line)) {
        r.line++;
        line = str_trim(line);
        if (has_header && !line.n)
            continue;
        TRY(has_header ? line_read(&r, line) : header_check(&r, line));
        has_header = true;
    }
    for (size_t i = 0; i < r.n; i++)
        plan_put(plan, &item_entity, &r.items[i]);
    *ret_n = r.n;
    return OK;
}
