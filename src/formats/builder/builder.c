/* Records of a reader into a plan, numbered from 1 in each entity.
 *
 * Small rules that hold for any format stand here, so that readers of different files repair the
 * same thing in the same way and in the same words. What a format means stands in its own folder.
 */
#include "formats/builder/builder.h"

#include <math.h>

void builder_init(struct builder *b, struct arena *mem, struct import *out)
{
    memset(b, 0, sizeof *b);
    memset(out, 0, sizeof *out);
    b->mem = mem;
    b->out = out;
    b->report = &out->report;
    report_init(b->report, mem);
    strmap_init(&b->fields, mem, 16);
    b->plan = plan_new((struct id){1});
}

err builder_put(struct builder *b, const struct entity *e, void *record, int64_t line,
                struct id *ret_id)
{
    int64_t id = b->n[e->no] + 1;
    TRY(record_put(&(struct put_to){b->mem, b->report, b->plan}, e, record, id, line));
    b->n[e->no] = id;
    if (ret_id)
        ret_id->v = id;
    return OK;
}

/* ---- results ------------------------------------------------------------------------------ */

static const struct stored_dates nothing_stored = {
    INT_NONE,     INSTANT_NONE,  INSTANT_NONE,  INSTANT_NONE, INSTANT_NONE, INSTANT_NONE,
    INSTANT_NONE, DURATION_NONE, DURATION_NONE, false,        false,        false};

struct stored_dates *builder_stored(struct builder *b, struct id item)
{
    struct stored_results *s = &b->out->stored;
    size_t                 n = (size_t)item.v;
    if (n > b->cap_stored) {
        size_t cap = n < 64 ? 64 : n * 2;
        s->v = arena_grow(b->mem, s->v, b->cap_stored * sizeof *s->v, cap * sizeof *s->v);
        b->cap_stored = cap;
    }
    for (; s->n < n; s->n++)
        s->v[s->n] = nothing_stored;
    return &s->v[n - 1];
}

err builder_done(struct builder *b, err e)
{
    if (e.code) {
        plan_unref(b->plan);
        return e;
    }
    if (b->n[ENTITY_ITEM])
        (void)builder_stored(b, (struct id){b->n[ENTITY_ITEM]});
    report_sort(b->report);
    b->out->plan = b->plan;
    return OK;
}

/* ---- links -------------------------------------------------------------------------------- */

err builder_link(struct builder *b, struct link *l, int64_t line)
{
    const char *why = NULL;
    if (!l->pred.v || !l->succ.v)
        why = "names a task that does not exist";
    else if (l->pred.v == l->succ.v)
        why = "leads from a task to itself";
    if (!why)
        return builder_put(b, &link_entity, l, line, NULL);
    report_warn(b->report, "link", line, "A link %s; it was left out", why);
    report_drop(b->report, "link", "It leads nowhere", line);
    return OK;
}

/* ---- custom fields ------------------------------------------------------------------------ */

static err find_field(struct builder *b, const struct custom_field *field, int64_t line,
                      int64_t *ret_id)
{
    struct custom_field copy = *field;
    str                 key = str_fmt(b->mem, "%d %.*s", (int)field->target, STR_ARG(field->name));
    if (strmap_get(&b->fields, key, ret_id))
        return OK;
    struct id id;
    TRY(builder_put(b, &custom_field_entity, &copy, line, &id));
    strmap_put(&b->fields, key, id.v);
    *ret_id = id.v;
    return OK;
}

err builder_value(struct builder *b, const struct custom_field *field, struct id record, str value,
                  int64_t line)
{
    struct custom_value v;
    if (!record.v || !value.n)
        return OK;
    if (!custom_kind_accepts(field->kind, value)) {
        report_drop(b->report, "custom value", "It does not fit the kind of its field", line);
        return OK;
    }
    entity_init(&custom_value_entity, &v);
    TRY(find_field(b, field, line, &v.field.v));
    v.record = record;
    v.value = value;
    return builder_put(b, &custom_value_entity, &v, line, NULL);
}

/* ---- items and names ---------------------------------------------------------------------- */

void builder_progress(struct builder *b, struct item *i, bool is_summary, int64_t line)
{
    double p = i->percent_complete;
    if (is_summary) {
        i->percent_complete = 0;
        i->actual_start = i->actual_finish = INSTANT_NONE;
        return;
    }
    if (isnan(p) || p < 0 || p > 100) {
        i->percent_complete = p > 100 ? 100 : 0;
        report_warn(b->report, "item", line, "%g %% complete became %g %%", p, i->percent_complete);
    }
    if (i->percent_complete >= 100)
        i->state = ITEM_DONE;
    else if (i->percent_complete > 0 || i->actual_start != INSTANT_NONE)
        i->state = ITEM_ACTIVE;
}

str builder_title(str title, str source_name)
{
    title = str_trim(title);
    if (title.n)
        return title;
    size_t n = source_name.n;
    while (n && source_name.p[n - 1] != '.')
        n--;
    title = n > 1 ? str_sub(source_name, 0, n - 1) : source_name;
    return str_trim(title).n ? title : S("Imported plan");
}

err builder_project(struct builder *b, struct project *p, str source_name)
{
    p->source_name = source_name;
    p->title = builder_title(p->title, source_name);
    return builder_put(b, &project_entity, p, 1, NULL);
}
