/* formats/outline/life.c - what happened to an outline's plan since it was signed.
 *
 * `baseline` freezes the plan as calculated so far, `slip` lengthens an item and says why,
 * `progress` reports everything up to a day as done as planned. They are applied in the order of
 * the text. Every slip and progress is a step: the plan so far is kept as it is, and the step is
 * made in a fork of it.
 */
#include "domain/assignment.h"
#include "domain/baseline.h"
#include "domain/item.h"
#include "formats/outline/reader.h"

static err calculate(struct outline_reader *r)
{
    plan_put(r->plan, &project_entity, &r->project);
    return plan_calculate(r->plan, NULL);
}

static void freeze_item(struct outline_reader *r, const struct baseline *b, size_t slot)
{
    const struct item     *item = plan_at(r->plan, &item_entity, slot);
    const struct item_row *row = plan_row(r->plan, slot);
    struct baseline_item   frozen;
    entity_init(&baseline_item_entity, &frozen);
    frozen.head.id = item->head.id;
    frozen.head.project = r->project.head.id;
    frozen.baseline = b->head.id;
    frozen.item = item->head.id;
    frozen.start = row->start;
    frozen.finish = row->finish;
    frozen.duration_s = row->duration_s;
    frozen.work_s = row->work_s;
    plan_put(r->plan, &baseline_item_entity, &frozen);
}

/* "baseline 0 Signed plan" */
static err life_baseline(struct outline_reader *r, str rest)
{
    struct baseline b;
    str             number;
    entity_init(&baseline_entity, &b);
    str_cut(&rest, ' ', &number);
    if (!str_int(number, &b.number) || plan_count(r->plan, &baseline_entity) > 0)
        return outline_error(r, "An outline has one baseline, with a number.");
    TRY(calculate(r));
    b.head.id = (struct id){1};
    b.head.project = r->project.head.id;
    b.title = str_trim(rest);
    b.taken_at = r->project.start;
    plan_put(r->plan, &baseline_entity, &b);
    for (size_t s = 0; s < plan_slots(r->plan, &item_entity); s++)
        freeze_item(r, &b, s);
    return OK;
}

/* The assignments of a longer item work longer. */
static void stretch_work(struct outline_reader *r, struct id item, int64_t duration_s)
{
    for (size_t s = 0; s < plan_slots(r->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(r->plan, &assignment_entity, s);
        if (a->item.v != item.v)
            continue;
        struct assignment longer = *a;
        longer.work_s = (int64_t)((double)duration_s * a->units + 0.5);
        plan_put(r->plan, &assignment_entity, &longer);
    }
}

/* Ends what the plan was; what comes now is a step of its own. */
static void step_open(struct outline_reader *r)
{
    instant at = r->steps.n ? r->steps.v[r->steps.n - 1].at : r->project.start;
    plan_put(r->plan, &project_entity, &r->project);
    vec_push(r->mem, &r->steps, (struct outline_step){.at = at, .plan = r->plan});
    r->plan = plan_fork(r->plan);
}

/* The day at the head of a reason: "2026-08-20 Shipping has more variants". */
static err cut_day(struct outline_reader *r, str *rest, instant *ret_at)
{
    int64_t local;
    bool    has_time;
    str     after = *rest, word;
    str_cut(&after, ' ', &word);
    if (!local_parse(word, &local, &has_time))
        return OK;
    *rest = after;
    return outline_time(r, word, r->project.default_start_s, ret_at);
}

/* "slip ba3 8d 2026-08-20 Source systems less documented than expected" */
static err life_slip(struct outline_reader *r, str rest)
{
    str                name, amount;
    int64_t            id, more_s;
    enum duration_unit unit;
    step_open(r);
    struct outline_step *step = &r->steps.v[r->steps.n - 1];
    str_cut(&rest, ' ', &name);
    str_cut(&rest, ' ', &amount);
    if (!outline_duration(amount, &r->day, &more_s, &unit))
        return outline_error(r, "«%.*s» is no duration.", STR_ARG(amount));
    TRY(outline_find(r, NULL, name, &id));
    TRY(cut_day(r, &rest, &step->at));
    step->why = str_trim(rest);
    const struct item *item = plan_get(r->plan, &item_entity, (struct id){id});
    struct item        longer = *item;
    if (item->is_milestone) { /* it has no duration to lengthen: what it waited for came later */
        TRY(calculate(r));
        size_t slot = 0;
        plan_slot(r->plan, &item_entity, item->head.id, &slot);
        longer.constraint = CONSTRAINT_SNET;
        longer.constraint_at = plan_row(r->plan, slot)->start + more_s / r->day.day_s * DAY_S;
    } else {
        longer.duration_s += more_s;
        stretch_work(r, item->head.id, longer.duration_s);
    }
    longer.body = step->why;
    plan_put(r->plan, &item_entity, &longer);
    return OK;
}

static void report_done(struct item *item, const struct item_row *row)
{
    item->actual_start = row->start;
    item->actual_finish = row->finish;
    item->percent_complete = 100;
    item->state = ITEM_DONE;
}

static void report_started(struct item *item, const struct item_row *row, instant at)
{
    double share = (double)(at - row->start) / (double)(row->finish - row->start);
    item->actual_start = row->start;
    item->percent_complete = (double)((int)(share * 20)) * 5;
    if (item->state == ITEM_PLANNED || item->state == ITEM_READY)
        item->state = ITEM_ACTIVE;
}

static void report(struct outline_reader *r, size_t slot, instant at)
{
    struct item            item = *(const struct item *)plan_at(r->plan, &item_entity, slot);
    const struct item_row *row = plan_row(r->plan, slot);
    if (row->is_summary || row->start == INSTANT_NONE || row->start >= at)
        return;
    if (row->finish <= at)
        report_done(&item, row);
    else
        report_started(&item, row, at);
    plan_put(r->plan, &item_entity, &item);
}

/* "progress 2026-11-20" */
static err life_progress(struct outline_reader *r, str rest)
{
    instant at;
    TRY(outline_time(r, rest, r->project.default_finish_s, &at));
    step_open(r);
    r->steps.v[r->steps.n - 1].at = at;
    r->steps.v[r->steps.n - 1].why = S("Progress reported");
    TRY(calculate(r));
    for (size_t s = 0; s < plan_slots(r->plan, &item_entity); s++)
        report(r, s, at);
    r->project.data_date = at;
    return calculate(r);
}

err outline_life(struct outline_reader *r, str line)
{
    str word;
    str_cut(&line, ' ', &word);
    line = line.p ? str_trim(line) : S("");
    if (str_eq(word, S("baseline")))
        return life_baseline(r, line);
    if (str_eq(word, S("slip")))
        return life_slip(r, line);
    return life_progress(r, line);
}
