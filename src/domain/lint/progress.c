/* domain/lint/progress.c - rules against a baseline and the data date, and the chain to the finish.
 *
 * The baseline is the one taken last. The critical path is unbroken, as the GAO asks, when what
 * sets the dates leads back over links, item by item, from the last finish to work that has begun
 * or to the begin of the plan, and no constraint, date set by hand or other project stands in
 * between.
 */
#include "domain/lint/inspect.h"

#include <math.h>

static const struct baseline *last_baseline(const struct inspect *in)
{
    const struct baseline *best = NULL;
    for (size_t k = 0; k < plan_slots(in->plan, &baseline_entity); k++) {
        const struct baseline *b = plan_at(in->plan, &baseline_entity, k);
        if (b && (!best || b->taken_at > best->taken_at))
            best = b;
    }
    return best;
}

/* ---- missed, BEI -------------------------------------------------------------------------- */

struct due {
    size_t  due, finished; /* by the baseline, by now; all that is finished */
    instant last_finish;   /* of the baseline */
};

static void judge_due(struct inspect *in, const struct baseline_item *b, uint32_t slot,
                      struct due *due)
{
    const struct item *i = inspect_item(in, slot);
    instant            now = in->project->data_date;
    instant            finish = i->actual_finish != INSTANT_NONE ? i->actual_finish
                                                                 : plan_row(in->plan, slot)->finish;
    if (due->last_finish == INSTANT_NONE || b->finish > due->last_finish)
        due->last_finish = b->finish;
    due->finished += inspect_is_done(i);
    if (now == INSTANT_NONE || b->finish > now)
        return;
    due->due++;
    in->of[LINT_MISSED]++;
    if (!inspect_is_done(i) || finish > b->finish)
        inspect_item_hit(in, LINT_MISSED, slot, FIX_NONE);
}

static struct due judge_baseline(struct inspect *in, const struct baseline *baseline)
{
    struct due due = {.last_finish = INSTANT_NONE};
    for (size_t k = 0; k < plan_slots(in->plan, &baseline_item_entity); k++) {
        const struct baseline_item *b = plan_at(in->plan, &baseline_item_entity, k);
        uint32_t slot = b && b->baseline.v == baseline->head.id.v ? inspect_slot(in, b->item)
                                                                  : SLOT_NONE;
        if (slot != SLOT_NONE && b->finish != INSTANT_NONE && inspect_is_leaf(in, slot))
            judge_due(in, b, slot, &due);
    }
    return due;
}

static void judge_execution(struct inspect *in, const struct due *due)
{
    if (!due->due)
        in->why[LINT_BEI] = "Nothing was to be finished up to the data date.";
    else
        in->value[LINT_BEI] = (double)due->finished / (double)due->due;
}

/* ---- CPLI --------------------------------------------------------------------------------- */

static instant promised(const struct inspect *in, instant baseline_finish)
{
    const struct project *p = in->project;
    return p->must_finish_by != INSTANT_NONE  ? p->must_finish_by
           : p->target_finish != INSTANT_NONE ? p->target_finish
                                              : baseline_finish;
}

static void judge_length(struct inspect *in, instant baseline_finish)
{
    const struct schedule_times *times = NULL;
    instant                      now = in->project->data_date, start = plan_start(in->plan);
    instant finish = plan_finish(in->plan), promise = promised(in, baseline_finish);
    instant from = now != INSTANT_NONE && now > start ? now : start;
    if (promise == INSTANT_NONE || finish == INSTANT_NONE) {
        in->why[LINT_CPLI] = "No finish is promised: no must-finish-by, target finish or baseline.";
        return;
    }
    instant least = from < promise ? from : promise, most = finish > promise ? finish : promise;
    int64_t left = INT_NONE, spare = INT_NONE;
    if (!schedule_times_new(in->mem, in->plan, least - 31 * DAY_S, most + 31 * DAY_S, &times)
             .code) {
        left = schedule_times_between(times, NULL, from, finish);
        spare = schedule_times_between(times, NULL, finish, promise);
    }
    if (left == INT_NONE || spare == INT_NONE || left <= 0)
        in->why[LINT_CPLI] = "No work is left.";
    else
        in->value[LINT_CPLI] = (double)(left + spare) / (double)left;
}

/* ---- the chain ---------------------------------------------------------------------------- */

/* By slot: the unfinished or finished leaf at or below it that ends last; parts before summaries.
 */
static uint32_t *last_leaves(const struct inspect *in)
{
    uint32_t *last = arena_array(in->mem, uint32_t, in->n + 1);
    memset(last, 0xff, (in->n + 1) * sizeof *last);
    for (uint32_t k = in->outline->n; k-- > 0;) {
        uint32_t s = in->outline->order[k], parent = in->outline->parent[s];
        if (inspect_is_leaf(in, s))
            last[s] = s;
        if (last[s] == SLOT_NONE || parent == OUTLINE_NONE)
            continue;
        if (last[parent] == SLOT_NONE ||
            plan_row(in->plan, last[s])->finish > plan_row(in->plan, last[parent])->finish)
            last[parent] = last[s];
    }
    return last;
}

static void judge_chain(struct inspect *in)
{
    uint32_t  at = inspect_last_leaf(in);
    uint32_t *last = last_leaves(in);
    in->of[LINT_CHAIN] = 1;
    if (at == SLOT_NONE)
        in->why[LINT_CHAIN] = "No work is left.";
    for (uint32_t steps = 0; at != SLOT_NONE && steps < in->n; steps++) {
        const struct item_row *row = plan_row(in->plan, at);
        if (inspect_is_begun(inspect_item(in, at)) || row->driver_kind == DRIVER_PROJECT_START)
            return;
        const struct link *l = plan_get(in->plan, &link_entity, row->driver);
        if (!l || row->driver_kind != DRIVER_LINK) {
            inspect_item_hit(in, LINT_CHAIN, at, FIX_NONE);
            return;
        }
        uint32_t pred = inspect_slot(in, l->pred);
        at = pred == SLOT_NONE ? SLOT_NONE : last[pred];
    }
}

void inspect_progress(struct inspect *in)
{
    const struct baseline *baseline = last_baseline(in);
    struct due             due = {.last_finish = INSTANT_NONE};
    in->of[LINT_BASELINE] = 1;
    if (baseline)
        due = judge_baseline(in, baseline);
    else
        inspect_hit(in, LINT_BASELINE, (struct lint_hit){.fix = FIX_BASELINE});
    const char *missing = !baseline                                ? "There is no baseline."
                          : in->project->data_date == INSTANT_NONE ? "The project has no data date."
                                                                   : NULL;
    in->why[LINT_MISSED] = in->why[LINT_BEI] = missing;
    if (!missing)
        judge_execution(in, &due);
    judge_length(in, due.last_finish);
    judge_chain(in);
}
