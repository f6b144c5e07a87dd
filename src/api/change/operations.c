/* api/change/operations.c - lists of operations, undo and redo: every change of a plan comes
 * through here.
 *
 * Only the form is checked here (members, kinds, numbers), with all mistakes at once; what a value
 * may be is decided by the entity's rows and by app/.
 */
#include "api/change/changing.h"

enum { OPERATIONS_MOST = 10000, OPERATIONS_BYTES = 4 * 1024 * 1024 };

/* ---- reading the body ------------------------------------------------------------------------ */

static void read_kind(const struct json *j, struct op *op, struct problems *p)
{
    static const char *const words[] = {"create", "update", "delete", NULL};
    int64_t                  kind;
    if (words_find(words, json_text(json_get(j, "op")), &kind))
        op->kind = (enum op_kind)kind;
    else
        problems_add(p, "op", "must be create, update or delete");
}

static void read_entity(const struct json *j, struct op *op, struct problems *p)
{
    str name = json_text(json_get(j, "entity"));
    op->entity = name.p ? entity_named(name) : NULL;
    if (!op->entity || !entity_in_plan(op->entity))
        problems_add(p, "entity", "must be the name of an entity of a plan, such as item");
}

static void read_number(const struct json *j, const char *name, int64_t *to, struct problems *p)
{
    const struct json *v = json_get(j, name);
    if (!v || json_kind(v) == JSON_NULL)
        return;
    if (json_kind(v) == JSON_INT)
        *to = json_int(v);
    else
        problems_add(p, name, "must be a whole number");
}

static void read_op(const struct json *j, struct op *op, struct problems *p)
{
    static const char *const members[] = {"op", "entity", "temp", "id", "rev", "set", NULL};
    int64_t                  known;
    *op = (struct op){0};
    for (void *it = json_first(j); it; it = json_next(j, it))
        if (!words_find(members, json_name(it), &known))
            problems_add(p, str_z(p->mem, json_name(it)), "is not a member of an operation");
    read_kind(j, op, p);
    read_entity(j, op, p);
    read_number(j, op->kind == OP_CREATE ? "temp" : "id", &op->id, p);
    read_number(j, "rev", &op->rev, p);
    op->set = json_get(j, "set");
    if (op->kind != OP_DELETE && json_kind(op->set) != JSON_OBJECT)
        problems_add(p, "set", "must be an object with the members to set");
    if (op->kind == OP_CREATE && op->id > 0)
        problems_add(p, "temp", "must be negative: it stands for the record within this list");
    if (op->kind != OP_CREATE && op->id == 0)
        problems_add(p, "id", "must say which record");
}

static err read_ops(struct request *q, const struct json *list, struct batch_request *ret,
                    struct problems *p)
{
    size_t n = json_count(list);
    if (json_kind(list) != JSON_ARRAY || n == 0)
        return err_make(ERR_INVALID, "operations must be a list of at least one operation.");
    if (n > OPERATIONS_MOST)
        return err_make(ERR_TOO_LARGE, "At most %d operations can be applied at once.",
                        OPERATIONS_MOST);
    struct op *ops = arena_array(q->mem, struct op, n);
    for (size_t i = 0; i < n; i++) {
        p->at = (int64_t)i;
        read_op(json_at(list, i), &ops[i], p);
    }
    ret->ops = ops;
    ret->n_ops = n;
    return problems_err(p);
}

err body_members(const struct json *root, const char *const *members)
{
    int64_t known;
    if (json_kind(root) != JSON_OBJECT)
        return err_make(ERR_INVALID, "The body must be an object.");
    for (void *it = json_first(root); it; it = json_next(root, it))
        if (!words_find(members, json_name(it), &known))
            return err_make(ERR_INVALID, "There is no member %.*s here.",
                            STR_ARG(str_sub(json_name(it), 0, 60)));
    return OK;
}

