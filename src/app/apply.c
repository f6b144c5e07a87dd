/* app/apply.c - applying a batch: from a request to a change, as the writer.
 *
 * All the work is in edit/; here it is put between the key of a repeated request and the answer.
 */
#include "app/edit/apply.h"
#include "app/change.h"
#include "app/replay.h"

struct apply_command {
    struct command              command;
    const struct batch_request *request;
    struct refusal             *refusal;
    const struct change        *change;
};

static err apply_in(struct edit *e, const struct batch_request *r, const struct change **ret_change)
{
    struct batch_info info = {.note = r->note, .client = r->client, .dry_run = r->dry_run};
    if (r->at_seq && plan_seq(e->before) != r->at_seq)
        return err_make(ERR_CONFLICT, "The plan has changed since.");
    TRY(apply_operations(e, r->ops, r->n_ops));
    TRY(edit_finish(e, &info, ret_change));
    return r->dry_run ? OK : replay_keep(e->turn, &r->once, *ret_change);
}

static err run_apply(struct command *command, struct turn *turn)
{
    struct apply_command       *c = (struct apply_command *)command;
    const struct batch_request *r = c->request;
    const struct change        *change = NULL;
    struct edit                 e;
    if (!r->dry_run)
        TRY(replay_find(turn, &r->once, &c->change));
    if (c->change)
        return OK;
    err failed = edit_open(&e, turn, r->project, c->refusal);
    if (!failed.code)
        failed = apply_in(&e, r, &change);
    edit_close(&e);
    if (!failed.code)
        c->change = change_ref(change);
    return failed;
}

err app_apply(struct app *a, struct arena *mem, const struct batch_request *request,
              struct refusal *ret_refusal, const struct change **ret_change)
{
    struct apply_command c = {
        .command = {.run = run_apply, .at = request->at, .is_dry = request->dry_run},
        .request = request,
        .refusal = ret_refusal,
    };
    *ret_refusal = (struct refusal){0};
    problems_init(&ret_refusal->problems, mem);
    err e = writer_do(a, &c.command);
    if (e.code)
        change_unref(c.change);
    else
        *ret_change = c.change;
    return e;
}
