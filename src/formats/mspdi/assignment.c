/* Assignments of MSPDI and their time-phased pieces.
 *
 * Work, units, contour and delays are what a calculation needs. Start, finish and the pieces are
 * kept only where the work was shaped by hand (contour 8): there they are the shape; elsewhere they
 * follow. ResourceUID −65535 is a row without a resource, which also keeps the splits of a task.
 */
#include "formats/mspdi/reader.h"

enum { PIECE_TYPE_REMAINING = 1, PIECE_TYPE_ACTUAL = 2, PIECE_TYPE_OVERTIME = 3 };

static const int8_t contours[] = {CONTOUR_FLAT,        CONTOUR_BACK_LOADED, CONTOUR_FRONT_LOADED,
                                  CONTOUR_DOUBLE_PEAK, CONTOUR_EARLY_PEAK,  CONTOUR_LATE_PEAK,
                                  CONTOUR_BELL,        CONTOUR_TURTLE,      CONTOUR_CONTOURED};
static const int8_t bookings[] = {BOOKING_FIRM, BOOKING_SOFT};

/* ---- pieces ------------------------------------------------------------------------------- */

static void piece_open(void *record)
{
    struct mspdi_piece *p = record;
    entity_init(&assignment_piece_entity, &p->p);
}

static err piece_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader *r = xml_owner(in);
    struct mspdi_piece  *p = record;
    p->assignment = r->assignments.n;
    bool is_work = p->type >= PIECE_TYPE_REMAINING && p->type <= PIECE_TYPE_OVERTIME;
    bool is_whole = p->p.start != INSTANT_NONE && p->p.finish != INSTANT_NONE;
    if (!is_work) {
        report_drop(r->report, "Assignment/TimephasedData (cost, baseline)",
                    "Only the work of shaped assignments is kept over time", xml_line(in));
        return OK;
    }
    p->p.kind = p->type == PIECE_TYPE_REMAINING ? PIECE_REMAINING
                : p->type == PIECE_TYPE_ACTUAL  ? PIECE_ACTUAL
                                                : PIECE_OVERTIME;
    if (is_whole)
        vec_push(r->mem, &r->pieces, *p);
    return OK;
}

#define PIECE(member) .offset = offsetof(struct mspdi_piece, member)
static const struct xml_row piece_rows[] = {
    {.name = "Type", .type = &xml_int, PIECE(type)},
    {.name = "UID", .type = &xml_int, PIECE(uid)},
    {.name = "Start", .type = &mspdi_start, PIECE(p.start)},
    {.name = "Finish", .type = &mspdi_finish, PIECE(p.finish)},
    {.name = "Unit", .type = &xml_int, PIECE(unit)},
    {.name = "Value", .type = &mspdi_duration, PIECE(p.work_s), .flags = XML_SILENT},
};
const struct xml_node mspdi_piece_node = {"TimephasedData", sizeof(struct mspdi_piece),
                                          piece_rows,       COUNT(piece_rows),
                                          piece_open,       piece_close};

/* ---- the assignment ----------------------------------------------------------------------- */

static void assignment_open(void *record)
{
    struct mspdi_assignment *a = record;
    entity_init(&assignment_entity, &a->a);
    a->uid = a->task_uid = INT_NONE;
    a->resource_uid = MSPDI_NO_RESOURCE;
    a->start = a->finish = INSTANT_NONE;
    a->delay_format = 7;
}

static err assignment_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader     *r = xml_owner(in);
    struct mspdi_assignment *a = record;
    a->line = xml_line(in);
    while (a->a.contour != CONTOUR_CONTOURED && r->pieces.n &&
           r->pieces.v[r->pieces.n - 1].assignment == r->assignments.n)
        r->pieces.n--;
    vec_push(r->mem, &r->assignments, arena_copy(r->mem, a, sizeof *a));
    return OK;
}

