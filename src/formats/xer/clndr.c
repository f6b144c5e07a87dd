/* formats/xer/clndr.c - reads (0||name(arguments)(children)) lists.
 *
 * A walk with the names of the open lists on a stack: DaysOfWeek and Exceptions are recognised by
 * name, their children by depth below them, hours by arguments with s and f, which come in any
 * order. An end of xx:59, xx:29 … means the minute behind it; an end at or before its start means
 * midnight.
 */
#include "formats/xer/clndr.h"

#include <stdlib.h>

enum where { ELSEWHERE, IN_DAYS, IN_EXCEPTIONS };

/* Serial 0 of the exceptions is 1899-12-30. */
enum { SERIAL_EPOCH = -25569, SERIAL_MAX = 110000 };

struct walk {
    struct arena  *mem;
    struct clndr  *out;
    str            rest;
    int            depth;
    enum where     where;
    int            where_depth;
    struct shifts *open; /* hours of the day being read; NULL: none */
    bool           has_odd_hours;
};

static void skip_blanks(struct walk *w)
{
    while (w->rest.n && ((unsigned char)w->rest.p[0] <= ' ' || w->rest.p[0] == 0x7F))
        w->rest = str_sub(w->rest, 1, w->rest.n);
}

static bool take(struct walk *w, char c)
{
    skip_blanks(w);
    if (!w->rest.n || w->rest.p[0] != c)
        return false;
    w->rest = str_sub(w->rest, 1, w->rest.n);
    return true;
}

/* Everything before the first of `ends`, blanks off. */
static str take_until(struct walk *w, char a, char b)
{
    size_t n = 0;
    while (n < w->rest.n && w->rest.p[n] != a && w->rest.p[n] != b)
        n++;
    const str s = str_trim(str_sub(w->rest, 0, n));
    w->rest = str_sub(w->rest, n, w->rest.n);
    return s;
}

/* Hours of the clock of twelve to those of the day: 12 AM is 0, 12 PM is 12. */
static bool half_day(str word, int64_t *hours)
{
    const bool is_pm = str_eq_nocase(word, S("PM"));
    if (!word.n)
        return true;
    if ((!is_pm && !str_eq_nocase(word, S("AM"))) || *hours < 1 || *hours > 12)
        return false;
    *hours = *hours % 12 + (is_pm ? 12 : 0);
    return true;
}

/* "8:00", "08:00", "08:00:00", "8:00 AM" to seconds; seconds are cut. */
static bool clock_read(str s, int32_t *ret_s)
{
    int64_t hours, minutes, seconds = 0;
    str     rest, head, part;
    (void)str_cut(&s, ' ', &head);
    rest = head;
    if (!str_cut(&rest, ':', &part) || !str_int(part, &hours) || !str_cut(&rest, ':', &part) ||
        !str_int(part, &minutes) || (rest.p && !str_int(rest, &seconds)))
        return false;
    if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59 || !half_day(str_trim(s), &hours))
        return false;
    *ret_s = (int32_t)(hours * HOUR_S + minutes * MINUTE_S);
    return true;
}

void clndr_shift_add(struct shifts *to, int32_t from, int32_t until)
{
    if (until % CLNDR_LAST_S == CLNDR_LAST_S - MINUTE_S)
        until += MINUTE_S;
    if (until <= from || until > DAY_S)
        until = DAY_S;
    if (from >= DAY_S || to->n == SHIFTS_MAX)
        return;
    size_t at = to->n++;
    for (; at > 0 && to->v[at - 1].from > from; at--)
        to->v[at] = to->v[at - 1];
    to->v[at] = (struct shift){from, until};
    for (size_t i = 1; i < to->n; i++) /* overlapping ones are cut */
        if (to->v[i - 1].to > to->v[i].from)
            to->v[i - 1].to = to->v[i].from;
    size_t kept = 0;
    for (size_t i = 0; i < to->n; i++)
        if (to->v[i].to > to->v[i].from)
            to->v[kept++] = to->v[i];
    to->n = kept;
}

struct shifts *clndr_exception_add(struct arena *mem, struct clndr *c, day on)
{
    if (on < SERIAL_EPOCH || on > SERIAL_EPOCH + SERIAL_MAX)
        return NULL;
    if (c->n_exceptions == c->cap_exceptions) {
        const size_t cap = c->cap_exceptions ? c->cap_exceptions * 2 : 64;
        c->exceptions = arena_grow(mem, c->exceptions, c->cap_exceptions * sizeof *c->exceptions,
                                   cap * sizeof *c->exceptions);
        c->cap_exceptions = cap;
    }
    c->exceptions[c->n_exceptions] = (struct clndr_exception){.on = on};
    return &c->exceptions[c->n_exceptions++].hours;
}

