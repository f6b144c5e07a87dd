/* engine/simulate/simulate.c - the order of a simulation: sample, tally, measures.
 *
 * The network is calculated once as planned. Then the blocks of the sample are run and kept whole,
 * the ranges of all dates are taken from them, the other blocks are run and counted; at last each
 * task is measured. Every step is handed to a crew; each trial writes its own place or adds to
 * integers, so that the result is the same for any number of threads.
 */
#include "engine/simulate/simulate.h"

#include "engine/pass.h"
#include "engine/simulate/crew.h"
#include "engine/simulate/measure.h"
#include "engine/simulate/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_VALUES = 4000000, SAMPLE_LEAST = 128, WHY_MAX = 512, ITEMS_PER_PIECE = 64 };

#define MEMORY_MOST ((double)2e9) /* bytes */

/* What one thread needs. */
struct member {
    struct arena       mem;
    struct draw_block *draws;
    struct trial      *trial;
    struct flat_room  *flat_room;
    struct mixed_room *mixed_room;
    struct tally       tally;
    int64_t           *room;
    int32_t            failed_at; /* block; INT32_MAX: none */
    enum err_code      code;
    char               why[WHY_MAX];
};

struct run {
    const struct simulation *s;
    const struct draws      *d;
    const struct flat       *flat; /* NULL: not of one calendar */
    const struct mixed *mixed; /* NULL, or the way for several; without either: trial by trial */
    struct arena       *mem;
    struct sample       sample;
    struct tally_range *ranges;
    instant            *finish;
    double             *cost;
    struct member      *members;
    struct measured     measured;
    int32_t             n_members, n_tasks, first_block; /* of the stage */
    atomic_bool         is_stopped;
};

/* --- what varies ----------------------------------------------------------------------------- */

enum simulation_bar simulation_varies(const struct prepared *p, int32_t task)
{
    const struct network *net = p->net;
    if (task_is(net, task, TASK_BLANK | TASK_INACTIVE | TASK_EXTERNAL))
        return SIMULATION_NOT_WORK;
    if (p->place[task] < 0)
        return SIMULATION_SUMMARY;
    if (net->p6 && net->p6->kind && net->p6->kind[task] >= P6_START_MILESTONE)
        return SIMULATION_NOT_WORK;
    if (pass_is_finished(net, task))
        return SIMULATION_FINISHED;
    return net->tasks.duration_s[task] == DURATION_NONE ? SIMULATION_NO_DURATION
                                                        : SIMULATION_VARIES;
}

int64_t simulation_whole(const struct prepared *p, int32_t task)
{
    return max_of(p->net->tasks.duration_s[task], 0);
}

int64_t simulation_planned(const struct prepared *p, int32_t task)
{
    return pass_is_started(p->net, task) ? pass_remaining(p->net, task) : simulation_whole(p, task);
}

/* --- one trial ------------------------------------------------------------------------------- */

static bool counts(const struct network *net, int32_t task)
{
    return !task_is(net, task, TASK_INACTIVE | TASK_EXTERNAL | TASK_BLANK);
}

/* As the plan has it: the last finish of all that counts, summaries too. */
static instant finish_of(const struct network *net, const struct cpm_result *r)
{
    instant last = INSTANT_NONE;
    for (int32_t i = 0; i < r->n; i++)
        if (r->rows[i].start != INSTANT_NONE && counts(net, i))
            last = max_of(last, r->rows[i].finish);
    return last == INSTANT_NONE ? r->finish : last;
}

/* A date as it is counted in bins. */
static int64_t counted_as(const struct run *run, int32_t task, instant finish)
{
    if (run->mixed)
        return mixed_counted(run->mixed, task, finish);
    return run->flat && finish != INSTANT_NONE ? flat_work(run->flat, finish) : finish;
}

