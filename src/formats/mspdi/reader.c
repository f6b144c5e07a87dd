/* MSPDI into a plan: the stream first, then the records in the order in which they refer to each
 * other.
 *
 * Elements are gathered as they come (tables in mspdi/task.c and its like); unique ids are resolved
 * and records put into the plan afterwards, because a link may name a task that comes later. The
 * plan is not calculated here.
 */
#include "formats/mspdi/reader.h"

#include "formats/builder/put.h"

err mspdi_put(struct mspdi_reader *r, const struct entity *e, void *record, int64_t id,
              int64_t line)
{
    return record_put(&(struct put_to){r->mem, r->report, r->plan}, e, record, id, line);
}

static err build(struct mspdi_reader *r, str source_name)
{
    TRY(mspdi_build_calendars(r));
    TRY(mspdi_build_project(r, source_name));
    TRY(mspdi_build_tasks(r));
    TRY(mspdi_build_links(r));
    TRY(mspdi_build_resources(r));
    TRY(mspdi_build_assignments(r));
    TRY(mspdi_build_baselines(r));
    return mspdi_build_custom(r);
}

static void store_one(struct mspdi_reader *r, const struct mspdi_task *t, int64_t id)
{
    struct stored_dates *s = &r->out->stored.v[id - 1];
    *s = t->stored;
    s->uid = t->uid;
    s->has_critical = t->is_critical == 0 || t->is_critical == 1;
    s->critical = t->is_critical == 1;
    bool has_parts = t->start_slack_s != DURATION_NONE && t->finish_slack_s != DURATION_NONE;
    if (s->total_slack_s == DURATION_NONE && has_parts)
        s->total_slack_s = t->start_slack_s < t->finish_slack_s ? t->start_slack_s
                                                                : t->finish_slack_s;
}

static void store_results(struct mspdi_reader *r)
{
    struct stored_results *s = &r->out->stored;
    s->n = (size_t)r->n_items;
    s->v = arena_array(r->mem, struct stored_dates, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        s->v[i] = (struct stored_dates){INT_NONE,      INSTANT_NONE, INSTANT_NONE, INSTANT_NONE,
                                        INSTANT_NONE,  INSTANT_NONE, INSTANT_NONE, DURATION_NONE,
                                        DURATION_NONE, false,        false,        false};
    }
    for (size_t i = 0; i < r->tasks.n; i++)
        if (r->item_of[i]) {
            const struct mspdi_task t = mspdi_task_at(r, i);
            store_one(r, &t, r->item_of[i]);
        }
}

static struct mspdi_reader *reader_new(struct arena *mem, struct import *out)
{
    struct mspdi_reader *r = arena_new(mem, struct mspdi_reader);
    r->mem = mem;
    r->out = out;
    r->report = &out->report;
    report_init(r->report, mem);
    map_init(&r->calendar_ids, mem, 16);
    map_init(&r->item_ids, mem, 64);
    map_init(&r->resource_ids, mem, 16);
    map_init(&r->field_ids, mem, 16);
    mspdi_project_open(&r->project);
    mspdi_task_node.open(&r->no_task);
    mspdi_link_node.open(&r->no_link);
    return r;
}

err mspdi_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct import        out = {0};
    struct mspdi_reader *r = reader_new(mem, &out);
    struct xml_reading   reading = {&mspdi_root, &r->project.units, r, r->report};
    TRY(xml_read(mem, source, &reading, &r->project));
    r->plan = plan_new((struct id){1});
    err e = build(r, source.name);
    if (e.code) {
        plan_unref(r->plan);
        return e;
    }
    store_results(r);
    report_sort(r->report);
    out.plan = r->plan;
    *ret_import = out;
    return OK;
}
