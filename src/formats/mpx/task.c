/* Tasks of MPX (70): the tree from levels, progress, baseline, results beside it.
 *
 * Dates of automatic tasks are results and only compared, by the day where the file says no time.
 * A constraint's date takes the default time of the end that it holds.
 */
#include "formats/mpx/reader.h"

#include "formats/notes.h"

#include <math.h>

enum { FIELD_CRITICAL = 82 };

static void task_init(struct mpx_task *t, int64_t line)
{
    struct mpx_moment *moments[] = {&t->start,           &t->finish,        &t->early_start,
                                    &t->early_finish,    &t->late_start,    &t->late_finish,
                                    &t->actual_start,    &t->actual_finish, &t->baseline_start,
                                    &t->baseline_finish, &t->constraint,    &t->stop,
                                    &t->resume};
    entity_init(&item_entity, &t->item);
    for (size_t i = 0; i < COUNT(moments); i++)
        moments[i]->at = INSTANT_NONE;
    t->duration.s = t->baseline_duration.s = DURATION_NONE;
    t->duration.unit = UNIT_DAYS;
    t->actual_s = t->remaining_s = t->total_s = t->free_s = DURATION_NONE;
    t->uid = t->no = t->level = INT_NONE;
    t->line = line;
}

static int64_t level_of(const struct mpx_task *t)
{
    int64_t dots = 0;
    if (t->level != INT_NONE)
        return t->level < 1 ? 1 : t->level;
    for (size_t i = 0; i < t->outline_number.n; i++)
        dots += t->outline_number.p[i] == '.';
    return dots + 1;
}

err mpx_task_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    struct mpx_task *t = arena_new(r->b.mem, struct mpx_task);
    int64_t          at = (int64_t)r->tasks.n;
    task_init(t, rec->line);
    TRY(mpx_row(r, &r->task_table, rec, t, r->tasks.n));
    if (t->no == INT_NONE)
        t->no = t->uid == INT_NONE ? at + 1 : t->uid;
    if (t->uid == INT_NONE)
        t->uid = t->no;
    if (map_get(&r->task_uid, t->uid, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: the unique id %lld of a task occurs twice",
                        (long long)rec->line, (long long)t->uid);
    map_put(&r->task_no, t->no, at);
    map_put(&r->task_uid, t->uid, at);
    t->item.body = mpx_notes(r, t->item.body);
    vec_push(r->b.mem, &r->tasks, t);
    return mpx_is_project_row(t) ? OK : levels_step(&r->levels, level_of(t), t->line);
}

bool mpx_is_project_row(const struct mpx_task *t)
{
    return t->uid == 0 && (t->level == 0 || t->level == INT_NONE || t->no == 0);
}

/* ---- the tree ----------------------------------------------------------------------------- */

/* Index of the parent of each task, or -1: the nearest before it with a smaller level. */
static err find_parents(struct mpx_reader *r, int64_t *parents)
{
    struct {
        int64_t level, at;
    } open[MPX_LEVELS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < r->tasks.n; i++) {
        struct mpx_task *t = r->tasks.v[i];
        parents[i] = -1;
        if (mpx_is_project_row(t))
            continue;
        while (n && open[n - 1].level >= level_of(t))
            n--;
        if (n == MPX_LEVELS_MAX)
            return err_make(ERR_TOO_LARGE, "Line %lld: the outline is deeper than %d levels",
                            (long long)t->line, MPX_LEVELS_MAX);
        if (n) {
            parents[i] = open[n - 1].at;
            r->tasks.v[parents[i]]->has_children = true;
        }
        open[n].level = level_of(t);
        open[n++].at = (int64_t)i;
    }
    return OK;
}

/* ---- one task ----------------------------------------------------------------------------- */

static void complete_duration(struct mpx_task *t)
{
    struct item *i = &t->item;
    i->duration_unit = t->duration.unit;
    i->is_estimated = t->duration.is_estimated;
    i->duration_type = t->is_fixed ? FIXED_DURATION : FIXED_UNITS;
    i->duration_s = t->duration.s == DURATION_NONE || t->duration.s < 0 ? 0 : t->duration.s;
    i->levelling_delay_s = t->delay.s > 0 ? t->delay.s : 0;
    if (t->has_children) {
        i->duration_s = DURATION_NONE;
        i->work_s = i->levelling_delay_s = 0;
    }
}

static void complete_constraint(struct mpx_reader *r, struct mpx_task *t)
{
    struct item *i = &t->item;
    bool         is_finish = i->constraint == CONSTRAINT_FNET || i->constraint == CONSTRAINT_FNLT ||
                     i->constraint == CONSTRAINT_MFO;
    if (i->constraint <= CONSTRAINT_ALAP)
        return;
    i->constraint_at = is_finish ? mpx_finish_of(r, t->constraint) : mpx_start_of(r, t->constraint);
    if (i->constraint_at != INSTANT_NONE)
        return;
    report_warn(r->b.report, "task/Constraint Date", t->line,
                "Task %lld has a constraint without its date; it is as soon as possible now",
                (long long)t->uid);
    i->constraint = CONSTRAINT_ASAP;
}