static void rows_count(const struct run *run, struct member *m, int32_t trial,
                       const struct cpm_result *r)
{
    const instant *deadline = run->s->prepared->net->tasks.deadline;
    const bool     is_sample = trial < run->sample.n;
    for (int32_t i = 0; i < r->n; i++) {
        const struct cpm_row *row = &r->rows[i];
        m->tally.critical[i] += row->critical;
        if (deadline && deadline[i] != INSTANT_NONE)
            m->tally.on_time[i] += row->start != INSTANT_NONE && row->finish <= deadline[i];
        if (is_sample) {
            const size_t at = (size_t)i * (size_t)run->sample.n + (size_t)trial;
            run->sample.start[at] = row->start;
            run->sample.finish[at] = row->finish;
        } else if (run->ranges[i].is_dated) {
            m->tally.bins[i][tally_bin(&run->ranges[i], counted_as(run, i, row->finish))]++;
        }
    }
}

static void draws_keep(const struct run *run, const struct member *m, int32_t trial, int lane)
{
    const size_t n = (size_t)run->sample.n;
    if (trial >= run->sample.n)
        return;
    for (int32_t v = 0; v < run->d->n_varied; v++)
        run->sample.duration[(size_t)v * n + (size_t)trial] = m->draws->duration[v][lane];
    for (int32_t e = 0; e < run->s->n_events; e++)
        run->sample.outcome[(size_t)e * n + (size_t)trial] = (int8_t)m->draws->outcome[e][lane];
}

static void fail(struct run *run, struct member *m, int32_t block, err e)
{
    m->failed_at = block;
    m->code = e.code;
    (void)snprintf(m->why, sizeof m->why, "%s", e.why);
    atomic_store(&run->is_stopped, true);
}

static bool is_stopped(struct run *run)
{
    if (run->s->cancelled && atomic_load_explicit(run->s->cancelled, memory_order_relaxed))
        atomic_store(&run->is_stopped, true);
    return atomic_load_explicit(&run->is_stopped, memory_order_relaxed);
}

static err lanes_one_by_one(struct run *run, struct member *m, int32_t first, int32_t n)
{
    for (int lane = 0; lane < n; lane++) {
        struct cpm_result r;
        TRY(trial_run(m->trial, m->draws, lane, &r));
        run->finish[first + lane] = finish_of(run->s->prepared->net, &r);
        rows_count(run, m, first + lane, &r);
    }
    return OK;
}

/* Side by side where that can be done. */
static err lanes_run(struct run *run, struct member *m, int32_t first, int32_t n)
{
    const struct flat_sink sink = {.finish = run->finish + first,
                                   .sample = first < run->sample.n ? &run->sample : NULL,
                                   .ranges = run->ranges,
                                   .tally = &m->tally,
                                   .first = first,
                                   .n = n};
    if (run->flat)
        flat_run(run->flat, m->flat_room, m->draws, &sink);
    else if (!run->mixed || !mixed_run(run->mixed, m->mixed_room, m->draws, &sink))
        return lanes_one_by_one(run, m, first, n);
    return OK;
}

static void block_run(void *self, int number, int32_t piece)
{
    struct run    *run = self;
    struct member *m = &run->members[number];
    const int32_t  block = run->first_block + piece, first = block * LANES;
    const int32_t  n = (int32_t)min_of(LANES, run->s->trials - first);
    if (is_stopped(run))
        return;
    draw_block_fill(run->d, block, m->draws);
    const err e = lanes_run(run, m, first, n);
    if (e.code) {
        fail(run, m, block, e);
        return;
    }
    for (int lane = 0; lane < n; lane++) {
        run->cost[first + lane] = m->draws->cost[lane];
        draws_keep(run, m, first + lane, lane);
    }
    if (run->s->progress)
        atomic_fetch_add(run->s->progress, n);
}

/* --- stages ---------------------------------------------------------------------------------- */

static err stage(struct run *run, int32_t from_block, int32_t to_block)
{
    run->first_block = from_block;
    crew_run(run->n_members, to_block - from_block, block_run, run);
    const struct member *failed = NULL;
    for (int i = 0; i < run->n_members; i++)
        if (run->members[i].code && (!failed || run->members[i].failed_at < failed->failed_at))
            failed = &run->members[i];
    if (failed)
        return err_make(failed->code, "%s", failed->why);
    return is_stopped(run) ? err_make(ERR_TIMEOUT, "The simulation was cancelled.") : OK;
}

