/* The search as a whole: layout, bound, first schedule, then populations until the end.
 *
 * What ends it is one of: the number of schedules, the caller's clock, a schedule as short as the
 * lower bound. Where the clock ends it, a prover raises that bound meanwhile (proof.c). The best
 * schedule is kept as it was found, in time from the start, so that ending is possible at any
 * moment. Without a number of schedules the time tells how many there will be: the share that the
 * first ones took.
 */
#include "engine/level/search.h"

#include "engine/level/bound.h"
#include "engine/level/check.h"
#include "engine/level/hunt.h"

#include <assert.h>
#include <string.h>

static const double part_factor = 0.05, part_factor_of_modes = 0.2;
static const double breeding_least = 0.2, breeding_slope = 0.65 / 30;
static const double room_bytes_most = 1e9;
enum { BREEDING_LEAST_UNTIL = 30, REPORT_EVERY = 200, FIRST_ROUND = 400, DENSITY_PART = 1024 };

struct one one_new(struct arena *mem, int32_t n, int32_t *mode)
{
    return (struct one){.list = arena_array(mem, int32_t, n + 1),
                        .finish = arena_array(mem, int32_t, n + 1),
                        .mode = mode ? mode : arena_array(mem, int32_t, n)};
}

/* ---- one schedule ---------------------------------------------------------------------------- */

static void report(struct hunt *h)
{
    struct level_progress now = {.schedules = h->schedules};
    h->next_report = h->schedules + REPORT_EVERY;
    if (!h->options->schedules)
        proof_turn(h);
    now.lower_bound = h->lower_bound;
    now.makespan = h->best.span;
    if (h->options->spent)
        h->spent = h->options->spent(h->options->arg, &now);
    h->is_over = h->is_over || h->spent >= 1;
}

static void keep(const struct hunt *h, int direction, const struct one *o, struct one *to)
{
    for (int32_t i = 0; i < h->n; i++) {
        const int32_t duration = h->machine.duration[o->mode[i]];
        to->finish[i] = direction == LEVEL_FORWARD ? o->finish[i]
                                                   : o->span - (o->finish[i] - duration);
    }
    if (to->mode != o->mode)
        memcpy(to->mode, o->mode, (size_t)h->n * sizeof *o->mode);
    to->span = o->span;
}

void hunt_offer(struct hunt *h, int direction, const struct one *o)
{
    if (o->span < h->lately.span)
        keep(h, direction, o, &h->lately);
    if (o->span < h->best.span)
        keep(h, direction, o, &h->best);
    h->is_over = h->is_over || o->span <= h->lower_bound;
}

/* Print and rank: sums over the finishes, with weights and without. */
static void mark(struct one *o, int32_t n)
{
    uint64_t print = 0, sum = 0, weight = 0x9e3779b97f4a7c15ULL;
    for (int32_t i = 0; i < n; i++, weight += 0x3c6ef372fe94f82aULL) {
        print += (uint64_t)(uint32_t)o->finish[i] * weight;
        sum += (uint64_t)(uint32_t)o->finish[i];
    }
    o->print = (print ^ print >> 31) | 1;
    o->rank = ((uint64_t)(uint32_t)o->span << 32) + sum / (uint64_t)n;
    if (sum < UINT32_MAX)
        o->rank = ((uint64_t)(uint32_t)o->span << 32) + sum;
}

void hunt_counted(struct hunt *h)
{
    if (h->options->schedules && h->schedules >= h->options->schedules)
        h->is_over = true;
    if (h->schedules >= h->next_report)
        report(h);
}

void hunt_try(struct hunt *h, int direction, const int32_t *list, struct one *o)
{
    const struct level_pass pass = {.direction = direction, .list = list, .mode = o->mode};
    o->span = h->has_choice ? modes_run(h, direction, list, o)
                            : level_run(&h->machine, &pass, o->finish);
    level_turn(&h->machine, &pass, o->finish, o->list);
    mark(o, h->n);
    h->schedules++;
    hunt_offer(h, direction, o);
    hunt_counted(h);
}

