/* Resources and assignments printed, with rates, availability, baselines and pieces.
 *
 * An open end of a span is written as the end of MS Project's time. Assignments that are not shaped
 * by hand take the dates of their item.
 */
#include "formats/mspdi/writer.h"

enum { TYPE_MATERIAL = 0, TYPE_WORK = 1, RATE_PER_HOUR = 2, RATE_PER_UNIT = 8 };

/* ---- resources ---------------------------------------------------------------------------- */

static instant open_from(instant t)
{
    return t != INSTANT_NONE ? t : civil_seconds((struct civil){1984, 1, 1, 0, 0, 0});
}

static instant open_to(instant t)
{
    return t != INSTANT_NONE ? t : civil_seconds((struct civil){2049, 12, 31, 23, 59, 0});
}

static void print_rate(struct mspdi_writer *w, const void *record)
{
    struct mspdi_rate_row m = {.r = *(const struct resource_rate *)record};
    m.r.from = open_from(m.r.from);
    m.r.to = open_to(m.r.to);
    m.std_rate = (double)m.r.std_rate_minor;
    m.ot_rate = (double)m.r.ot_rate_minor;
    m.std_format = m.ot_format = RATE_PER_HOUR;
    xml_print(&w->out, &mspdi_rate_node, &m);
}

static void print_available(struct mspdi_writer *w, const void *record)
{
    struct resource_availability a = *(const struct resource_availability *)record;
    a.from = open_from(a.from);
    a.to = open_to(a.to);
    xml_print(&w->out, &mspdi_availability_node, &a);
}

static void print_resource(struct mspdi_writer *w, const struct resource *r, int64_t no)
{
    bool                  is_material = r->kind == RESOURCE_MATERIAL;
    struct mspdi_resource m = {.r = *r, .no = no};
    m.uid = map_or(&w->resource_uids, r->head.id.v, 0);
    m.is_cost = r->kind == RESOURCE_COST;
    m.type = is_material || m.is_cost ? TYPE_MATERIAL : TYPE_WORK;
    m.calendar_uid = mspdi_calendar_uid(w, r->calendar);
    m.std_rate = (double)r->std_rate_minor;
    m.ot_rate = (double)r->ot_rate_minor;
    m.std_format = m.ot_format = is_material ? RATE_PER_UNIT : RATE_PER_HOUR;
    w->owner = r->head.id.v;
    xml_print(&w->out, &mspdi_resource_node, &m);
}

static int by_rank(const void *a, const void *b)
{
    const struct resource *x = *(const struct resource *const *)a,
                          *y = *(const struct resource *const *)b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->head.id.v > y->head.id.v) - (x->head.id.v < y->head.id.v);
}

void mspdi_write_resources(struct mspdi_writer *w)
{
    size_t                  n = 0, slots = plan_slots(w->plan, &resource_entity);
    const struct resource **all = arena_array(w->mem, const struct resource *, slots + 1);
    for (size_t s = 0; s < slots; s++) {
        all[n] = plan_at(w->plan, &resource_entity, s);
        n += all[n] != NULL;
    }
    if (n)
        qsort(all, n, sizeof *all, by_rank);
    for (size_t i = 0; i < n; i++)
        print_resource(w, all[i], (int64_t)i + 1);
}

/* ---- assignments -------------------------------------------------------------------------- */

static void print_frozen(struct mspdi_writer *w, const void *record)
{
    const struct baseline_assignment *b = record;
    const struct baseline            *of = plan_get(w->plan, &baseline_entity, b->baseline);
    struct mspdi_baseline             m = {.number = of ? of->number : 0,
                                           .start = b->start,
                                           .finish = b->finish,
                                           .work_s = b->work_s,
                                           .cost_minor = b->cost_minor};
    if (of)
        xml_print(&w->out, &mspdi_assignment_baseline_node, &m);
}

/* The smallest unit of the format that holds the piece: hours, days, weeks, months. */
static int64_t unit_of(int64_t seconds)
{
    return seconds <= HOUR_S ? 1 : seconds <= DAY_S ? 2 : seconds <= 7 * DAY_S ? 3 : 5;
}

static void print_piece(struct mspdi_writer *w, const void *record)
{
    struct mspdi_piece m = {.p = *(const struct assignment_piece *)record};
    m.type = m.p.kind == PIECE_REMAINING ? 1 : m.p.kind == PIECE_ACTUAL ? 2 : 3;
    m.uid = map_or(&w->assignment_uids, m.p.assignment.v, 0);
    m.unit = unit_of(m.p.finish - m.p.start);
    xml_print(&w->out, &mspdi_piece_node, &m);
}

static void print_assignment(struct mspdi_writer *w, const struct assignment *a)
{
    const struct item_row  *r = plan_row_of(w->plan, a->item);
    struct mspdi_assignment m = {.a = *a, .delay_format = 7};
    m.uid = map_or(&w->assignment_uids, a->head.id.v, 0);
    m.task_uid = map_or(&w->task_uids, a->item.v, 0);
    m.resource_uid = a->resource.v ? map_or(&w->resource_uids, a->resource.v, MSPDI_NO_RESOURCE)
                                   : MSPDI_NO_RESOURCE;
    bool is_shaped = a->contour == CONTOUR_CONTOURED;
    m.start = is_shaped ? a->start : r ? r->start : INSTANT_NONE;
    m.finish = is_shaped ? a->finish : r ? r->finish : INSTANT_NONE;
    if (m.a.remaining_work_s == DURATION_NONE)
        m.a.remaining_work_s = a->work_s - a->actual_work_s;
    w->owner = a->head.id.v;
    xml_print(&w->out, &mspdi_assignment_node, &m);
}

void mspdi_write_assignments(struct mspdi_writer *w)
{
    for (size_t s = 0; s < plan_slots(w->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(w->plan, &assignment_entity, s);
        if (a)
            print_assignment(w, a);
    }
}

bool mspdi_resource_child(struct mspdi_writer *w, const struct xml_row *row, const void *record)
{
    (void)record;
    if (row->node == &mspdi_rates_node)
        mspdi_list(w, row->name, &resource_rate_entity, &w->rates, print_rate);
    else if (row->node == &mspdi_availabilities_node)
        mspdi_list(w, row->name, &resource_availability_entity, &w->available, print_available);
    else if (row->node == &mspdi_resource_value_node)
        mspdi_write_values(w, row->node, CUSTOM_OF_RESOURCE, w->owner);
    else if (row->node == &mspdi_assignment_value_node)
        mspdi_write_values(w, row->node, CUSTOM_OF_ASSIGNMENT, w->owner);
    else if (row->node == &mspdi_assignment_baseline_node)
        mspdi_each(w, &baseline_assignment_entity, &w->assignment_baselines, w->owner,
                   print_frozen);
    else if (row->node == &mspdi_piece_node)
        mspdi_each(w, &assignment_piece_entity, &w->pieces, w->owner, print_piece);
    else
        return false;
    return true;
}