static void member_init(struct run *run, int number)
{
    struct member *m = &run->members[number];
    m->failed_at = INT32_MAX;
    m->draws = draw_block_new(&m->mem, run->d);
    m->trial = trial_new(&m->mem, run->d);
    m->room = arena_array(&m->mem, int64_t, run->sample.n + 1);
    tally_new(&m->mem, run->n_tasks, run->ranges != NULL, &m->tally);
}

/* The ranges of some tasks, and what the sample adds to their bins. */
static void ranges_find(void *self, int number, int32_t piece)
{
    struct run    *run = self;
    struct member *m = &run->members[number];
    const int32_t  end = (int32_t)min_of((piece + 1) * ITEMS_PER_PIECE, run->n_tasks);
    for (int32_t i = piece * ITEMS_PER_PIECE; i < end; i++) {
        const instant *finish = run->sample.finish + (size_t)i * (size_t)run->sample.n;
        for (int32_t k = 0; k < run->sample.n; k++)
            m->room[k] = counted_as(run, i, finish[k]);
        run->ranges[i] = tally_range_of(m->room, run->sample.n);
        for (int32_t k = 0; run->ranges[i].is_dated && k < run->sample.n; k++)
            m->tally.bins[i][tally_bin(&run->ranges[i], m->room[k])]++;
    }
}

/* The widest bin. Within the grid of mixed.h a number is no less than its seconds. */
static int64_t widest_bin(const struct run *run)
{
    int64_t most = 0;
    for (int32_t i = 0; run->ranges && i < run->n_tasks; i++)
        if (run->ranges[i].is_dated)
            most = max_of(most, (int64_t)1 << run->ranges[i].shift);
    return most;
}

static void items_measure(void *self, int number, int32_t piece)
{
    struct run *run = self;
    for (int32_t i = piece * ITEMS_PER_PIECE; i < (piece + 1) * ITEMS_PER_PIECE && i < run->n_tasks;
         i++)
        measure_item(&run->measured, i, run->members[number].room);
}

static int32_t pieces_of(const struct run *run)
{
    return (run->n_tasks + ITEMS_PER_PIECE - 1) / ITEMS_PER_PIECE;
}

static err trials_run(struct run *run)
{
    const int32_t blocks = (run->s->trials + LANES - 1) / LANES;
    const int32_t sampled = (run->sample.n + LANES - 1) / LANES;
    TRY(stage(run, 0, sampled));
    if (!run->ranges)
        return OK;
    crew_run(run->n_members, pieces_of(run), ranges_find, run);
    return stage(run, sampled, blocks);
}

/* --- results --------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    const instant x = *(const instant *)a, y = *(const instant *)b;
    return (x > y) - (x < y);
}

static int by_cost(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct moments {
    double mean, sd;
};

/* Of values against a near one, so that nothing is lost in large numbers. */
static struct moments moments_of(const struct run *run, bool of_cost)
{
    const int32_t n = run->s->trials;
    double        sum = 0, square = 0;
    for (int32_t i = 0; i < n; i++)
        sum += of_cost ? run->cost[i] - run->cost[0] : (double)(run->finish[i] - run->finish[0]);
    for (int32_t i = 0; i < n; i++) {
        const double v = of_cost ? run->cost[i] - run->cost[0]
                                 : (double)(run->finish[i] - run->finish[0]);
        square += (v - sum / n) * (v - sum / n);
    }
    return (struct moments){sum / n, n > 1 ? sqrt(square / (n - 1)) : 0};
}

static void totals_fill(struct run *run, struct simulation_result *r)
{
    const size_t         n = (size_t)run->s->trials;
    const struct moments time = moments_of(run, false), money = moments_of(run, true);
    r->finish_sorted = arena_copy(run->mem, run->finish, sizeof *run->finish * n);
    r->cost_sorted = arena_copy(run->mem, run->cost, sizeof *run->cost * n);
    qsort((instant *)(uintptr_t)r->finish_sorted, n, sizeof *run->finish, by_value);
    qsort((double *)(uintptr_t)r->cost_sorted, n, sizeof *run->cost, by_cost);
    r->finish_mean_s = (double)(run->finish[0] - r->start) + time.mean;
    r->finish_sd_s = time.sd;
    r->cost_mean = run->cost[0] + money.mean;
    r->cost_sd = money.sd;
}

