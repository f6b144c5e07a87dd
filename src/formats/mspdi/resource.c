/* Resources of MSPDI with their rate tables and availability.
 *
 * Rates stand per hour whatever format they are shown in; of a material per unit. Unique id 0 is
 * the row for work without a resource and is not kept. 1984-01-01 and 2049-12-31 are the ends of MS
 * Project's time and mean that a span is open.
 */
#include "formats/mspdi/reader.h"

#include "formats/notes.h"

#include <math.h>

enum { TYPE_MATERIAL = 0, TYPE_WORK = 1, TYPE_COST = 2, RATE_PER_HOUR = 2, RATE_PER_UNIT = 8 };

static const int8_t accruals[] = {-1, ACCRUAL_START, ACCRUAL_END, ACCRUAL_PRORATED};

/* ---- rates and availability ---------------------------------------------------------------- */

instant mspdi_open_from(instant t)
{
    return t != INSTANT_NONE && t <= civil_seconds((struct civil){1984, 1, 1, 24, 0, 0})
               ? INSTANT_NONE
               : t;
}

instant mspdi_open_to(instant t)
{
    return t != INSTANT_NONE && t >= civil_seconds((struct civil){2049, 12, 31, 0, 0, 0})
               ? INSTANT_NONE
               : t;
}

static int64_t minor(double rate)
{
    return isfinite(rate) ? llround(rate) : 0;
}

static void rate_open(void *record)
{
    struct mspdi_rate_row *r = record;
    entity_init(&resource_rate_entity, &r->r);
    r->std_format = r->ot_format = RATE_PER_HOUR;
}

static err rate_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader   *r = xml_owner(in);
    struct mspdi_rate_row *row = record;
    row->r.resource.v = (int64_t)r->resources.n + 1;
    row->r.from = mspdi_open_from(row->r.from);
    row->r.to = mspdi_open_to(row->r.to);
    row->r.std_rate_minor = minor(row->std_rate);
    row->r.ot_rate_minor = minor(row->ot_rate);
    vec_push(r->mem, &r->rates, *row);
    return OK;
}

#define RATE(member) .offset = offsetof(struct mspdi_rate_row, member)
static const struct xml_row rate_rows[] = {
    {.name = "RatesFrom", .type = &mspdi_start, RATE(r.from)},
    {.name = "RatesTo", .type = &mspdi_finish, RATE(r.to)},
    {.name = "RateTable", .type = &xml_int, RATE(r.table_no), .flags = XML_LENIENT},
    {.name = "StandardRate", .type = &mspdi_rate, RATE(std_rate), .flags = XML_LENIENT},
    {.name = "StandardRateFormat", .type = &xml_int, RATE(std_format), .flags = XML_LENIENT},
    {.name = "OvertimeRate", .type = &mspdi_rate, RATE(ot_rate), .flags = XML_LENIENT},
    {.name = "OvertimeRateFormat", .type = &xml_int, RATE(ot_format), .flags = XML_LENIENT},
    {.name = "CostPerUse", .type = &mspdi_money, RATE(r.per_use_minor), .flags = XML_LENIENT},
};
const struct xml_node mspdi_rate_node = {
    "Rate", sizeof(struct mspdi_rate_row), rate_rows, COUNT(rate_rows), rate_open, rate_close};
static const struct xml_row rates_rows[] = {{.name = "Rate", .node = &mspdi_rate_node}};
const struct xml_node mspdi_rates_node = {"Rates", 0, rates_rows, COUNT(rates_rows), NULL, NULL};

static void availability_open(void *record)
{
    entity_init(&resource_availability_entity, record);
}

static err availability_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader          *r = xml_owner(in);
    struct resource_availability *a = record;
    a->resource.v = (int64_t)r->resources.n + 1;
    a->from = mspdi_open_from(a->from);
    a->to = mspdi_open_to(a->to);
    vec_push(r->mem, &r->availabilities, *a);
    return OK;
}

#define AVAILABLE(member) .offset = offsetof(struct resource_availability, member)
static const struct xml_row availability_rows[] = {
    {.name = "AvailableFrom", .type = &mspdi_start, AVAILABLE(from)},
    {.name = "AvailableTo", .type = &mspdi_finish, AVAILABLE(to)},
    {.name = "AvailableUnits", .type = &xml_num, AVAILABLE(units)},
};
const struct xml_node mspdi_availability_node = {
    "AvailabilityPeriod", sizeof(struct resource_availability),
    availability_rows,    COUNT(availability_rows),
    availability_open,    availability_close};
static const struct xml_row availabilities_rows[] = {
    {.name = "AvailabilityPeriod", .node = &mspdi_availability_node},
};
const struct xml_node mspdi_availabilities_node = {
    "AvailabilityPeriods", 0, availabilities_rows, COUNT(availabilities_rows), NULL, NULL};

