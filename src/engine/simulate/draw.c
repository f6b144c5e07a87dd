/* engine/simulate/draw.c - random numbers to durations, events and costs.
 *
 * The inner loop over estimates is in wide_loops.inc. Events and costs are few: they are drawn one
 * by one.
 */
#include "engine/simulate/draw.h"

#include "engine/simulate/wide.h"

#include <math.h>
#include <string.h>

/* --- events and costs ------------------------------------------------------------------------ */

static void outcome_find(const struct draws *d, int32_t event, const lanes_u32 *u,
                         lanes_i32 *ret_outcome)
{
    for (int l = 0; l < LANES; l++) {
        double at = ((*u)[l] + 0.5) * 0x1p-32;
        (*ret_outcome)[l] = -1;
        for (int32_t o = d->event_outcome[event]; o < d->event_outcome[event + 1]; o++) {
            if (at < d->s->outcomes[o].probability) {
                (*ret_outcome)[l] = o - d->event_outcome[event];
                break;
            }
            at -= d->s->outcomes[o].probability;
        }
    }
}

static void effect_apply(const struct draws *d, int32_t at, struct draw_block *to, int lane,
                         uint32_t u)
{
    const struct simulation_effect *e = &d->s->effects[at];
    const double                    value = spread_draw(d->tables, &d->effects[at], u);
    if (e->kind == SIMULATION_COST) {
        to->cost[lane] += value;
        return;
    }
    const int32_t v = d->varied_of[e->task];
    if (v < 0)
        return;
    const double before = to->duration[v][lane];
    to->duration[v][lane] = duration_seconds(e->kind == SIMULATION_FACTOR ? before * value
                                                                          : before + value);
}

static void events_fill(const struct draws *d, int32_t block, struct draw_block *to)
{
    const struct simulation *s = d->s;
    const int32_t            first = s->n_estimates + s->n_costs;
    for (int32_t e = 0; e < s->n_events; e++) {
        lanes_u32 u;
        d->wide->bits(s, block, first + e, &u);
        outcome_find(d, e, &u, &to->outcome[e]);
    }
    for (int32_t i = 0; i < s->n_effects; i++) {
        const int32_t outcome = s->effects[i].outcome, event = s->outcomes[outcome].event;
        lanes_u32     u = {0};
        if (d->effects[i].kind != SPREAD_FIXED)
            d->wide->bits(s, block, first + s->n_events + i, &u);
        for (int l = 0; l < LANES; l++)
            if (to->outcome[event][l] == outcome - d->event_outcome[event])
                effect_apply(d, i, to, l, u[l]);
    }
}

/* What grows with the duration grows with what was drawn for it; a task that is taken out of the
 * trial costs nothing. */
static void costs_fill(const struct draws *d, int32_t block, struct draw_block *to)
{
    const struct simulation *s = d->s;
    for (int32_t i = 0; i < s->n_costs; i++) {
        lanes_u32 u = {0};
        if (d->costs[i].kind != SPREAD_FIXED)
            d->wide->bits(s, block, s->n_estimates + i, &u);
        const int32_t v = d->cost_varied[i];
        for (int l = 0; l < LANES; l++) {
            double by_time = s->costs[i].by_time_minor;
            if (v >= 0 && to->duration[v][l] == 0 && d->varied[v].planned_s > 0)
                continue;
            if (v >= 0)
                by_time *= 1 + (double)(to->duration[v][l] - d->varied[v].planned_s) /
                                   (double)simulation_whole(s->prepared, d->varied[v].task);
            to->cost[l] += by_time + spread_draw(d->tables, &d->costs[i], u[l]);
        }
    }
}

/* How often somebody is away, by the inverse of Poisson's distribution. */
static int32_t times_away(double expected, double u)
{
    double  chance = exp(-expected);
    int32_t n = 0;
    for (; n < SIMULATION_ABSENCES_MAX && u >= chance; n++) {
        u -= chance;
        chance *= expected / (n + 1);
    }
    return n;
}