static void exception_open(struct walk *w, int64_t serial)
{
    if (serial >= 0 && serial <= SERIAL_MAX)
        w->open = clndr_exception_add(w->mem, w->out, (day)(serial + SERIAL_EPOCH));
}

/* Arguments "s|08:00|f|12:00" or "d|41275". */
static void arguments_read(struct walk *w, str arguments)
{
    int32_t from = -1, until = -1;
    str     key, value;
    int64_t serial;
    while (str_cut(&arguments, '|', &key) && str_cut(&arguments, '|', &value)) {
        key = str_trim(key);
        if (str_eq(key, S("d")) && w->where == IN_EXCEPTIONS && str_int(str_trim(value), &serial))
            exception_open(w, serial);
        else if (str_eq(key, S("s")))
            w->has_odd_hours |= !clock_read(str_trim(value), &from);
        else if (str_eq(key, S("f")))
            w->has_odd_hours |= !clock_read(str_trim(value), &until);
    }
    if (w->open && from >= 0 && until >= 0)
        clndr_shift_add(w->open, from, until);
}

static void name_read(struct walk *w, str name)
{
    int64_t weekday;
    if (str_eq(name, S("DaysOfWeek")) || str_eq(name, S("Exceptions"))) {
        w->where = name.p[0] == 'D' ? IN_DAYS : IN_EXCEPTIONS;
        w->where_depth = w->depth;
        w->open = NULL;
    } else if (w->depth <= w->where_depth) {
        w->where = ELSEWHERE;
        w->open = NULL;
    } else if (w->depth == w->where_depth + 1) {
        w->open = NULL;
        if (w->where == IN_DAYS && str_int(name, &weekday) && weekday >= 1 && weekday <= 7) {
            w->open = &w->out->days[weekday - 1];
            w->out->n_days++;
        }
    }
}

/* One list and all below it. */
static bool list_read(struct walk *w)
{
    if (++w->depth > CLNDR_DEPTH_MAX || !take(w, '('))
        return false;
    (void)take_until(w, '|', ')'); /* a number without meaning */
    if (!take(w, '|') || !take(w, '|'))
        return false;
    name_read(w, take_until(w, '(', ')'));
    if (!take(w, '('))
        return false;
    arguments_read(w, take_until(w, ')', ')'));
    if (!take(w, ')') || !take(w, '('))
        return false;
    for (skip_blanks(w); w->rest.n && w->rest.p[0] == '('; skip_blanks(w))
        if (!list_read(w))
            return false;
    w->depth--;
    return take(w, ')') && take(w, ')');
}

static int by_day(const void *a, const void *b)
{
    const struct clndr_exception *x = a, *y = b;
    return (x->on > y->on) - (x->on < y->on);
}

bool clndr_read(struct arena *mem, str text, struct clndr *ret_clndr)
{
    *ret_clndr = (struct clndr){0};
    struct walk w = {.mem = mem, .out = ret_clndr, .rest = text, .where_depth = CLNDR_DEPTH_MAX};
    const bool  is_whole = list_read(&w) && ret_clndr->n_days > 0 && !w.has_odd_hours;
    if (ret_clndr->n_exceptions)
        qsort(ret_clndr->exceptions, ret_clndr->n_exceptions, sizeof *ret_clndr->exceptions,
              by_day);
    return is_whole;
}

/* ---- printing ----------------------------------------------------------------------------- */

static void shifts_print(struct arena *mem, struct buf *to, const struct shifts *shifts)
{
    for (size_t i = 0; i < shifts->n; i++) {
        const int from = shifts->v[i].from / MINUTE_S, until = shifts->v[i].to / MINUTE_S % 1440;
        buf_str(to, str_fmt(mem, "(0||%zu(s|%02d:%02d|f|%02d:%02d)())", i, from / 60, from % 60,
                            until / 60, until % 60));
    }
}

str clndr_text(struct arena *mem, const struct clndr *c)
{
    struct buf to;
    if (!c->n_days && !c->n_exceptions)
        return S("");
    buf_init(&to, 0);
    buf_z(&to, "(0||CalendarData()((0||DaysOfWeek()(");
    for (int i = 0; i < 7 && c->n_days; i++) {
        buf_str(&to, str_fmt(mem, "(0||%d()(", i + 1));
        shifts_print(mem, &to, &c->days[i]);
        buf_z(&to, "))");
    }
    buf_z(&to, "))(0||Exceptions()(");
    for (size_t i = 0; i < c->n_exceptions; i++) {
        buf_str(&to, str_fmt(mem, "(0||%zu(d|%d)(", i, c->exceptions[i].on - SERIAL_EPOCH));
        shifts_print(mem, &to, &c->exceptions[i].hours);
        buf_z(&to, "))");
    }
    buf_z(&to, "))))");
    const str text = str_copy(mem, buf_view(&to));
    buf_done(&to);
    return text;
}
