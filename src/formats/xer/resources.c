/* formats/xer/resources.c - RSRC, ROLES and TASKRSRC into resources and assignments; PROJCOST.
 *
 * Quantities are hours; of a material they are units. The units of an assignment are those that
 * the rest is worked with. A role is a resource of that kind; an assignment that names both is the
 * resource's. Rates are in rates.c. Expenses are summed: an item has one fixed cost.
 */
#include "domain/shifts.h"
#include "formats/notes.h"
#include "formats/xer/reader.h"

#include <math.h>

struct resource_row {
    int64_t line, id, calendar, rank;
    str     title, initials, type, email, code, notes;
    double  per_hour;
    bool    is_active;
};

struct assignment_row {
    int64_t line, id, task, resource, role, delay_s;
    double  remaining, target, units, target_units, actual, overtime;
    double  remaining_cost, actual_cost, overtime_cost, planned_cost;
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
static const struct xer_column role_columns[] = {
    COLUMN("role_id", XER_INT, id),
    COLUMN("seq_num", XER_INT, rank),
    COLUMN("role_name", XER_TEXT, title),
    COLUMN("role_short_name", XER_TEXT, initials),
    COLUMN("role_descr", XER_TEXT, notes),
    IGNORED("pobs_id"),
    IGNORED("def_cost_qty_link_flag"),
    IGNORED("cost_qty_type"),
    IGNORED("last_checksum"),
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
    COLUMN("role_id", XER_INT, role),
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
    COLUMN("target_cost", XER_NUMBER, planned_cost),
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
    const str notes = str_trim(notes_text(r->mem, row->notes));
    if (notes.n)
        o.body = notes;
    o.kind = kind_of(row->type);
    o.calendar.v = map_or(&r->calendar_ids, row->calendar, 0);
    o.is_inactive = !row->is_active;
    o.rank = (row->rank == INT_NONE || row->rank < 0 ? 0 : row->rank % INT32_MAX) * RANK_GAP;
    o.source_uid = row->id;
    map_put(&r->resource_ids, row->id, ++r->n_resources);
    return record_put(&r->put, &resource_entity, &o, r->n_resources, row->line);
}

/* What the baseline planned for the activity, in all. */
static void baseline_sum(struct xer_reader *r, const struct assignment_row *row)
{
    struct xer_task *t = &r->baseline_tasks.v[map_or(&r->baseline_task_ids, row->task, 0)];
    t->work_s += hours(row->target);
    t->cost_minor += minor(row->planned_cost);
}

struct expense_row {
    int64_t line, task;
    double  actual, remaining, planned;
};

static const struct xer_column expense_columns[] = {
    {"task_id", XER_INT, offsetof(struct expense_row, task)},
    {"act_cost", XER_NUMBER, offsetof(struct expense_row, actual)},
    {"remain_cost", XER_NUMBER, offsetof(struct expense_row, remaining)},
    {"target_cost", XER_NUMBER, offsetof(struct expense_row, planned)},
    IGNORED("cost_item_id"),
    IGNORED("proj_id"),
    IGNORED("acct_id"),
    IGNORED("pobs_id"),
    IGNORED("cost_type_id"),
    IGNORED("target_qty"),
    IGNORED("cost_per_qty"),
    IGNORED("auto_compute_act_flag"),
    IGNORED("cost_load_type"),
    IGNORED("qty_name"),
};

static err expense_put(void *self, void *record)
{
    struct xer_reader        *r = self;
    const struct expense_row *row = record;
    const int64_t             id = row->task == INT_NONE ? 0 : map_or(&r->task_ids, row->task, 0);
    const struct item *known = id ? plan_get(r->put.plan, &item_entity, (struct id){id}) : NULL;
    if (xer_of_baseline(r, row->task))
        return OK;
    if (!known) {
        report_drop(r->put.report, xer_label(&r->file, "PROJCOST"),
                    "Its activity is not in the file", row->line);
        return OK;
    }
    struct item i = *known;
    i.fixed_cost_minor += minor(said(row->actual) + said(row->remaining));
    return record_put(&r->put, &item_entity, &i, id, row->line);
}

/* Measured, not documented: where an activity depends on a role alone, P6 works Monday to Friday
 * through its holidays (all 26 activities of the product launch samples). */
static err role_calendar(struct xer_reader *r, int64_t line)
{
    const struct calendar *of = plan_get(r->put.plan, &calendar_entity, r->project.calendar);
    struct calendar        c;
    if (r->role_calendar)
        return OK;
    entity_init(&calendar_entity, &c);
    c.title = S(XER_ROLE_CALENDAR);
    c.is_base = true;
    for (int i = 0; i < 7; i++) {
        const str hours = of ? calendar_weekday(of, i) : STR_NONE;
        calendar_weekday_set(&c, i, hours.p ? hours : shifts_default(i));
    }
    r->role_calendar = (int64_t)r->calendar_ids.n + 1;
    return record_put(&r->put, &calendar_entity, &c, r->role_calendar, line);
}

/* A role that an activity depends on gets the calendar of roles. */
static err role_works(struct xer_reader *r, struct id role, int64_t line)
{
    const struct resource *known = plan_get(r->put.plan, &resource_entity, role);
    if (!known || known->kind != RESOURCE_ROLE || known->calendar.v)
        return OK;
    TRY(role_calendar(r, line));
    struct resource o = *known;
    o.calendar.v = r->role_calendar;
    return record_put(&r->put, &resource_entity, &o, role.v, line);
}

static err role_put(void *self, void *record)
{
    struct xer_reader         *r = self;
    const struct resource_row *row = record;
    struct resource            o;
    if (row->id == INT_NONE || map_get(&r->role_ids, row->id, &(int64_t){0}))
        return OK;
    entity_init(&resource_entity, &o);
    o.title = str_trim(row->title).n ? row->title : S("Role");
    o.initials = row->initials;
    const str notes = str_trim(notes_text(r->mem, row->notes));
    if (notes.n)
        o.body = notes;
    o.kind = RESOURCE_ROLE;
    o.rank = (row->rank == INT_NONE || row->rank < 0 ? 0 : row->rank % INT32_MAX) * RANK_GAP;
    map_put(&r->role_ids, row->id, ++r->n_resources);
    return record_put(&r->put, &resource_entity, &o, r->n_resources, row->line);
}

static err assignment_put(void *self, void *record)
{
    struct xer_reader           *r = self;
    const struct assignment_row *row = record;
    struct assignment            a;
    if (xer_of_baseline(r, row->task)) {
        baseline_sum(r, row);
        return OK;
    }
    entity_init(&assignment_entity, &a);
    a.item.v = row->task == INT_NONE ? 0 : map_or(&r->task_ids, row->task, 0);
    a.resource.v = row->resource == INT_NONE ? 0 : map_or(&r->resource_ids, row->resource, 0);
    if (!a.resource.v && row->role != INT_NONE)
        a.resource.v = map_or(&r->role_ids, row->role, 0);
    if (!a.item.v) {
        report_drop(r->put.report, xer_label(&r->file, "TASKRSRC"),
                    "Its activity is not in the file", row->line);
        return OK;
    }
    TRY(role_works(r, a.resource, row->line));
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
    static const struct xer_binding roles = {role_columns, COUNT(role_columns),
                                             sizeof(struct resource_row)};
    static const struct xer_binding expenses = {expense_columns, COUNT(expense_columns),
                                                sizeof(struct expense_row)};
    static const struct xer_binding assignments = {assignment_columns, COUNT(assignment_columns),
                                                   sizeof(struct assignment_row)};
    TRY(xer_each(&r->context, xer_table(&r->file, "RSRC"), &resources, resource_put));
    TRY(xer_each(&r->context, xer_table(&r->file, "ROLES"), &roles, role_put));
    TRY(xer_read_rates(r));
    TRY(xer_each(&r->context, xer_table(&r->file, "PROJCOST"), &expenses, expense_put));
    return xer_each(&r->context, xer_table(&r->file, "TASKRSRC"), &assignments, assignment_put);
}