/* After the costs: who is away costs nothing. */
static void absences_fill(const struct draws *d, int32_t block, struct draw_block *to)
{
    const struct simulation *s = d->s;
    const int32_t first = s->n_estimates + s->n_costs + s->n_events + s->n_effects + s->n_groups;
    for (int32_t i = 0; i < s->n_absences; i++) {
        const struct simulation_absence *a = &s->absences[i];
        const int32_t v = d->varied_of[a->task], at = first + i * (1 + SIMULATION_ABSENCES_MAX);
        int32_t       n[LANES], most = 0;
        double        longer[LANES] = {0};
        lanes_u32     u;
        if (v < 0)
            continue;
        d->wide->bits(s, block, at, &u);
        for (int l = 0; l < LANES; l++) {
            n[l] = times_away(a->rate * to->duration[v][l], (u[l] + 0.5) * 0x1p-32);
            most = n[l] > most ? n[l] : most;
        }
        for (int32_t k = 0; k < most; k++) {
            d->wide->bits(s, block, at + 1 + k, &u);
            for (int l = 0; l < LANES; l++)
                longer[l] += k < n[l] ? spread_draw(d->tables, &d->absences[i], u[l]) : 0;
        }
        for (int l = 0; l < LANES; l++)
            to->duration[v][l] = duration_seconds(to->duration[v][l] + longer[l]);
    }
}

void draw_block_fill(const struct draws *d, int32_t block, struct draw_block *to)
{
    for (int32_t v = 0; v < d->n_varied; v++)
        if (d->varied[v].estimate < 0)
            to->duration[v] = lanes_all((int32_t)d->varied[v].planned_s);
    for (int l = 0; l < LANES; l++)
        to->cost[l] = 0;
    d->wide->estimates(d, block, to);
    events_fill(d, block, to);
    costs_fill(d, block, to);
    absences_fill(d, block, to);
}

struct draw_block *draw_block_new(struct arena *mem, const struct draws *d)
{
    struct draw_block *b = arena_new(mem, struct draw_block);
    b->duration = lanes_array(mem, d->n_varied + 1);
    b->outcome = lanes_array(mem, d->s->n_events + 1);
    b->factors = (lanes_f32 *)lanes_array(mem, d->s->n_groups + 1);
    b->scores = (lanes_f32 *)lanes_array(mem, d->s->n_estimates + 1);
    return b;
}

/* --- setting up ------------------------------------------------------------------------------ */

/* The cubic through the values at the four Chebyshev points of 0 … 1, by powers. */
static void cubic_through(const double at[NORMAL_TERMS], const double value[NORMAL_TERMS],
                          float table[NORMAL_TERMS][NORMAL_PIECES], int piece)
{
    double divided[NORMAL_TERMS], power[NORMAL_TERMS] = {0};
    memcpy(divided, value, sizeof divided);
    for (int k = 1; k < NORMAL_TERMS; k++)
        for (int i = NORMAL_TERMS - 1; i >= k; i--)
            divided[i] = (divided[i] - divided[i - 1]) / (at[i] - at[i - k]);
    for (int i = NORMAL_TERMS - 1; i >= 0; i--) { /* times (t - at[i]), plus the next */
        for (int k = NORMAL_TERMS - 1; k > 0; k--)
            power[k] = power[k - 1] - at[i] * power[k];
        power[0] = divided[i] - at[i] * power[0];
    }
    for (int k = 0; k < NORMAL_TERMS; k++)
        table[k][piece] = (float)power[k];
}

/* The share at t of a piece: half octaves from 2^-17 on. */
static double share_at(int piece, double t)
{
    return ldexp(1 + (piece % 2 + t) / 2, piece / 2 - 17);
}

void normal_curves_fill(struct normal_curves *to)
{
    double at[NORMAL_TERMS], score[NORMAL_TERMS], share[NORMAL_TERMS];
    for (int i = 0; i < NORMAL_TERMS; i++)
        at[i] = (1 - cos((2 * i + 1) * acos(-1) / (2 * NORMAL_TERMS))) / 2;
    for (int piece = 0; piece < NORMAL_PIECES; piece++) {
        for (int i = 0; i < NORMAL_TERMS; i++) {
            score[i] = normal_score(share_at(piece, at[i]));
            share[i] = normal_share(-(piece + at[i]) * (double)NORMAL_LIMIT / NORMAL_PIECES);
        }
        cubic_through(at, score, to->score, piece);
        cubic_through(at, share, to->share, piece);
    }
}