static err read_batch(struct request *q, struct batch_request *ret, struct problems *p)
{
    static const char *const members[] = {"operations", "note", "client", "dry_run", NULL};
    const struct json       *root;
    TRY(request_json(q, &root));
    TRY(body_members(root, members));
    *ret = (struct batch_request){
        .project = id_of(q, 0),
        .note = json_text(json_get(root, "note")),
        .client = json_text(json_get(root, "client")),
        .dry_run = json_bool(json_get(root, "dry_run")),
        .once = key_of(q),
    };
    return read_ops(q, json_get(root, "operations"), ret, p);
}

/* ---- applying -------------------------------------------------------------------------------- */

err change_print(struct request *q, struct reply *to, str client, const struct change *change)
{
    bool can_undo = false, can_redo = false;
    app_undo_state(api_of(q)->s.app, change->project, client, &can_undo, &can_redo);
    change_json(reply_json(to), q->mem, change, can_undo, can_redo);
    change_unref(change);
    return OK;
}

static err operations_apply(struct request *q, struct reply *to)
{
    struct batch_request batch;
    struct refusal       refusal = {0};
    const struct change *change;
    problems_init(&refusal.problems, q->mem);
    err e = read_batch(q, &batch, &refusal.problems);
    if (e.code)
        return refuse(q, to, e, &refusal);
    refusal = (struct refusal){0};
    e = app_apply(api_of(q)->s.app, q->mem, &batch, &refusal, &change);
    return e.code ? refuse(q, to, e, &refusal) : change_print(q, to, batch.client, change);
}

/* ---- undo and redo --------------------------------------------------------------------------- */

static err nothing_to(struct request *q, struct reply *to, err why, bool redo)
{
    struct problem p = problem_of(why);
    p.status = err_status(ERR_CONFLICT);
    p.type = redo ? "nothing-to-redo" : "nothing-to-undo";
    p.title = redo ? "Nothing to redo" : "Nothing to undo";
    problem_print(to, q, &p);
    return OK;
}

static err take_back(struct request *q, struct reply *to, bool redo)
{
    static const char *const members[] = {"client", "batch", "force", NULL};
    const struct json       *root;
    const struct plan       *plan;
    struct refusal           refusal = {0};
    const struct change     *change;
    TRY(request_json(q, &root));
    TRY(body_members(root, members));
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    plan_unref(plan);
    struct undo_request undo = {
        .project = id_of(q, 0),
        .client = json_text(json_get(root, "client")),
        .seq = json_int(json_get(root, "batch")),
        .force = json_bool(json_get(root, "force")),
        .redo = redo,
        .once = key_of(q),
    };
    err e = app_undo(api_of(q)->s.app, q->mem, &undo, &refusal, &change);
    if (e.code == ERR_NOT_FOUND)
        return nothing_to(q, to, e, redo);
    return e.code ? refuse(q, to, e, &refusal) : change_print(q, to, undo.client, change);
}

static err operations_undo(struct request *q, struct reply *to)
{
    return take_back(q, to, false);
}

static err operations_redo(struct request *q, struct reply *to)
{
    return take_back(q, to, true);
}

const struct route operation_routes[] = {
    {HTTP_POST, "/api/v1/projects/{id}/operations", "operations_apply",
     "Apply a list of operations as one change, or try it with dry_run.", operations_apply,
     .flags = ROUTE_WAITS | ROUTE_ONCE, .body_max = OPERATIONS_BYTES, .in = &shape_operations,
     .out = &shape_change},
    {HTTP_POST, "/api/v1/projects/{id}/undo", "operations_undo",
     "Take back the last change of this client, or the one named.", operations_undo,
     .flags = ROUTE_WAITS | ROUTE_ONCE, .in = &shape_undo, .out = &shape_change},
    {HTTP_POST, "/api/v1/projects/{id}/redo", "operations_redo",
     "Do again what was taken back last.", operations_redo, .flags = ROUTE_WAITS | ROUTE_ONCE,
     .in = &shape_undo, .out = &shape_change},
};
const size_t operation_routes_n = COUNT(operation_routes);
