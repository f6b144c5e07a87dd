/* formats/xer/baselines.c - projects that are baselines of another one in the file.
 *
 * P6 keeps a baseline as a whole project whose activities have the codes of the original's. Dates,
 * duration, work and cost of each are kept, by that code; everything else of a baseline is left
 * behind with it.
 */
#include "formats/xer/reader.h"

enum { BASELINE_LAST = 10 };

bool xer_of_baseline(const struct xer_reader *r, int64_t task)
{
    return task != INT_NONE && map_get(&r->baseline_task_ids, task, &(int64_t){0});
}

static str key_of(struct arena *mem, int64_t project, str code)
{
    return str_fmt(mem, "%lld %.*s", (long long)project, STR_ARG(code));
}

static void originals_index(struct xer_reader *r, struct strmap *to)
{
    strmap_init(to, r->mem, r->tasks.n + 1);
    for (size_t i = 0; i < r->tasks.n; i++)
        strmap_put(to, key_of(r->mem, r->tasks.v[i].project, r->tasks.v[i].code),
                   map_or(&r->task_ids, r->tasks.v[i].id, 0));
}

static err baseline_put(struct xer_reader *r, size_t at)
{
    const struct xer_project *p = &r->baselines.v[at];
    struct baseline           b;
    const str                 name = str_trim(p->title).n ? p->title : p->short_name;
    if (at > BASELINE_LAST) {
        report_warn(r->put.report, xer_label(&r->file, "PROJECT"), p->line,
                    "Baseline %.*s was left out: there are 0 to %d", STR_ARG(str_sub(name, 0, 100)),
                    BASELINE_LAST);
        return OK;
    }
    entity_init(&baseline_entity, &b);
    b.number = (int64_t)at;
    b.title = str_trim(name).n ? name : S("Baseline");
    b.taken_at = p->data_date;
    return record_put(&r->put, &baseline_entity, &b, (int64_t)at + 1, p->line);
}

static instant first_said(instant a, instant b, instant c, instant d)
{
    return a != INSTANT_NONE ? a : b != INSTANT_NONE ? b : c != INSTANT_NONE ? c : d;
}

static err item_put(struct xer_reader *r, const struct xer_task *t, struct baseline_item row,
                    int64_t *n)
{
    row.start = first_said(t->actual_start, t->early_start, t->restart, t->target_start);
    row.finish = first_said(t->actual_finish, t->early_finish, t->reend, t->target_finish);
    row.duration_s = t->target_s;
    row.work_s = t->work_s;
    row.cost_minor = t->cost_minor;
    return record_put(&r->put, &baseline_item_entity, &row, ++*n, t->line);
}

err xer_read_baselines(struct xer_reader *r)
{
    struct strmap originals;
    int64_t       n = 0;
    if (!r->baselines.n)
        return OK;
    originals_index(r, &originals);
    for (size_t i = 0; i < r->baselines.n; i++)
        TRY(baseline_put(r, i));
    for (size_t i = 0; i < r->baseline_tasks.n; i++) {
        const struct xer_task *t = &r->baseline_tasks.v[i];
        struct baseline_item   row;
        size_t                 at = 0;
        while (r->baselines.v[at].id != t->project)
            at++;
        entity_init(&baseline_item_entity, &row);
        row.baseline.v = (int64_t)at + 1;
        if (at > BASELINE_LAST)
            continue;
        if (strmap_get(&originals, key_of(r->mem, r->baselines.v[at].original, t->code),
                       &row.item.v))
            TRY(item_put(r, t, row, &n));
        else
            report_drop(r->put.report, xer_label(&r->file, "TASK"),
                        "An activity of a baseline that the project no longer has", t->line);
    }
    return OK;
}
