/* engine/p6/calculate.c - the order of a calculation by the rules of Primavera P6.
 *
 * Forward; the finish of each project in the plan; backward; as late as possible from the end
 * backwards; floats and the longest path; levels of effort; summaries. Each pass goes once over the
 * nodes that network_prepare put in order. Levels of effort and WBS summaries are nodes too, but
 * nobody looks at them before their turn.
 */
#include "engine/p6/calculate.h"

#include "engine/p6/pass.h"

instant p6_constraint(const struct p6 *s, int32_t at, int kind)
{
    const int32_t task = p6_task(s, at);
    for (int i = 0; i < 2; i++)
        if (P6_COLUMN(s, constraint[i], task, NET_ASAP) == kind)
            return P6_COLUMN(s, constraint_at[i], task, INSTANT_NONE);
    return INSTANT_NONE;
}

bool p6_is_late(const struct p6 *s, int32_t at)
{
    const int32_t task = p6_task(s, at);
    return s->nodes[at].state == P6_NOT_STARTED &&
           (P6_COLUMN(s, constraint[0], task, NET_ASAP) == NET_ALAP ||
            P6_COLUMN(s, constraint[1], task, NET_ASAP) == NET_ALAP);
}

instant p6_round(instant t)
{
    return floor_div(t + MINUTE_S / 2, MINUTE_S) * MINUTE_S;
}

static enum p6_state state_of(const struct network *net, int32_t task)
{
    if (TASK_COLUMN(net, actual_finish, task, INSTANT_NONE) != INSTANT_NONE)
        return P6_FINISHED;
    return TASK_COLUMN(net, actual_start, task, INSTANT_NONE) != INSTANT_NONE ? P6_STARTED
                                                                              : P6_NOT_STARTED;
}

static struct p6_node node_of(const struct p6 *s, int32_t at)
{
    const struct network *net = s->c->net;
    const int32_t         task = p6_task(s, at);
    struct p6_node        n = {.kind = P6_COLUMN(s, kind, task, P6_TASK),
                               .group = P6_COLUMN(s, group, task, 0),
                               .counts = true};
    if (s->c->p->nodes[at].kind != NODE_LEAF)
        return n;
    n.state = (uint8_t)state_of(net, task);
    n.counts = n.kind < P6_LEVEL_OF_EFFORT && !task_is(net, task, TASK_INACTIVE);
    if (n.kind < P6_START_MILESTONE && n.state != P6_FINISHED)
        n.remaining_s = pass_remaining(net, task);
    return n;
}

static struct p6 *state_new(struct cpm *c)
{
    struct p6 *s = arena_new(c->mem, struct p6);
    *s = (struct p6){.c = c, .in = c->net->p6};
    s->nodes = arena_array(c->mem, struct p6_node, c->p->n_nodes + 1);
    s->finishes = arena_array(c->mem, instant, s->in->n_groups);
    return s;
}

static void state_fill(struct p6 *s)
{
    for (int32_t at = 0; at < s->c->p->n_nodes; at++)
        s->nodes[at] = node_of(s, at);
    for (int32_t g = 0; g < s->in->n_groups; g++)
        s->finishes[g] = INSTANT_BEFORE;
}

/* Must-finish-by, else the last early finish, of the project or of all; a project of nothing ends
 * at its data date. */
static void finishes_find(struct p6 *s)
{
    struct cpm *c = s->c;
    for (int32_t at = 0; at < c->p->n_nodes; at++) {
        instant *finish = &s->finishes[s->nodes[at].group];
        if (c->p->nodes[at].kind == NODE_LEAF && s->nodes[at].counts)
            *finish = max_of(*finish, c->dates[at].finish);
    }
    c->finish = INSTANT_BEFORE;
    for (int32_t g = 0; g < s->in->n_groups; g++) {
        if (s->finishes[g] <= INSTANT_BEFORE)
            s->finishes[g] = s->in->groups[g].data_date;
        c->finish = max_of(c->finish, s->finishes[g]);
    }
    for (int32_t g = 0; g < s->in->n_groups; g++) {
        if (s->in->groups[g].must_finish != INSTANT_NONE)
            s->finishes[g] = s->in->groups[g].must_finish;
        else if (s->in->float_to_last_finish)
            s->finishes[g] = c->finish;
    }
}