#define ASSIGNMENT(member) .offset = offsetof(struct mspdi_assignment, member)
static const struct xml_row assignment_rows[] = {
    {.name = "UID", .type = &xml_int, ASSIGNMENT(uid)},
    XML_DROPPED("GUID"),
    {.name = "TaskUID", .type = &xml_int, ASSIGNMENT(task_uid)},
    {.name = "ResourceUID", .type = &xml_int, ASSIGNMENT(resource_uid)},
    XML_RECALCULATED("PercentWorkComplete"),
    {.name = "ActualCost",
     .type = &mspdi_money,
     ASSIGNMENT(a.actual_cost_minor),
     .flags = XML_LENIENT},
    XML_RECALCULATED("ActualFinish"),
    XML_RECALCULATED("ActualOvertimeCost"),
    XML_RECALCULATED("ActualOvertimeWork"),
    XML_RECALCULATED("ActualStart"),
    {.name = "ActualWork", .type = &mspdi_duration, ASSIGNMENT(a.actual_work_s)},
    XML_RECALCULATED("ACWP"),
    XML_DROPPED("Confirmed"),
    {.name = "Cost", .type = &mspdi_money, ASSIGNMENT(a.cost_minor), .flags = XML_LENIENT},
    {.name = "CostRateTable", .type = &xml_int, ASSIGNMENT(a.rate_table)},
    XML_DROPPED("RateScale"),
    XML_RECALCULATED("CostVariance"),
    XML_RECALCULATED("CV"),
    {.name = "Delay", .type = &mspdi_tenths, ASSIGNMENT(a.delay_s)},
    {.name = "Finish", .type = &mspdi_finish, ASSIGNMENT(finish)},
    XML_RECALCULATED("FinishVariance"),
    XML_DROPPED("Hyperlink"),
    XML_DROPPED("HyperlinkAddress"),
    XML_DROPPED("HyperlinkSubAddress"),
    XML_RECALCULATED("WorkVariance"),
    XML_DROPPED_BUT("HasFixedRateUnits", "1"),
    XML_DROPPED("FixedMaterial"),
    {.name = "LevelingDelay", .type = &mspdi_tenths, ASSIGNMENT(a.levelling_delay_s)},
    {.name = "LevelingDelayFormat", .type = &xml_int, ASSIGNMENT(delay_format)},
    XML_DROPPED("LinkedFields"),
    XML_RECALCULATED("Milestone"),
    XML_DROPPED("Notes"),
    XML_RECALCULATED("Overallocated"),
    XML_RECALCULATED("OvertimeCost"),
    {.name = "OvertimeWork", .type = &mspdi_duration, ASSIGNMENT(a.overtime_work_s)},
    XML_RECALCULATED("PeakUnits"),
    XML_RECALCULATED("RegularWork"),
    XML_RECALCULATED("RemainingCost"),
    XML_RECALCULATED("RemainingOvertimeCost"),
    XML_RECALCULATED("RemainingOvertimeWork"),
    {.name = "RemainingWork", .type = &mspdi_duration, ASSIGNMENT(a.remaining_work_s)},
    XML_DROPPED("ResponsePending"),
    {.name = "Start", .type = &mspdi_start, ASSIGNMENT(start)},
    XML_RECALCULATED("Stop"),
    XML_RECALCULATED("Resume"),
    XML_RECALCULATED("StartVariance"),
    XML_RECALCULATED("Summary"),
    XML_RECALCULATED("SV"),
    {.name = "Units", .type = &xml_num, ASSIGNMENT(a.units)},
    XML_RECALCULATED("UpdateNeeded"),
    XML_RECALCULATED("VAC"),
    {.name = "Work", .type = &mspdi_duration, ASSIGNMENT(a.work_s)},
    {.name = "WorkContour",
     .type = &xml_enum,
     ASSIGNMENT(a.contour),
     .flags = XML_LENIENT,
     .numbers = contours,
     .n_numbers = COUNT(contours)},
    XML_RECALCULATED("BCWS"),
    XML_RECALCULATED("BCWP"),
    {.name = "BookingType",
     .type = &xml_enum,
     ASSIGNMENT(a.booking),
     .flags = XML_LENIENT,
     .numbers = bookings,
     .n_numbers = COUNT(bookings)},
    XML_RECALCULATED("ActualWorkProtected"),
    XML_RECALCULATED("ActualOvertimeWorkProtected"),
    XML_RECALCULATED("CreationDate"),
    XML_DROPPED("AssnOwner"),
    XML_DROPPED("AssnOwnerGuid"),
    XML_DROPPED("BudgetCost"),
    XML_DROPPED_BUT("BudgetWork", "PT0H0M0S"),
    {.name = "ExtendedAttribute", .node = &mspdi_assignment_value_node},
    {.name = "Baseline", .node = &mspdi_assignment_baseline_node},
    {.name = "TimephasedData", .node = &mspdi_piece_node},
};
const struct xml_node mspdi_assignment_node = {"Assignment",    sizeof(struct mspdi_assignment),
                                               assignment_rows, COUNT(assignment_rows),
                                               assignment_open, assignment_close};

