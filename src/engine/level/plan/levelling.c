/* engine/level/plan/levelling.c - the order of a levelling: model, search, evenness, check.
 *
 * What is not to be moved may still move with its preds: it is taken where the last calculation
 * put it, and when the levelled plan puts it elsewhere, the schedule is generated again around it,
 * a few times. The last word has a calculation with the delays, and the loads that come of it.
 */
#include "engine/level/plan/levelling.h"

#include "engine/level/plan/check.h"
#include "engine/level/plan/generate.h"

#include <stdlib.h>

enum { ROUNDS_MAX = 8 };

struct levelling {
    struct arena             *mem;
    const struct level_input *in;
    struct level_input   wide, after; /* with rows for all choices; as the best would have it */
    struct network       wide_net;
    struct model         model;
    struct schedule_of  *best;
    struct level_output *out;
};

/* Whether what was taken for fixed lies where it was taken. */
static bool is_settled(const struct model *m, const struct cpm_row *taken,
                       const struct cpm_row *found)
{
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        const int32_t task = m->p.nodes[at].task;
        if (m->flags[at] == MODEL_ASKS &&
            (taken[task].start != found[task].start || taken[task].finish != found[task].finish))
            return false;
    }
    return true;
}

/* The same order again, with these starts as the earliest (NULL: none). */
static void again(struct levelling *l, const instant *not_before)
{
    struct model     *m = &l->model;
    struct generator *g = generator_new(l->mem, m);
    uint32_t         *rank = arena_array(l->mem, uint32_t, m->p.n_nodes + 1);
    const instant    *starts = not_before ? not_before : l->best->start;
    g->not_before = not_before;
    if (!not_before && m->in->goal == LEVEL_CHANGE)
        g->not_before = m->published;
    levelling_rank(l->mem, m, (struct rank_keys){starts, l->best->finish, false}, rank);
    generator_run(g, rank, l->best);
    generator_done(g);
}

static err calculate(struct levelling *l, struct level_loads *ret_loads)
{
    outcome_fill(&l->model, l->best, l->in, l->out, &l->after);
    return level_loads(l->mem, &l->after, NULL, ret_loads);
}

/* Until what may not move lies where the others made room for it. */
static err settle(struct levelling *l, struct level_loads *ret_loads)
{
    struct model         *m = &l->model;
    const struct cpm_row *taken = m->plain.rows;
    TRY(calculate(l, ret_loads));
    for (int k = 0; k < ROUNDS_MAX && !is_settled(m, taken, ret_loads->result.rows); k++) {
        taken = ret_loads->result.rows;
        model_fix(m, taken);
        again(l, NULL);
        TRY(calculate(l, ret_loads));
    }
    return OK;
}

static void overloads_after(struct levelling *l, const struct level_loads *loads)
{
    l->out->after = loads->result;
    level_overloads(l->mem, &l->after, loads, &l->out->overloads_after, &l->out->n_after);
}

/* Evened out, unless that ends later or asks too much somewhere. */
static err smooth(struct levelling *l)
{
    struct model             *m = &l->model;
    struct schedule_of       *kept = schedule_of_new(l->mem, m);
    const struct level_output were = *l->out;
    instant                  *starts = arena_array(l->mem, instant, m->p.n_nodes + 1);
    struct level_loads        loads;
    if (!levelling_smooth(m, l->best, l->out->after.rows, starts))
        return OK;
    schedule_of_copy(kept, l->best, m);
    again(l, starts);
    TRY(calculate(l, &loads));
    overloads_after(l, &loads);
    if (l->out->after.finish <= were.after.finish && l->out->n_after <= were.n_after)
        return OK;
    schedule_of_copy(l->best, kept, m);
    *l->out = were;
    outcome_fill(m, l->best, l->in, l->out, &l->after);
    return OK;
}

/* --- why -------------------------------------------------------------------------------------- */

/* A task that holds a resource until its finish. */
struct holder {
    instant finish;
    int32_t task, resource;
};

static int compare_holders(const void *a, const void *b)
{
    const struct holder *x = a, *y = b;
    if (x->resource != y->resource)
        return x->resource < y->resource ? -1 : 1;
    if (x->finish != y->finish)
        return x->finish < y->finish ? -1 : 1;
    return (x->task > y->task) - (x->task < y->task);
}

