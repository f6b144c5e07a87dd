/* api/findings/differences.c - where the dates of an imported plan are not those its file had
 * stored, and why.
 *
 * Compared anew at each request with the published plan, so that what is edited here shows as such.
 * What the file had stored is kept as source results; dismissing deletes them like any record, so
 * that it can be undone.
 */
#include "api/parts.h"

#include "domain/compare/reasons.h"

struct view {
    struct arena               *mem;
    struct json_out            *o;
    const struct plan          *plan;
    const struct stored_results stored;
    const struct reasons       *all;
};

static void print_time(const struct view *v, const char *name, instant t)
{
    jo_name(v->o, name);
    jo_str(v->o, t == INSTANT_NONE ? STR_NONE : instant_text(v->mem, t));
}

static void print_id(struct json_out *o, const char *name, struct id id)
{
    jo_name(o, name);
    if (id.v)
        jo_int(o, id.v);
    else
        jo_null(o);
}

static void print_number(struct json_out *o, const char *name, int64_t n)
{
    jo_name(o, name);
    jo_int(o, n);
}

/* ---- differences -------------------------------------------------------------------------- */

static void print_value(const struct view *v, const char *name, enum compare_what what,
                        int64_t value)
{
    if (what < COMPARE_TOTAL_SLACK) {
        print_time(v, name, value);
        return;
    }
    jo_name(v->o, name);
    if (value == INT_NONE)
        jo_null(v->o);
    else if (what == COMPARE_CRITICAL)
        jo_bool(v->o, value != 0);
    else
        jo_int(v->o, value);
}

static void print_fact(const struct view *v, const struct fact *f)
{
    struct json_out *o = v->o;
    jo_object(o);
    print_id(o, "item", f->item);
    jo_name(o, "field");
    jo_z(o, f->field);
    jo_name(o, "value");
    if (f->value == INT_NONE)
        jo_str(o, f->text);
    else if (f->is_span)
        jo_int(o, f->value);
    else
        jo_str(o, instant_text(v->mem, f->value));
    jo_object_end(o);
}

static void print_difference(const struct view *v, const struct reasoned *r)
{
    struct json_out *o = v->o;
    jo_object(o);
    print_id(o, "item", r->what.item->head.id);
    jo_name(o, "field");
    jo_z(o, compare_words[r->what.what]);
    print_value(v, "calculated", r->what.what, r->what.calculated);
    print_value(v, "stored", r->what.what, r->what.stored);
    jo_name(o, "reason");
    jo_z(o, reason_words[r->reason]);
    print_id(o, "cause", r->cause);
    print_id(o, "root", r->root);
    print_id(o, "link", r->link);
    print_number(o, "by_s", r->by_s);
    jo_name(o, "facts");
    jo_array(o);
    for (size_t k = 0; k < r->n_facts; k++)
        print_fact(v, &r->facts[k]);
    jo_array_end(o);
    jo_object_end(o);
}

static void print_summary(struct json_out *o, const struct reasons *all)
{
    jo_name(o, "summary");
    jo_object(o);
    print_number(o, "items", (int64_t)all->counts.items);
    print_number(o, "differing", (int64_t)all->counts.differing);
    print_number(o, "differences", (int64_t)all->n);
    print_number(o, "roots", (int64_t)all->roots);
    jo_name(o, "reasons");
    jo_object(o);
    for (enum reason k = 0; k < REASON_COUNT; k++)
        if (all->by[k])
            print_number(o, reason_words[k], (int64_t)all->by[k]);
    jo_object_end(o);
    jo_object_end(o);
}

/* ---- items that are named ----------------------------------------------------------------- */

static void name_item(bool *named, const struct plan *plan, struct id item)
{
    size_t slot;
    if (item.v && plan_slot(plan, &item_entity, item, &slot))
        named[slot] = true;
}

static void print_item(const struct view *v, uint32_t slot)
{
    const struct item         *i = plan_at(v->plan, &item_entity, slot);
    const struct item_row     *row = plan_row(v->plan, slot);
    const struct stored_dates *s = &v->stored.v[slot];
    bool                       has = s->uid != INT_NONE;
    jo_object(v->o);
    print_id(v->o, "id", i->head.id);
    jo_name(v->o, "title");
    jo_str(v->o, i->title);
    jo_name(v->o, "wbs");
    jo_str(v->o, row->wbs);
    print_time(v, "start", row->start);
    print_time(v, "finish", row->finish);
    print_time(v, "stored_start", has ? s->start : INSTANT_NONE);
    print_time(v, "stored_finish", has ? s->finish : INSTANT_NONE);
    jo_object_end(v->o);
}

