/* app/cross.c - projects that wait for each other.
 *
 * The list of crossing links is short, and read from the store once; the writer notes each change
 * of it. A project whose predecessors elsewhere moved is calculated anew, in the same transaction,
 * with a batch of its own that has no operations and says why. Because circles are refused
 * (cross_check), this ends.
 */
#include "app/cross.h"

#include "app/change.h"
#include "app/inside.h"
#include "base/vec.h"
#include "domain/effects.h"

enum { FOLLOW_MAX = 10000 };

void cross_done(struct cross *c)
{
    arena_done(&c->mem);
}

void cross_settle(struct cross *c, bool keep)
{
    if (c->is_touched && !keep)
        c->is_loaded = false;
    c->is_touched = false;
}

/* ---- the list ---------------------------------------------------------------------------- */

static void push(struct cross *c, struct cross_link l)
{
    VEC(struct cross_link) list = {c->v, c->n, c->cap};
    vec_push(&c->mem, &list, l);
    c->v = list.v;
    c->n = list.n;
    c->cap = list.cap;
}

static err see_link(void *arg, const void *record)
{
    struct turn       *turn = arg;
    const struct link *l = record;
    struct item        pred;
    TRY(store_get(turn->tx, &item_entity, l->pred, turn->mem, &pred));
    push(&turn->app->cross,
         (struct cross_link){l->head.id, l->pred, l->succ, pred.head.project, l->head.project});
    return OK;
}

err cross_ready(struct turn *turn)
{
    struct cross *c = &turn->app->cross;
    if (c->is_loaded)
        return OK;
    c->n = 0;
    TRY(store_each_crossing(turn->tx, see_link, turn));
    c->is_loaded = true;
    return OK;
}

void cross_note(struct turn *turn, struct id link, const struct link *after, struct id pred_project)
{
    struct cross *c = &turn->app->cross;
    size_t        i = 0;
    while (i < c->n && c->v[i].link.v != link.v)
        i++;
    if (i < c->n) {
        c->v[i] = c->v[--c->n];
        c->is_touched = true;
    }
    if (!after)
        return;
    push(c, (struct cross_link){link, after->pred, after->succ, pred_project, after->head.project});
    c->is_touched = true;
}

const struct cross_link *cross_waiting(const struct turn *turn, struct id item)
{
    const struct cross *c = &turn->app->cross;
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].pred.v == item.v)
            return &c->v[i];
    return NULL;
}

const struct cross_link *cross_waiting_for(const struct turn *turn, struct id project)
{
    const struct cross *c = &turn->app->cross;
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].pred_project.v == project.v && c->v[i].succ_project.v != project.v)
            return &c->v[i];
    return NULL;
}

/* ---- dates for the engine ---------------------------------------------------------------- */

static bool dates(void *self, struct id item, instant *ret_start, instant *ret_finish)
{
    struct turn             *turn = self;
    const struct cross_link *l = cross_waiting(turn, item);
    const struct plan       *plan;
    if (!l)
        return false;
    err e = turn_plan(turn, l->pred_project, &plan);
    if (e.code)
        return false;
    const struct item_row *row = plan_row_of(plan, item);
    if (row) {
        *ret_start = row->start;
        *ret_finish = row->finish;
    }
    plan_unref(plan);
    return row;
}

struct plan_outside cross_outside(struct turn *turn)
{
    return (struct plan_outside){dates, turn};
}

/* ---- followers --------------------------------------------------------------------------- */

struct projects {
    struct id *v;
    size_t     n, cap;
};

/* Projects with a link from something that moved, each once. */
static void find_followers(struct turn *turn, const struct change *change,
                           struct projects *ret_projects)
{
    const struct cross *c = &turn->app->cross;
    struct map          moved, seen = {.mem = turn->mem};
    struct effect      *effects;
    size_t              n;
    if (!c->n)
        return;
    effects_between(turn->mem, change->before, change->after, &effects, &n);
    map_init(&moved, turn->mem, n);
    for (size_t i = 0; i < n; i++)
        map_put(&moved, effects[i].item.v, 1);
    for (size_t i = 0; i < c->n; i++) {
        int64_t   found;
        struct id project = c->v[i].succ_project;
        if (!map_get(&moved, c->v[i].pred.v, &found) || map_get(&seen, project.v, &found))
            continue;
        map_put(&seen, project.v, 1);
        vec_push(turn->mem, ret_projects, project);
    }
}

static struct batch batch_of(struct turn *turn, const struct change *cause,
                             const struct plan *before, const struct plan *after)
{
    const struct project *from = plan_project_record(cause->after);
    struct batch          b;
    entity_init(&batch_entity, &b);
    b.head.project = plan_project(before);
    b.seq = plan_seq(before) + 1;
    b.at = turn->now;
    b.note = str_fmt(turn->mem, "Follows «%.*s», which changed.", STR_ARG(from->title));
    b.finish_before = plan_finish(before);
    b.finish_after = plan_finish(after);
    return b;
}

static err write_move(struct turn *turn, struct batch *b, const struct effect *effects, size_t n)
{
    struct buf bytes = {0};
    effects_pack(&bytes, effects, n);
    b->moved = (int64_t)n;
    struct journal_entry entry = {.batch = b, .effects = buf_view(&bytes)};
    err                  e = store_journal_add(turn->tx, &entry);
    buf_done(&bytes);
    return e;
}

static err follow_in(struct turn *turn, const struct change *cause, const struct plan *before,
                     struct plan *after)
{
    struct plan_outside outside = cross_outside(turn);
    struct effect      *effects;
    size_t              n;
    TRY(plan_calculate(after, &outside));
    effects_between(turn->mem, before, after, &effects, &n);
    if (!n)
        return OK;
    struct batch b = batch_of(turn, cause, before, after);
    TRY(write_move(turn, &b, effects, n));
    plan_seq_set(after, b.seq);
    const struct change *c = change_new(&(struct change){
        .project = b.head.project,
        .seq = b.seq,
        .batch = &b,
        .before = before,
        .after = after,
        .moved = b.moved,
        .finish_before = b.finish_before,
        .finish_after = b.finish_after,
    });
    vec_push(turn->mem, &turn->changes, c);
    return OK;
}

static err follow_one(struct turn *turn, const struct change *cause, struct id project)
{
    const struct plan *before;
    TRY(turn_plan(turn, project, &before));
    struct plan *after = plan_fork(before);
    err          e = follow_in(turn, cause, before, after);
    plan_unref(before);
    plan_unref(after);
    return e;
}

err cross_follow(struct turn *turn, const struct change *change)
{
    TRY(cross_ready(turn));
    size_t next = 0;
    while (next < turn->changes.n && turn->changes.v[next] != change)
        next++;
    for (; next < turn->changes.n; next++) {
        struct projects projects = {0};
        find_followers(turn, turn->changes.v[next], &projects);
        for (size_t i = 0; i < projects.n; i++)
            TRY(follow_one(turn, turn->changes.v[next], projects.v[i]));
        if (next > FOLLOW_MAX)
            return err_make(ERR_CYCLE, "The projects wait for each other without end.");
    }
    return OK;
}
