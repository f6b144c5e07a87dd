/* tests/engine/value_test.c - earned value: small plans by hand, and a real building project.
 *
 * The project is "Claeys-Verhelst" of the OR-AS database; ProTrack's figures for its status dates
 * are the oracle (../shared/data/evm/INDEX.md tells which of them follow from the rows).
 */
#include "engine/value/value.h"

#include "base/day.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

enum { HOUR = 3600, DAY = 86400, ROWS_MAX = 64 };

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(value, .fini = finish);

/* Mondays to Fridays 8–12 and 13–17; day 0 of 1970 was a Thursday. */
static const struct worktime *weekdays(void)
{
    static struct worktime_interval v[2 * 7000];
    static const int64_t            first = 11000; /* days: 2000-02-13 */
    size_t                          n = 0;
    for (int64_t d = first; d < first + 7000; d++)
        if ((d + 4) % 7 != 0 && (d + 4) % 7 != 6)
            for (int half = 0; half < 2; half++)
                v[n++] = (struct worktime_interval){d * DAY + (8 + 5 * half) * HOUR,
                                                    d * DAY + (12 + 5 * half) * HOUR};
    return worktime_build(&mem, (struct horizon){first * DAY, (first + 7000) * DAY}, v, n);
}

static const instant monday = 13255 * (instant)DAY + 8 * HOUR; /* 2006-04-17 08:00 */

static void close_to(double is, double expected, double part, const char *what)
{
    cr_expect(fabs(is - expected) <= part * fmax(fabs(expected), 1), "%s: %.6f, expected %.6f",
              what, is, expected);
}

/* ---- by hand ------------------------------------------------------------------------------ */

/* Four items of one week each, one after the other, 100 each; the third runs at the status date. */
static struct value_item *four(const struct worktime *w)
{
    struct value_item *v = arena_array(&mem, struct value_item, 4);
    for (int k = 0; k < 4; k++) {
        const instant start = monday + (instant)k * 7 * DAY;
        v[k] = (struct value_item){.start = start,
                                   .finish = worktime_add(w, start, 40 * HOUR),
                                   .spread = 100,
                                   .base = -1,
                                   .actual_start = INSTANT_NONE,
                                   .actual_finish = INSTANT_NONE};
    }
    v[0].actual_start = v[0].start;
    v[0].actual_finish = v[0].finish;
    v[0].actual = 120;
    v[1].actual_start = v[1].start;
    v[1].share = 0.5;
    v[1].actual = 80;
    return v;
}

static struct value_result measured(struct value_plan *p, instant at)
{
    struct value_result r = {0};
    cr_assert_eq(value_measure(&mem, p, at, &r).code, ERR_NONE);
    return r;
}

Test(value, sums_indices_and_schedule)
{
    const struct worktime *w = weekdays();
    struct value_item     *v = four(w);
    struct value_plan      p = {v, 4, w, NAN};
    struct value_result    r = measured(&p, v[1].finish);
    close_to(r.all.budget, 400, 1e-9, "budget");
    close_to(r.all.planned, 200, 1e-9, "planned");
    close_to(r.all.earned, 150, 1e-9, "earned");
    close_to(r.all.actual, 200, 1e-9, "actual");
    close_to(r.indices.cpi, 0.75, 1e-9, "cpi");
    close_to(r.indices.spi, 0.75, 1e-9, "spi");
    close_to(r.indices.cost[VALUE_COST_CPI], 400 / 0.75, 1e-9, "eac");
    close_to(r.indices.cost[VALUE_COST_PLANNED], 450, 1e-9, "eac as planned");
    cr_assert(isnan(r.indices.cost[VALUE_COST_BOTTOM_UP]), "nobody gave an estimate");
    close_to(r.indices.tcpi_budget, 250.0 / 200, 1e-9, "tcpi");
    cr_assert(r.indices.is_out_of_reach);
    cr_assert(r.indices.is_uncertain);
    close_to(r.times.earned_s, 60 * HOUR, 1e-6, "earned schedule");
    close_to(r.indices.spi_t, 0.75, 1e-6, "spi(t)");
    close_to(r.indices.time_s[VALUE_TIME_ES_SPI], 160 * HOUR / 0.75, 1e-6, "ieac(t)");
    close_to(r.indices.tspi, 100.0 / 80, 1e-6, "tspi");
    close_to(r.adherence, 1, 1e-6, "all that is earned was due");
}

