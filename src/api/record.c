/* api/record.c - one record: how it is printed, tagged and called.
 *
 * What is calculated can change without the record, so the tag of such a record carries the plan's
 * seq beside its rev; If-Match looks at the rev alone.
 */
#include "api/out.h"
#include "api/parts.h"

void record_json(struct json_out *o, const struct plan *plan, const struct entity *e,
                 const void *record)
{
    if (e == &project_entity) {
        project_json(o, plan, record);
        return;
    }
    const struct record   *head = record;
    const struct item_row *row = plan && e == &item_entity ? plan_row_of(plan, head->id) : NULL;
    struct out             out;
    jo_raw(o, S("")); /* a comma, if one is due */
    out_init(&out, o->to);
    out_record(&out, layout_of(e), record, row);
    out_flush(&out);
}

void record_etag(struct reply *to, const struct plan *plan, const struct entity *e,
                 const void *record)
{
    const struct record *head = record;
    bool                 is_computed = plan && (e == &item_entity || e == &project_entity);
    if (is_computed)
        reply_etag(to, "%lld.%lld", (long long)head->rev, (long long)plan_seq(plan));
    else
        reply_etag(to, "%lld", (long long)head->rev);
}

/* Two titles with an arrow, or the one that there is. */
static str joined(struct arena *mem, str first, str second)
{
    if (!first.p || !second.p)
        return first.p ? first : second;
    return str_fmt(mem, "%.*s → %.*s", STR_ARG(first), STR_ARG(second));
}

str record_title(struct arena *mem, const struct plan *plan, const struct entity *e, struct id id)
{
    const void *record = plan ? plan_get(plan, e, id) : NULL;
    if (!record)
        return STR_NONE;
    if (e == &link_entity) {
        const struct link *l = record;
        return joined(mem, record_title(mem, plan, &item_entity, l->pred),
                      record_title(mem, plan, &item_entity, l->succ));
    }
    if (e == &assignment_entity) {
        const struct assignment *a = record;
        return joined(mem, record_title(mem, plan, &item_entity, a->item),
                      record_title(mem, plan, &resource_entity, a->resource));
    }
    const struct field *f = entity_find(e, S("title"));
    if (!f)
        f = entity_find(e, S("name"));
    return f ? field_str(f, record) : STR_NONE;
}