static err named(const struct simulation *s, int32_t task, err e)
{
    struct arena mem = {0};
    const str    name = network_task_name(&mem, s->prepared->net, task);
    e = err_wrap(e, "%.*s", STR_ARG(name));
    arena_done(&mem);
    return e;
}

static bool task_exists(const struct simulation *s, int32_t task)
{
    return task >= 0 && task < s->prepared->net->n_tasks;
}

/* What the caller says about a task's duration, in terms of what varies: of a task begun, the rest.
 */
static struct spread spread_of_rest(const struct prepared *p, int32_t task, struct spread spread)
{
    const int64_t whole = simulation_whole(p, task), rest = simulation_planned(p, task);
    if (whole == rest)
        return spread;
    const double share = (double)rest / (double)whole;
    spread.optimistic *= share;
    spread.likely *= share;
    spread.pessimistic *= share;
    return spread;
}

static int32_t varied_add(struct draws *d, int32_t task, int32_t estimate)
{
    if (d->varied_of[task] >= 0)
        return d->varied_of[task];
    if (simulation_varies(d->s->prepared, task) != SIMULATION_VARIES)
        return -1;
    d->varied[d->n_varied] = (struct varied){task, estimate,
                                             simulation_planned(d->s->prepared, task)};
    return d->varied_of[task] = d->n_varied++;
}

static err estimates_new(struct arena *mem, struct draws *d)
{
    const struct simulation *s = d->s;
    d->estimates = arena_array(mem, struct spread_drawer, s->n_estimates + 1);
    d->estimated_as = arena_array(mem, int32_t, s->n_estimates + 1);
    for (int32_t i = 0; i < s->n_estimates; i++) {
        const struct simulation_estimate *e = &s->estimates[i];
        if (!task_exists(s, e->task))
            return err_make(ERR_INVALID, "Estimate %d: there is no task %d.", i, e->task);
        d->estimated_as[i] = -1;
        if (spread_is_certain(&e->spread) && e->spread.likely > DURATION_MOST &&
            e->spread.likely == (double)simulation_whole(s->prepared, e->task))
            continue; /* longer than can be drawn, but nothing is to be drawn */
        err bad = spread_check(&e->spread);
        if (!bad.code && (e->spread.optimistic < 0 || e->spread.pessimistic > DURATION_MOST))
            bad = err_make(ERR_INVALID, "A duration must lie between 0 and 34 years.");
        if (!bad.code && d->varied_of[e->task] >= 0)
            bad = err_make(ERR_INVALID, "There are two estimates of its duration.");
        if (bad.code)
            return named(s, e->task, bad);
        const struct spread rest = spread_of_rest(s->prepared, e->task, e->spread);
        d->estimates[i] = spread_drawer_of(d->tables, &rest);
        d->estimated_as[i] = varied_add(d, e->task, i);
    }
    return OK;
}

static err outcomes_new(struct arena *mem, struct draws *d)
{
    const struct simulation *s = d->s;
    double                   sum = 0;
    int32_t                  event = -1;
    d->event_outcome = arena_array(mem, int32_t, s->n_events + 2);
    for (int32_t o = 0; o < s->n_outcomes; o++) {
        const struct simulation_outcome *out = &s->outcomes[o];
        sum = out->event == event ? sum + out->probability : out->probability;
        if (out->event < event || out->event >= s->n_events)
            return err_make(ERR_INVALID, "Outcome %d: there is no such event.", o);
        if (!(out->probability >= 0 && sum <= 1 + 1e-9))
            return err_make(ERR_INVALID,
                            "The chances of an event must lie between 0 and 1 together.");
        event = out->event;
        d->event_outcome[event + 1] = o + 1;
    }
    for (int32_t e = 0; e < s->n_events; e++)
        if (d->event_outcome[e + 1] < d->event_outcome[e])
            d->event_outcome[e + 1] = d->event_outcome[e];
    return OK;
}

