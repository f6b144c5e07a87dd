/* app/edit/finish.c - the end of a batch: calculation, rows, journal, change.
 *
 * What is written is the difference between the plans before and after, record by record as
 * touched. Rows go in the order in which references hold: new ones from the referred to the
 * referring, then changes, then removals the other way round. The journal keeps the order in which
 * things were done.
 */
#include "app/edit/edit.h"

#include "app/change.h"
#include "app/edit/still.h"
#include "domain/effects.h"

/* ---- rows -------------------------------------------------------------------------------- */

static err insert(struct edit *e, const struct touch *t, const void *record)
{
    union any_record copy;
    memcpy(&copy, record, t->entity->size);
    return store_insert(e->turn->tx, t->entity, &copy);
}

enum pass { PASS_CREATE, PASS_UPDATE, PASS_DELETE };

static err write_touch(struct edit *e, const struct touch *t, enum pass pass)
{
    const struct record *before = plan_get(e->before, t->entity, t->id);
    const struct record *after = plan_get(e->after, t->entity, t->id);
    if (pass == PASS_CREATE && !before && after)
        return insert(e, t, after);
    if (pass == PASS_UPDATE && before && after && !entity_equal(t->entity, before, after))
        return store_update(e->turn->tx, t->entity, after, before->rev);
    if (pass == PASS_DELETE && before && !after)
        return store_remove(e->turn->tx, t->entity, t->id, before->rev);
    return OK;
}

static err write_rows(struct edit *e)
{
    for (size_t no = 0; no < ENTITY_COUNT; no++)
        for (size_t i = 0; i < e->touched.n; i++)
            if (e->touched.v[i].entity->no == no)
                TRY(write_touch(e, &e->touched.v[i], PASS_CREATE));
    for (size_t i = 0; i < e->touched.n; i++)
        TRY(write_touch(e, &e->touched.v[i], PASS_UPDATE));
    for (size_t no = ENTITY_COUNT; no-- > 0;)
        for (size_t i = e->touched.n; i-- > 0;)
            if (e->touched.v[i].entity->no == no)
                TRY(write_touch(e, &e->touched.v[i], PASS_DELETE));
    return OK;
}

/* ---- journal ----------------------------------------------------------------------------- */

/* False when nothing of it changed in the end. */
static bool operation_of(struct edit *e, const struct touch *t, struct operation *o)
{
    const void *before = plan_get(e->before, t->entity, t->id);
    const void *after = plan_get(e->after, t->entity, t->id);
    if ((!before && !after) || (before && after && entity_equal(t->entity, before, after)))
        return false;
    entity_init(&operation_entity, o);
    o->head.project = e->project;
    o->entity = str_from(t->entity->name);
    o->record = t->id;
    o->op = !before ? OPERATION_CREATE : after ? OPERATION_UPDATE : OPERATION_DELETE;
    o->before = journal_json(e->mem, t->entity, before, after);
    o->after = journal_json(e->mem, t->entity, after, before);
    return true;
}

static struct journal_entry entry_of(struct edit *e, struct batch *batch)
{
    VEC(struct operation) list = {0};
    for (size_t i = 0; i < e->touched.n; i++) {
        struct operation o;
        if (!operation_of(e, &e->touched.v[i], &o))
            continue;
        o.seq = batch->seq;
        o.n = (int64_t)list.n;
        vec_push(e->mem, &list, o);
    }
    return (struct journal_entry){.batch = batch, .operations = list.v, .n_operations = list.n};
}

static str packed(struct edit *e, const struct effect *effects, size_t n)
{
    struct buf bytes = {0};
    effects_pack(&bytes, effects, n);
    str copy = bytes.n ? str_copy(e->mem, buf_view(&bytes)) : STR_NONE;
    buf_done(&bytes);
    return copy;
}

static int64_t moved(const struct effect *v, size_t n)
{
    int64_t moved = 0;
    for (size_t i = 0; i < n; i++)
        moved += v[i].start_before != INSTANT_NONE && v[i].start_after != INSTANT_NONE;
    return moved;
}

static bool outline_changed(const struct edit *e)
{
    for (size_t i = 0; i < e->touched.n; i++) {
        if (e->touched.v[i].entity != &item_entity)
            continue;
        const struct item *a = plan_get(e->before, &item_entity, e->touched.v[i].id);
        const struct item *b = plan_get(e->after, &item_entity, e->touched.v[i].id);
        if (!a || !b || a->parent.v != b->parent.v || a->rank != b->rank ||
            a->is_blank != b->is_blank)
            return true;
    }
    return false;
}

static struct batch batch_of(struct edit *e, const struct batch_info *info)
{
    struct batch batch;
    entity_init(&batch_entity, &batch);
    batch.head.project = e->project;
    batch.seq = plan_seq(e->before) + 1;
    batch.user = e->turn->app->user;
    batch.at = e->now;
    batch.note = info->note;
    batch.client = info->client;
    batch.undoes = info->undoes;
    batch.finish_before = plan_finish(e->before);
    batch.finish_after = plan_finish(e->after);
    return batch;
}

/* ---- the whole --------------------------------------------------------------------------- */

/* Something that could close a circle. */
static bool network_changed(const struct edit *e)
{
    for (size_t i = 0; i < e->touched.n; i++)
        if (e->touched.v[i].entity == &link_entity)
            return true;
    return outline_changed(e);
}

static err calculate(struct edit *e)
{
    struct plan_outside outside = cross_outside(e->turn);
    if (!edit_is_still(e))
        TRY(plan_recalculate(e->after, &outside, plans_schedule(e->turn->app, e->project)));
    if (network_changed(e))
        TRY(cross_check(e->turn, e->after));
    return freeze_baselines(e);
}

/* A batch that changed nothing has no seq of its own, and no plan either: before is after. */
static const struct change *change_add(struct edit *e, const struct batch *batch, bool is_empty,
                                       bool dry_run)
{
    const struct change *c = change_new(&(struct change){
        .project = e->project,
        .seq = dry_run ? 0 : batch->seq,
        .batch = batch,
        .before = e->before,
        .after = is_empty ? e->before : e->after,
        .outline_changed = outline_changed(e),
        .dry_run = dry_run,
        .temps = e->temps,
        .ids = e->ids,
        .n_created = e->n_created,
        .moved = batch->moved,
        .finish_before = batch->finish_before,
        .finish_after = batch->finish_after,
    });
    vec_push(e->mem, &e->turn->changes, c);
    return c;
}

err edit_finish(struct edit *e, const struct batch_info *info, const struct change **ret_change)
{
    struct effect *effects;
    size_t         n;
    TRY(rules_check(e));
    TRY(calculate(e));
    struct batch         batch = batch_of(e, info);
    struct journal_entry entry = entry_of(e, &batch);
    effects_between(e->mem, e->before, e->after, &effects, &n);
    batch.moved = moved(effects, n);
    entry.effects = packed(e, effects, n);
    bool is_empty = entry.n_operations == 0 && n == 0;
    if (is_empty) {
        batch.seq = plan_seq(e->before);
    } else if (!info->dry_run) {
        plan_seq_set(e->after, batch.seq);
        TRY(write_rows(e));
        TRY(store_journal_add(e->turn->tx, &entry));
    }
    const struct change *c = change_add(e, &batch, is_empty, info->dry_run);
    *ret_change = c;
    return is_empty || info->dry_run ? OK : cross_follow(e->turn, c);
}
