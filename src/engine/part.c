/* engine/part.c - where a leaf's work lies: one stretch, or one for each assignment.
 *
 * A task without driving assignments is one stretch on its own calendar. With some, each starts at
 * the task's bound on its own calendar, and the task runs from the first start to the last finish;
 * its duration does not matter then. Zero duration is a moment, and elapsed durations run round the
 * clock: neither is rolled to working time as stretches of work are.
 */
#include "engine/effort.h"
#include "engine/pass.h"

static const struct worktime *part_time(const struct cpm *c, int32_t part)
{
    return c->worktimes[c->p->parts[part].slot];
}

static const struct worktime *task_time(const struct cpm *c, int32_t at)
{
    return c->worktimes[c->p->nodes[at].slot];
}

/* From the first to the last work of an edited assignment, gaps included. */
static int64_t span_of_pieces(const struct cpm *c, int32_t part)
{
    const struct prepared      *p = c->p;
    const struct piece_columns *pieces = &c->net->pieces;
    const int32_t               a = p->parts[part].assignment;
    instant                     first = INSTANT_BEYOND, last = INSTANT_BEFORE;
    for (int32_t k = p->piece_row[a]; k < p->piece_row[a + 1]; k++) {
        first = min_of(first, pieces->start[p->pieces[k]]);
        last = max_of(last, pieces->finish[p->pieces[k]]);
    }
    return last > first ? effort_round((double)worktime_between(part_time(c, part), first, last))
                        : 0;
}

static bool has_pieces(const struct cpm *c, int32_t assignment)
{
    return c->p->pieces && ASSIGNMENT_COLUMN(c->net, contour, assignment, NET_FLAT) == NET_PIECES &&
           c->p->piece_row[assignment + 1] > c->p->piece_row[assignment];
}

static void span_fill(struct cpm *c, int32_t k)
{
    const int32_t a = c->p->parts[k].assignment, task = c->net->assignments.task[a];
    c->spans[k] = has_pieces(c, a) ? span_of_pieces(c, k) : effort_span(c->net, a);
    if (c->stretch && c->stretch[c->p->place[task]] != 1)
        c->spans[k] = effort_round((double)c->spans[k] * c->stretch[c->p->place[task]]);
    if (task_is(c->net, task, TASK_FIXED_DURATION)) /* a split only makes it longer */
        c->spans[k] = max_of(c->spans[k], c->net->tasks.duration_s[task]);
}

void pass_spans(struct cpm *c)
{
    for (int32_t at = 0; at < c->p->n_nodes && c->p->n_parts; at++)
        pass_spans_of(c, at);
}

void pass_spans_of(struct cpm *c, int32_t at)
{
    for (int32_t k = c->p->part_row[at]; k < c->p->part_end[at]; k++)
        span_fill(c, k);
}

bool pass_has_parts(const struct cpm *c, int32_t at)
{
    for (int32_t k = c->p->part_row[at]; k < c->p->part_end[at]; k++)
        if (c->spans[k] > 0)
            return true;
    return false;
}

static int64_t duration_of(const struct cpm *c, int32_t at)
{
    const int64_t d = c->net->tasks.duration_s[c->p->nodes[at].task];
    return d == DURATION_NONE ? 0 : d;
}

bool pass_is_moment(const struct cpm *c, int32_t at)
{
    return duration_of(c, at) == 0 && !pass_has_parts(c, at);
}

static bool is_elapsed(const struct cpm *c, int32_t at)
{
    return task_is(c->net, c->p->nodes[at].task, TASK_ELAPSED);
}

static int64_t levelling_of(const struct cpm *c, int32_t at)
{
    return TASK_COLUMN(c->net, levelling_delay_s, c->p->nodes[at].task, 0);
}

static int64_t delay_of(const struct cpm *c, int32_t part)
{
    return ASSIGNMENT_COLUMN(c->net, delay_s, c->p->parts[part].assignment, 0);
}

/* A bound on one calendar: the next working moment, pushed on by the levelling delay. */
static instant rolled(const struct worktime *w, instant t, int64_t levelling_s)
{
    const instant start = worktime_next(w, t);
    return levelling_s ? worktime_next(w, start + levelling_s) : start;
}

static struct placed parts_from(const struct cpm *c, int32_t at, instant t)
{
    const int64_t levelling = levelling_of(c, at);
    struct placed all = {INSTANT_BEYOND, INSTANT_BEFORE};
    for (int32_t k = c->p->part_row[at]; k < c->p->part_end[at]; k++) {
        const struct worktime *w = part_time(c, k);
        if (c->spans[k] <= 0)
            continue;
        instant start = rolled(w, t, levelling);
        if (delay_of(c, k))
            start = worktime_next(w, worktime_add(w, start, delay_of(c, k)));
        all.start = min_of(all.start, start);
        all.finish = max_of(all.finish, worktime_add(w, start, c->spans[k]));
    }
    return all;
}

