/* formats/xer/reader.c - an XER file into a plan of the P6 profile.
 *
 * The text is read whole, since tables refer to each other in any order; then each table in the
 * order in which records refer. Tables that nothing reads are listed with their number of rows.
 * The plan is not calculated here.
 */
#include "formats/xer/reader.h"

#include "formats/source.h"

/* Read, or of no meaning outside the database of P6. */
static const char *const known_tables[] = {
    "PROJECT",   "SCHEDOPTIONS", "CALENDAR", "PROJWBS",       "TASK",       "TASKMEMO",
    "TASKPRED",  "RSRC",         "RSRCRATE", "TASKRSRC",      "ACTVTYPE",   "ACTVCODE",
    "TASKACTV",  "UDFTYPE",      "UDFVALUE", "CURRTYPE",      "OBS",        "FINTMPL",
    "MEMOTYPE",  "COSTTYPE",     "UMEASURE", "RSRCLEVELLIST", "ROLES",      "ROLERATE",
    "ROLELIMIT", "PROJCOST",     "WBSMEMO",  XER_TOP,         XER_EXTERNAL,
};

static void tell_tables(struct xer_reader *r)
{
    for (size_t i = 0; i < r->file.tables.n; i++) {
        const struct xer_table *t = &r->file.tables.v[i];
        bool                    is_known = false;
        for (size_t k = 0; k < COUNT(known_tables); k++)
            is_known |= str_eq(t->name, str_from(known_tables[k]));
        if (!is_known && t->rows.n)
            report_drop_many(r->put.report, str_sub(t->label, 0, 60),
                             S("The plan has no place for this table"), (int64_t)t->rows.n,
                             t->rows.v[0].no);
    }
}

static err build(struct xer_reader *r)
{
    TRY(xer_read_calendars(r));
    TRY(xer_read_project(r));
    TRY(xer_read_items(r));
    TRY(xer_read_links(r));
    TRY(xer_read_resources(r));
    TRY(xer_read_custom(r));
    TRY(xer_read_baselines(r));
    tell_tables(r);
    return OK;
}

static struct xer_reader *reader_new(struct arena *mem, struct import *out)
{
    struct xer_reader *r = arena_new(mem, struct xer_reader);
    struct map *const  maps[] = {&r->calendar_ids, &r->wbs_ids,        &r->task_ids,
                                 &r->resource_ids, &r->assignment_ids, &r->field_ids,
                                 &r->codes,        &r->role_ids,       &r->baseline_task_ids,
                                 &r->external_ids, &r->wbs_fields};
    r->mem = mem;
    r->out = out;
    r->put = (struct put_to){mem, &out->report, NULL};
    r->context = (struct xer_context){mem, &out->report, r};
    for (size_t i = 0; i < COUNT(maps); i++)
        map_init(maps[i], mem, 64);
    return r;
}

err xer_build(struct arena *mem, const struct xer_file *file, str source_name, struct import *out,
              struct import *ret_import)
{
    struct xer_reader *r = reader_new(mem, out);
    r->file = *file;
    r->source_name = source_name;
    r->put.plan = plan_new((struct id){1});
    const err e = build(r);
    if (e.code) {
        plan_unref(r->put.plan);
        return e;
    }
    report_sort(&out->report);
    out->plan = r->put.plan;
    *ret_import = *out;
    return OK;
}

err xer_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct import   out = {0};
    struct xer_file file;
    str             bytes, text;
    report_init(&out.report, mem);
    TRY(source_all(mem, source, IMPORT_BYTES_MAX, &bytes));
    TRY(xer_decode(mem, bytes, &out.report, &text));
    TRY(xer_tables(mem, text, &out.report, &file));
    return xer_build(mem, &file, source.name, &out, ret_import);
}
