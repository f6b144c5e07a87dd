/* api/change/change.c - what a batch did, as the reply to it and as the event about it.
 *
 * Both are one difference of two plans. A record that the batch changed comes whole. Of an item
 * that only the calculation moved come its id and the calculated members that are not as before:
 * an edit may move ten thousand. A reader needs nothing but this to be up to date.
 */
#include "api/parts.h"

#include "base/vec.h"
#include "domain/effects.h"

enum { MOVED_MOST = 200 };

struct found {
    struct arena                *mem;
    VEC(const void *)            changed;
    VEC(const struct item_row *) rows;
    VEC(const void *)            calculated; /* items whose record stayed as it was */
    VEC(const struct item_row *) rows_before, rows_after;
    VEC(int64_t)                 deleted;
};

static void see(void *arg, const struct plan_change *change)
{
    struct found *f = arg;
    if (!change->after) {
        vec_push(f->mem, &f->deleted, ((const struct record *)change->before)->id.v);
        return;
    }
    if (change->before == change->after && change->row_before && change->row_after) {
        vec_push(f->mem, &f->calculated, change->after);
        vec_push(f->mem, &f->rows_before, change->row_before);
        vec_push(f->mem, &f->rows_after, change->row_after);
        return;
    }
    vec_push(f->mem, &f->changed, change->after);
    vec_push(f->mem, &f->rows, change->row_after);
}

static void find_all(struct arena *mem, const struct change *c, struct found found[ENTITY_COUNT])
{
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        found[i] = (struct found){.mem = mem};
        if (entity_in_plan(entities[i]))
            plan_diff(c->before, c->after, entities[i], see, &found[i]);
    }
}

static void print_changed(struct json_out *o, const struct found found[ENTITY_COUNT])
{
    jo_name(o, "changed");
    jo_object(o);
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        if (!found[i].changed.n)
            continue;
        bool              has_rows = entities[i] == &item_entity;
        struct table_rows t = {.entity = entities[i],
                               .records = found[i].changed.v,
                               .rows = has_rows ? found[i].rows.v : NULL,
                               .n = found[i].changed.n};
        jo_name(o, entities[i]->plural);
        table_json(o, &t);
    }
    jo_object_end(o);
}

static void print_calculated(struct json_out *o, const struct found *items)
{
    struct calculated c = {items->calculated.v, items->rows_before.v, items->rows_after.v,
                           items->calculated.n};
    jo_name(o, "calculated");
    calculated_json(o, items->mem, &c);
}

static void print_deleted(struct json_out *o, const struct found found[ENTITY_COUNT])
{
    jo_name(o, "deleted");
    jo_object(o);
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        if (!found[i].deleted.n)
            continue;
        jo_name(o, entities[i]->plural);
        jo_array(o);
        for (size_t k = 0; k < found[i].deleted.n; k++)
            jo_int(o, found[i].deleted.v[k]);
        jo_array_end(o);
    }
    jo_object_end(o);
}

static void print_created(struct json_out *o, struct arena *mem, const struct change *c)
{
    jo_name(o, "created");
    jo_object(o);
    for (size_t i = 0; i < c->n_created; i++) {
        jo_name_str(o, str_fmt(mem, "%lld", (long long)c->temps[i]));
        jo_int(o, c->ids[i]);
    }
    jo_object_end(o);
}

static void print_order(struct json_out *o, const struct change *c)
{
    jo_name(o, "order");
    if (!c->outline_changed || !c->after) {
        jo_null(o);
        return;
    }
    const struct outline_splice splice = plan_outline_diff(c->before, c->after);
    const uint32_t             *slots;
    plan_outline(c->after, &slots);
    jo_object(o);
    jo_name(o, "at");
    jo_int(o, (int64_t)splice.at);
    jo_name(o, "removed");
    jo_int(o, (int64_t)splice.removed);
    jo_name(o, "ids");
    jo_array(o);
    for (size_t i = splice.at; i < splice.at + splice.n; i++)
        jo_int(o, ((const struct record *)plan_at(c->after, &item_entity, slots[i]))->id.v);
    jo_array_end(o);
    jo_object_end(o);
}

static void print_instant(struct json_out *o, const char *name, instant t)
{
    jo_name(o, name);
    if (t == INSTANT_NONE)
        jo_null(o);
    else
        jo_int(o, t);
}

static bool is_there(instant start, instant finish)
{
    return start != INSTANT_NONE || finish != INSTANT_NONE;
}

static void print_move(struct json_out *o, const struct effect *e)
{
    jo_object(o);
    jo_name(o, "id");
    jo_int(o, e->item.v);
    print_instant(o, "start_before", e->start_before);
    print_instant(o, "start_after", e->start_after);
    print_instant(o, "finish_before", e->finish_before);
    print_instant(o, "finish_after", e->finish_after);
    jo_object_end(o);
}

/* What came or went did not move. */
static void print_moved(struct json_out *o, struct arena *mem, const struct change *c)
{
    struct effect *v = NULL;
    size_t         n = 0, printed = 0;
    effects_between(mem, c->before, c->after, &v, &n);
    jo_name(o, "moved");
    jo_object(o);
    jo_name(o, "count");
    jo_int(o, c->moved);
    print_instant(o, "finish_before", c->finish_before);
    print_instant(o, "finish_after", c->finish_after);
    jo_name(o, "items");
    jo_array(o);
    for (size_t i = 0; i < n && printed < MOVED_MOST; i++) {
        bool was_there = is_there(v[i].start_before, v[i].finish_before);
        if (!was_there || !is_there(v[i].start_after, v[i].finish_after))
            continue;
        print_move(o, &v[i]);
        printed++;
    }
    jo_array_end(o);
    jo_object_end(o);
}

static void print_id(struct json_out *o, const char *name, struct id id)
{
    jo_name(o, name);
    if (id.v)
        jo_int(o, id.v);
    else
        jo_null(o);
}

static void print_head(struct json_out *o, const struct change *c)
{
    static const struct batch none;
    const struct batch       *b = c->batch ? c->batch : &none;
    int64_t                   before = c->before ? plan_seq(c->before) : 0;
    print_id(o, "project", c->project);
    jo_name(o, "seq");
    jo_int(o, c->dry_run ? before : c->seq);
    jo_name(o, "before_seq");
    jo_int(o, before);
    print_id(o, "user", b->user);
    jo_name(o, "client");
    jo_str(o, b->client);
    jo_name(o, "note");
    jo_str(o, b->note);
    jo_name(o, "undoes");
    jo_int(o, b->undoes);
    jo_name(o, "dry_run");
    jo_bool(o, c->dry_run);
}

void change_json(struct json_out *o, struct arena *mem, const struct change *c, bool can_undo,
                 bool can_redo)
{
    struct found found[ENTITY_COUNT];
    find_all(mem, c, found);
    jo_object(o);
    print_head(o, c);
    print_created(o, mem, c);
    print_changed(o, found);
    print_calculated(o, &found[ENTITY_ITEM]);
    print_deleted(o, found);
    print_order(o, c);
    print_moved(o, mem, c);
    jo_name(o, "can_undo");
    jo_bool(o, can_undo);
    jo_name(o, "can_redo");
    jo_bool(o, can_redo);
    jo_object_end(o);
}
