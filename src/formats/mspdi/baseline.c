/* Baselines 0–10 of tasks and assignments.
 *
 * The file hangs them on each task and assignment; here they are one baseline per number with a row
 * for each. A few hand-made files write BaselineStart and BaselineFinish beside the task: that is
 * baseline 0.
 */
#include "formats/mspdi/reader.h"

enum { BASELINE_LAST = 10 };

static void baseline_open(void *record)
{
    struct mspdi_baseline *b = record;
    b->start = b->finish = INSTANT_NONE;
    b->duration_s = DURATION_NONE;
    b->format = INT_NONE;
}

static err keep(struct mspdi_reader *r, const struct mspdi_baseline *b, int64_t line)
{
    if (b->number < 0 || b->number > BASELINE_LAST) {
        report_warn(r->report, "Baseline/Number", line,
                    "Baseline %lld was left out: there are 0 to %d", (long long)b->number,
                    BASELINE_LAST);
        return OK;
    }
    vec_push(r->mem, &r->baselines, *b);
    return OK;
}

static err task_baseline_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader   *r = xml_owner(in);
    struct mspdi_baseline *b = record;
    b->owner = r->tasks.n;
    return keep(r, b, xml_line(in));
}

static err assignment_baseline_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader   *r = xml_owner(in);
    struct mspdi_baseline *b = record;
    b->owner = r->assignments.n;
    b->of_assignment = true;
    return keep(r, b, xml_line(in));
}

#define BASELINE(member) .offset = offsetof(struct mspdi_baseline, member)
static const struct xml_row task_baseline_rows[] = {
    {.name = "Number", .type = &xml_int, BASELINE(number)},
    XML_DROPPED("Interim"),
    {.name = "Start", .type = &mspdi_start, BASELINE(start), .flags = XML_LENIENT},
    {.name = "Finish", .type = &mspdi_finish, BASELINE(finish), .flags = XML_LENIENT},
    {.name = "Duration", .type = &mspdi_duration, BASELINE(duration_s), .flags = XML_LENIENT},
    {.name = "DurationFormat", .type = &xml_int, BASELINE(format)},
    XML_DROPPED("EstimatedDuration"),
    {.name = "Work", .type = &mspdi_duration, BASELINE(work_s), .flags = XML_LENIENT},
    {.name = "Cost", .type = &mspdi_money, BASELINE(cost_minor), .flags = XML_LENIENT},
    XML_RECALCULATED("BCWS"),
    XML_RECALCULATED("BCWP"),
    XML_DROPPED("FixedCost"),
    XML_DROPPED("TimephasedData"),
};
const struct xml_node mspdi_task_baseline_node = {"Baseline",         sizeof(struct mspdi_baseline),
                                                  task_baseline_rows, COUNT(task_baseline_rows),
                                                  baseline_open,      task_baseline_close};

static const struct xml_row assignment_baseline_rows[] = {
    {.name = "Number", .type = &xml_int, BASELINE(number)},
    {.name = "Start", .type = &mspdi_start, BASELINE(start), .flags = XML_LENIENT},
    {.name = "Finish", .type = &mspdi_finish, BASELINE(finish), .flags = XML_LENIENT},
    {.name = "Work", .type = &mspdi_duration, BASELINE(work_s), .flags = XML_LENIENT},
    {.name = "Cost", .type = &mspdi_money, BASELINE(cost_minor), .flags = XML_LENIENT},
    XML_RECALCULATED("BCWS"),
    XML_RECALCULATED("BCWP"),
    XML_DROPPED("TimephasedData"),
};
const struct xml_node mspdi_assignment_baseline_node = {"Baseline",
                                                        sizeof(struct mspdi_baseline),
                                                        assignment_baseline_rows,
                                                        COUNT(assignment_baseline_rows),
                                                        baseline_open,
                                                        assignment_baseline_close};

/* ---- into the plan ------------------------------------------------------------------------ */

static void take_plain_baselines(struct mspdi_reader *r)
{
    for (size_t i = 0; i < r->tasks.n; i++) {
        const struct mspdi_task t = mspdi_task_at(r, i);
        struct mspdi_baseline   b = {.start = t.baseline_start,
                                     .finish = t.baseline_finish,
                                     .duration_s = DURATION_NONE,
                                     .owner = i};
        if (b.start != INSTANT_NONE || b.finish != INSTANT_NONE)
            vec_push(r->mem, &r->baselines, b);
    }
}

static int64_t owner_of(const struct mspdi_reader *r, const struct mspdi_baseline *b)
{
    return b->of_assignment ? r->assignment_of[b->owner] : r->item_of[b->owner];
}

/* One record per number that a kept row has, in order of number. */
static err put_numbers(struct mspdi_reader *r)
{
    bool    used[BASELINE_LAST + 1] = {0};
    int64_t id = 0;
    for (size_t i = 0; i < r->baselines.n; i++)
        if (owner_of(r, &r->baselines.v[i]))
            used[r->baselines.v[i].number] = true;
    for (int64_t number = 0; number <= BASELINE_LAST; number++) {
        struct baseline b;
        entity_init(&baseline_entity, &b);
        b.number = number;
        b.title = number ? str_fmt(r->mem, "Baseline %lld", (long long)number) : S("Baseline");
        if (!used[number])
            continue;
        r->baseline_ids[number].v = ++id;
        TRY(mspdi_put(r, &baseline_entity, &b, id, 0));
    }
    return OK;
}

static err put_item_row(struct mspdi_reader *r, const struct mspdi_baseline *b, int64_t owner,
                        int64_t id)
{
    struct baseline_item row;
    entity_init(&baseline_item_entity, &row);
    row.baseline = r->baseline_ids[b->number];
    row.item.v = owner;
    row.start = b->start;
    row.finish = b->finish;
    row.duration_s = b->duration_s;
    row.work_s = b->work_s;
    row.cost_minor = b->cost_minor;
    return mspdi_put(r, &baseline_item_entity, &row, id, mspdi_task_at(r, b->owner).line);
}

static err put_assignment_row(struct mspdi_reader *r, const struct mspdi_baseline *b, int64_t owner,
                              int64_t id)
{
    struct baseline_assignment row;
    entity_init(&baseline_assignment_entity, &row);
    row.baseline = r->baseline_ids[b->number];
    row.assignment.v = owner;
    row.start = b->start;
    row.finish = b->finish;
    row.work_s = b->work_s;
    row.cost_minor = b->cost_minor;
    return mspdi_put(r, &baseline_assignment_entity, &row, id, r->assignments.v[b->owner]->line);
}

err mspdi_build_baselines(struct mspdi_reader *r)
{
    take_plain_baselines(r);
    TRY(put_numbers(r));
    int64_t items = 0, assignments = 0;
    for (size_t i = 0; i < r->baselines.n; i++) {
        const struct mspdi_baseline *b = &r->baselines.v[i];
        int64_t                      owner = owner_of(r, b);
        if (owner && b->of_assignment)
            TRY(put_assignment_row(r, b, owner, ++assignments));
        else if (owner)
            TRY(put_item_row(r, b, owner, ++items));
        else if (!b->of_assignment)
            report_drop(r->report, "Task/Baseline (project row)",
                        "Follows from the items' baselines", 0);
    }
    return OK;
}