/* ---- the resource ------------------------------------------------------------------------- */

static void resource_open(void *record)
{
    struct mspdi_resource *r = record;
    entity_init(&resource_entity, &r->r);
    r->uid = r->no = r->calendar_uid = INT_NONE;
    r->type = TYPE_WORK;
    r->std_format = r->ot_format = RATE_PER_HOUR;
}

static err resource_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader   *r = xml_owner(in);
    struct mspdi_resource *res = record;
    res->line = xml_line(in);
    if (res->uid == INT_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a resource has no UID", (long long)res->line);
    vec_push(r->mem, &r->resources, arena_copy(r->mem, res, sizeof *res));
    return OK;
}

#define RESOURCE(member) .offset = offsetof(struct mspdi_resource, member)
static const struct xml_row resource_rows[] = {
    {.name = "UID", .type = &xml_int, RESOURCE(uid)},
    XML_DROPPED("GUID"),
    {.name = "ID", .type = &xml_int, RESOURCE(no), .flags = XML_SILENT},
    {.name = "Name", .type = &xml_word, RESOURCE(r.title)},
    {.name = "Type", .type = &xml_int, RESOURCE(type)},
    {.name = "IsNull", .type = &xml_bool, RESOURCE(is_null)},
    {.name = "Initials", .type = &xml_word, RESOURCE(r.initials)},
    XML_DROPPED("Phonetics"),
    XML_DROPPED("NTAccount"),
    {.name = "MaterialLabel", .type = &xml_word, RESOURCE(r.material_label)},
    {.name = "Code", .type = &xml_word, RESOURCE(r.code)},
    {.name = "Group", .type = &xml_word, RESOURCE(r.group_name)},
    XML_DROPPED("WorkGroup"),
    {.name = "EmailAddress", .type = &xml_word, RESOURCE(r.email)},
    XML_DROPPED("Hyperlink"),
    XML_DROPPED("HyperlinkAddress"),
    XML_DROPPED("HyperlinkSubAddress"),
    {.name = "MaxUnits", .type = &xml_num, RESOURCE(r.max_units), .flags = XML_LENIENT},
    XML_RECALCULATED("PeakUnits"),
    XML_RECALCULATED("OverAllocated"),
    XML_RECALCULATED("AvailableFrom"),
    XML_RECALCULATED("AvailableTo"),
    XML_RECALCULATED("Start"),
    XML_RECALCULATED("Finish"),
    XML_DROPPED_BUT("CanLevel", "1"),
    {.name = "AccrueAt",
     .type = &xml_enum,
     RESOURCE(r.accrual),
     .flags = XML_LENIENT,
     .numbers = accruals,
     .n_numbers = COUNT(accruals)},
    XML_RECALCULATED("Work"),
    XML_RECALCULATED("RegularWork"),
    XML_RECALCULATED("OvertimeWork"),
    XML_RECALCULATED("ActualWork"),
    XML_RECALCULATED("RemainingWork"),
    XML_RECALCULATED("ActualOvertimeWork"),
    XML_RECALCULATED("RemainingOvertimeWork"),
    XML_RECALCULATED("PercentWorkComplete"),
    {.name = "StandardRate", .type = &mspdi_rate, RESOURCE(std_rate), .flags = XML_LENIENT},
    {.name = "StandardRateFormat", .type = &xml_int, RESOURCE(std_format), .flags = XML_LENIENT},
    XML_RECALCULATED("Cost"),
    {.name = "OvertimeRate", .type = &mspdi_rate, RESOURCE(ot_rate), .flags = XML_LENIENT},
    {.name = "OvertimeRateFormat", .type = &xml_int, RESOURCE(ot_format), .flags = XML_LENIENT},
    XML_RECALCULATED("OvertimeCost"),
    {.name = "CostPerUse", .type = &mspdi_money, RESOURCE(r.per_use_minor), .flags = XML_LENIENT},
    XML_RECALCULATED("ActualCost"),
    XML_RECALCULATED("ActualOvertimeCost"),
    XML_RECALCULATED("RemainingCost"),
    XML_RECALCULATED("RemainingOvertimeCost"),
    XML_RECALCULATED("WorkVariance"),
    XML_RECALCULATED("CostVariance"),
    XML_RECALCULATED("SV"),
    XML_RECALCULATED("CV"),
    XML_RECALCULATED("ACWP"),
    {.name = "CalendarUID", .type = &xml_int, RESOURCE(calendar_uid)},
    {.name = "Notes", .type = &xml_text, RESOURCE(r.body)},
    XML_RECALCULATED("BCWS"),
    XML_RECALCULATED("BCWP"),
    {.name = "IsGeneric", .type = &xml_bool, RESOURCE(r.is_generic)},
    {.name = "IsInactive", .type = &xml_bool, RESOURCE(r.is_inactive)},
    XML_DROPPED("IsEnterprise"),
    XML_DROPPED("BookingType"),
    XML_RECALCULATED("ActualWorkProtected"),
    XML_RECALCULATED("ActualOvertimeWorkProtected"),
    XML_DROPPED("ActiveDirectoryGUID"),
    XML_RECALCULATED("CreationDate"),
    {.name = "ExtendedAttribute", .node = &mspdi_resource_value_node},
    XML_DROPPED("Baseline"),
    {.name = "OutlineCode", .node = &mspdi_resource_code_node, .flags = XML_IN_ONLY},
    {.name = "IsCostResource", .type = &xml_bool, RESOURCE(is_cost)},
    XML_DROPPED("AssnOwner"),
    XML_DROPPED("AssnOwnerGuid"),
    {.name = "IsBudget", .type = &xml_bool, RESOURCE(r.is_budget)},
    {.name = "AvailabilityPeriods", .node = &mspdi_availabilities_node},
    {.name = "Rates", .node = &mspdi_rates_node},
    XML_DROPPED("TimephasedData"),
};
const struct xml_node mspdi_resource_node = {"Resource",    sizeof(struct mspdi_resource),
                                             resource_rows, COUNT(resource_rows),
                                             resource_open, resource_close};