/* The share of the plan's elapsed time that is working time of its calendar. */
static double working_share(const struct cpm_result *planned, const struct prepared *p,
                            const struct simulation_result *r)
{
    const int32_t project = p->net->options.calendar;
    const int32_t slot = project == CALENDAR_NONE ? p->net->n_calendars : project;
    if (r->planned_finish <= r->start)
        return 1;
    return (double)worktime_between(planned->worktimes[slot], r->start, r->planned_finish) /
           (double)(r->planned_finish - r->start);
}

static double sample_mean(const struct run *run)
{
    double sum = 0;
    for (int32_t i = 0; i < run->sample.n; i++)
        sum += (double)(run->finish[i] - run->finish[0]);
    return sum / run->sample.n;
}

static void measure_all(struct run *run, double share, struct simulation_result *r)
{
    struct simulation_swing *swings = arena_array(run->mem, struct simulation_swing,
                                                  SIMULATION_SWINGS_MAX + 1);
    for (int i = 1; i < run->n_members; i++)
        tally_merge(&run->members[0].tally, &run->members[i].tally, run->n_tasks);
    run->measured = (struct measured){.d = run->d,
                                      .sample = &run->sample,
                                      .tally = &run->members[0].tally,
                                      .ranges = run->ranges,
                                      .flat = run->flat,
                                      .mixed = run->mixed,
                                      .finish = run->finish,
                                      .finish_mean = sample_mean(run),
                                      .working_sd_s = r->finish_sd_s * share,
                                      .trials = run->s->trials};
    run->measured.items = arena_array(run->mem, struct simulation_item, run->n_tasks + 1);
    run->measured.swings = arena_array(run->mem, struct simulation_swing,
                                       run->d->n_varied + run->s->n_events + 1);
    measure_ranks(run->mem, &run->measured);
    crew_run(run->n_members, pieces_of(run), items_measure, run);
    for (int32_t e = 0; e < run->s->n_events; e++)
        measure_event(&run->measured, e);
    r->items = run->measured.items;
    r->n_swings = measure_swings(&run->measured, swings);
    r->swings = swings;
}

/* --- the whole ------------------------------------------------------------------------------- */

/* The ordinary calculation, and whether there is a faster way than to repeat it. */
static err planned_fill(struct run *run, struct simulation_result *r, double *ret_share)
{
    const struct network *net = run->s->prepared->net;
    struct cpm_result     planned;
    TRY(trial_run(run->members[0].trial, NULL, 0, &planned));
    r->planned_finish = finish_of(net, &planned);
    r->start = net->options.from_finish || net->options.start == INSTANT_NONE ? planned.start
                                                                              : net->options.start;
    r->planned_cost = run->d->planned_cost;
    *ret_share = working_share(&planned, run->s->prepared, r);
    if (!run->s->is_plain && !run->s->is_mixed)
        run->flat = flat_new(run->mem, run->d, &planned);
    if (!run->s->is_plain && !run->flat)
        run->mixed = mixed_new(run->mem, run->d, &planned);
    r->by_lanes = run->flat || run->mixed;
    return OK;
}

static int32_t sample_size(const struct simulation *s, int32_t n_tasks)
{
    const int32_t most = SAMPLE_VALUES / (n_tasks + 1);
    const int32_t usual = most < SAMPLE_LEAST ? SAMPLE_LEAST : most / LANES * LANES;
    const int32_t n = s->sampled > 0 ? (s->sampled + LANES - 1) / LANES * LANES : usual;
    return n < s->trials ? n : s->trials;
}

static err memory_check(const struct run *run)
{
    const double sample = 16.0 * run->n_tasks * run->sample.n;
    const double bins = run->ranges ? (double)sizeof(uint32_t) * TALLY_BINS * run->n_tasks : 0;
    const double each = bins + 400.0 * run->n_tasks + 200.0 * run->d->n_varied;
    if (sample + each * run->n_members > MEMORY_MOST)
        return err_make(ERR_TOO_LARGE,
                        "The simulation would need too much memory; use fewer threads.");
    return OK;
}

