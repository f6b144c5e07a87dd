/* api/journal.c - what was done: batches of a project, the history of an item, and why it lies
 * where it lies.
 *
 * The journal keeps members as they were written, so they are printed as they are. Dates that a
 * calculation moved stand in no operation; they come from the batch's effects.
 */
#include "api/parts.h"

#include "app/explain/shares.h"
#include "domain/effects.h"

enum { BATCHES_USUAL = 50, BATCHES_MOST = 500, HISTORY_BATCHES = 2000 };
/* A page of an item's history: it ends behind so many entries, or so many steps of batches. */
enum { HISTORY_ENTRIES = 500, HISTORY_STEPS = 20 };

static void print_time(struct json_out *o, struct arena *mem, const char *name, instant t)
{
    jo_name(o, name);
    jo_str(o, t == INSTANT_NONE ? STR_NONE : instant_text(mem, t));
}

static void print_id(struct json_out *o, const char *name, struct id id)
{
    jo_name(o, name);
    if (id.v)
        jo_int(o, id.v);
    else
        jo_null(o);
}

/* ---- journal --------------------------------------------------------------------------------- */

struct journal_print {
    struct json_out   *o;
    struct arena      *mem;
    const struct plan *plan;
    int64_t            last_seq, n;
};

/* What was stored, as it was stored; {} where there is nothing. */
static void print_members(struct json_out *o, const char *name, str json)
{
    jo_name(o, name);
    jo_raw(o, json.n ? json : S("{}"));
}

/* The title now, or the one it had when it was deleted. */
static str operation_title(struct journal_print *p, const struct operation *op)
{
    const struct entity *e = entity_named(op->entity);
    str                  now = e ? record_title(p->mem, p->plan, e, op->record) : STR_NONE;
    const struct json   *before;
    if (now.p || !op->before.n || json_parse(p->mem, op->before, &before).code)
        return now;
    str title = json_text(json_get(before, "title"));
    return title.p ? title : json_text(json_get(before, "name"));
}

static void print_operation(struct journal_print *p, const struct operation *op)
{
    struct json_out *o = p->o;
    jo_object(o);
    jo_name(o, "op");
    jo_z(o, operation_kind_words[op->op]);
    jo_name(o, "entity");
    jo_str(o, op->entity);
    jo_name(o, "record");
    jo_int(o, op->record.v);
    jo_name(o, "title");
    jo_str(o, operation_title(p, op));
    print_members(o, "before", op->before);
    print_members(o, "after", op->after);
    jo_object_end(o);
}

static err print_batch(void *arg, const struct journal_entry *entry)
{
    struct journal_print *p = arg;
    struct json_out      *o = p->o;
    const struct batch   *b = entry->batch;
    struct arena_mark     mark = arena_mark(p->mem);
    jo_object(o);
    jo_name(o, "seq");
    jo_int(o, b->seq);
    print_id(o, "user", b->user);
    print_time(o, p->mem, "at", b->at);
    jo_name(o, "note");
    jo_str(o, b->note);
    jo_name(o, "undoes");
    jo_int(o, b->undoes);
    jo_name(o, "moved");
    jo_int(o, b->moved);
    print_time(o, p->mem, "finish_before", b->finish_before);
    print_time(o, p->mem, "finish_after", b->finish_after);
    jo_name(o, "operations");
    jo_array(o);
    for (size_t i = 0; i < entry->n_operations; i++)
        print_operation(p, &entry->operations[i]);
    jo_array_end(o);
    jo_object_end(o);
    p->last_seq = b->seq;
    p->n++;
    arena_rewind(p->mem, mark);
    return OK;
}

static err journal_print(struct request *q, struct reply *to, const struct plan *plan)
{
    struct journal_query query = {.project = id_of(q, 0), .limit = BATCHES_USUAL};
    TRY(request_query_int(q, "before", 1, INT64_MAX, &query.before));
    TRY(request_query_int(q, "limit", 1, BATCHES_MOST, &query.limit));
    struct journal_print p = {.o = reply_json(to), .mem = q->mem, .plan = plan};
    jo_object(p.o);
    jo_name(p.o, "batches");
    jo_array(p.o);
    TRY(app_journal(api_of(q)->s.app, &query, print_batch, &p));
    jo_array_end(p.o);
    jo_name(p.o, "next");
    if (p.n == query.limit && p.last_seq > 1)
        jo_int(p.o, p.last_seq);
    else
        jo_null(p.o);
    jo_object_end(p.o);
    return OK;
}

static err journal_read(struct request *q, struct reply *to)
{
    const struct plan *plan;
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    err e = journal_print(q, to, plan);
    plan_unref(plan);
    return e;
}

/* ---- history of an item ---------------------------------------------------------------------- */

struct history_print {
    struct json_out *o;
    struct arena    *mem;
    struct id        item;
    int64_t          entries, batches, last_seq; /* told, looked at, the oldest looked at */
};