static err effects_new(struct arena *mem, struct draws *d)
{
    const struct simulation *s = d->s;
    d->effects = arena_array(mem, struct spread_drawer, s->n_effects + 1);
    for (int32_t i = 0; i < s->n_effects; i++) {
        const struct simulation_effect *e = &s->effects[i];
        if (e->outcome < 0 || e->outcome >= s->n_outcomes)
            return err_make(ERR_INVALID, "Effect %d: there is no such outcome.", i);
        if (e->kind > SIMULATION_COST || (e->kind != SIMULATION_COST && !task_exists(s, e->task)))
            return err_make(ERR_INVALID, "Effect %d: there is no task %d.", i, e->task);
        TRY(spread_check(&e->spread));
        d->effects[i] = spread_drawer_of(d->tables, &e->spread);
        if (e->kind != SIMULATION_COST)
            (void)varied_add(d, e->task, -1);
    }
    return OK;
}

static err costs_new(struct arena *mem, struct draws *d)
{
    const struct simulation *s = d->s;
    d->costs = arena_array(mem, struct spread_drawer, s->n_costs + 1);
    d->cost_varied = arena_array(mem, int32_t, s->n_costs + 1);
    for (int32_t i = 0; i < s->n_costs; i++) {
        const struct simulation_cost *c = &s->costs[i];
        if (!task_exists(s, c->task))
            return err_make(ERR_INVALID, "Cost %d: there is no task %d.", i, c->task);
        const err e = spread_check(&c->fixed);
        if (e.code)
            return named(s, c->task, e);
        d->costs[i] = spread_drawer_of(d->tables, &c->fixed);
        d->cost_varied[i] = simulation_whole(s->prepared, c->task) > 0 ? d->varied_of[c->task] : -1;
        d->planned_cost += c->by_time_minor + c->fixed.likely;
    }
    return OK;
}

static err absences_new(struct arena *mem, struct draws *d)
{
    const struct simulation *s = d->s;
    d->absences = arena_array(mem, struct spread_drawer, s->n_absences + 1);
    for (int32_t i = 0; i < s->n_absences; i++) {
        const struct simulation_absence *a = &s->absences[i];
        if (!task_exists(s, a->task))
            return err_make(ERR_INVALID, "Absence %d: there is no task %d.", i, a->task);
        err bad = spread_check(&a->length);
        if (!bad.code && !(a->rate >= 0 && a->rate <= 1 && a->length.optimistic >= 0 &&
                           a->length.pessimistic <= DURATION_MOST))
            bad = err_make(ERR_INVALID, "An absence must lie between 0 and 34 years.");
        if (bad.code)
            return named(s, a->task, bad);
        d->absences[i] = spread_drawer_of(d->tables, &a->length);
        (void)varied_add(d, a->task, -1);
    }
    return OK;
}

err draws_new(struct arena *mem, const struct simulation *s, const struct draws **ret_draws)
{
    struct draws *d = arena_new(mem, struct draws);
    const int32_t n = s->prepared->net->n_tasks;
    d->s = s;
    d->tables = spread_tables_new(mem);
    d->wide = wide_best();
    d->varied = arena_array(mem, struct varied, s->n_estimates + s->n_effects + s->n_absences + 1);
    d->varied_of = arena_array(mem, int32_t, n + 1);
    for (int32_t i = 0; i < n; i++)
        d->varied_of[i] = -1;
    TRY(estimates_new(mem, d));
    TRY(outcomes_new(mem, d));
    TRY(effects_new(mem, d));
    TRY(absences_new(mem, d));
    TRY(costs_new(mem, d));
    TRY(correlation_new(mem, s, &d->correlation));
    if (d->correlation->is_any) {
        d->normal = arena_new(mem, struct normal_curves);
        normal_curves_fill(d->normal);
    }
    *ret_draws = d;
    return OK;
}
