/* app/edit/edit.c - putting and removing records in the fork of a batch.
 *
 * Invariant: a record that differs between before and after is in the list of touched ones, once,
 * with the operation that touched it first. Its rev is that of before plus one (or 1), however
 * often it is put, because the batch is one change of it.
 */
#include "app/edit/edit.h"

#include "domain/plan/outline.h"

#include <stdarg.h>

err edit_open(struct edit *e, struct turn *turn, struct id project, struct refusal *refusal)
{
    *e = (struct edit){
        .turn = turn, .mem = turn->mem, .project = project, .refusal = refusal, .at = -1};
    TRY(cross_ready(turn));
    TRY(turn_plan(turn, project, &e->before));
    e->after = plan_fork(e->before);
    e->now = turn->now;
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        e->index[i].mem = e->doomed[i].mem = e->mem;
    e->last_rank.mem = e->asked_rank.mem = e->mem;
    return OK;
}

void edit_close(struct edit *e)
{
    plan_unref(e->before);
    plan_unref(e->after);
}

const void *edit_get(const struct edit *e, const struct entity *entity, struct id id)
{
    return plan_get(e->after, entity, id);
}

err edit_new_id(struct edit *e, const struct entity *entity, struct id *ret_id)
{
    int64_t *last = &e->last_id[entity->no];
    if (!*last)
        TRY(store_last_id(e->turn->tx, entity, last));
    ret_id->v = ++*last;
    return OK;
}

static void touch(struct edit *e, const struct entity *entity, struct id id)
{
    int64_t at;
    if (map_get(&e->index[entity->no], id.v, &at))
        return;
    map_put(&e->index[entity->no], id.v, (int64_t)e->touched.n);
    vec_push(e->mem, &e->touched, (struct touch){entity, id, e->at});
}

static void head_set(struct edit *e, struct record *head, const struct record *before)
{
    if (before) {
        head->rev = before->rev + 1;
        head->created_at = before->created_at;
    } else {
        if (!e->is_restoring || head->rev < 1)
            head->rev = 1;
        if (head->created_at == INSTANT_NONE)
            head->created_at = e->now;
    }
    head->updated_at = e->now;
}

void edit_put(struct edit *e, const struct entity *entity, void *record)
{
    struct record       *head = record;
    const struct record *before = plan_get(e->before, entity, head->id);
    const void          *present = edit_get(e, entity, head->id);
    head->project.v = entity == &project_entity ? 0 : e->project.v;
    head_set(e, head, before);
    if (present && entity_equal(entity, present, record))
        return;
    touch(e, entity, head->id);
    /* What is again as it was keeps its rev: nothing will be written. */
    bool is_back = before && entity_equal(entity, before, record);
    plan_put(e->after, entity, is_back ? (const void *)before : record);
}

void edit_remove(struct edit *e, const struct entity *entity, struct id id)
{
    touch(e, entity, id);
    plan_remove(e->after, entity, id);
}

void edit_problem(struct edit *e, const char *field, const char *fmt, ...)
{
    char    text[ERR_WHY_MAX];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    e->refusal->problems.at = e->at;
    problems_add(&e->refusal->problems, field, "%s", text);
}

err edit_problems(const struct edit *e)
{
    return problems_err(&e->refusal->problems);
}

/* ---- ranks ------------------------------------------------------------------------------- */

void edit_rank_used(struct edit *e, struct id parent, int64_t rank)
{
    if (rank > map_or(&e->last_rank, parent.v, INT64_MIN))
        map_put(&e->last_rank, parent.v, rank);
}

/* The last child of a slot, or of the top: children stand behind their parent, in order of rank. */
static uint32_t last_child(const struct outline *o, uint32_t parent)
{
    uint32_t at = 0, found = OUTLINE_NONE;
    if (parent == OUTLINE_NONE) {
        for (at = o->n; at > 0 && found == OUTLINE_NONE; at--)
            found = o->level[o->order[at - 1]] == 0 ? o->order[at - 1] : OUTLINE_NONE;
        return found;
    }
    while (o->order[at] != parent)
        at++;
    for (at++; at < o->n && o->level[o->order[at]] > o->level[parent]; at++)
        if (o->level[o->order[at]] == o->level[parent] + 1)
            found = o->order[at];
    return found;
}

/* Of the plan before the batch; what the batch put there is in last_rank. */
static int64_t rank_before(const struct edit *e, struct id parent)
{
    const struct outline *o = plan_outline_tree(e->before);
    size_t                slot = OUTLINE_NONE;
    if (!o || (parent.v && !plan_slot(e->before, &item_entity, parent, &slot)))
        return INT64_MIN;
    const uint32_t last = last_child(o, (uint32_t)slot);
    return last == OUTLINE_NONE
               ? INT64_MIN
               : ((const struct item *)plan_at(e->before, &item_entity, last))->rank;
}

int64_t edit_last_rank(struct edit *e, struct id parent)
{
    int64_t asked;
    if (!map_get(&e->asked_rank, parent.v, &asked)) {
        map_put(&e->asked_rank, parent.v, 1);
        edit_rank_used(e, parent, rank_before(e, parent));
    }
    const int64_t last = map_or(&e->last_rank, parent.v, INT64_MIN);
    return (last == INT64_MIN ? 0 : last) + RANK_GAP;
}