/* A moment stays at an end of working time, where the task before it ended. */
static instant moment_at(const struct worktime *w, instant t)
{
    return worktime_prev(w, t) == t ? t : worktime_next(w, t);
}

struct placed pass_place_from(const struct cpm *c, int32_t at, instant t)
{
    const struct worktime *w = task_time(c, at);
    const int64_t          d = duration_of(c, at), levelling = levelling_of(c, at);
    if (is_elapsed(c, at))
        return (struct placed){t + levelling, t + levelling + d};
    if (pass_has_parts(c, at))
        return parts_from(c, at, t);
    if (d == 0) {
        const instant m = levelling ? rolled(w, t, levelling) : moment_at(w, t);
        return (struct placed){m, m};
    }
    const instant start = rolled(w, t, levelling);
    return (struct placed){start, worktime_add(w, start, d)};
}

struct placed pass_place_until(const struct cpm *c, int32_t at, instant t)
{
    const int64_t d = duration_of(c, at);
    if (is_elapsed(c, at))
        return (struct placed){t - d, t};
    if (!pass_has_parts(c, at))
        return (struct placed){worktime_sub(task_time(c, at), t, d), t};
    instant start = INSTANT_BEYOND;
    for (int32_t k = c->p->part_row[at]; k < c->p->part_end[at]; k++)
        if (c->spans[k] > 0)
            start = min_of(start, worktime_sub(part_time(c, k), t, c->spans[k] + delay_of(c, k)));
    return (struct placed){start, t};
}

instant pass_finish_parts(const struct cpm *c, int32_t at, instant t, double share)
{
    instant finish = INSTANT_BEFORE;
    for (int32_t k = c->p->part_row[at]; k < c->p->part_end[at]; k++) {
        const struct worktime *w = part_time(c, k);
        const instant          begin = worktime_next(w, t);
        if (c->spans[k] > 0)
            finish = max_of(finish,
                            worktime_add(w, begin, effort_round(share * (double)c->spans[k])));
    }
    return finish;
}

instant pass_finish_started(const struct cpm *c, int32_t at, instant start)
{
    const int64_t d = duration_of(c, at);
    if (is_elapsed(c, at))
        return start + d;
    if (!pass_has_parts(c, at))
        return worktime_add(task_time(c, at), start, d);
    instant finish = INSTANT_BEFORE;
    for (int32_t k = c->p->part_row[at]; k < c->p->part_end[at]; k++) {
        const struct worktime *w = part_time(c, k);
        const instant          begin = worktime_add(w, worktime_next(w, start), delay_of(c, k));
        if (c->spans[k] > 0)
            finish = max_of(finish, worktime_add(w, begin, c->spans[k]));
    }
    return finish;
}

/* Late finish of one stretch under both bounds, rolled back. */
static instant late_finish_of(const struct worktime *w, int64_t span, struct late_bounds b)
{
    int64_t work = worktime_before(w, b.finish);
    if (b.start < INSTANT_BEYOND)
        work = min_of(work, worktime_before(w, b.start) + span);
    return worktime_finish_at(w, work);
}

struct placed pass_place_late(const struct cpm *c, int32_t at, struct late_bounds b)
{
    const struct worktime *w = task_time(c, at);
    const int64_t          d = duration_of(c, at);
    struct placed          late;
    if (is_elapsed(c, at)) {
        late.finish = min_of(b.finish, b.start < INSTANT_BEYOND ? b.start + d : b.finish);
        late.start = late.finish - d;
        return late;
    }
    if (!pass_has_parts(c, at)) {
        late.finish = d ? late_finish_of(w, d, b) : min_of(b.finish, b.start);
        late.start = worktime_sub(w, late.finish, d);
        return late;
    }
    late = (struct placed){INSTANT_BEYOND, INSTANT_BEFORE};
    for (int32_t k = c->p->part_row[at]; k < c->p->part_end[at]; k++) {
        if (c->spans[k] <= 0)
            continue;
        const int64_t span = c->spans[k] + delay_of(c, k);
        const instant finish = late_finish_of(part_time(c, k), span, b);
        late.finish = max_of(late.finish, finish);
        late.start = min_of(late.start, worktime_sub(part_time(c, k), finish, span));
    }
    return late;
}

int64_t pass_duration(const struct cpm *c, int32_t at, struct placed dates)
{
    const int64_t d = c->net->tasks.duration_s[c->p->nodes[at].task];
    if (d != DURATION_NONE)
        return d;
    return is_elapsed(c, at) ? dates.finish - dates.start
                             : worktime_between(task_time(c, at), dates.start, dates.finish);
}
