/* Resources (50) and assignments (75) of MPX.
 *
 * An assignment follows the record of its task; its own start and finish are results.
 */
#include "formats/mpx/reader.h"

#include "formats/notes.h"

err mpx_resource_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    struct mpx_resource *p = arena_new(r->b.mem, struct mpx_resource);
    entity_init(&resource_entity, &p->r);
    p->uid = p->no = INT_NONE;
    p->line = rec->line;
    TRY(mpx_row(r, &r->resource_table, rec, p, r->resources.n));
    if (p->uid == INT_NONE)
        p->uid = p->no;
    if (p->no != INT_NONE)
        map_put(&r->resource_no, p->no, (int64_t)r->resources.n);
    if (p->uid != INT_NONE)
        map_put(&r->resource_uid, p->uid, (int64_t)r->resources.n);
    p->r.body = mpx_notes(r, p->r.body);
    vec_push(r->b.mem, &r->resources, p);
    return OK;
}

err mpx_build_resources(struct mpx_reader *r)
{
    for (size_t i = 0; i < r->resources.n; i++) {
        struct mpx_resource *p = r->resources.v[i];
        int64_t              id = 0;
        if (!p->r.calendar.v && strmap_get(&r->calendar_ids, p->calendar, &id))
            p->r.calendar.v = id;
        if (!p->r.title.n)
            p->r.title = str_fmt(r->b.mem, "Resource %zu", i + 1);
        p->r.body = notes_text(r->b.mem, p->r.body);
        p->r.rank = ((int64_t)i + 1) * RANK_GAP;
        p->r.source_uid = p->uid;
        TRY(builder_put(&r->b, &resource_entity, &p->r, p->line, &p->r.head.id));
    }
    return OK;
}

/* ---- assignments -------------------------------------------------------------------------- */

#define AT(member) offsetof(struct mpx_assignment, member)
static const struct {
    enum mpx_kind kind;
    uint32_t      offset;
} columns[] = {
    {MPX_INT, AT(no)},
    {MPX_UNITS, AT(a.units)},
    {MPX_SECONDS, AT(a.work_s)},
    {MPX_SECONDS, AT(baseline_work_s)},
    {MPX_SECONDS, AT(a.actual_work_s)},
    {MPX_SECONDS, AT(a.overtime_work_s)},
    {MPX_MONEY, AT(a.cost_minor)},
    {MPX_MONEY, AT(baseline_cost)},
    {MPX_MONEY, AT(a.actual_cost_minor)},
    {MPX_RESULT, 0}, /* start */
    {MPX_RESULT, 0}, /* finish */
    {MPX_SECONDS, AT(a.delay_s)},
    {MPX_INT, AT(uid)},
};

static bool read_column(const struct mpx_reader *r, size_t k, str cell, char *record)
{
    void           *to = record + columns[k].offset;
    struct mpx_span span = {.s = 0};
    switch (columns[k].kind) {
    case MPX_INT: return mpx_int(cell, to);
    case MPX_UNITS: return mpx_units(&r->format, cell, to);
    case MPX_MONEY: return mpx_money(&r->format, cell, to);
    case MPX_SECONDS:
        if (!mpx_span_read(&r->format, cell, &span))
            return false;
        *(int64_t *)to = span.s;
        return true;
    default: return true;
    }
}

err mpx_assignment_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    struct mpx_assignment a = {.no = INT_NONE, .uid = INT_NONE, .line = rec->line};
    entity_init(&assignment_entity, &a.a);
    if (!r->tasks.n)
        return err_make(ERR_SYNTAX, "Line %lld: an assignment before any task",
                        (long long)rec->line);
    a.task = r->tasks.n - 1;
    for (size_t k = 0; k < COUNT(columns); k++)
        if (!read_column(r, k, str_trim(mpx_cell(rec, k + 1)), (char *)&a))
            return mpx_wrong(rec, k + 1, "a value of an assignment");
    vec_push(r->b.mem, &r->assignments, a);
    return OK;
}

static struct id resource_of(const struct mpx_reader *r, const struct mpx_assignment *a)
{
    int64_t at = map_or(&r->resource_uid, a->uid, -1);
    if (at < 0 || a->uid == INT_NONE)
        at = map_or(&r->resource_no, a->no, -1);
    return at < 0 ? (struct id){0} : r->resources.v[at]->r.head.id;
}

static err put_baseline(struct mpx_reader *r, const struct mpx_assignment *a)
{
    struct baseline_assignment row;
    if (!r->b.n[ENTITY_BASELINE] || (!a->baseline_work_s && !a->baseline_cost))
        return OK;
    entity_init(&baseline_assignment_entity, &row);
    row.baseline.v = 1;
    row.assignment = a->a.head.id;
    row.work_s = a->baseline_work_s;
    row.cost_minor = a->baseline_cost;
    return builder_put(&r->b, &baseline_assignment_entity, &row, a->line, NULL);
}

err mpx_build_assignments(struct mpx_reader *r)
{
    for (size_t i = 0; i < r->assignments.n; i++) {
        struct mpx_assignment *a = &r->assignments.v[i];
        a->a.item = r->tasks.v[a->task]->item.head.id;
        a->a.resource = resource_of(r, a);
        bool is_unassigned = a->no == 0 && !a->a.resource.v;
        if (!a->a.item.v || (!a->a.resource.v && !is_unassigned)) {
            report_drop(r->b.report, "assignment", "Its task or resource does not exist", a->line);
            continue;
        }
        TRY(builder_put(&r->b, &assignment_entity, &a->a, a->line, &a->a.head.id));
        TRY(put_baseline(r, a));
    }
    return OK;
}