void p6_calculate(struct cpm *c)
{
    if (!c->p6)
        c->p6 = state_new(c);
    struct p6 *s = c->p6;
    state_fill(s);
    c->start = c->net->options.start;
    c->lowest = c->first = INSTANT_BEYOND;
    c->highest = INSTANT_BEFORE;
    p6_forward(s);
    finishes_find(s);
    p6_backward(s);
    p6_place_late(s);
    p6_rows(s);
    p6_spans(s);
    p6_wbs_hide(s);
    pass_rollup(c);
    p6_wbs_show(s);
}

/* --- checks --------------------------------------------------------------------------------- */

static bool date_ok(const instant *column, int32_t i)
{
    return !column || column[i] == INSTANT_NONE ||
           (column[i] >= INSTANT_MIN && column[i] <= INSTANT_MAX);
}

static bool task_ok(const struct p6_plan *in, int32_t i)
{
    return (!in->kind || in->kind[i] <= P6_WBS_SUMMARY) &&
           (!in->group || (in->group[i] >= 0 && in->group[i] < in->n_groups)) &&
           (!in->constraint[0] || in->constraint[0][i] <= P6_MANDATORY_FINISH) &&
           (!in->constraint[1] || in->constraint[1][i] <= P6_MANDATORY_FINISH) &&
           date_ok(in->constraint_at[0], i) && date_ok(in->constraint_at[1], i) &&
           date_ok(in->expected_finish, i) && date_ok(in->external_start, i) &&
           date_ok(in->external_finish, i);
}

err p6_check(const struct network *net)
{
    const struct p6_plan *in = net->p6;
    if (!in)
        return OK;
    if (in->n_groups < 1)
        return err_make(ERR_INVALID, "The plan has no data date.");
    for (int32_t g = 0; g < in->n_groups; g++)
        if (in->groups[g].data_date == INSTANT_NONE || !date_ok(&in->groups[g].data_date, 0) ||
            !date_ok(&in->groups[g].must_finish, 0))
            return err_make(ERR_INVALID, "A data date is missing or lies outside 1900 to 2199.");
    for (int32_t i = 0; i < net->n_tasks; i++)
        if (!task_ok(in, i))
            return err_make(ERR_INVALID, "Task %d: a column of the P6 profile is out of range.", i);
    return OK;
}

/* 12: what is not finished starts at the data date or later, and ends with the project. */
static bool row_holds(const struct network *net, const struct cpm_row *r, int32_t task,
                      instant finish)
{
    const struct p6_plan *in = net->p6;
    const int32_t         group = in->group ? in->group[task] : 0;
    const bool            is_mandatory = (in->constraint[0] &&
                               in->constraint[0][task] >= P6_MANDATORY_START) ||
                              (in->constraint[1] && in->constraint[1][task] >= P6_MANDATORY_START);
    return is_mandatory ||
           (r->early_start >= in->groups[group].data_date && r->early_finish <= finish);
}

int p6_verify(const struct prepared *p, const struct cpm_result *result, int32_t *ret_row)
{
    enum { RULE = 12 };
    for (int32_t i = 0; i < p->net->n_tasks; i++) {
        const bool is_passed = p->place[i] >= 0 && !task_is(p->net, i, TASK_INACTIVE) &&
                               (!p->net->p6->kind || p->net->p6->kind[i] < P6_LEVEL_OF_EFFORT);
        *ret_row = i;
        if (is_passed && !row_holds(p->net, &result->rows[i], i, result->finish))
            return RULE;
    }
    return 0;
}