Test(value, methods)
{
    const struct worktime *w = weekdays();
    struct value_item     *v = four(w);
    struct value_plan      p = {v, 4, w, 55};
    v[0].method = VALUE_ZERO_HUNDRED;
    v[1].method = VALUE_FIFTY_FIFTY;
    v[1].share = 0.9;
    v[2].method = VALUE_APPORTIONED;
    v[2].base = 1;
    v[3].method = VALUE_LEVEL_OF_EFFORT;
    struct value_result r = measured(&p, v[3].start + DAY);
    close_to(r.items[0].earned, 100, 1e-9, "finished");
    close_to(r.items[1].earned, 50, 1e-9, "begun");
    close_to(r.items[2].earned, 50, 1e-9, "in step with the second");
    close_to(r.items[3].earned, 20, 1e-9, "as planned");
    close_to(r.indices.cost[VALUE_COST_BOTTOM_UP], 255, 1e-9, "bottom up");
    v[0].method = VALUE_ZERO_HUNDRED;
    v[0].actual_finish = INSTANT_NONE;
    r = measured(&p, v[3].start);
    close_to(r.items[0].earned, 0, 1e-9, "not finished");
}

Test(value, apportioned_to_nothing_or_in_a_circle)
{
    const struct worktime *w = weekdays();
    struct value_item     *v = four(w);
    struct value_plan      p = {v, 4, w, NAN};
    struct value_result    r;
    v[2].method = VALUE_APPORTIONED;
    cr_assert_eq(value_measure(&mem, &p, monday, &r).code, ERR_INVALID);
    v[2].base = 3;
    v[3].method = VALUE_APPORTIONED;
    v[3].base = 2;
    cr_assert_eq(value_measure(&mem, &p, monday, &r).code, ERR_INVALID);
}

Test(value, nothing_is_not_zero)
{
    const struct worktime *w = weekdays();
    struct value_plan      p = {.calendar = w, .to_complete = NAN};
    struct value_result    r = measured(&p, monday);
    cr_assert(isnan(r.indices.cpi) && isnan(r.indices.spi) && isnan(r.indices.spi_t));
    cr_assert_eq(r.earned_at, INSTANT_NONE);
    struct value_item only_cost = {.start = INSTANT_NONE,
                                   .finish = INSTANT_NONE,
                                   .actual = 7,
                                   .actual_start = monday,
                                   .actual_finish = INSTANT_NONE};
    p.items = &only_cost;
    p.n = 1;
    r = measured(&p, monday + DAY);
    close_to(r.all.actual, 7, 1e-9, "cost without a budget");
    close_to(r.indices.cpi, 0, 1e-9, "nothing earned for it");
    cr_assert(isnan(r.indices.done));
}

Test(value, planned_at_start_between_and_at_end)
{
    const struct worktime *w = weekdays();
    struct value_item      i = {.start = monday, .finish = monday + 9 * HOUR};
    i.at_start = 10;
    i.spread = 80;
    i.at_end = 5;
    close_to(value_planned(&i, w, monday), 0, 1e-9, "before work begins");
    close_to(value_planned(&i, w, monday + HOUR), 20, 1e-9, "an hour of eight");
    close_to(value_planned(&i, w, monday + 4 * HOUR), 50, 1e-9, "noon");
    close_to(value_planned(&i, w, monday + 5 * HOUR), 50, 1e-9, "lunch costs nothing");
    close_to(value_planned(&i, w, monday + 9 * HOUR), 95, 1e-9, "all of it");
    i.finish = monday;
    close_to(value_planned(&i, w, monday), 95, 1e-9, "a milestone is due at once");
    i.start = INSTANT_NONE;
    close_to(value_planned(&i, w, monday), 0, 1e-9, "not in the baseline");
}