/* Every task once a resource, by resource and finish. */
static struct holder *holders_find(struct levelling *l, const struct level_loads *loads,
                                   size_t *ret_n)
{
    struct holder *v = arena_array(l->mem, struct holder, loads->n + 1);
    size_t         n = 0;
    for (size_t k = 0; k < loads->n; k++) {
        const struct level_load *x = &loads->v[k];
        if (n == 0 || v[n - 1].task != x->task || v[n - 1].resource != x->resource)
            v[n++] = (struct holder){l->out->after.rows[x->task].finish, x->task, x->resource};
    }
    qsort(v, n, sizeof *v, compare_holders);
    *ret_n = n;
    return v;
}

/* The last that lets go of the resource up to that moment. */
static int32_t holder_until(const struct holder *v, size_t n, int32_t resource, instant until)
{
    size_t low = 0; /* all before it let go in time, or hold a resource before this one */
    while (n > 0) {
        const size_t         half = n / 2;
        const struct holder *x = &v[low + half];
        const bool           is_before = x->resource < resource ||
                               (x->resource == resource && x->finish <= until);
        low += is_before ? half + 1 : 0;
        n = is_before ? n - half - 1 : half;
    }
    return low > 0 && v[low - 1].resource == resource ? v[low - 1].task : TASK_NONE;
}

/* Of each task until when it waits: its start, or that of its second piece when it is interrupted.
 */
static const instant *waits_find(struct levelling *l)
{
    const struct level_output *out = l->out;
    instant                   *until = arena_array(l->mem, instant, l->in->net->n_tasks + 1);
    for (int32_t i = 0; i < l->in->net->n_tasks; i++)
        until[i] = out->after.rows[i].start;
    for (int32_t k = 1; k < out->n_pieces; k++) {
        const struct level_piece *x = &out->pieces[k];
        const int32_t             task = l->in->net->assignments.task[x->assignment];
        if (x[-1].assignment == x->assignment && until[task] == out->after.rows[task].start)
            until[task] = x->start;
    }
    return until;
}

/* Of each waiting task the one that holds the resource until shortly before it begins. */
static void behind_find(struct levelling *l, const struct level_loads *loads)
{
    size_t         n;
    struct holder *holders = holders_find(l, loads, &n);
    const instant *until = waits_find(l);
    for (int32_t at = 0; at < l->model.p.n_nodes; at++) {
        const int32_t task = l->model.p.nodes[at].task, r = l->best->blame[at];
        if (!(l->model.flags[at] & MODEL_MOVABLE) || r < 0)
            continue;
        l->out->waited_for[task] = r;
        l->out->behind[task] = holder_until(holders, n, r, until[task]);
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static err before(struct levelling *l)
{
    struct level_loads loads;
    TRY(level_loads(l->mem, l->in, NULL, &loads));
    l->out->before = loads.result;
    level_overloads(l->mem, l->in, &loads, &l->out->overloads_before, &l->out->n_before);
    return OK;
}

static err search(struct levelling *l)
{
    choices_widen(l->mem, l->in, &l->wide, &l->wide_net);
    TRY(model_make(l->mem, &l->wide, l->in, &l->model));
    l->out->n_movable = l->model.n_movable;
    l->best = schedule_of_new(l->mem, &l->model);
    for (;;) {
        l->out->progress = (struct level_progress){.bound = INSTANT_NONE};
        levelling_search(&l->model, l->best, l->out);
        if (!l->best->is_outside)
            return OK;
        TRY(model_widen(&l->model));
    }
}

err levelling_run(struct arena *mem, const struct level_input *in, struct level_output *ret_output)
{
    struct level_loads loads;
    struct levelling  *l = arena_new(mem, struct levelling);
    const int32_t      n = in->net->n_tasks;
    *ret_output = (struct level_output){
        .delay_s = arena_array(mem, int64_t, n + 1),
        .waited_for = arena_array(mem, int32_t, n + 1),
        .behind = arena_array(mem, int32_t, n + 1),
        .done_by = arena_array(mem, int32_t, in->net->n_assignments + 1)};
    l->mem = mem;
    l->in = in;
    l->out = ret_output;
    for (int32_t i = 0; i < n; i++)
        l->out->waited_for[i] = l->out->behind[i] = -1;
    TRY(search(l));
    TRY(before(l));
    TRY(settle(l, &loads));
    overloads_after(l, &loads);
    if (in->goal == LEVEL_SMOOTH && !l->out->was_stopped)
        TRY(smooth(l));
    TRY(level_loads(mem, &l->after, NULL, &loads));
    behind_find(l, &loads);
    l->out->progress.finish = l->out->after.finish;
    l->out->progress.bound = min_of(l->out->progress.bound, l->out->after.finish);
    l->out->progress.lateness_s = l->best->lateness_s;
    l->out->progress.shift_s = l->best->shift_s;
    return OK;
}