static void complete_progress(struct mpx_reader *r, struct mpx_task *t)
{
    struct item *i = &t->item;
    if (!t->has_children) {
        int64_t done = llround((double)i->duration_s * i->percent_complete / 100);
        i->actual_start = mpx_start_of(r, t->actual_start);
        if (i->percent_complete >= 100)
            i->actual_finish = mpx_finish_of(r, t->actual_finish);
        else if (t->actual_finish.at != INSTANT_NONE)
            report_warn(r->b.report, "task/Actual Finish", t->line,
                        "Task %lld is finished but not complete; its actual finish was left out",
                        (long long)t->uid);
        if (t->actual_s != DURATION_NONE && t->actual_s != done)
            i->actual_duration_s = t->actual_s;
        if (i->percent_complete > 0 && t->remaining_s != DURATION_NONE &&
            t->remaining_s != i->duration_s - done)
            i->remaining_duration_s = t->remaining_s;
        if (i->actual_start != INSTANT_NONE) {
            i->stop_at = mpx_finish_of(r, t->stop);
            i->resume_at = mpx_start_of(r, t->resume);
        }
    }
    if (i->remaining_work_s == i->work_s - i->actual_work_s || t->has_children)
        i->remaining_work_s = DURATION_NONE;
    if (t->has_children)
        i->actual_work_s = 0;
    builder_progress(&r->b, i, t->has_children, t->line);
}

static void complete(struct mpx_reader *r, struct mpx_task *t)
{
    struct item *i = &t->item;
    i->is_blank = !i->title.n && t->duration.s == DURATION_NONE;
    i->source_uid = t->uid;
    i->rank = (r->b.n[ENTITY_ITEM] + 1) * RANK_GAP;
    if (i->is_blank)
        return;
    i->kind = t->has_children                         ? ITEM_SUMMARY
              : i->is_milestone && t->duration.s <= 0 ? ITEM_MILESTONE
                                                      : ITEM_TASK;
    i->body = notes_text(r->b.mem, i->body);
    i->external_ref = t->subproject.n ? t->subproject : STR_NONE;
    i->wbs_code = t->wbs.n && !str_eq(t->wbs, t->outline_number) ? t->wbs : STR_NONE;
    if (!i->title.n)
        i->title = str_fmt(r->b.mem, "Task %lld", (long long)t->uid);
    complete_duration(t);
    complete_constraint(r, t);
    complete_progress(r, t);
}

static void store(struct mpx_reader *r, const struct mpx_task *t)
{
    struct stored_dates *s = builder_stored(&r->b, t->item.head.id);
    s->uid = t->uid;
    s->by_day = true;
    s->start = t->start.at;
    s->finish = t->finish.at;
    s->early_start = t->early_start.at;
    s->early_finish = t->early_finish.at;
    s->late_start = t->late_start.at;
    s->late_finish = t->late_finish.at;
    s->total_slack_s = t->total_s;
    s->free_slack_s = t->free_s;
    s->critical = t->is_critical;
    s->has_critical = r->says_critical;
}

/* ---- baseline ----------------------------------------------------------------------------- */

static bool has_baseline(const struct mpx_task *t)
{
    return t->baseline_start.at != INSTANT_NONE || t->baseline_finish.at != INSTANT_NONE;
}

static err put_baseline(struct mpx_reader *r, const struct mpx_task *t)
{
    struct baseline_item row;
    if (!r->b.n[ENTITY_BASELINE]) {
        struct baseline b;
        entity_init(&baseline_entity, &b);
        b.title = S("Baseline");
        TRY(builder_put(&r->b, &baseline_entity, &b, t->line, NULL));
    }
    entity_init(&baseline_item_entity, &row);
    row.baseline.v = 1;
    row.item = t->item.head.id;
    row.start = mpx_start_of(r, t->baseline_start);
    row.finish = t->baseline_duration.s == 0 && !t->baseline_finish.has_time
                     ? row.start
                     : mpx_finish_of(r, t->baseline_finish);
    row.duration_s = t->baseline_duration.s;
    row.work_s = t->baseline_work_s;
    row.cost_minor = t->baseline_cost;
    return builder_put(&r->b, &baseline_item_entity, &row, t->line, NULL);
}

/* ---- into the plan ------------------------------------------------------------------------ */

static bool has_column(const struct mpx_table *t, int number)
{
    for (size_t c = 0; c < t->n; c++)
        if (t->columns[c] && t->columns[c]->number == number)
            return true;
    return false;
}

err mpx_build_tasks(struct mpx_reader *r)
{
    r->says_critical = has_column(&r->task_table, FIELD_CRITICAL);
    int64_t *parents = arena_array(r->b.mem, int64_t, r->tasks.n + 1);
    TRY(find_parents(r, parents));
    for (size_t i = 0; i < r->tasks.n; i++) {
        struct mpx_task *t = r->tasks.v[i];
        if (mpx_is_project_row(t))
            continue;
        complete(r, t);
        if (parents[i] >= 0)
            t->item.parent = r->tasks.v[parents[i]]->item.head.id;
        TRY(builder_put(&r->b, &item_entity, &t->item, t->line, &t->item.head.id));
        store(r, t);
        if (has_baseline(t) && !t->item.is_blank)
            TRY(put_baseline(r, t));
    }
    return OK;
}
