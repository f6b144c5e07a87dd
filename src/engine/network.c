/* engine/network.c - allocation and checking of the columns that a caller fills.
 *
 * The check makes every later loop safe: after it no index leaves its column, parents form a
 * forest, and no date or duration is large enough to overflow the arithmetic of a pass.
 */
#include "engine/network.h"

#include "engine/p6/calculate.h"
#include "engine/prepare.h"

#include <math.h>

/* Longest duration, lag or delay: 1,000 years. */
#define SECONDS_MAX (1000LL * 366 * DAY_S)

static int64_t *longs(struct arena *mem, int32_t n, int64_t value)
{
    int64_t *column = arena_array(mem, int64_t, n);
    for (int32_t i = 0; value && i < n; i++)
        column[i] = value;
    return column;
}

static int32_t *ints(struct arena *mem, int32_t n, int32_t value)
{
    int32_t *column = arena_array(mem, int32_t, n);
    for (int32_t i = 0; value && i < n; i++)
        column[i] = value;
    return column;
}

static struct task_columns task_columns(struct arena *mem, int32_t n)
{
    return (struct task_columns){
        .parent = ints(mem, n, TASK_NONE),
        .flags = arena_array(mem, uint16_t, n),
        .duration_s = longs(mem, n, 0),
        .calendar = ints(mem, n, CALENDAR_NONE),
        .constraint = arena_array(mem, uint8_t, n),
        .constraint_at = longs(mem, n, INSTANT_NONE),
        .deadline = longs(mem, n, INSTANT_NONE),
        .start = longs(mem, n, INSTANT_NONE),
        .finish = longs(mem, n, INSTANT_NONE),
        .actual_start = longs(mem, n, INSTANT_NONE),
        .actual_finish = longs(mem, n, INSTANT_NONE),
        .actual_duration_s = longs(mem, n, DURATION_NONE),
        .remaining_duration_s = longs(mem, n, DURATION_NONE),
        .percent_complete = arena_array(mem, double, n),
        .stop = longs(mem, n, INSTANT_NONE),
        .resume = longs(mem, n, INSTANT_NONE),
        .levelling_delay_s = longs(mem, n, 0),
    };
}

void network_init(struct network *net, struct arena *mem, struct network_size size)
{
    *net = (struct network){.n_tasks = size.tasks,
                            .n_links = size.links,
                            .n_assignments = size.assignments,
                            .n_pieces = size.pieces};
    net->tasks = task_columns(mem, size.tasks);
    net->links = (struct link_columns){.pred = ints(mem, size.links, 0),
                                       .succ = ints(mem, size.links, 0),
                                       .type = arena_array(mem, uint8_t, size.links),
                                       .lag_kind = arena_array(mem, uint8_t, size.links),
                                       .lag_s = longs(mem, size.links, 0),
                                       .lag_percent = arena_array(mem, double, size.links)};
    net->assignments = (struct assignment_columns){
        .task = ints(mem, size.assignments, 0),
        .calendar = ints(mem, size.assignments, CALENDAR_NONE),
        .units = arena_array(mem, double, size.assignments),
        .work_s = longs(mem, size.assignments, 0),
        .overtime_s = longs(mem, size.assignments, 0),
        .contour = arena_array(mem, uint8_t, size.assignments),
        .delay_s = longs(mem, size.assignments, 0),
        .drives = arena_array(mem, bool, size.assignments)};
    for (int32_t i = 0; i < size.assignments; i++) {
        net->assignments.units[i] = 1.0;
        net->assignments.drives[i] = true;
    }
    net->pieces = (struct piece_columns){.assignment = ints(mem, size.pieces, 0),
                                         .start = longs(mem, size.pieces, INSTANT_NONE),
                                         .finish = longs(mem, size.pieces, INSTANT_NONE),
                                         .work_s = longs(mem, size.pieces, 0)};
    net->options = (struct network_options){.start = INSTANT_NONE,
                                            .finish = INSTANT_NONE,
                                            .honor_constraints = true,
                                            .split_in_progress = true,
                                            .calendar = CALENDAR_NONE};
}

static bool date_ok(const instant *column, int32_t i)
{
    return !column || column[i] == INSTANT_NONE ||
           (column[i] >= INSTANT_MIN && column[i] <= INSTANT_MAX);
}

static bool seconds_ok(const int64_t *column, int32_t i, int64_t min)
{
    return !column || (column[i] >= min && column[i] <= SECONDS_MAX);
}

static bool span_ok(const int64_t *column, int32_t i) /* a duration that may be absent */
{
    return !column || column[i] == DURATION_NONE || seconds_ok(column, i, 0);
}

static bool index_ok(const int32_t *column, int32_t i, int32_t n)
{
    return !column || (column[i] >= -1 && column[i] < n);
}

static err task_bad(const struct network *net, int32_t i, const char *what)
{
    struct arena mem = {0};
    const str    name = network_task_name(&mem, net, i);
    const err    e = err_make(ERR_INVALID, "%.*s: %s.", STR_ARG(name), what);
    arena_done(&mem);
    return e;
}

