/* app/replay.c - Idempotency-Key.
 *
 * Kept are the seq and the numbers given to temporary ids, no more. The plans before and after are
 * made again from the present one by taking back, in a fork that nobody keeps, what was done since.
 * That costs time, but only for a client that lost its answer.
 */
#include "app/replay.h"

#include "app/change.h"
#include "app/edit/inverse.h"

/* ---- keeping ----------------------------------------------------------------------------- */

err replay_keep(struct turn *turn, const struct request_key *key, const struct change *change)
{
    struct buf      text = {0};
    struct json_out o;
    if (!key->key.p)
        return OK;
    jo_init(&o, &text);
    jo_object(&o);
    jo_name(&o, "project");
    jo_int(&o, change->project.v);
    jo_name(&o, "seq");
    jo_int(&o, change->seq);
    jo_name(&o, "created");
    jo_array(&o);
    for (size_t i = 0; i < change->n_created; i++) {
        jo_int(&o, change->temps[i]);
        jo_int(&o, change->ids[i]);
    }
    jo_array_end(&o);
    jo_object_end(&o);
    err e = store_reply_put(turn->tx, key->key, key->hash, buf_view(&text),
                            clock_now(turn->app->clock));
    buf_done(&text);
    return e;
}

/* ---- the plan of an earlier moment ------------------------------------------------------- */

struct rewind {
    struct edit *edit;
    int64_t      to;
};

static err rewind_one(void *arg, const struct journal_entry *entry)
{
    struct rewind *r = arg;
    return inverse_apply(r->edit, entry->operations, entry->n_operations, true);
}

static err rewind_to(struct edit *e, int64_t seq)
{
    struct rewind        rewind = {e, seq};
    struct plan_outside  outside = cross_outside(e->turn);
    struct journal_query q = {.project = e->project, .after = seq};
    TRY(store_journal_each(e->turn->tx, &q, rewind_one, &rewind));
    TRY(plan_calculate(e->after, &outside));
    plan_seq_set(e->after, seq);
    return OK;
}

/* Counted. */
static err plan_as_of(struct turn *turn, struct id project, int64_t seq,
                      const struct plan **ret_plan)
{
    struct refusal refusal = {0};
    struct edit    e;
    problems_init(&refusal.problems, turn->mem);
    err failed = edit_open(&e, turn, project, &refusal);
    if (!failed.code && plan_seq(e.before) > seq)
        failed = rewind_to(&e, seq);
    if (!failed.code)
        *ret_plan = plan_ref(plan_seq(e.before) > seq ? e.after : e.before);
    edit_close(&e);
    return failed;
}

/* ---- finding ----------------------------------------------------------------------------- */

static void created_of(struct arena *mem, const struct json *list, struct change *like)
{
    size_t   n = json_count(list) / 2;
    int64_t *temps = arena_array(mem, int64_t, n), *ids = arena_array(mem, int64_t, n);
    for (size_t i = 0; i < n; i++) {
        temps[i] = json_int(json_at(list, 2 * i));
        ids[i] = json_int(json_at(list, 2 * i + 1));
    }
    like->temps = temps;
    like->ids = ids;
    like->n_created = n;
}

static err rebuild(struct turn *turn, const struct json *kept, const struct change **ret_change)
{
    struct journal_entry entry;
    const struct plan   *before, *after;
    struct change        like = {.project.v = json_int(json_get(kept, "project")),
                                 .seq = json_int(json_get(kept, "seq"))};
    TRY(journal_entry_get(turn->tx, turn->mem, like.project, like.seq, &entry));
    TRY(plan_as_of(turn, like.project, like.seq, &after));
    err e = plan_as_of(turn, like.project, like.seq - 1, &before);
    if (!e.code) {
        created_of(turn->mem, json_get(kept, "created"), &like);
        like.batch = entry.batch;
        like.before = before;
        like.after = after;
        like.outline_changed = true; /* not known any more: say the order again */
        like.moved = entry.batch->moved;
        like.finish_before = entry.batch->finish_before;
        like.finish_after = entry.batch->finish_after;
        *ret_change = change_new(&like);
        plan_unref(before);
    }
    plan_unref(after);
    return e;
}

/* What was kept with the key; NULL when there is none. */
static err find_kept(struct turn *turn, const struct request_key *key, const struct json **ret_kept)
{
    str hash, reply = STR_NONE;
    *ret_kept = NULL;
    if (key->key.p)
        TRY(store_reply_get(turn->tx, key->key, turn->mem, &hash, &reply));
    if (!reply.p)
        return OK;
    if (!str_eq(hash, key->hash))
        return err_make(ERR_CONFLICT, "The Idempotency-Key was used for another request.");
    return json_parse(turn->mem, reply, ret_kept);
}

err replay_find(struct turn *turn, const struct request_key *key, const struct change **ret_change)
{
    const struct json *kept;
    *ret_change = NULL;
    TRY(find_kept(turn, key, &kept));
    return kept ? rebuild(turn, kept, ret_change) : OK;
}

err replay_project(struct turn *turn, const struct request_key *key, struct id *ret_project)
{
    const struct json *kept;
    TRY(find_kept(turn, key, &kept));
    ret_project->v = kept ? json_int(json_get(kept, "project")) : 0;
    return OK;
}