Test(value, series_ends_in_what_is_measured)
{
    const struct worktime     *w = weekdays();
    struct value_item         *v = four(w);
    struct value_plan          p = {v, 4, w, NAN};
    const instant              at = v[1].finish;
    const struct value_moments too_many = {NULL, VALUE_SERIES_MAX + 1};
    const instant     moments[] = {monday, v[0].finish, v[1].start + 9 * HOUR, at, v[3].finish};
    struct value_sum *s = NULL;
    cr_assert_eq(value_series(&mem, &p, at, (struct value_moments){moments, 5}, &s).code, ERR_NONE);
    close_to(s[0].earned, 0, 1e-9, "nothing at the start");
    close_to(s[1].earned, 100, 1e-9, "the first");
    close_to(s[2].earned, 110, 1e-9, "a fifth of the half");
    close_to(s[3].earned, 150, 1e-9, "as measured");
    close_to(s[3].actual, 200, 1e-9, "as measured");
    close_to(s[4].planned, 400, 1e-9, "the whole budget");
    cr_assert_eq(value_series(&mem, &p, at, too_many, &s).code, ERR_INVALID);
}

Test(value, earned_periods)
{
    static const double planned[] = {0, 100, 300, 600, 600};
    close_to(value_earned_periods(planned, 5, 0), 0, 1e-9, "nothing");
    close_to(value_earned_periods(planned, 5, 200), 1.5, 1e-9, "half of the second");
    close_to(value_earned_periods(planned, 5, 300), 2, 1e-9, "a whole one");
    close_to(value_earned_periods(planned, 5, 600), 4, 1e-9, "all");
    cr_assert(isnan(value_earned_periods(planned, 0, 600)));
}

/* ---- against ProTrack --------------------------------------------------------------------- */

struct table {
    str    cells[ROWS_MAX][40];
    size_t rows, columns;
};

/* The next cell; quotes keep commas. */
static str cell_cut(str *line)
{
    str  cell = STR_NONE;
    bool is_quoted = line->n && line->p[0] == '"';
    if (!is_quoted) {
        str_cut(line, ',', &cell);
        return str_trim(cell);
    }
    *line = str_sub(*line, 1, line->n);
    str_cut(line, '"', &cell);
    str rest;
    str_cut(line, ',', &rest);
    return cell;
}

static void table_read(const char *name, struct table *t)
{
    char  path[512];
    FILE *f = NULL;
    *t = (struct table){0};
    snprintf(path, sizeof path, "%s/evm/claeys-verhelst/%s", SHARED_DATA, name);
    f = fopen(path, "rb");
    if (!f)
        cr_skip_test("%s is absent", name);
    char  *text = arena_alloc(&mem, 65536);
    size_t n = fread(text, 1, 65535, f);
    fclose(f);
    str all = {text, n}, line;
    while (t->rows < ROWS_MAX && str_cut(&all, '\n', &line)) {
        line = str_trim(line);
        size_t c = 0;
        while (line.p && c < 40)
            t->cells[t->rows][c++] = cell_cut(&line);
        t->rows += c > 1;
    }
}

static str cell(const struct table *t, size_t row, const char *name)
{
    for (size_t c = 0; c < 40; c++)
        if (str_eq(t->cells[0][c], str_from(name)))
            return t->cells[row][c];
    cr_assert_fail("no column %s", name);
    return STR_NONE;
}

static double number(const struct table *t, size_t row, const char *name)
{
    str    s = cell(t, row, name);
    double v = 0;
    if (str_ends(s, S("%"))) {
        s.n--;
        return str_double(s, &v) ? v / 100 : 0;
    }
    return str_double(s, &v) ? v : 0;
}