static void sample_new(struct run *run)
{
    struct sample *s = &run->sample;
    const size_t   n = (size_t)s->n;
    s->start = arena_array(run->mem, int64_t, (size_t)run->n_tasks * n + 1);
    s->finish = arena_array(run->mem, int64_t, (size_t)run->n_tasks * n + 1);
    s->duration = arena_array(run->mem, int32_t, (size_t)run->d->n_varied * n + 1);
    s->outcome = arena_array(run->mem, int8_t, (size_t)run->s->n_events * n + 1);
}

static void rooms_new(const struct run *run, struct member *m)
{
    if (run->flat)
        m->flat_room = flat_room_new(&m->mem, run->flat);
    if (run->mixed)
        m->mixed_room = mixed_room_new(&m->mem, run->mixed, m->trial);
}

static void rooms_flush(const struct run *run, struct member *m)
{
    if (run->flat)
        flat_flush(run->flat, m->flat_room, &m->tally);
    if (run->mixed)
        mixed_flush(run->mixed, m->mixed_room, &m->tally);
}

static err run_all(struct run *run, struct simulation_result *r)
{
    double share;
    run->sample.n = sample_size(run->s, run->n_tasks);
    if (run->sample.n < run->s->trials)
        run->ranges = arena_array(run->mem, struct tally_range, run->n_tasks + 1);
    TRY(memory_check(run));
    sample_new(run);
    for (int i = 0; i < run->n_members; i++)
        member_init(run, i);
    TRY(planned_fill(run, r, &share));
    for (int i = 0; i < run->n_members; i++)
        rooms_new(run, &run->members[i]);
    TRY(trials_run(run));
    for (int i = 0; run->ranges && i < run->n_members; i++)
        rooms_flush(run, &run->members[i]);
    totals_fill(run, r);
    r->sampled = run->sample.n;
    r->bin_s = widest_bin(run);
    measure_all(run, share, r);
    return OK;
}

/* From scratch to the caller's arena. */
static void results_keep(struct arena *mem, struct simulation_result *r)
{
    const size_t n = (size_t)r->trials;
    r->items = arena_copy(mem, r->items, sizeof *r->items * (size_t)(r->n_items + 1));
    r->swings = arena_copy(mem, r->swings, sizeof *r->swings * (size_t)(r->n_swings + 1));
    r->finish_sorted = arena_copy(mem, r->finish_sorted, sizeof *r->finish_sorted * n);
    r->cost_sorted = arena_copy(mem, r->cost_sorted, sizeof *r->cost_sorted * n);
}

err simulation_run(struct arena *mem, const struct simulation *s,
                   struct simulation_result *ret_result)
{
    if (s->trials < 1 || s->trials > SIMULATION_TRIALS_MAX)
        return err_make(ERR_INVALID, "The number of trials must lie between 1 and %d.",
                        SIMULATION_TRIALS_MAX);
    if (s->threads < 1 || s->threads > SIMULATION_THREADS_MAX)
        return err_make(ERR_INVALID, "The number of threads must lie between 1 and %d.",
                        SIMULATION_THREADS_MAX);
    struct arena             scratch = {0};
    struct member            members[SIMULATION_THREADS_MAX] = {0};
    struct run               run = {.s = s,
                                    .mem = &scratch,
                                    .members = members,
                                    .n_members = s->threads,
                                    .n_tasks = s->prepared->net->n_tasks};
    struct simulation_result r = {.trials = s->trials, .n_items = run.n_tasks};
    err                      e = draws_new(&scratch, s, &run.d);
    run.finish = arena_array(mem, instant, s->trials);
    run.cost = arena_array(mem, double, s->trials);
    if (!e.code)
        e = run_all(&run, &r);
    if (!e.code) {
        r.finish = run.finish;
        r.cost = run.cost;
        r.n_varied = run.d->n_varied;
        r.repaired = run.d->correlation->repaired;
        results_keep(mem, &r);
        *ret_result = r;
    }
    for (int i = 0; i < s->threads; i++)
        arena_done(&members[i].mem);
    arena_done(&scratch);
    return e;
}
