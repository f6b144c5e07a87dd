/* domain/shifts.c - reading and printing a day's shifts.
 *
 * Kept as seconds of the day with `to` beyond 86400 for a shift over midnight, which is what the
 * engine wants: an interval on a time line. The text is the canonical form: parse then print
 * gives it back, but for blanks and for "00:00" as an end, which is printed as "24:00".
 */
#include "domain/shifts.h"

#include "base/buf.h"
#include "base/day.h"

static err shift_parse(str word, struct shift *ret_shift)
{
    str     from, rest = word;
    int32_t a, b;
    if (!str_cut(&rest, '-', &from) || !rest.p)
        return err_make(ERR_INVALID, "'%.*s' is not a shift such as 08:00-12:00", STR_ARG(word));
    if (!time_of_day_parse(from, &a) || !time_of_day_parse(rest, &b) || a >= DAY_S)
        return err_make(ERR_INVALID, "'%.*s' is not a shift such as 08:00-12:00", STR_ARG(word));
    *ret_shift = (struct shift){a, b <= a ? b + DAY_S : b};
    return OK;
}

static err shift_add(struct shifts *to, struct shift next)
{
    const struct shift *last = to->n ? &to->v[to->n - 1] : NULL;
    if (to->n == SHIFTS_MAX)
        return err_make(ERR_INVALID, "more than %d shifts in a day", SHIFTS_MAX);
    if (last && next.from < last->to)
        return err_make(ERR_INVALID, "shifts must be in order and must not overlap");
    to->v[to->n++] = next;
    return OK;
}

err shifts_parse(str text, struct shifts *ret_shifts)
{
    struct shifts shifts = {0};
    str           rest = text, word;
    while (str_cut(&rest, ' ', &word)) {
        struct shift shift = {0};
        if (!word.n)
            continue;
        TRY(shift_parse(word, &shift));
        TRY(shift_add(&shifts, shift));
    }
    if (shifts.n && shifts.v[shifts.n - 1].to > shifts.v[0].from + DAY_S)
        return err_make(ERR_INVALID, "the shift over midnight runs into the first of the next day");
    *ret_shifts = shifts;
    return OK;
}

static void time_put(struct buf *to, int32_t seconds)
{
    int32_t t = seconds > DAY_S ? seconds - DAY_S : seconds;
    buf_fmt(to, "%02d:%02d", t / HOUR_S, t % HOUR_S / MINUTE_S);
    if (t % MINUTE_S)
        buf_fmt(to, ":%02d", t % MINUTE_S);
}

str shifts_text(struct arena *mem, const struct shifts *shifts)
{
    struct buf b = {0};
    for (size_t i = 0; i < shifts->n; i++) {
        if (i)
            buf_char(&b, ' ');
        time_put(&b, shifts->v[i].from);
        buf_char(&b, '-');
        time_put(&b, shifts->v[i].to);
    }
    str text = b.n ? str_copy(mem, buf_view(&b)) : S("");
    buf_done(&b);
    return text;
}

int64_t shifts_length(const struct shifts *shifts)
{
    int64_t sum = 0;
    for (size_t i = 0; i < shifts->n; i++)
        sum += shifts->v[i].to - shifts->v[i].from;
    return sum;
}

str shifts_default(int weekday)
{
    return weekday == 0 || weekday == 6 ? S("") : S("08:00-12:00 13:00-17:00");
}
