/* app/edit/inverse.c - a batch backwards, out of the journal.
 *
 * First what was deleted comes back under its old number and what was changed is changed back; then
 * what was made goes, so that nothing refers to it any more. A restored record goes on from the rev
 * it had. Rules and calculation are those of any batch: what cannot stand any more (its parent is
 * gone) is a problem.
 */
#include "app/edit/inverse.h"

/* ---- from the journal -------------------------------------------------------------------- */

struct fetch {
    struct arena         *mem;
    struct journal_entry *entry;
    bool                  found;
};

static err fetch_one(void *arg, const struct journal_entry *entry)
{
    struct fetch     *f = arg;
    struct batch     *batch = arena_new(f->mem, struct batch);
    struct operation *list = arena_array(f->mem, struct operation, entry->n_operations);
    entity_copy(f->mem, &batch_entity, batch, entry->batch);
    for (size_t i = 0; i < entry->n_operations; i++)
        entity_copy(f->mem, &operation_entity, &list[i], &entry->operations[i]);
    *f->entry = (struct journal_entry){batch, list, entry->n_operations,
                                       str_copy(f->mem, entry->effects)};
    f->found = true;
    return OK;
}

err journal_entry_get(struct store_tx *tx, struct arena *mem, struct id project, int64_t seq,
                      struct journal_entry *ret_entry)
{
    struct fetch         fetch = {mem, ret_entry, false};
    struct journal_query q = {.project = project, .after = seq - 1, .before = seq + 1};
    TRY(store_journal_each(tx, &q, fetch_one, &fetch));
    return fetch.found ? OK : err_make(ERR_NOT_FOUND, "There is no batch %lld.", (long long)seq);
}

/* ---- one operation ----------------------------------------------------------------------- */

struct inverse {
    struct edit *edit;
    bool         force;
};

static str name_of(struct arena *mem, const struct entity *entity, const void *record, int64_t id)
{
    const struct field *f = entity_find(entity, S("title"));
    str                 title = f && record ? field_str(f, record) : STR_NONE;
    return title.n ? str_fmt(mem, "«%.*s»", STR_ARG(title))
                   : str_fmt(mem, "%s %lld", entity->name, (long long)id);
}

static void conflict(struct inverse *v, const struct entity *entity, const void *record, int64_t id,
                     const char *field)
{
    str name = name_of(v->edit->mem, entity, record, id);
    if (field)
        edit_problem(v->edit, field, "%.*s: somebody changed %s since", STR_ARG(name), field);
    else
        edit_problem(v->edit, "", "%.*s: somebody deleted it since", STR_ARG(name));
}

/* Adds a problem for each member of `after` that is not so any more. */
static void compare(struct inverse *v, const struct entity *entity, const void *present,
                    const struct json *after)
{
    union any_record copy;
    for (void *it = json_first(after); it; it = json_next(after, it)) {
        const struct field *f = entity_find(entity, json_name(it));
        if (!f || f->offset < sizeof(struct record))
            continue;
        memcpy(&copy, present, entity->size);
        err odd = field_patch(f, &copy, json_value(it));
        if (odd.code || !field_equal(f, present, &copy))
            conflict(v, entity, present, copy.head.id.v, f->name);
    }
}

static err set_all(const struct entity *entity, void *record, const struct json *members)
{
    for (void *it = json_first(members); it; it = json_next(members, it)) {
        const struct field *f = entity_find(entity, json_name(it));
        if (f) /* a member of an older version may be gone */
            TRY(field_patch(f, record, json_value(it)));
    }
    return OK;
}

static err restore(struct inverse *v, const struct entity *entity, const struct operation *o)
{
    const struct json *before;
    union any_record   record;
    if (edit_get(v->edit, entity, o->record))
        return OK; /* it is back already */
    TRY(json_parse(v->edit->mem, o->before, &before));
    memset(&record, 0, sizeof record);
    for (size_t i = 0; i < entity_fields(entity); i++)
        field_clear(entity_field(entity, i), &record);
    TRY(set_all(entity, &record, before));
    record.head.id = o->record;
    record.head.rev++;
    edit_put(v->edit, entity, &record);
    return OK;
}

static err change_back(struct inverse *v, const struct entity *entity, const struct operation *o)
{
    const void        *present = edit_get(v->edit, entity, o->record);
    const struct json *before, *after;
    union any_record   record;
    if (!present && !v->force)
        conflict(v, entity, NULL, o->record.v, NULL);
    if (!present)
        return OK;
    TRY(json_parse(v->edit->mem, o->before, &before));
    TRY(json_parse(v->edit->mem, o->after, &after));
    if (!v->force)
        compare(v, entity, present, after);
    entity_copy(v->edit->mem, entity, &record, present);
    TRY(set_all(entity, &record, before));
    edit_put(v->edit, entity, &record);
    return OK;
}

static err doom(struct inverse *v, const struct entity *entity, const struct operation *o)
{
    const void        *present = edit_get(v->edit, entity, o->record);
    const struct json *after;
    if (!present)
        return OK; /* gone already: that was the aim */
    TRY(json_parse(v->edit->mem, o->after, &after));
    if (!v->force)
        compare(v, entity, present, after);
    edit_doom(v->edit, entity, o->record);
    return OK;
}

static err each(struct inverse *v, const struct operation *operations, size_t n, bool dooming)
{
    for (size_t i = n; i-- > 0;) {
        const struct operation *o = &operations[i];
        const struct entity    *entity = entity_named(o->entity);
        if (!entity || !entity_in_plan(entity))
            return err_make(ERR_CORRUPT, "The journal names an unknown entity «%.*s».",
                            STR_ARG(o->entity));
        if (dooming && o->op == OPERATION_CREATE)
            TRY(doom(v, entity, o));
        else if (!dooming && o->op == OPERATION_UPDATE)
            TRY(change_back(v, entity, o));
        else if (!dooming && o->op == OPERATION_DELETE)
            TRY(restore(v, entity, o));
    }
    return OK;
}

err inverse_apply(struct edit *e, const struct operation *operations, size_t n, bool force)
{
    struct inverse v = {e, force};
    e->is_restoring = true;
    TRY(each(&v, operations, n, false));
    TRY(each(&v, operations, n, true));
    edit_cascade(e);
    return OK;
}