static instant moment(const struct table *t, size_t row, const char *name)
{
    str s = cell(t, row, name);
    int y, m, d, h, min;
    if (sscanf(str_z(&mem, s), "%d-%d-%dT%d:%d", &y, &m, &d, &h, &min) != 5)
        return INSTANT_NONE;
    return (instant)day_from(y, m, d) * DAY + h * HOUR + min * 60;
}

static const char *const time_columns[] = {
    "EAC(t)-PV (PF=1)", "EAC(t)-PV (PF=SPI)",    "EAC(t)-PV (PF=SCI)",
    "EAC(t)-ED (PF=1)", "EAC(t)-ED (PF=SPI)",    "EAC(t)-ED (PF=SCI)",
    "EAC(t)-ES (PF=1)", "EAC(t)-ES (PF=SPI(t))", "EAC(t)-ES (PF=SCI(t))"};

static const struct cost_column {
    enum value_cost_forecast which;
    const char              *name;
} cost_columns[] = {
    {VALUE_COST_PLANNED, "EAC (PF=1)"},
    {VALUE_COST_CPI, "EAC (PF=CPI)"},
    {VALUE_COST_SPI, "EAC (PF=SPI)"},
    {VALUE_COST_SPI_T, "EAC (PF=SPI(t))"},
    {VALUE_COST_CPI_SPI, "EAC (PF=SCI)"},
    {VALUE_COST_CPI_SPI_T, "EAC (PF=SCI(t))"},
    {VALUE_COST_WEIGHTED, "EAC (PF=0.8*CPI+0.2*SPI)"},
    {VALUE_COST_WEIGHTED_T, "EAC (PF=0.8*CPI+0.2*SPI(t))"},
};

Test(value, formulas_against_protrack)
{
    struct table t;
    table_read("expected-evm-protrack.csv", &t);
    const struct worktime *w = weekdays();
    cr_assert_geq(t.rows, 2);
    const instant end = moment(&t, 1, "EAC(t)-PV (PF=1)"); /* nothing late yet: as planned */
    for (size_t r = 1; r < t.rows; r++) {
        struct value_sum   s = {number(&t, 1, "EAC (PF=1)"), number(&t, r, "Planned Value (PV)"),
                                number(&t, r, "Earned Value (EV)"),
                                number(&t, r, "Actual Cost (AC)")};
        struct value_times times = {
            (double)worktime_between(w, monday, end),
            (double)worktime_between(w, monday, moment(&t, r, "Status date")),
            (double)worktime_between(w, monday, moment(&t, r, "Earned Schedule (ES)"))};
        struct value_indices x = value_indices_of(s, times, NAN, NAN);
        close_to(x.cpi, number(&t, r, "Cost Performance Index (CPI)"), 0.0051, "cpi");
        close_to(x.spi, number(&t, r, "Schedule Performance Index (SPI)"), 0.0051, "spi");
        close_to(x.spi_t, number(&t, r, "Schedule Performance Index (SPI(t))"), 0.0051, "spi(t)");
        for (size_t k = 0; k < sizeof cost_columns / sizeof *cost_columns; k++)
            close_to(x.cost[cost_columns[k].which], number(&t, r, cost_columns[k].name), 1e-3,
                     cost_columns[k].name);
        for (int k = 0; k < VALUE_TIME_COUNT; k++)
            close_to(x.time_s[k],
                     (double)worktime_between(w, monday, moment(&t, r, time_columns[k])), 1e-3,
                     time_columns[k]);
    }
}

/* Days and hours of a duration such as "54d 4h". */
static int64_t span_s(str text)
{
    int d = 0, h = 0;
    if (sscanf(str_z(&mem, text), "%dd %dh", &d, &h) == 0)
        sscanf(str_z(&mem, text), "%dh", &h);
    return (8 * (int64_t)d + h) * HOUR;
}

