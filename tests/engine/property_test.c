/* tests/engine/property_test.c - what holds for every network: random ones from a seed, and huge
 * ones. */
#include "base/rng.h"
#include "engine/cpm.h"
#include "engine/random_net.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(property, .fini = finish);

static const struct mix everything = {.summaries = 40,
                                      .constraints = 15,
                                      .manual = 8,
                                      .begun = 8,
                                      .assigned = 60,
                                      .delayed = 5,
                                      .milestones = 10,
                                      .finish_links = true,
                                      .backwards = true};
static const struct mix plain = {.finish_links = true};

static void bytes_are_same(const struct network *net, const struct cpm_result *first)
{
    struct arena      other = {0};
    struct cpm_result again;
    const err         e = cpm_run(&other, net, &again);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_arr_eq(first->rows, again.rows, sizeof(struct cpm_row) * (size_t)first->n);
    arena_done(&other);
}

Test(property, invariants_hold_and_bytes_repeat, .timeout = 60)
{
    int circles = 0;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        uint64_t               state = seed;
        const struct mix      *mix = seed % 4 ? &everything : &plain;
        const struct network   net = random_network(&mem, 2 + (int32_t)(seed % 60), mix, &state);
        const struct prepared *p;
        struct cpm_result      r;
        int32_t                row = 0;
        err                    e = network_prepare(&mem, &net, &p);
        circles += err_is(e, ERR_CYCLE);
        if (err_is(e, ERR_CYCLE))
            continue;
        cr_assert_eq(e.code, ERR_NONE, "seed %d: %s", (int)seed, e.why);
        e = cpm_pass(cpm_new(&mem, p), &r);
        cr_assert_eq(e.code, ERR_NONE, "seed %d: %s", (int)seed, e.why);
        const int broken = cpm_verify(p, &r, &row);
        cr_assert_eq(broken, 0, "seed %d: invariant %d at %d", (int)seed, broken, row);
        bytes_are_same(&net, &r);
        arena_reset(&mem);
    }
    cr_assert_lt(circles, 300, "most networks are to be calculated");
}

/* The same network with tasks and links in another order. */
static struct network shuffled(const struct network *from, int32_t *place, uint64_t *seed)
{
    struct network to;
    const int32_t  n = from->n_tasks, m = from->n_links;
    network_init(&to, &mem, (struct network_size){.tasks = n, .links = m});
    to.calendars = from->calendars;
    to.n_calendars = from->n_calendars;
    to.options = from->options;
    for (int32_t i = 0; i < n; i++)
        place[i] = i;
    for (int32_t i = n - 1; i > 0; i--) {
        const int32_t k = (int32_t)rng_below(seed, (uint32_t)i + 1), t = place[i];
        place[i] = place[k];
        place[k] = t;
    }
    for (int32_t i = 0; i < n; i++) {
        const int32_t q = place[i], parent = from->tasks.parent[i];
        to.tasks.parent[q] = parent == TASK_NONE ? TASK_NONE : place[parent];
        to.tasks.duration_s[q] = from->tasks.duration_s[i];
        to.tasks.calendar[q] = from->tasks.calendar[i];
    }
    for (int32_t k = 0; k < m; k++) {
        const int32_t q = m - 1 - k;
        to.links.pred[q] = place[from->links.pred[k]];
        to.links.succ[q] = place[from->links.succ[k]];
        to.links.type[q] = from->links.type[k];
        to.links.lag_kind[q] = from->links.lag_kind[k];
        to.links.lag_s[q] = from->links.lag_s[k];
        to.links.lag_percent[q] = from->links.lag_percent[k];
    }
    return to;
}

static void dates_are_same(const struct cpm_row *a, const struct cpm_row *b)
{
    cr_assert_eq(a->start, b->start);
    cr_assert_eq(a->finish, b->finish);
    cr_assert_eq(a->late_start, b->late_start);
    cr_assert_eq(a->late_finish, b->late_finish);
    cr_assert_eq(a->total_slack_s, b->total_slack_s);
    cr_assert_eq(a->free_slack_s, b->free_slack_s);
}

Test(property, order_of_input_does_not_matter, .timeout = 60)
{
    const struct mix mix = {.summaries = 25, .finish_links = true};
    for (uint64_t seed = 1; seed <= 200; seed++) {
        uint64_t             state = seed;
        const struct network net = random_network(&mem, 30, &mix, &state);
        int32_t              place[30];
        const struct network other = shuffled(&net, place, &state);
        struct cpm_result    a, b;
        const err            e = cpm_run(&mem, &net, &a), f = cpm_run(&mem, &other, &b);
        cr_assert_eq(e.code, f.code);
        for (int32_t i = 0; i < 30 && !e.code; i++)
            dates_are_same(&a.rows[i], &b.rows[place[i]]);
        arena_reset(&mem);
    }
}

Test(property, longer_is_never_earlier, .timeout = 60)
{
    const struct mix mix = {.summaries = 20, .milestones = 10, .assigned = 20};
    for (uint64_t seed = 1; seed <= 200; seed++) {
        uint64_t               state = seed;
        const struct network   net = random_network(&mem, 40, &mix, &state);
        const struct prepared *p;
        struct cpm_result      r;
        struct cpm_row         before[40];
        if (network_prepare(&mem, &net, &p).code)
            continue;
        struct cpm *cpm = cpm_new(&mem, p);
        cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
        memcpy(before, r.rows, sizeof before);
        const int32_t longer = (int32_t)rng_below(&state, 40);
        net.tasks.duration_s[longer] += net.tasks.duration_s[longer] ? 9 * HOUR_S : 0;
        cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
        for (int32_t i = 0; i < 40; i++)
            if (before[i].start != INSTANT_NONE) {
                cr_assert_geq(r.rows[i].start, before[i].start, "seed %d row %d", (int)seed, i);
                cr_assert_geq(r.rows[i].finish, before[i].finish, "seed %d row %d", (int)seed, i);
            }
        arena_reset(&mem);
    }
}