static void print_value(struct json_out *o, const char *name, const struct json *v)
{
    jo_name(o, name);
    switch (json_kind(v)) {
    case JSON_BOOL: jo_bool(o, json_bool(v)); break;
    case JSON_INT: jo_int(o, json_int(v)); break;
    case JSON_REAL: jo_double(o, json_double(v)); break;
    case JSON_TEXT: jo_str(o, json_text(v)); break;
    case JSON_NULL:
    case JSON_ARRAY:
    case JSON_OBJECT: jo_null(o); break;
    }
}

static void begin_entry(struct history_print *p, const struct batch *b, str field)
{
    p->entries++;
    jo_object(p->o);
    jo_name(p->o, "seq");
    jo_int(p->o, b->seq);
    print_time(p->o, p->mem, "at", b->at);
    print_id(p->o, "user", b->user);
    jo_name(p->o, "field");
    jo_str(p->o, field);
}

static void print_field(struct history_print *p, const struct batch *b, str name,
                        const struct json *before, const struct json *after)
{
    begin_entry(p, b, name);
    print_value(p->o, "before", before);
    print_value(p->o, "after", after);
    jo_name(p->o, "because");
    jo_null(p->o);
    jo_object_end(p->o);
}

/* What only the server sets is no news of its own. */
static bool is_told(str name)
{
    const struct field *f = entity_find(&item_entity, name);
    return f && !(f->flags & FIELD_READONLY);
}

/* Members of after, then those that stand in before alone. */
static err print_fields(struct history_print *p, const struct batch *b, const struct operation *op)
{
    const struct json *before = NULL, *after = NULL;
    if (op->before.n)
        TRY(json_parse(p->mem, op->before, &before));
    if (op->after.n)
        TRY(json_parse(p->mem, op->after, &after));
    for (void *it = after ? json_first(after) : NULL; it; it = json_next(after, it)) {
        const char *name = str_z(p->mem, json_name(it));
        if (is_told(json_name(it)))
            print_field(p, b, json_name(it), before ? json_get(before, name) : NULL,
                        json_value(it));
    }
    for (void *it = before ? json_first(before) : NULL; it; it = json_next(before, it)) {
        const char *name = str_z(p->mem, json_name(it));
        if (is_told(json_name(it)) && (!after || !json_get(after, name)))
            print_field(p, b, json_name(it), json_value(it), NULL);
    }
    return OK;
}

static void print_moved(struct history_print *p, const struct batch *b, const char *field,
                        instant before, instant after)
{
    if (before == after)
        return;
    begin_entry(p, b, str_from(field));
    print_time(p->o, p->mem, "before", before);
    print_time(p->o, p->mem, "after", after);
    jo_name(p->o, "because");
    jo_str(p->o, b->note);
    jo_object_end(p->o);
}

static err print_effects(struct history_print *p, const struct journal_entry *entry)
{
    struct effect *v;
    size_t         n;
    TRY(effects_unpack(p->mem, entry->effects, &v, &n));
    for (size_t i = 0; i < n; i++) {
        if (v[i].item.v != p->item.v)
            continue;
        print_moved(p, entry->batch, "start", v[i].start_before, v[i].start_after);
        print_moved(p, entry->batch, "finish", v[i].finish_before, v[i].finish_after);
    }
    return OK;
}

static err print_entry(void *arg, const struct journal_entry *entry)
{
    struct history_print *p = arg;
    struct arena_mark     mark = arena_mark(p->mem);
    for (size_t i = 0; i < entry->n_operations; i++) {
        const struct operation *op = &entry->operations[i];
        if (str_eq(op->entity, S("item")) && op->record.v == p->item.v)
            TRY(print_fields(p, entry->batch, op));
    }
    if (entry->effects.n)
        TRY(print_effects(p, entry));
    p->batches++;
    p->last_seq = entry->batch->seq;
    arena_rewind(p->mem, mark);
    return OK;
}

/* A batch that moved other items costs a look, not an entry: further back until the page is full.
 * *ret_is_all: the journal has no older batch that matters. */
static err print_history(struct app *app, struct journal_query *query, struct history_print *p,
                         bool *ret_is_all)
{
    *ret_is_all = false;
    for (int step = 0; step < HISTORY_STEPS && p->entries < HISTORY_ENTRIES; step++) {
        p->batches = 0;
        TRY(app_journal(app, query, print_entry, p));
        query->before = p->last_seq;
        *ret_is_all = p->batches < query->limit;
        if (*ret_is_all)
            break;
    }
    return OK;
}

static err history_read(struct request *q, struct reply *to)
{
    struct journal_query query = {
        .entity = &item_entity, .record = id_of(q, 0), .or_moved = true, .limit = HISTORY_BATCHES};
    struct history_print p = {.o = reply_json(to), .mem = q->mem, .item = query.record};
    bool                 is_all;
    TRY(request_query_int(q, "before", 1, INT64_MAX, &query.before));
    TRY(app_project_of(api_of(q)->s.app, &item_entity, query.record, &query.project));
    jo_object(p.o);
    jo_name(p.o, "entries");
    jo_array(p.o);
    TRY(print_history(api_of(q)->s.app, &query, &p, &is_all));
    jo_array_end(p.o);
    jo_name(p.o, "next");
    if (is_all)
        jo_null(p.o);
    else
        jo_int(p.o, p.last_seq);
    jo_object_end(p.o);
    return OK;
}

