/* formats/xer/resources.c - RSRC, RSRCRATE and TASKRSRC into resources and assignments.
 *
 * Quantities are hours; of a material they are units. The units of an assignment are those that
 * the rest is worked with. Of the rates the first of each resource is kept.
 */
#include "formats/xer/reader.h"

#include <math.h>

struct resource_row {
    int64_t line, id, calendar, rank;
    str     title, initials, type, email, code, notes;
    double  per_hour;
    bool    is_active;
};

struct rate_row {
    int64_t line, resource;
    double  units, cost;
};

struct assignment_row {
    int64_t line, id, task, resource, delay_s;
    double  remaining, target, units, target_units, actual, overtime;
    double  remaining_cost, actual_cost, overtime_cost;
};

#define IGNORED(name)                                                                              \
    {                                                                                              \
        name, XER_IGNORED, 0                                                                       \
    }
#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct resource_row, member)                                          \
    }
static const struct xer_column resource_columns[] = {
    COLUMN("rsrc_id", XER_INT, id),
    COLUMN("clndr_id", XER_INT, calendar),
    COLUMN("rsrc_seq_num", XER_INT, rank),
    COLUMN("rsrc_name", XER_TEXT, title),
    COLUMN("rsrc_short_name", XER_TEXT, initials),
    COLUMN("rsrc_type", XER_TEXT, type),
    COLUMN("email_addr", XER_TEXT, email),
    COLUMN("employee_code", XER_TEXT, code),
    COLUMN("rsrc_notes", XER_TEXT, notes),
    COLUMN("def_qty_per_hr", XER_NUMBER, per_hour),
    COLUMN("active_flag", XER_YES, is_active),
    IGNORED("guid"),
    IGNORED("cost_qty_type"),
    IGNORED("ot_factor"),
    IGNORED("auto_compute_act_flag"),
    IGNORED("def_cost_qty_link_flag"),
    IGNORED("ot_flag"),
    IGNORED("curr_id"),
    IGNORED("unit_id"),
    IGNORED("load_tasks_flag"),
    IGNORED("level_flag"),
    IGNORED("last_checksum"),
};
#undef COLUMN
#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct rate_row, member)                                              \
    }
static const struct xer_column rate_columns[] = {
    COLUMN("rsrc_id", XER_INT, resource),
    COLUMN("max_qty_per_hr", XER_NUMBER, units),
    COLUMN("cost_per_qty", XER_NUMBER, cost),
    IGNORED("rsrc_rate_id"),
    IGNORED("start_date"),
};
#undef COLUMN
#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct assignment_row, member)                                        \
    }
static const struct xer_column assignment_columns[] = {
    COLUMN("taskrsrc_id", XER_INT, id),
    COLUMN("task_id", XER_INT, task),
    COLUMN("rsrc_id", XER_INT, resource),
    COLUMN("relag_drtn_hr_cnt", XER_HOURS, delay_s),
    COLUMN("remain_qty", XER_NUMBER, remaining),
    COLUMN("target_qty", XER_NUMBER, target),
    COLUMN("remain_qty_per_hr", XER_NUMBER, units),
    COLUMN("target_qty_per_hr", XER_NUMBER, target_units),
    COLUMN("act_reg_qty", XER_NUMBER, actual),
    COLUMN("act_ot_qty", XER_NUMBER, overtime),
    COLUMN("remain_cost", XER_NUMBER, remaining_cost),
    COLUMN("act_reg_cost", XER_NUMBER, actual_cost),
    COLUMN("act_ot_cost", XER_NUMBER, overtime_cost),
    IGNORED("proj_id"),
    IGNORED("cost_qty_link_flag"),
    IGNORED("skill_level"),
    IGNORED("target_lag_drtn_hr_cnt"),
    IGNORED("ot_factor"),
    IGNORED("cost_per_qty"),
    IGNORED("target_cost"),
    IGNORED("act_start_date"),
    IGNORED("act_end_date"),
    IGNORED("restart_date"),
    IGNORED("reend_date"),
    IGNORED("target_start_date"),
    IGNORED("target_end_date"),
    IGNORED("rem_late_start_date"),
    IGNORED("rem_late_end_date"),
    IGNORED("rollup_dates_flag"),
    IGNORED("ts_pend_act_end_flag"),
    IGNORED("guid"),
    IGNORED("rate_type"),
    IGNORED("act_this_per_cost"),
    IGNORED("act_this_per_qty"),
    IGNORED("rsrc_type"),
    IGNORED("cost_per_qty_source_type"),
    IGNORED("create_user"),
    IGNORED("create_date"),
    IGNORED("has_rsrchours"),
};

static double said(double v)
{
    return isnan(v) ? 0 : v;
}

static double between(double v, double low, double high)
{
    return fmax(low, fmin(said(v), high));
}

