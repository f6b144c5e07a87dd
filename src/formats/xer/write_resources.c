/* formats/xer/write_resources.c - resources, roles, their rates, assignments, expenses, user
 * fields.
 *
 * People, teams and vendors are labour, machines and licences nonlabour, roles are ROLES. Costs of
 * items and of cost resources are expenses.
 */
#include "formats/xer/writer.h"

#include <math.h>
#include <stdlib.h>

enum { PRICES = 5 };

static bool is_role(const struct resource *o)
{
    return o->kind == RESOURCE_ROLE;
}

static const char *type_of(const struct resource *o)
{
    return o->kind == RESOURCE_MATERIAL ? "RT_Mat"
           : o->kind == RESOURCE_LICENCE || o->kind == RESOURCE_HARDWARE ||
                   o->kind == RESOURCE_ENVIRONMENT
               ? "RT_Equip"
               : "RT_Labor";
}

static void resource_row(struct xer_writer *w, const struct resource *o)
{
    static const char *const kept[] = {
        "title", "initials", "kind",           "calendar",    "max_units",  "code", "email",
        "body",  "rank",     "std_rate_minor", "is_inactive", "source_uid", NULL};
    const bool is_kept = o->kind == RESOURCE_PERSON || o->kind == RESOURCE_HARDWARE ||
                         o->kind == RESOURCE_MATERIAL || is_role(o);
    xer_put_row(w);
    xer_put_int(w, map_or(&w->resource_uids, o->head.id.v, 0));
    xer_put_int(w, o->rank / RANK_GAP);
    xer_put_text(w, o->title);
    xer_put_text(w, o->initials);
    xer_put_text(w, o->body);
    if (!is_role(o)) {
        xer_put_int(w,
                    o->calendar.v ? map_or(&w->calendar_uids, o->calendar.v, INT_NONE) : INT_NONE);
        xer_put_word(w, type_of(o));
        xer_put_text(w, o->email);
        xer_put_text(w, o->code);
        xer_put_word(w, o->is_inactive ? "N" : "Y");
    }
    xer_put_end(w);
    xer_lost(w, &resource_entity, o, kept);
    if (!is_kept)
        report_drop(w->report, "resource/kind", "P6 has labour, nonlabour and material", 0);
}

static void resource_rows(struct xer_writer *w, bool roles)
{
    xer_put_table(w, roles ? "ROLES" : "RSRC",
                  roles ? "role_id seq_num role_name role_short_name role_descr"
                        : "rsrc_id rsrc_seq_num rsrc_name rsrc_short_name rsrc_notes clndr_id "
                          "rsrc_type email_addr employee_code active_flag");
    for (size_t s = 0; s < plan_slots(w->plan, &resource_entity); s++) {
        const struct resource *o = plan_at(w->plan, &resource_entity, s);
        if (o && is_role(o) == roles)
            resource_row(w, o);
    }
}

/* ---- rates ---------------------------------------------------------------------------------- */

enum { OF_PRICES = 1, OF_UNITS = 2, RATES_MAX = 200 };

struct rate {
    instant from;
    double  units, prices[PRICES];
};

/* Rows of one resource. */
struct rate_list {
    unsigned    what;
    size_t      n;
    struct rate v[RATES_MAX];
};

static struct rate *rate_at(struct rate_list *l, instant from)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].from == from)
            return &l->v[i];
    if (l->n == RATES_MAX)
        return NULL;
    l->v[l->n] = (struct rate){from, NAN, {NAN, NAN, NAN, NAN, NAN}};
    return &l->v[l->n++];
}