/* ---- into the plan ------------------------------------------------------------------------ */

static bool is_kept(const struct mspdi_resource *r)
{
    bool is_nobody = r->uid == 0 && (r->no == 0 || r->no == INT_NONE || !r->r.title.n);
    return !is_nobody && !r->is_null && r->uid != MSPDI_NO_RESOURCE;
}

static void complete_resource(struct mspdi_reader *r, struct mspdi_resource *m)
{
    m->r.kind = RESOURCE_PERSON;
    if (m->is_cost || m->type == TYPE_COST)
        m->r.kind = RESOURCE_COST;
    else if (m->type == TYPE_MATERIAL)
        m->r.kind = RESOURCE_MATERIAL;
    else if (m->r.is_generic)
        m->r.kind = RESOURCE_ROLE;
    m->r.body = notes_text(r->mem, m->r.body);
    if (!m->r.title.n)
        m->r.title = str_fmt(r->mem, "Resource %lld", (long long)m->uid);
    m->r.std_rate_minor = minor(m->std_rate);
    m->r.ot_rate_minor = minor(m->ot_rate);
    m->r.source_uid = m->uid;
    int64_t calendar = 0;
    if (m->calendar_uid != INT_NONE && map_get(&r->calendar_ids, m->calendar_uid, &calendar))
        m->r.calendar.v = calendar;
    else if (m->calendar_uid > 0)
        report_warn(
            r->report, "Resource/CalendarUID", m->line,
            "Resource %lld uses calendar %lld, which does not exist; it takes the project's",
            (long long)m->uid, (long long)m->calendar_uid);
}

static err put_resource(struct mspdi_reader *r, struct mspdi_resource *m, int64_t id)
{
    if (map_get(&r->resource_ids, m->uid, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: resource UID %lld occurs twice",
                        (long long)m->line, (long long)m->uid);
    map_put(&r->resource_ids, m->uid, id);
    complete_resource(r, m);
    m->r.rank = id * RANK_GAP;
    return mspdi_put(r, &resource_entity, &m->r, id, m->line);
}

static err put_tables(struct mspdi_reader *r)
{
    int64_t id = 0;
    for (size_t i = 0; i < r->rates.n; i++) {
        struct resource_rate *rate = &r->rates.v[i].r;
        rate->resource.v = r->resource_of[rate->resource.v - 1];
        if (rate->resource.v)
            TRY(mspdi_put(r, &resource_rate_entity, rate, ++id, 0));
    }
    id = 0;
    for (size_t i = 0; i < r->availabilities.n; i++) {
        struct resource_availability *a = &r->availabilities.v[i];
        a->resource.v = r->resource_of[a->resource.v - 1];
        if (a->resource.v)
            TRY(mspdi_put(r, &resource_availability_entity, a, ++id, 0));
    }
    return OK;
}

err mspdi_build_resources(struct mspdi_reader *r)
{
    r->resource_of = arena_array(r->mem, int64_t, r->resources.n + 1);
    int64_t id = 0;
    for (size_t i = 0; i < r->resources.n; i++) {
        struct mspdi_resource *m = r->resources.v[i];
        if (m->is_null)
            report_drop(r->report, "Resource/IsNull", "A blank row of the resource table", m->line);
        if (!is_kept(m))
            continue;
        r->resource_of[i] = ++id;
        TRY(put_resource(r, m, id));
    }
    return put_tables(r);
}
