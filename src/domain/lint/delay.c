/* domain/lint/delay.c - DCMA's test of the critical path, done as it is written: 600 working days
 * of delay are put into critical work, the plan is calculated with it, and the last finish must
 * move by as much. Something that binds the finish otherwise (a date, missing links) takes the
 * delay up.
 *
 * The work is the unfinished critical one that begins next; one that has begun cannot be moved any
 * more. 600 days of five to the week are 120 weeks, so it begins on the same day of the week; what
 * holidays and other calendars take of them on the way is allowed for.
 */
#include "domain/lint/inspect.h"

enum { DELAY_WEEKS = 120 };
static const double LEAST_SHARE = 0.95;

static bool can_be_delayed(const struct inspect *in, uint32_t slot)
{
    const struct item *i = inspect_item(in, slot);
    return inspect_is_leaf(in, slot) && plan_row(in->plan, slot)->critical && !i->is_manual &&
           !inspect_is_begun(i) && plan_row(in->plan, slot)->start != INSTANT_NONE;
}

static uint32_t next_critical(const struct inspect *in)
{
    uint32_t best = SLOT_NONE;
    for (uint32_t k = 0; k < in->outline->n; k++) {
        uint32_t s = in->outline->order[k];
        if (can_be_delayed(in, s) &&
            (best == SLOT_NONE || plan_row(in->plan, s)->start < plan_row(in->plan, best)->start))
            best = s;
    }
    return best;
}

/* Links from other projects cannot be followed here, neither with the delay nor without it. */
static bool hangs_on_others(const struct inspect *in)
{
    for (uint32_t s = 0; s < in->n; s++)
        if (inspect_item(in, s) && plan_row(in->plan, s)->driver_kind == DRIVER_EXTERNAL)
            return true;
    return false;
}

/* Of the work that ends last now. INSTANT_NONE: it could not be calculated. */
static instant finish_with(const struct inspect *in, const struct item *changed)
{
    struct plan *plan = plan_fork(in->plan);
    plan_put(plan, &item_entity, changed);
    err     e = plan_calculate(plan, NULL);
    instant finish = e.code ? INSTANT_NONE : plan_row(plan, inspect_last_leaf(in))->finish;
    plan_unref(plan);
    return finish;
}

static bool passes_on(const struct inspect *in, uint32_t slot)
{
    const struct item *own = inspect_item(in, slot);
    const int64_t      delay_s = (int64_t)DELAY_WEEKS * 7 * DAY_S;
    struct item        later = *own;
    later.constraint = CONSTRAINT_SNET;
    later.constraint_at = plan_row(in->plan, slot)->start + delay_s;
    const instant before = hangs_on_others(in) ? finish_with(in, own)
                                               : plan_row(in->plan, inspect_last_leaf(in))->finish;
    const instant after = finish_with(in, &later);
    return before != INSTANT_NONE && after != INSTANT_NONE &&
           (double)(after - before) >= LEAST_SHARE * (double)delay_s;
}

void inspect_delay(struct inspect *in)
{
    uint32_t slot = next_critical(in);
    in->of[LINT_DELAY] = 1;
    if (in->project->schedule_from == SCHEDULE_FROM_FINISH)
        in->why[LINT_DELAY] = "The plan is calculated backward from its finish.";
    else if (slot == SLOT_NONE)
        in->why[LINT_DELAY] = "No critical work is still to begin.";
    else if (!passes_on(in, slot))
        inspect_item_hit(in, LINT_DELAY, slot, FIX_NONE);
}
