/* formats/estimates/fields.c - quoted fields, durations, shares, money, uids.
 *
 * Fields may be quoted (RFC 4180). Whatever does not fit is an error that shows the field and says
 * what may stand there.
 */
#include "formats/estimates/fields.h"

#include "formats/outline/words.h"

#include <math.h>

enum { FIELD_SHOWN = 60 };

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

int estimates_split(struct arena *mem, str line, str fields[ESTIMATES_FIELDS_MAX])
{
    int n = 0;
    for (;; n++) {
        str field;
        if (n == ESTIMATES_FIELDS_MAX)
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

err estimates_error(const struct estimates_reader *r, enum err_code code, const char *what,
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

err estimates_duration(const struct estimates_reader *r, const struct item *item, str text,
                       int64_t *ret_s)
{
    const bool               is_elapsed = item && duration_unit_is_elapsed(item->duration_unit);
    const struct outline_day of_day = day_of(r->project, is_elapsed);
    enum duration_unit       unit = UNIT_DAYS;
    const bool               is_iso = text.n && text.p[0] == 'P';
    if (!(is_iso ? iso_duration(text, &of_day, ret_s)
                 : outline_duration(text, &of_day, ret_s, &unit)))
        return estimates_error(r, ERR_INVALID, "is no duration; write 3d, 16h, 1.5w or PT16H",
                               text);
    if (duration_unit_is_elapsed(unit) && !is_elapsed)
        return estimates_error(r, ERR_INVALID,
                               "is elapsed time, but the item counts working time; write d, h or w",
                               text);
    return OK;
}

/* --- the rest -------------------------------------------------------------------------------- */

err estimates_number(const struct estimates_reader *r, str text, double *ret_number)
{
    if (!str_double(text, ret_number))
        return estimates_error(r, ERR_INVALID, "is no number", text);
    return OK;
}

err estimates_share(const struct estimates_reader *r, str text, double least, double *ret_share)
{
    const bool in_hundred = text.n && text.p[text.n - 1] == '%';
    const str  number = in_hundred ? str_trim(str_sub(text, 0, text.n - 1)) : text;
    double     share;
    if (!str_double(number, &share) || share / (in_hundred ? 100 : 1) > 1 ||
        share / (in_hundred ? 100 : 1) < least)
        return estimates_error(r, ERR_INVALID,
                               least < 0 ? "is no correlation; write a number from -1 to 1"
                                         : "is no share; write 0.3 or 30 %",
                               text);
    *ret_share = share / (in_hundred ? 100 : 1);
    return OK;
}

err estimates_money(const struct estimates_reader *r, str text, int64_t *ret_minor)
{
    double amount;
    if (!str_double(text, &amount) || fabs(amount) > 1e12)
        return estimates_error(r, ERR_INVALID, "is no amount; write 1200 or 1200.50", text);
    *ret_minor = llround(amount * pow(10, (double)r->project->currency_digits));
    return OK;
}

err estimates_distribution(const struct estimates_reader *r, str word,
                           enum estimate_distribution *ret_distribution)
{
    const int at = outline_word(estimate_distribution_words, word);
    if (at < 0)
        return estimates_error(r, ERR_INVALID,
                               "is no distribution; there are triangular, pert, uniform, "
                               "lognormal and discrete",
                               word);
    *ret_distribution = (enum estimate_distribution)at;
    return OK;
}

err estimates_item(const struct estimates_reader *r, str text, const struct item **ret_item)
{
    int64_t uid, slot;
    if (!str_int(text, &uid))
        return estimates_error(r, ERR_INVALID, "is no uid", text);
    if (!map_get(&r->slots, uid, &slot))
        return estimates_error(r, ERR_INVALID, "is the uid of no task in the plan", text);
    *ret_item = plan_at(r->plan, &item_entity, (size_t)slot);
    return OK;
}

err estimates_add(struct estimates_reader *r, const struct entity *e, void *record)
{
    struct problems problems;
    problems_init(&problems, r->mem);
    entity_check(e, record, &problems);
    if (problems.n)
        return err_make(ERR_INVALID, "Line %lld of the estimates: %.*s %.*s.", r->line,
                        STR_ARG(problems.v[0].field), STR_ARG(problems.v[0].message));
    ((struct record *)record)->id.v = ++r->last_id[e->no];
    r->puts[r->n++] = (struct estimates_put){e, record};
    return OK;
}