/* ---- into the plan ------------------------------------------------------------------------ */

static bool find_ends(struct mspdi_reader *r, struct mspdi_assignment *m)
{
    int64_t item = 0, resource = 0;
    if (m->task_uid == 0 && !map_get(&r->item_ids, 0, &item))
        return false; /* of the project's own row */
    if (m->task_uid == INT_NONE || !map_get(&r->item_ids, m->task_uid, &item)) {
        report_warn(r->report, "Assignment/TaskUID", m->line,
                    "An assignment names task %lld, which does not exist; it was left out",
                    (long long)(m->task_uid == INT_NONE ? -1 : m->task_uid));
        report_drop(r->report, "Assignment", "Its task does not exist", m->line);
        return false;
    }
    m->a.item.v = item;
    if (map_get(&r->resource_ids, m->resource_uid, &resource))
        m->a.resource.v = resource;
    else if (m->resource_uid > 0)
        report_warn(r->report, "Assignment/ResourceUID", m->line,
                    "Resource %lld does not exist; the assignment stays without one",
                    (long long)m->resource_uid);
    return true;
}

static void complete_assignment(struct mspdi_assignment *m)
{
    struct assignment *a = &m->a;
    if (a->contour == CONTOUR_CONTOURED) {
        a->start = m->start;
        a->finish = m->finish;
    }
    if (a->remaining_work_s == a->work_s - a->actual_work_s)
        a->remaining_work_s = DURATION_NONE;
    a->source_uid = m->uid;
}

static bool is_own_row(const struct mspdi_reader *r, const struct mspdi_assignment *m)
{
    const struct item *i = plan_get(r->plan, &item_entity, m->a.item);
    return i && i->is_blank;
}

static err put_pieces(struct mspdi_reader *r)
{
    int64_t id = 0;
    for (size_t i = 0; i < r->pieces.n; i++) {
        struct mspdi_piece *p = &r->pieces.v[i];
        p->p.assignment.v = r->assignment_of[p->assignment];
        if (p->p.assignment.v)
            TRY(mspdi_put(r, &assignment_piece_entity, &p->p, ++id,
                          r->assignments.v[p->assignment]->line));
    }
    return OK;
}

err mspdi_build_assignments(struct mspdi_reader *r)
{
    r->assignment_of = arena_array(r->mem, int64_t, r->assignments.n + 1);
    int64_t id = 0;
    for (size_t i = 0; i < r->assignments.n; i++) {
        struct mspdi_assignment *m = r->assignments.v[i];
        if (!find_ends(r, m) || is_own_row(r, m))
            continue;
        complete_assignment(m);
        r->assignment_of[i] = ++id;
        TRY(mspdi_put(r, &assignment_entity, &m->a, id, m->line));
    }
    return put_pieces(r);
}