static int64_t hours(double quantity)
{
    return llround(between(quantity, 0, 2.7e8) * HOUR_S);
}

static int64_t minor(double amount)
{
    return llround(between(amount, -9e13, 9e13) * 100);
}

static enum resource_kind kind_of(str type)
{
    return str_eq(type, S("RT_Mat"))     ? RESOURCE_MATERIAL
           : str_eq(type, S("RT_Equip")) ? RESOURCE_HARDWARE
                                         : RESOURCE_PERSON;
}

static err resource_put(void *self, void *record)
{
    struct xer_reader         *r = self;
    const struct resource_row *row = record;
    struct resource            o;
    if (row->id == INT_NONE || map_get(&r->resource_ids, row->id, &(int64_t){0}))
        return OK;
    entity_init(&resource_entity, &o);
    o.title = str_trim(row->title).n ? row->title : S("Resource");
    o.initials = row->initials;
    o.email = row->email;
    o.code = row->code;
    o.body = row->notes;
    o.kind = kind_of(row->type);
    o.calendar.v = map_or(&r->calendar_ids, row->calendar, 0);
    o.is_inactive = !row->is_active;
    o.rank = (row->rank == INT_NONE || row->rank < 0 ? 0 : row->rank % INT32_MAX) * RANK_GAP;
    o.source_uid = row->id;
    map_put(&r->resource_ids, row->id, ++r->n_resources);
    return record_put(&r->put, &resource_entity, &o, r->n_resources, row->line);
}

static err rate_put(void *self, void *record)
{
    struct xer_reader     *r = self;
    const struct rate_row *row = record;
    const int64_t id = row->resource == INT_NONE ? 0 : map_or(&r->resource_ids, row->resource, 0);
    const struct resource *known = id ? plan_get(r->put.plan, &resource_entity, (struct id){id})
                                      : NULL;
    if (!known)
        return OK;
    struct resource o = *known;
    if (o.std_rate_minor) {
        report_drop(r->put.report, "RSRCRATE", "Only the first rate of a resource is kept",
                    row->line);
        return OK;
    }
    o.std_rate_minor = minor(row->cost);
    if (row->units > 0)
        o.max_units = between(row->units, 0, 1e6);
    return record_put(&r->put, &resource_entity, &o, id, row->line);
}

static err assignment_put(void *self, void *record)
{
    struct xer_reader           *r = self;
    const struct assignment_row *row = record;
    struct assignment            a;
    entity_init(&assignment_entity, &a);
    a.item.v = row->task == INT_NONE ? 0 : map_or(&r->task_ids, row->task, 0);
    a.resource.v = row->resource == INT_NONE ? 0 : map_or(&r->resource_ids, row->resource, 0);
    if (!a.item.v) {
        report_drop(r->put.report, "TASKRSRC", "Its activity is not in the file", row->line);
        return OK;
    }
    const struct resource *o = plan_get(r->put.plan, &resource_entity, a.resource);
    const double           rate = said(row->units) > 0 ? row->units : row->target_units;
    const double           done = said(row->actual) + said(row->overtime);
    if (o && o->kind == RESOURCE_MATERIAL) {
        a.units = between(done + said(row->remaining), 0, 1e6);
    } else {
        a.units = between(said(rate) > 0 ? rate : 1, 0, 1e6);
        a.remaining_work_s = hours(row->remaining);
        a.actual_work_s = hours(done);
        a.work_s = a.remaining_work_s + a.actual_work_s;
        a.overtime_work_s = hours(row->overtime);
    }
    a.delay_s = row->delay_s > 0 ? row->delay_s : 0;
    a.actual_cost_minor = minor(said(row->actual_cost) + said(row->overtime_cost));
    a.cost_minor = a.actual_cost_minor + minor(row->remaining_cost);
    a.source_uid = row->id;
    if (row->id != INT_NONE)
        map_put(&r->assignment_ids, row->id, r->n_assignments + 1);
    return record_put(&r->put, &assignment_entity, &a, ++r->n_assignments, row->line);
}

err xer_read_resources(struct xer_reader *r)
{
    static const struct xer_binding resources = {resource_columns, COUNT(resource_columns),
                                                 sizeof(struct resource_row)};
    static const struct xer_binding rates = {rate_columns, COUNT(rate_columns),
                                             sizeof(struct rate_row)};
    static const struct xer_binding assignments = {assignment_columns, COUNT(assignment_columns),
                                                   sizeof(struct assignment_row)};
    TRY(xer_each(&r->context, xer_table(&r->file, "RSRC"), &resources, resource_put));
    TRY(xer_each(&r->context, xer_table(&r->file, "RSRCRATE"), &rates, rate_put));
    return xer_each(&r->context, xer_table(&r->file, "TASKRSRC"), &assignments, assignment_put);
}