int64_t hunt_budget(const struct hunt *h)
{
    const int64_t most = h->options->schedules ? h->options->schedules : INT64_MAX / 4;
    if (h->spent <= 0)
        return most;
    const double all = (double)h->schedules / h->spent;
    return all < (double)most ? (int64_t)all + 1 : most;
}

/* ---- before the search ----------------------------------------------------------------------- */

static void tails_fill(struct hunt *h, int direction)
{
    const struct level_problem *p = h->problem;
    const struct level_side    *back = &h->machine.side[!direction];
    int32_t                    *tail = arena_array(h->mem, int32_t, h->n + 1);
    for (int32_t k = 0; k < h->n; k++) {
        const int32_t i = h->machine.topo[direction == LEVEL_FORWARD ? h->n - 1 - k : k];
        for (int32_t x = back->pred_first[i]; x < back->pred_first[i + 1]; x++) {
            const int32_t j = back->pred[x];
            if (j == h->n)
                continue;
            int32_t shortest = INT32_MAX;
            for (int32_t mode = p->mode_first[j]; mode < p->mode_first[j + 1]; mode++)
                if (h->machine.usable[mode] && p->mode_duration[mode] < shortest)
                    shortest = p->mode_duration[mode];
            const int32_t t = tail[j] + shortest + (back->lag ? back->lag[x] : 0);
            tail[i] = t > tail[i] ? t : tail[i];
        }
    }
    h->tail[direction] = tail;
}

static void density_fill(struct hunt *h)
{
    const struct level_problem *p = h->problem;
    const int32_t               n_modes = p->mode_first[h->n];
    h->density = arena_array(h->mem, int32_t, n_modes);
    for (int32_t k = 0; k < n_modes; k++) {
        double sum = 0;
        for (int32_t r = 0; r < p->n_resources; r++)
            if (p->capacity[r] > 0)
                sum += (double)p->mode_need[(size_t)k * (size_t)p->n_resources + (size_t)r] /
                       (double)p->capacity[r];
        sum *= (double)p->mode_duration[k] * DENSITY_PART;
        h->density[k] = sum < (double)INT32_MAX ? (int32_t)sum : INT32_MAX;
    }
}

static void hunt_init(struct arena *mem, const struct level_problem *p,
                      const struct level_options *o, struct hunt *h)
{
    const int32_t n = p->n_activities;
    *h = (struct hunt){.mem = mem, .problem = p, .options = o, .n = n, .dice = {o->seed}};
    level_machine_init(mem, p, &h->machine);
    h->lower_bound = level_lower_bound(mem, p);
    tails_fill(h, LEVEL_FORWARD);
    tails_fill(h, LEVEL_BACKWARD);
    density_fill(h);
    h->list = arena_array(mem, int32_t, n + 1);
    h->mode = arena_array(mem, int32_t, n);
    h->mark = arena_array(mem, uint8_t, n);
    h->left = arena_array(mem, int64_t, p->n_stocks + 1);
    h->best = one_new(mem, n, NULL);
    h->lately = one_new(mem, n, NULL);
    h->best.span = INT32_MAX;
    h->lately.span = INT32_MAX;
    for (int32_t i = 0; i < n; i++) {
        int32_t usable = 0;
        for (int32_t k = p->mode_first[i]; k < p->mode_first[i + 1]; k++)
            usable += h->machine.usable[k];
        h->has_choice = h->has_choice || usable > 1;
    }
}

/* The modes that every schedule starts from: the only usable ones, or some within the stocks. */
static err first_modes(struct hunt *h, int32_t *mode)
{
    if (modes_draw(h, mode))
        return OK;
    return err_make(ERR_INVALID, "no choice of modes was found that keeps within the stocks: "
                                 "make one of them larger");
}

/* ---- the search ------------------------------------------------------------------------------ */

/* By the latest-finish rule, then justified to both sides: a good schedule at once. */
static void first_schedules(struct hunt *h, struct one *o)
{
    for (int32_t k = 0; k < h->n; k++)
        o->finish[k] = h->tail[LEVEL_FORWARD][k];
    int32_t                *reversed = h->list;
    const struct level_pass by_topo = {.direction = LEVEL_BACKWARD, .list = reversed};
    for (int32_t k = 0; k < h->n; k++)
        reversed[k] = h->machine.topo[h->n - 1 - k];
    level_turn(&h->machine, &by_topo, o->finish, o->list);
    for (int direction = 0, k = 0; k < 3 && !h->is_over; k++, direction = !direction) {
        memcpy(h->list, o->list, (size_t)h->n * sizeof *h->list);
        hunt_try(h, direction, h->list, o);
    }
}