/* In outline order: whatever differs, and whatever a reason names. */
static void print_items(const struct view *v)
{
    const uint32_t *slots = NULL;
    size_t          n = plan_outline(v->plan, &slots);
    bool           *named = arena_array(v->mem, bool, plan_slots(v->plan, &item_entity) + 1);
    for (size_t i = 0; i < v->all->n; i++) {
        const struct reasoned *r = &v->all->v[i];
        name_item(named, v->plan, r->what.item->head.id);
        name_item(named, v->plan, r->cause);
        name_item(named, v->plan, r->root);
        for (size_t k = 0; k < r->n_facts; k++)
            name_item(named, v->plan, r->facts[k].item);
    }
    jo_name(v->o, "items");
    jo_array(v->o);
    for (size_t k = 0; k < n; k++)
        if (named[slots[k]])
            print_item(v, slots[k]);
    jo_array_end(v->o);
}

/* ---- reading ------------------------------------------------------------------------------ */

static err print_all(struct request *q, struct reply *to, const struct plan *plan)
{
    const struct project *p = plan_project_record(plan);
    struct stored_results stored;
    struct reasons        all;
    stored_of_plan(q->mem, plan, &stored);
    TRY(reasons_find(q->mem, plan, &stored, &all));
    struct view v = {q->mem, reply_json(to), plan, stored, &all};
    bool        has = plan_count(plan, &source_result_entity) > 0;
    jo_object(v.o);
    print_number(v.o, "project", p->head.id.v);
    print_number(v.o, "seq", plan_seq(plan));
    jo_name(v.o, "source");
    jo_str(v.o, has ? p->source_name : STR_NONE);
    print_time(&v, "imported_at", has ? p->head.created_at : INSTANT_NONE);
    print_summary(v.o, &all);
    print_items(&v);
    jo_name(v.o, "differences");
    jo_array(v.o);
    for (size_t i = 0; i < all.n; i++)
        print_difference(&v, &all.v[i]);
    jo_array_end(v.o);
    jo_object_end(v.o);
    return OK;
}

static err differences_read(struct request *q, struct reply *to)
{
    const struct plan *plan;
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    reply_etag(to, "%lld", (long long)plan_seq(plan));
    err e = request_has(q, to->etag) ? OK : print_all(q, to, plan);
    plan_unref(plan);
    return e;
}

/* ---- dismissing --------------------------------------------------------------------------- */

static size_t deletes_of(struct arena *mem, const struct plan *plan, struct op **ret_ops)
{
    size_t n = 0;
    *ret_ops = arena_array(mem, struct op, plan_count(plan, &source_result_entity) + 1);
    for (size_t s = 0; s < plan_slots(plan, &source_result_entity); s++) {
        const struct source_result *r = plan_at(plan, &source_result_entity, s);
        if (r)
            (*ret_ops)[n++] = (struct op){
                .kind = OP_DELETE, .entity = &source_result_entity, .id = r->head.id.v};
    }
    return n;
}

static err differences_delete(struct request *q, struct reply *to)
{
    const struct plan   *plan;
    struct op           *ops;
    struct refusal       refusal = {0};
    const struct change *change = NULL;
    struct batch_request batch = {.project = id_of(q, 0),
                                  .note = S("Differences from the file dismissed"),
                                  .client = request_query(q, "client")};
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    batch.n_ops = deletes_of(q->mem, plan, &ops);
    batch.ops = ops;
    plan_unref(plan);
    if (!batch.n_ops)
        return OK;
    err e = app_apply(api_of(q)->s.app, q->mem, &batch, &refusal, &change);
    if (e.code)
        return refuse(q, to, e, &refusal);
    change_unref(change);
    return OK;
}

static const struct parameter delete_query[] = {
    {"client", "string", "Who asks, for undo: the token of its other batches."},
    {NULL, NULL, NULL},
};

const struct route difference_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/differences", "differences_read",
     "Where the plan's dates are not those that its file had stored, and why. ETag is the seq.",
     differences_read, .flags = ROUTE_WAITS, .out = &shape_differences},
    {HTTP_DELETE, "/api/v1/projects/{id}/differences", "differences_delete",
     "Forget what the file had stored; can be undone.", differences_delete, .flags = ROUTE_WAITS,
     .status = 204, .query = delete_query},
};
const size_t difference_routes_n = COUNT(difference_routes);