/* Cost per hour of a demand such as "mason" or "team subcontractor[4,00 #8]". */
static double rate_of(const struct table *resources, str demand)
{
    str    name = STR_NONE, units;
    double n = 1;
    if (!demand.n)
        return 0;
    units = demand;
    str_cut(&units, '[', &name);
    if (units.p)
        sscanf(str_z(&mem, units), "%lf", &n); /* "4,00": the decimals are zero */
    for (size_t r = 1; r < resources->rows; r++)
        if (str_eq(cell(resources, r, "name"), str_trim(name)))
            return n * number(resources, r, "cost_per_unit_hour");
    return 0;
}

static int32_t baseline_items(const struct worktime *w, struct value_item *v, int64_t *ids)
{
    static struct table t, resources;
    int32_t             n = 0;
    table_read("resources.csv", &resources);
    table_read("baseline.csv", &t);
    for (size_t r = 1; r < t.rows; r++) {
        const int64_t length = span_s(cell(&t, r, "duration"));
        if (!length)
            continue;
        const instant start = moment(&t, r, "baseline_start");
        ids[n] = (int64_t)number(&t, r, "id");
        v[n++] = (struct value_item){.start = start,
                                     .finish = worktime_add(w, start, length),
                                     .at_start = number(&t, r, "fixed_cost"),
                                     .spread = number(&t, r, "variable_cost") +
                                               rate_of(&resources, cell(&t, r, "resource_demand")) *
                                                   (double)length / HOUR,
                                     .base = -1,
                                     .actual_start = INSTANT_NONE,
                                     .actual_finish = INSTANT_NONE};
    }
    return n;
}

static void track(const struct table *t, const struct worktime *w, struct value_item *v,
                  const int64_t *ids, int32_t n)
{
    for (size_t r = 1; r < t->rows; r++)
        for (int32_t k = 0; k < n; k++) {
            if ((double)ids[k] != number(t, r, "id"))
                continue;
            v[k].actual_start = moment(t, r, "actual_start");
            v[k].actual = number(t, r, "actual_cost");
            v[k].share = number(t, r, "pct_completed");
            if (v[k].share >= 1)
                v[k].actual_finish = worktime_add(w, v[k].actual_start,
                                                  span_s(cell(t, r, "actual_duration")));
        }
}

/* Rows 1 and 2 follow from the baseline and what was tracked; planned value at every date does. */
Test(value, from_rows_against_protrack)
{
    static struct table      expected, t;
    static struct value_item v[ROWS_MAX];
    static int64_t           ids[ROWS_MAX];
    const struct worktime   *w = weekdays();
    table_read("expected-evm-protrack.csv", &expected);
    const int32_t     n = baseline_items(w, v, ids);
    struct value_plan p = {v, n, w, NAN};
    for (size_t r = 1; r < expected.rows; r++) {
        struct value_result m = measured(&p, moment(&expected, r, "Status date"));
        close_to(m.all.planned, number(&expected, r, "Planned Value (PV)"), 1e-3, "planned");
        close_to(m.all.budget, 3027133.0, 1e-5, "budget");
    }
    for (size_t r = 1; r <= 2; r++) {
        char name[32];
        snprintf(name, sizeof name, "tracking-tp%zu.csv", r);
        table_read(name, &t);
        track(&t, w, v, ids, n);
        struct value_result m = measured(&p, moment(&expected, r, "Status date"));
        close_to(m.all.earned, number(&expected, r, "Earned Value (EV)"), 1e-3, "earned");
        close_to(m.all.actual, number(&expected, r, "Actual Cost (AC)"), 1e-3, "actual");
        close_to(m.times.earned_s,
                 (double)worktime_between(w, monday, moment(&expected, r, "Earned Schedule (ES)")),
                 1e-3, "earned schedule");
        close_to(m.adherence, number(&expected, r, "p-factor"), 0.0051, "p-factor");
    }
}