err network_check_task(const struct network *net, int32_t i)
{
    const struct task_columns *t = &net->tasks;
    if (!index_ok(t->parent, i, net->n_tasks) || (t->parent && t->parent[i] == i))
        return task_bad(net, i, "its parent does not exist");
    if (!index_ok(t->calendar, i, net->n_calendars))
        return task_bad(net, i, "its calendar does not exist");
    if (t->constraint && t->constraint[i] > NET_MFO)
        return task_bad(net, i, "unknown kind of constraint");
    if (!date_ok(t->constraint_at, i) || !date_ok(t->deadline, i) || !date_ok(t->start, i) ||
        !date_ok(t->finish, i) || !date_ok(t->actual_start, i) || !date_ok(t->actual_finish, i) ||
        !date_ok(t->stop, i) || !date_ok(t->resume, i))
        return task_bad(net, i, "a date lies outside 1900 to 2199");
    if (!span_ok(t->duration_s, i) || !span_ok(t->actual_duration_s, i) ||
        !span_ok(t->remaining_duration_s, i) || !seconds_ok(t->levelling_delay_s, i, -SECONDS_MAX))
        return task_bad(net, i, "a duration is negative or above 1,000 years");
    if (t->percent_complete && !(t->percent_complete[i] >= 0 && t->percent_complete[i] <= 100))
        return task_bad(net, i, "per cent complete lies outside 0 to 100");
    return OK;
}

err network_check_link(const struct network *net, int32_t i)
{
    const struct link_columns *l = &net->links;
    if (l->pred[i] == TASK_NONE && l->succ[i] == TASK_NONE)
        return OK;
    if (l->pred[i] < 0 || l->pred[i] >= net->n_tasks || l->succ[i] < 0 ||
        l->succ[i] >= net->n_tasks)
        return err_make(ERR_INVALID, "Link %d names a task that does not exist.", i);
    if ((l->type && l->type[i] > NET_SF) ||
        (l->lag_kind && l->lag_kind[i] > NET_LAG_ELAPSED_PERCENT))
        return err_make(ERR_INVALID, "Link %d has an unknown kind.", i);
    if (!seconds_ok(l->lag_s, i, -SECONDS_MAX) ||
        (l->lag_percent && !(fabs(l->lag_percent[i]) <= 1e6)))
        return err_make(ERR_INVALID, "The lag of link %d is too long.", i);
    return OK;
}

err network_check_assignment(const struct network *net, int32_t i)
{
    const struct assignment_columns *a = &net->assignments;
    if (a->task[i] < TASK_NONE || a->task[i] >= net->n_tasks ||
        !index_ok(a->calendar, i, net->n_calendars))
        return err_make(ERR_INVALID, "Assignment %d names a task or calendar that does not exist.",
                        i);
    if ((a->units && !(a->units[i] >= 0 && a->units[i] <= 1e6)) ||
        (a->contour && a->contour[i] > NET_PIECES) || !seconds_ok(a->work_s, i, 0) ||
        !seconds_ok(a->overtime_s, i, 0) || !seconds_ok(a->delay_s, i, 0))
        return err_make(ERR_INVALID, "Assignment %d has a number out of range.", i);
    return OK;
}

static err piece_check(const struct network *net, int32_t i)
{
    const struct piece_columns *p = &net->pieces;
    if (p->assignment[i] < 0 || p->assignment[i] >= net->n_assignments ||
        p->start[i] == INSTANT_NONE || p->finish[i] == INSTANT_NONE || !date_ok(p->start, i) ||
        !date_ok(p->finish, i) || p->finish[i] < p->start[i] || !seconds_ok(p->work_s, i, 0))
        return err_make(ERR_INVALID, "Piece %d of an assignment is not valid.", i);
    return OK;
}

static err options_check(const struct network *net)
{
    const struct network_options *o = &net->options;
    const instant                 needed = o->from_finish ? o->finish : o->start;
    if (needed == INSTANT_NONE)
        return err_make(ERR_INVALID, "The project has no %s date.",
                        o->from_finish ? "finish" : "start");
    if (!date_ok(&o->start, 0) || !date_ok(&o->finish, 0))
        return err_make(ERR_INVALID, "The project's dates lie outside 1900 to 2199.");
    if (!index_ok(&o->calendar, 0, net->n_calendars))
        return err_make(ERR_INVALID, "The project's calendar does not exist.");
    return OK;
}

/* Climbing from each task must end; paths that were climbed before are not climbed again. */
static err parents_check(const struct network *net)
{
    if (!net->tasks.parent)
        return OK;
    struct arena mem = {0};
    int32_t     *seen_by = arena_array(&mem, int32_t, net->n_tasks);
    int32_t      bad = TASK_NONE;
    for (int32_t i = 0; i < net->n_tasks && bad == TASK_NONE; i++) {
        int32_t at = i;
        for (; at != TASK_NONE && !seen_by[at]; at = net->tasks.parent[at])
            seen_by[at] = i + 1;
        if (at != TASK_NONE && seen_by[at] == i + 1)
            bad = i;
    }
    arena_done(&mem);
    return bad == TASK_NONE ? OK : task_bad(net, bad, "it lies below itself in the outline");
}

err network_check(const struct network *net)
{
    TRY(options_check(net));
    for (int32_t i = 0; i < net->n_tasks; i++)
        TRY(network_check_task(net, i));
    for (int32_t i = 0; i < net->n_links; i++)
        TRY(network_check_link(net, i));
    for (int32_t i = 0; i < net->n_assignments; i++)
        TRY(network_check_assignment(net, i));
    for (int32_t i = 0; i < net->n_pieces; i++)
        TRY(piece_check(net, i));
    TRY(p6_check(net));
    return parents_check(net);
}

str network_task_name(struct arena *mem, const struct network *net, int32_t task)
{
    if (net->tasks.title && net->tasks.title[task].n)
        return str_copy(mem, net->tasks.title[task]);
    return str_fmt(mem, "task %d", task);
}