/* ---- why ------------------------------------------------------------------------------------- */

static void print_link(struct json_out *o, const struct link *l)
{
    jo_name(o, "link");
    if (!l) {
        jo_null(o);
        return;
    }
    jo_object(o);
    entity_json_members(o, &link_entity, l);
    jo_object_end(o);
}

static void print_seconds(struct json_out *o, const char *name, const int64_t *seconds)
{
    jo_name(o, name);
    if (seconds)
        jo_int(o, *seconds);
    else
        jo_null(o);
}

/* Its share of a slip; NULL: nothing is compared. */
static void print_share(struct json_out *o, const struct why_share *share)
{
    jo_name(o, "is_new");
    jo_bool(o, share && share->is_new);
    print_seconds(o, "waits_s", share ? &share->waits_s : NULL);
    print_seconds(o, "longer_s", share ? &share->longer_s : NULL);
}

static void print_step(struct json_out *o, struct arena *mem, const struct plan *plan,
                       const struct why_step *s)
{
    jo_name(o, "item");
    jo_int(o, s->item.v);
    jo_name(o, "title");
    jo_str(o, record_title(mem, plan, &item_entity, s->item));
    print_time(o, mem, "start", s->row ? s->row->start : INSTANT_NONE);
    print_time(o, mem, "finish", s->row ? s->row->finish : INSTANT_NONE);
    jo_name(o, "driver_kind");
    jo_z(o, driver_kind_words[s->row ? s->row->driver_kind : DRIVER_EXTERNAL]);
    print_link(o, s->link);
    jo_name(o, "text");
    jo_str(o, s->text);
}

static err why_compare(struct request *q, struct why_past *past, struct why_shares *ret_shares)
{
    int64_t number = -1;
    TRY(request_query_int(q, "baseline", 0, 10, &number));
    if (number < 0)
        return OK;
    TRY(app_why_frozen(q->mem, past, number));
    return app_why_shares(q->mem, past, ret_shares);
}

static err why_print(struct request *q, struct reply *to, const struct plan *plan)
{
    struct why_step  *steps;
    struct why_past   past = {.plan = plan};
    struct why_shares shares = {.moved_s = 0};
    TRY(app_why(q->mem, plan, id_of(q, 0), &steps, &past.n));
    past.steps = steps;
    TRY(why_compare(q, &past, &shares));
    struct json_out *o = reply_json(to);
    jo_object(o);
    print_seconds(o, "moved_s", shares.v ? &shares.moved_s : NULL);
    jo_name(o, "chain");
    jo_array(o);
    for (size_t i = 0; i < past.n; i++) {
        jo_object(o);
        print_step(o, q->mem, plan, &steps[i]);
        print_share(o, shares.v ? &shares.v[i] : NULL);
        jo_object_end(o);
    }
    jo_array_end(o);
    jo_object_end(o);
    return OK;
}

static err why_read(struct request *q, struct reply *to)
{
    const struct plan *plan;
    struct id          project;
    TRY(app_project_of(api_of(q)->s.app, &item_entity, id_of(q, 0), &project));
    TRY(app_plan(api_of(q)->s.app, project, &plan));
    err e = why_print(q, to, plan);
    plan_unref(plan);
    return e;
}

static const struct parameter journal_query_rows[] = {
    {"before", "integer", "Only batches below this seq."},
    {"limit", "integer", "Batches on a page, 1 to 500; usual 50."},
    {NULL, NULL, NULL},
};

static const struct parameter why_query_rows[] = {
    {"baseline", "integer", "Share out how far the item ends later than this baseline says."},
    {NULL, NULL, NULL},
};

static const struct parameter history_query_rows[] = {
    {"before", "integer", "Only batches below this seq: `next` of the page before."},
    {NULL, NULL, NULL},
};

const struct route journal_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/journal", "journal_get",
     "What was done in a project, newest first.", journal_read, .flags = ROUTE_WAITS,
     .query = journal_query_rows, .out = &shape_journal},
    {HTTP_GET, "/api/v1/items/{id}/history", "history_get",
     "What changed at an item, field by field, newest first; dates moved by calculation included.",
     history_read, .flags = ROUTE_WAITS, .query = history_query_rows, .out = &shape_history},
    {HTTP_GET, "/api/v1/items/{id}/why", "why_get",
     "Why an item lies where it lies: from the item back to what set the first date.", why_read,
     .flags = ROUTE_WAITS, .query = why_query_rows, .out = &shape_why},
};
const size_t journal_routes_n = COUNT(journal_routes);