static instant extreme_date(uint64_t *seed)
{
    static const instant dates[] = {INSTANT_NONE,  INSTANT_MIN,    INSTANT_MAX, 0,
                                    RANDOM_MONDAY, INSTANT_MIN + 1};
    return dates[rng_below(seed, 6)];
}

static int64_t extreme_length(uint64_t *seed)
{
    static const int64_t lengths[] = {0, 1, 3600, 31622400000, 31622399999, 2592000};
    return lengths[rng_below(seed, 6)];
}

static void extremes_fill(struct network *net, uint64_t *seed)
{
    struct task_columns *t = &net->tasks;
    instant *const       dates[] = {t->constraint_at, t->deadline,      t->start, t->finish,
                                    t->actual_start,  t->actual_finish, t->stop,  t->resume};
    for (int32_t i = 0; i < net->n_tasks; i++) {
        for (int c = 0; c < 8; c++)
            dates[c][i] = random_chance(seed, 20) ? extreme_date(seed) : INSTANT_NONE;
        t->flags[i] = (uint16_t)(rng_below(seed, 256) & rng_below(seed, 256));
        t->duration_s[i] = random_chance(seed, 20) ? extreme_length(seed) : 8 * HOUR_S;
        t->levelling_delay_s[i] = random_chance(seed, 10) ? -extreme_length(seed) : 0;
        t->remaining_duration_s[i] = random_chance(seed, 10) ? extreme_length(seed) : DURATION_NONE;
    }
    for (int32_t k = 0; k < net->n_links; k++)
        if (random_chance(seed, 10)) {
            net->links.lag_s[k] = random_chance(seed, 50) ? extreme_length(seed)
                                                          : -extreme_length(seed);
            net->links.lag_percent[k] = random_chance(seed, 50) ? 1e6 : -1e6;
        }
    net->options.from_finish = random_chance(seed, 20);
    net->options.finish = net->options.from_finish ? RANDOM_MONDAY : INSTANT_NONE;
    net->options.multiple_critical_paths = random_chance(seed, 20);
    net->options.split_in_progress = random_chance(seed, 50);
}

/* Whatever the numbers: a result or an error, and no arithmetic beyond its range. */
Test(property, extremes_end, .timeout = 120)
{
    int results = 0;
    for (uint64_t seed = 1; seed <= 160; seed++) {
        uint64_t          state = seed;
        struct network    net = random_network(&mem, 2 + (int32_t)(seed % 12), &everything, &state);
        struct cpm_result r;
        if (seed % 2)
            extremes_fill(&net, &state);
        const err e = cpm_run(&mem, &net, &r);
        results += e.code == ERR_NONE;
        cr_assert(e.code == ERR_NONE || e.code == ERR_INVALID || e.code == ERR_CYCLE, "%s", e.why);
        arena_reset(&mem);
    }
    cr_assert_gt(results, 30);
}

Test(property, a_chain_of_a_million, .timeout = 60)
{
    enum { N = 1000000 };
    struct network    net = {.n_tasks = N, .n_links = N - 1};
    struct cpm_result r;
    net.options = (struct network_options){
        .start = RANDOM_MONDAY, .finish = INSTANT_NONE, .calendar = CALENDAR_NONE};
    net.tasks.duration_s = arena_array(&mem, int64_t, N);
    net.links.pred = arena_array(&mem, int32_t, N);
    net.links.succ = arena_array(&mem, int32_t, N);
    for (int32_t i = 0; i < N; i++) { /* given from the last to the first */
        net.tasks.duration_s[i] = 60;
        net.links.pred[i] = i + 1;
        net.links.succ[i] = i;
    }
    const err e = cpm_run(&mem, &net, &r);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(r.rows[N - 1].start, RANDOM_MONDAY);
    cr_assert_eq(r.finish, r.rows[0].finish);
    cr_assert(r.rows[N / 2].critical);
}

Test(property, a_deep_outline, .timeout = 60)
{
    enum { N = 20000 };
    struct network    net;
    struct cpm_result r;
    network_init(&net, &mem, (struct network_size){.tasks = N, .links = 1});
    net.options.start = RANDOM_MONDAY;
    for (int32_t i = 1; i < N; i++)
        net.tasks.parent[i] = i - 1;
    net.tasks.parent[N - 2] = net.tasks.parent[1] = 0;
    net.tasks.duration_s[N - 1] = 8 * HOUR_S;
    net.tasks.duration_s[N - 3] = 8 * HOUR_S;
    net.links.pred[0] = 1;
    net.links.succ[0] = N - 2;
    const err e = cpm_run(&mem, &net, &r);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(r.rows[0].duration_s, 16 * HOUR_S);
}

Test(property, hundred_years_of_work)
{
    struct network    net;
    struct cpm_result r;
    network_init(&net, &mem, (struct network_size){.tasks = 1});
    net.options.start = RANDOM_MONDAY;
    net.tasks.duration_s[0] = 100LL * 260 * 8 * HOUR_S;
    err e = cpm_run(&mem, &net, &r);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(day_civil((day)(r.finish / DAY_S)).year, 2125);
    net.tasks.duration_s[0] *= 2;
    e = cpm_run(&mem, &net, &r);
    cr_assert_eq(e.code, ERR_INVALID);
    cr_assert(str_has(str_from(e.why), S("task 0")));
}