static int64_t left(const struct hunt *h)
{
    const int64_t n = hunt_budget(h) - h->schedules;
    return n > FIRST_ROUND ? n : FIRST_ROUND; /* an estimate may be spent before the time is */
}

/* The share of a population in what may be spent, by trials: with few activities sweeping makes
 * more of a schedule than breeding does. Sweeps leave modes alone. */
static double breeding_part(const struct hunt *h)
{
    if (h->has_choice)
        return 1;
    const double part = breeding_least + breeding_slope * (h->n - BREEDING_LEAST_UNTIL);
    return part < breeding_least ? breeding_least : part < 1 ? part : 1;
}

/* Populations and sweeps over the best of each in turn, ever longer. A population takes all when
 * there are many activities and little to spend: what it can make use of grows with the cube of
 * n. */
static void rounds(struct hunt *h)
{
    const double n = (double)h->n;
    const double factor = h->has_choice ? part_factor_of_modes : part_factor;
    int64_t      part = (int64_t)(factor * n * n * n) + FIRST_ROUND;
    if (!h->options->schedules)
        evolve(h, FIRST_ROUND); /* tells how long a schedule takes */
    for (; !h->is_over; part *= 2) {
        const int64_t round = left(h) < 2 * part ? left(h) : 2 * part, begin = h->schedules;
        const int64_t breeding = (int64_t)(breeding_part(h) * (double)round);
        h->lately.span = INT32_MAX;
        evolve(h, breeding < part ? breeding : part);
        if (!h->is_over && !h->machine.side[LEVEL_FORWARD].lag)
            sweeps(h, &h->lately, round - (h->schedules - begin));
    }
}

static void hand_out(struct arena *mem, const struct hunt *h, struct level_result *ret_result)
{
    struct level_result r = {
        .makespan = h->best.span, .lower_bound = h->lower_bound, .schedules = h->schedules};
    r.times.start = arena_array(mem, int32_t, h->n);
    r.times.mode = arena_copy(mem, h->best.mode, (size_t)h->n * sizeof *h->best.mode);
    for (int32_t i = 0; i < h->n; i++)
        r.times.start[i] = h->best.finish[i] - h->machine.duration[h->best.mode[i]];
    *ret_result = r;
}

/* Periods times words: a field has 31 bits at most, so that two share a word. */
static err check_memory(const struct level_problem *p)
{
    const double words = 1 + (double)p->n_resources / 2;
    const double bytes = 2 * (double)level_horizon(p) * words * (double)sizeof(uint64_t);
    if (bytes <= room_bytes_most)
        return OK;
    return err_make(ERR_TOO_LARGE,
                    "durations and lags add up to %d periods, too many for %d "
                    "resources: use longer periods",
                    level_horizon(p), p->n_resources);
}

err level_search(struct arena *mem, const struct level_problem *p, const struct level_options *o,
                 struct level_result *ret_result)
{
    struct level_options options = *o;
    struct hunt          h;
    if (!options.schedules && !options.spent)
        options.schedules = LEVEL_SCHEDULES_USUAL;
    TRY(level_check(mem, p));
    TRY(check_memory(p));
    struct arena scratch = {0}, proofs = {0};
    hunt_init(&scratch, p, &options, &h);
    h.proofs = &proofs;
    struct one first = one_new(&scratch, h.n, NULL);
    err        e = first_modes(&h, first.mode);
    if (!e.code) {
        first_schedules(&h, &first);
        rounds(&h);
        report(&h);
        hand_out(mem, &h, ret_result);
#ifdef ENGINE_VERIFY
        assert(!level_verify(&scratch, p, &ret_result->times).code);
#endif
    }
    arena_done(&proofs);
    arena_done(&scratch);
    return e;
}
