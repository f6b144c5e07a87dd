/* domain/schedule/p6.c - items to the columns of the engine's P6 profile.
 *
 * The network's own columns keep what both profiles share: outline, durations, actual dates,
 * calendars, links. A summary with a data date is a project of its own: everything below it has
 * that data date, and its deadline is where late dates begin there.
 */
#include "domain/schedule/build.h"

#include <assert.h>

static_assert((int)CONSTRAINT_MANDATORY_START == (int)P6_MANDATORY_START);
static_assert((int)CONSTRAINT_MANDATORY_FINISH == (int)P6_MANDATORY_FINISH);
static_assert((int)ACTIVITY_TASK == (int)P6_TASK);
static_assert((int)ACTIVITY_WBS_SUMMARY == (int)P6_WBS_SUMMARY);
static_assert((int)LAG_OF_PREDECESSOR == (int)P6_LAG_PRED &&
              (int)LAG_ALL_DAY == (int)P6_LAG_ALL_DAY);
static_assert((int)RETAINED_LOGIC == (int)P6_RETAINED_LOGIC);
static_assert((int)ACTUAL_DATES == (int)P6_ACTUAL_DATES);
static_assert((int)FLOAT_FINISH == (int)P6_FLOAT_FINISH);
static_assert((int)FLOAT_LEAST == (int)P6_FLOAT_LEAST);

struct columns {
    uint8_t         *kind, *constraint[2];
    instant         *constraint_at[2], *expected_finish, *external_start, *external_finish;
    int32_t         *group;
    struct p6_group *groups;
    int32_t          n_groups;
};

static instant *times(struct build *b)
{
    const int32_t n = b->net.n_tasks;
    instant      *column = arena_array(b->mem, instant, n + 1);
    for (int32_t i = 0; i < n; i++)
        column[i] = INSTANT_NONE;
    return column;
}

static struct columns columns_new(struct build *b)
{
    const int32_t  n = b->net.n_tasks;
    struct columns c = {.kind = arena_array(b->mem, uint8_t, n + 1),
                        .expected_finish = times(b),
                        .external_start = times(b),
                        .external_finish = times(b),
                        .group = arena_array(b->mem, int32_t, n + 1),
                        .groups = arena_array(b->mem, struct p6_group, n + 2)};
    for (int i = 0; i < 2; i++) {
        c.constraint[i] = arena_array(b->mem, uint8_t, n + 1);
        c.constraint_at[i] = times(b);
    }
    const struct project *p = b->project;
    const instant         status = p->data_date != INSTANT_NONE ? p->data_date : p->start;
    c.groups[c.n_groups++] = (struct p6_group){status, p->must_finish_by};
    return c;
}

static enum p6_kind kind_of(const struct item *i)
{
    const bool is_moment = i->kind == ITEM_MILESTONE ||
                           (i->is_milestone && i->duration_s == 0 && i->work_s == 0);
    return is_moment && i->activity_type == ACTIVITY_TASK ? P6_FINISH_MILESTONE
                                                          : (enum p6_kind)i->activity_type;
}

static void item_fill(struct columns *c, int32_t at, const struct item *i, int32_t parent)
{
    c->kind[at] = (uint8_t)kind_of(i);
    c->constraint[0][at] = (uint8_t)i->constraint;
    c->constraint[1][at] = (uint8_t)i->constraint2;
    c->constraint_at[0][at] = i->constraint_at;
    c->constraint_at[1][at] = i->constraint2_at;
    c->expected_finish[at] = i->expected_finish;
    c->external_start[at] = i->external_start_at;
    c->external_finish[at] = i->external_finish_at;
    c->group[at] = parent == TASK_NONE ? 0 : c->group[parent];
    if (i->data_date == INSTANT_NONE)
        return;
    c->group[at] = c->n_groups;
    c->groups[c->n_groups++] = (struct p6_group){i->data_date, i->deadline};
}

/* What only the other profile looks at does not decide who is assigned. An item of another plan
 * without dates binds nothing: P6 has what it did in the external dates of its successors. */
static void flags_clear(struct build *b)
{
    for (int32_t i = 0; i < b->net.n_tasks; i++) {
        const bool is_unknown = b->net.tasks.flags[i] & TASK_EXTERNAL &&
                                b->net.tasks.start[i] == INSTANT_NONE &&
                                b->net.tasks.finish[i] == INSTANT_NONE;
        b->net.tasks.flags[i] &= TASK_INACTIVE | TASK_BLANK | TASK_EXTERNAL;
        b->net.tasks.flags[i] |= is_unknown ? TASK_INACTIVE : 0;
        b->net.tasks.constraint[i] = NET_ASAP;
    }
}

void build_p6(struct build *b)
{
    const struct project *p = b->project;
    if (p->profile != PROFILE_P6)
        return;
    struct columns c = columns_new(b);
    for (uint32_t k = 0; k < b->outline->n; k++) { /* parents come first */
        const uint32_t     slot = b->outline->order[k];
        const int32_t      at = (int32_t)slot;
        const struct item *i = plan_at(b->p, &item_entity, slot);
        item_fill(&c, at, i, b->net.tasks.parent[at]);
        if (i->kind == ITEM_SUMMARY && !b->outline->is_summary[slot]) /* of nothing: no dates */
            b->net.tasks.flags[at] |= TASK_BLANK;
    }
    flags_clear(b);
    struct p6_plan *in = arena_new(b->mem, struct p6_plan);
    *in = (struct p6_plan){.kind = c.kind,
                           .constraint = {c.constraint[0], c.constraint[1]},
                           .constraint_at = {c.constraint_at[0], c.constraint_at[1]},
                           .expected_finish = c.expected_finish,
                           .external_start = p->ignore_external ? NULL : c.external_start,
                           .external_finish = p->ignore_external ? NULL : c.external_finish,
                           .group = c.group,
                           .groups = c.groups,
                           .n_groups = c.n_groups,
                           .lag_calendar = (enum p6_lag_calendar)p->lag_calendar,
                           .progress = (enum p6_progress)p->progress_mode,
                           .float_type = (enum p6_float)p->float_type,
                           .use_expected_finish = p->use_expected_finish,
                           .start_lag_from_actual = p->start_lag_from_actual,
                           .float_to_last_finish = p->float_to_last_finish,
                           .critical_by_path = p->critical_by == CRITICAL_BY_LONGEST_PATH};
    b->net.p6 = in;
}
