/* app/app.h - what a person can do, one function each: rights, rules across records, transaction,
 * calculation, event. Knows nothing of HTTP.
 *
 * Everything that changes is an operation. A list of operations (a batch) is one transaction:
 * rights → rules → plan calculated in a fork → rows, journal and effects written → fork published →
 * listeners told. A dry run and a refusal drop the fork.
 *
 * One thread at a time is the writer: it applies its own batch and those that wait (app_apply), and
 * commits up to 64 of them with one fsync; readers hold published plans and never wait. Any
 * function may be called on any thread.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/request.h"
#include "base/clock.h"
#include "domain/plan.h"
#include "store/store.h"

struct app;

struct app_settings {
    struct store *store; /* taken over */
    struct clock  clock;
    str           user_name;  /* of the one user until accounts exist */
    size_t        plans_kept; /* plans kept in memory without a reader; 0 = 64 */
};

err  app_open(const struct app_settings *settings, struct app **ret_app);
void app_close(struct app *a); /* finishes what was accepted; NULL is fine */

struct id app_user(const struct app *a);

/* ---- operations -------------------------------------------------------------------------- */

/* What a batch did. Reference-counted; before and after are published plans (a dry run's `after` is
 * not). */
struct change {
    struct id           project;
    int64_t             seq; /* of the new batch; 0 for a dry run */
    const struct batch *batch;
    const struct plan  *before; /* NULL when the project is new */
    const struct plan  *after;  /* NULL when the project was deleted */
    bool                outline_changed;
    bool                dry_run;
    const int64_t      *temps, *ids; /* created: temporary → real */
    size_t              n_created;
    int64_t             moved; /* items whose start or finish changed */
    instant             finish_before, finish_after;
};
const struct change *change_ref(const struct change *c);
void                 change_unref(const struct change *c);

/* A refusal tells which operation in problems->v[].at. ERR_CONFLICT: *ret_current is the record as
 * it is now (in mem), of the entity of that operation. */
struct refusal {
    struct problems      problems;
    const struct entity *entity;
    const void          *current; /* NULL unless ERR_CONFLICT or ERR_STALE */
};

err app_apply(struct app *a, struct arena *mem, const struct batch_request *request,
              struct refusal *ret_refusal, const struct change **ret_change);

/* ERR_NOT_FOUND: nothing to undo. ERR_CONFLICT: somebody changed a field since; problems name them.
 */
err  app_undo(struct app *a, struct arena *mem, const struct undo_request *request,
              struct refusal *ret_refusal, const struct change **ret_change);
void app_undo_state(struct app *a, struct id project, str client, bool *ret_can_undo,
                    bool *ret_can_redo);

/* ---- reading ----------------------------------------------------------------------------- */

/* The published plan, loaded and calculated if needed; the caller unrefs. ERR_NOT_FOUND. */
err app_plan(struct app *a, struct id project, const struct plan **ret_plan);
/* The same if it is in memory, else NULL; never waits for the store. */
const struct plan *app_plan_ready(struct app *a, struct id project);

/* The moment by the clock of the settings. */
instant app_now(const struct app *a);

/* All users, and all projects, in order of id, straight from the store. */
err app_users(struct app *a, store_row_fn *see, void *arg);
err app_projects(struct app *a, store_row_fn *see, void *arg);
/* Which project a record belongs to. ERR_NOT_FOUND. */
err app_project_of(struct app *a, const struct entity *e, struct id record, struct id *ret_project);

err app_journal(struct app *a, const struct journal_query *q, store_journal_fn *see, void *arg);

struct why_step {
    struct id              item;
    const struct link     *link; /* that sets this step's date; NULL at the chain's end */
    const struct item_row *row;
    str                    text; /* one sentence */
};
/* From the item back to what set the first date; at most 1,000 steps. Lives in mem and the plan. */
err app_why(struct arena *mem, const struct plan *plan, struct id item, struct why_step **ret_steps,
            size_t *ret_n);

/* ---- whole plans ------------------------------------------------------------------------- */

/* Makes a plan that was read a project, one batch. */
err app_import(struct app *a, struct arena *mem, const struct import_request *request,
               struct refusal *ret_refusal, struct id *ret_project);
/* The same for a plan that comes with the program: its batch says so. */
err app_import_example(struct app *a, struct arena *mem, const struct import_request *request,
                       struct refusal *ret_refusal, struct id *ret_project);
/* What happened to it later, as a batch. ERR_INVALID: the rules refuse it. */
err app_example_step(struct app *a, struct arena *mem, const struct example_step *step);
err app_project_create(struct app *a, struct arena *mem, const struct project_request *request,
                       struct refusal *ret_refusal, struct id *ret_project);
err app_project_delete(struct app *a, struct id project, int64_t rev);

/* ---- events ------------------------------------------------------------------------------ */

/* Called by the writer, on whichever thread it is, after every commit, in order of seq per project.
 * One listener. */
void app_listen(struct app *a, void (*see)(void *arg, const struct change *change), void *arg);

/* Flushes, checks, and tells findings; for `gantline check`. */
err app_check(struct app *a, void (*see)(void *arg, str finding), void *arg);

#endif