static int by_time(const void *a, const void *b)
{
    const struct rate *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static void prices_gather(struct xer_writer *w, const struct resource *o, struct rate_list *l)
{
    for (size_t s = 0; s < plan_slots(w->plan, &resource_rate_entity); s++) {
        const struct resource_rate *x = plan_at(w->plan, &resource_rate_entity, s);
        struct rate *r = x && x->resource.v == o->head.id.v ? rate_at(l, x->from) : NULL;
        if (r && x->table_no < PRICES)
            r->prices[x->table_no] = (double)x->std_rate_minor / 100;
        if (r && (x->ot_rate_minor || x->per_use_minor))
            report_drop(w->report, "resource_rate/ot_rate_minor, per_use_minor",
                        "P6 has no place for it", 0);
    }
}

static void units_gather(struct xer_writer *w, const struct resource *o, struct rate_list *l)
{
    for (size_t s = 0; s < plan_slots(w->plan, &resource_availability_entity); s++) {
        const struct resource_availability *x = plan_at(w->plan, &resource_availability_entity, s);
        struct rate *r = x && x->resource.v == o->head.id.v ? rate_at(l, x->from) : NULL;
        if (r)
            r->units = x->units;
    }
}

/* What the resource says of itself stands in the first row, where no rate says it. */
static void own_gather(struct xer_writer *w, const struct resource *o, struct rate_list *l)
{
    bool has_price = false, has_units = false;
    for (size_t i = 0; i < l->n; i++) {
        has_price |= !isnan(l->v[i].prices[0]);
        has_units |= !isnan(l->v[i].units);
    }
    const bool adds_price = l->what & OF_PRICES && !has_price && o->std_rate_minor;
    const bool adds_units = l->what & OF_UNITS && !has_units &&
                            (o->max_units < 1 || o->max_units > 1);
    struct rate *first = (adds_price || adds_units) && !l->n ? rate_at(l, w->project->start) : l->v;
    if (adds_price)
        first->prices[0] = (double)o->std_rate_minor / 100;
    if (adds_units || (adds_price && l->what & OF_UNITS && !has_units))
        first->units = o->max_units;
}

static void rates_gather(struct xer_writer *w, const struct resource *o, struct rate_list *l)
{
    l->n = 0;
    if (l->what & OF_PRICES)
        prices_gather(w, o, l);
    if (l->what & OF_UNITS)
        units_gather(w, o, l);
    if (l->n)
        qsort(l->v, l->n, sizeof *l->v, by_time);
    own_gather(w, o, l);
}

static void rate_row(struct xer_writer *w, const struct rate_list *l, const struct rate *r)
{
    xer_put_time(w, r->from);
    if (l->what & OF_UNITS)
        xer_put_number(w, r->units);
    for (int k = 0; k < PRICES && l->what & OF_PRICES; k++)
        xer_put_number(w, r->prices[k]);
}

static void rate_rows(struct xer_writer *w, bool roles, unsigned what)
{
    struct rate_list *l = arena_new(w->mem, struct rate_list);
    int64_t           uid = 0;
    l->what = what;
    for (size_t s = 0; s < plan_slots(w->plan, &resource_entity); s++) {
        const struct resource *o = plan_at(w->plan, &resource_entity, s);
        if (!o || is_role(o) != roles)
            continue;
        rates_gather(w, o, l);
        for (size_t i = 0; i < l->n; i++) {
            xer_put_row(w);
            xer_put_int(w, ++uid);
            xer_put_int(w, map_or(&w->resource_uids, o->head.id.v, 0));
            rate_row(w, l, &l->v[i]);
            xer_put_end(w);
        }
    }
}

void xer_write_resources(struct xer_writer *w)
{
    resource_rows(w, false);
    resource_rows(w, true);
    xer_put_table(w, "RSRCRATE",
                  "rsrc_rate_id rsrc_id start_date max_qty_per_hr cost_per_qty cost_per_qty2 "
                  "cost_per_qty3 cost_per_qty4 cost_per_qty5");
    rate_rows(w, false, OF_PRICES | OF_UNITS);
    xer_put_table(w, "ROLERATE",
                  "role_rate_id role_id start_date cost_per_qty cost_per_qty2 cost_per_qty3 "
                  "cost_per_qty4 cost_per_qty5");
    rate_rows(w, true, OF_PRICES);
    xer_put_table(w, "ROLELIMIT", "rolelimit_id role_id start_date max_qty_per_hr");
    rate_rows(w, true, OF_UNITS);
}

/* ---- assignments and expenses --------------------------------------------------------------- */

static double hours(int64_t seconds)
{
    return seconds == DURATION_NONE ? NAN : (double)seconds / HOUR_S;
}

static int64_t rest_of(const struct assignment *a)
{
    return a->remaining_work_s != DURATION_NONE ? a->remaining_work_s
                                                : a->work_s - a->actual_work_s;
}

static void assignment_row(struct xer_writer *w, const struct assignment *a, int64_t task)
{
    static const char *const kept[] = {"item",
                                       "resource",
                                       "units",
                                       "work_s",
                                       "actual_work_s",
                                       "overtime_work_s",
                                       "remaining_work_s",
                                       "delay_s",
                                       "cost_minor",
                                       "actual_cost_minor",
                                       "source_uid",
                                       "booking",
                                       "start",
                                       "finish",
                                       NULL};
    const struct resource   *o = plan_get(w->plan, &resource_entity, a->resource);
    const bool               is_material = o && o->kind == RESOURCE_MATERIAL;
    const int64_t            uid = o ? map_or(&w->resource_uids, o->head.id.v, 0) : INT_NONE;
    xer_put_row(w);
    xer_put_int(w, map_or(&w->assignment_uids, a->head.id.v, 0));
    xer_put_int(w, task);
    xer_put_int(w, map_or(&w->project_of, a->item.v, 1));
    xer_put_int(w, o && !is_role(o) ? uid : INT_NONE);
    xer_put_int(w, o && is_role(o) ? uid : INT_NONE);
    xer_put_hours(w, a->delay_s);
    xer_put_number(w, is_material ? a->units : hours(rest_of(a)));
    xer_put_number(w, is_material ? a->units : hours(a->work_s));
    xer_put_number(w, is_material ? NAN : a->units);
    xer_put_number(w, is_material ? NAN : a->units);
    xer_put_number(w, is_material ? NAN : hours(a->actual_work_s - a->overtime_work_s));
    xer_put_number(w, is_material ? NAN : hours(a->overtime_work_s));
    xer_put_money(w, a->cost_minor - a->actual_cost_minor);
    xer_put_money(w, a->cost_minor);
    xer_put_money(w, a->actual_cost_minor);
    xer_put_end(w);
    xer_lost(w, &assignment_entity, a, kept);
}

/* Work and cost of a baseline's activities, which have no resources here. */
static void baseline_rows(struct xer_writer *w)
{
    for (size_t s = 0; s < plan_slots(w->plan, &baseline_item_entity); s++) {
        const struct baseline_item *b = plan_at(w->plan, &baseline_item_entity, s);
        if (!b || (b->work_s <= 0 && !b->cost_minor))
            continue;
        xer_put_row(w);
        xer_put_int(w, INT32_MAX - (int64_t)s);
        xer_put_int(w, INT32_MAX - (int64_t)s);
        xer_put_int(w, xer_baseline_project(w, b->baseline));
        for (int k = 0; k < 4; k++)
            xer_put_word(w, "");
        xer_put_hours(w, b->work_s);
        for (int k = 0; k < 5; k++)
            xer_put_word(w, "");
        xer_put_money(w, b->cost_minor);
        xer_put_end(w);
    }
}

static void expense_row(struct xer_writer *w, struct id item, int64_t actual, int64_t rest)
{
    int64_t task;
    if (!map_get(&w->task_uids, item.v, &task)) {
        report_drop(w->report, "item/fixed_cost_minor", "Only activities have expenses in P6", 0);
        return;
    }
    xer_put_row(w);
    xer_put_int(w, item.v);
    xer_put_int(w, task);
    xer_put_int(w, map_or(&w->project_of, item.v, 1));
    xer_put_money(w, actual);
    xer_put_money(w, rest);
    xer_put_money(w, actual + rest);
    xer_put_word(w, "Cost");
    xer_put_end(w);
}

static bool is_cost(const struct xer_writer *w, const struct assignment *a)
{
    const struct resource *o = plan_get(w->plan, &resource_entity, a->resource);
    return o && o->kind == RESOURCE_COST;
}

static void expense_rows(struct xer_writer *w)
{
    xer_put_table(w, "PROJCOST",
                  "cost_item_id task_id proj_id act_cost remain_cost target_cost cost_name");
    for (size_t s = 0; s < plan_slots(w->plan, &item_entity); s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (i && i->fixed_cost_minor)
            expense_row(w, i->head.id, 0, i->fixed_cost_minor);
    }
    for (size_t s = 0; s < plan_slots(w->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(w->plan, &assignment_entity, s);
        if (a && is_cost(w, a))
            expense_row(w, a->item, a->actual_cost_minor, a->cost_minor - a->actual_cost_minor);
    }
}

void xer_write_assignments(struct xer_writer *w)
{
    xer_put_table(w, "TASKRSRC",
                  "taskrsrc_id task_id proj_id rsrc_id role_id relag_drtn_hr_cnt remain_qty "
                  "target_qty remain_qty_per_hr target_qty_per_hr act_reg_qty act_ot_qty "
                  "remain_cost target_cost act_reg_cost");
    for (size_t s = 0; s < plan_slots(w->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(w->plan, &assignment_entity, s);
        int64_t                  task;
        if (!a || is_cost(w, a))
            continue;
        if (map_get(&w->task_uids, a->item.v, &task))
            assignment_row(w, a, task);
        else
            report_drop(w->report, "assignment", "Only activities have resources in P6", 0);
    }
    baseline_rows(w);
    expense_rows(w);
}

/* ---- user fields ---------------------------------------------------------------------------- */

static const char *data_type_of(enum custom_kind kind)
{
    return kind == CUSTOM_START || kind == CUSTOM_DATE ? "FT_START_DATE"
           : kind == CUSTOM_FINISH                     ? "FT_END_DATE"
           : kind == CUSTOM_COST                       ? "FT_MONEY"
           : kind == CUSTOM_NUMBER                     ? "FT_FLOAT_2_DECIMALS"
                                                       : "FT_TEXT";
}

/* Number of the field in the file: one for activities and others, one for WBS elements. */
static int64_t field_uid(struct id field, bool is_wbs)
{
    return field.v * 2 - 1 + is_wbs;
}

static const struct item *item_of(const struct xer_writer *w, const struct custom_field *f,
                                  const struct custom_value *v)
{
    return f->target == CUSTOM_OF_ITEM ? plan_get(w->plan, &item_entity, v->record) : NULL;
}

static void field_row(struct xer_writer *w, const struct custom_field *f, bool is_wbs)
{
    xer_put_row(w);
    xer_put_int(w, field_uid(f->head.id, is_wbs));
    xer_put_word(w, f->target == CUSTOM_OF_RESOURCE     ? "RSRC"
                    : f->target == CUSTOM_OF_ASSIGNMENT ? "TASKRSRC"
                    : is_wbs                            ? "PROJWBS"
                                                        : "TASK");
    xer_put_text(w, f->name);
    xer_put_text(w, f->alias.n ? f->alias : f->name);
    xer_put_word(w, data_type_of(f->kind));
    xer_put_end(w);
    if (f->kind == CUSTOM_DURATION || f->kind == CUSTOM_FLAG || f->kind == CUSTOM_DATE)
        report_drop(w->report, "custom_field/kind", "Written as text, or as a start", 0);
}

static void field_rows(struct xer_writer *w)
{
    const size_t n = plan_slots(w->plan, &custom_field_entity);
    bool *of_wbs = arena_array(w->mem, bool, n + 1), *of_tasks = arena_array(w->mem, bool, n + 1);
    for (size_t s = 0; s < plan_slots(w->plan, &custom_value_entity); s++) {
        const struct custom_value *v = plan_at(w->plan, &custom_value_entity, s);
        size_t                     slot;
        if (!v || !plan_slot(w->plan, &custom_field_entity, v->field, &slot))
            continue;
        const struct item *i = item_of(w, plan_at(w->plan, &custom_field_entity, slot), v);
        of_wbs[slot] |= i && xer_is_wbs(w, i);
        of_tasks[slot] |= i && xer_is_task(w, i);
    }
    xer_put_table(w, "UDFTYPE",
                  "udf_type_id table_name udf_type_name udf_type_label logical_data_type");
    for (size_t s = 0; s < n; s++) {
        const struct custom_field *f = plan_at(w->plan, &custom_field_entity, s);
        if (f && (of_tasks[s] || !of_wbs[s]))
            field_row(w, f, false);
        if (f && of_wbs[s])
            field_row(w, f, true);
    }
}

static int64_t owner_of(const struct xer_writer *w, const struct custom_field *f,
                        const struct custom_value *v)
{
    const struct item *i = item_of(w, f, v);
    switch (f->target) {
    case CUSTOM_OF_ITEM:
        return i ? map_or(xer_is_wbs(w, i) ? &w->wbs_uids : &w->task_uids, v->record.v, 0) : 0;
    case CUSTOM_OF_RESOURCE: return map_or(&w->resource_uids, v->record.v, 0);
    case CUSTOM_OF_ASSIGNMENT: return map_or(&w->assignment_uids, v->record.v, 0);
    }
    return 0;
}

static void value_row(struct xer_writer *w, const struct custom_field *f,
                      const struct custom_value *v, int64_t owner)
{
    const struct item *i = item_of(w, f, v);
    const bool         is_date = f->kind == CUSTOM_START || f->kind == CUSTOM_FINISH ||
                         f->kind == CUSTOM_DATE;
    const bool is_number = f->kind == CUSTOM_NUMBER || f->kind == CUSTOM_COST;
    instant    at = INSTANT_NONE;
    if (is_date)
        (void)instant_parse(v->value, &at);
    xer_put_row(w);
    xer_put_int(w, field_uid(f->head.id, i && xer_is_wbs(w, i)));
    xer_put_int(w, owner);
    xer_put_time(w, at);
    xer_put_text(w, is_number ? v->value : STR_NONE);
    xer_put_text(w, is_number || is_date ? STR_NONE : v->value);
    xer_put_end(w);
}

void xer_write_fields(struct xer_writer *w)
{
    field_rows(w);
    xer_put_table(w, "UDFVALUE", "udf_type_id fk_id udf_date udf_number udf_text");
    for (size_t s = 0; s < plan_slots(w->plan, &custom_value_entity); s++) {
        const struct custom_value *v = plan_at(w->plan, &custom_value_entity, s);
        const struct custom_field *f = v ? plan_get(w->plan, &custom_field_entity, v->field) : NULL;
        const int64_t              owner = f ? owner_of(w, f, v) : 0;
        if (owner)
            value_row(w, f, v, owner);
        else if (v)
            report_drop(w->report, "custom_value", "Its record has no place in P6", 0);
    }
}
