/* Items printed as tasks: inputs as they were given, results as calculated.
 *
 * What the reader derives is written in full, since other programs read it; the reader takes it out
 * again. Stand-ins for predecessors in other files are no tasks: their links carry the name.
 */
#include "formats/mspdi/writer.h"

#include <math.h>

enum { LEVELS = 256 }; /* deeper ones share the last number */

struct numbering {
    int64_t counts[LEVELS + 1];
    int64_t no; /* ID: position in the list */
};

/* ---- children of a task ------------------------------------------------------------------- */

enum { TENTH_S = 6, FORMAT_PERCENT = 19, FORMAT_ELAPSED_PERCENT = 20 };

static void lag_record(struct mspdi_link *m)
{
    const struct link *l = &m->link;
    m->format = mspdi_format(l->lag_unit, false);
    m->lag = round((double)l->lag_s / TENTH_S);
    if (l->lag_kind == LAG_PERCENT || l->lag_kind == LAG_ELAPSED_PERCENT) {
        m->format = l->lag_kind == LAG_PERCENT ? FORMAT_PERCENT : FORMAT_ELAPSED_PERCENT;
        m->lag = l->lag_percent;
    }
}

static void print_link(struct mspdi_writer *w, const void *record)
{
    struct mspdi_link  m = {.link = *(const struct link *)record};
    const struct item *pred = plan_get(w->plan, &item_entity, m.link.pred);
    bool               stand_in = pred && mspdi_is_stand_in(pred);
    m.pred_uid = map_or(&w->task_uids, m.link.pred.v, 0);
    m.cross = !pred || stand_in;
    m.cross_name = stand_in ? pred->external_ref : m.cross ? m.link.external_ref : STR_NONE;
    if (!pred && !m.cross_name.p)
        m.cross_name = str_fmt(w->mem, "item\\%lld", (long long)m.link.pred.v);
    lag_record(&m);
    xml_print(&w->out, &mspdi_link_node, &m);
}

static void print_baseline(struct mspdi_writer *w, const void *record)
{
    const struct baseline_item *b = record;
    const struct baseline      *of = plan_get(w->plan, &baseline_entity, b->baseline);
    struct mspdi_baseline       m = {.number = of ? of->number : 0,
                                     .start = b->start,
                                     .finish = b->finish,
                                     .duration_s = b->duration_s,
                                     .format = b->duration_s == DURATION_NONE ? INT_NONE : 7,
                                     .work_s = b->work_s,
                                     .cost_minor = b->cost_minor};
    if (of)
        xml_print(&w->out, &mspdi_task_baseline_node, &m);
}

bool mspdi_task_child(struct mspdi_writer *w, const struct xml_row *row, const void *record)
{
    (void)record;
    if (row->node == &mspdi_link_node)
        mspdi_each(w, &link_entity, &w->links, w->owner, print_link);
    else if (row->node == &mspdi_task_baseline_node)
        mspdi_each(w, &baseline_item_entity, &w->baselines, w->owner, print_baseline);
    else if (row->node == &mspdi_task_value_node)
        mspdi_write_values(w, row->node, CUSTOM_OF_ITEM, w->owner);
    else
        return false;
    return true;
}

/* ---- the task ----------------------------------------------------------------------------- */

static void results(struct mspdi_task *t, const struct item_row *r)
{
    bool own = t->item.is_manual || t->item.is_external;
    t->stored = (struct stored_dates){
        .start = own ? t->item.start : r->start,
        .finish = own ? t->item.finish : r->finish,
        .early_start = r->early_start,
        .early_finish = r->early_finish,
        .late_start = r->late_start,
        .late_finish = r->late_finish,
        .total_slack_s = r->total_slack_s,
        .free_slack_s = r->free_slack_s,
    };
    t->is_critical = r->critical;
    t->is_summary = r->is_summary || t->item.kind == ITEM_SUMMARY;
}

static void durations(struct mspdi_task *t, const struct item_row *r)
{
    struct item *i = &t->item;
    bool         has_own = i->duration_s != DURATION_NONE && !(r->is_summary && !i->is_manual);
    bool         is_open = i->is_manual && i->duration_s == DURATION_NONE;
    t->duration_s = has_own ? i->duration_s : r->duration_s;
    t->format = is_open ? MSPDI_UNUSED_FORMAT : mspdi_format(i->duration_unit, i->is_estimated);
    if (i->is_manual) {
        t->manual_start = i->start;
        t->manual_finish = i->finish;
        t->manual_duration_s = t->duration_s;
    }
}

/* The format knows whole per cent; only what is done is 100. */
static double whole_percent(struct mspdi_writer *w, double percent)
{
    double whole = percent < 100 ? fmin(round(percent), 99) : 100;
    if (fabs(whole - percent) > 1e-9)
        report_drop(w->report, "item/percent_complete", "MSPDI knows whole per cent", 0);
    return whole;
}

static void progress(struct mspdi_writer *w, struct mspdi_task *t, const struct item_row *r)
{
    struct item *i = &t->item;
    if (r->is_summary)
        i->work_s = r->work_s;
    if (i->actual_duration_s == DURATION_NONE && t->duration_s != DURATION_NONE)
        i->actual_duration_s = llround((double)t->duration_s * i->percent_complete / 100);
    i->percent_complete = r->is_summary ? round(r->percent_complete)
                                        : whole_percent(w, i->percent_complete);
    t->remaining_s = i->remaining_duration_s;
    if (t->remaining_s == DURATION_NONE && t->duration_s != DURATION_NONE)
        t->remaining_s = t->duration_s - i->actual_duration_s;
    if (i->remaining_work_s == DURATION_NONE)
        i->remaining_work_s = i->work_s - i->actual_work_s;
    t->percent_work = i->work_s > 0 ? llround(100.0 * (double)i->actual_work_s / (double)i->work_s)
                                    : 0;
}

static void references(struct mspdi_writer *w, struct mspdi_task *t)
{
    struct item *i = &t->item;
    bool         is_plan = i->kind == ITEM_SUMMARY && i->external_ref.p;
    t->calendar_uid = mspdi_calendar_uid(w, i->calendar);
    t->is_subproject = is_plan;
    t->subproject = is_plan ? i->external_ref : STR_NONE;
    t->external_project = is_plan ? STR_NONE : i->external_ref;
    if (is_plan)
        i->is_external = false;
    t->constraint = (struct mspdi_moment){i->constraint_at, false};
    t->levelling_format = 8;
}

/* "2.1.3" of the row, by counting; blank rows have none. */
static str outline_number(struct mspdi_writer *w, struct numbering *n, int64_t level)
{
    struct buf text;
    buf_init(&text, 0);
    int64_t last = level < LEVELS ? level : LEVELS - 1;
    n->counts[last]++;
    n->counts[last + 1] = 0;
    for (int64_t k = 0; k <= last; k++) {
        if (k)
            buf_char(&text, '.');
        buf_int(&text, n->counts[k]);
    }
    str number = str_copy(w->mem, buf_view(&text));
    buf_done(&text);
    return number;
}

/* Mandatory dates are must start and must finish on there, which win over links too. */
static void constraint_known(struct item *i)
{
    if (i->constraint == CONSTRAINT_MANDATORY_START)
        i->constraint = CONSTRAINT_MSO;
    if (i->constraint == CONSTRAINT_MANDATORY_FINISH)
        i->constraint = CONSTRAINT_MFO;
}

static void print_item(struct mspdi_writer *w, struct numbering *n, const struct item *i,
                       const struct item_row *r)
{
    struct arena_mark mark = arena_mark(w->mem);
    struct mspdi_task t;
    mspdi_task_node.open(memset(&t, 0, sizeof t));
    t.item = *i;
    constraint_known(&t.item);
    t.uid = map_or(&w->task_uids, i->head.id.v, 0);
    t.no = ++n->no;
    t.level = 0;
    if (!i->is_blank) {
        t.level = r->level + 1;
        t.outline_number = outline_number(w, n, r->level);
        t.wbs = i->wbs_code.p ? i->wbs_code : t.outline_number;
        results(&t, r);
        durations(&t, r);
        progress(w, &t, r);
        references(w, &t);
    }
    w->owner = i->head.id.v;
    xml_print(&w->out, &mspdi_task_node, &t);
    arena_rewind(w->mem, mark);
}

/* The project's own row: unique id 0, level 0. */
static void print_project_row(struct mspdi_writer *w)
{
    struct mspdi_task t;
    mspdi_task_node.open(memset(&t, 0, sizeof t));
    t.uid = t.no = t.level = 0;
    t.item.title = w->project->title;
    t.item.body = w->project->body;
    t.wbs = t.outline_number = S("0");
    t.is_summary = true;
    t.is_critical = t.is_subproject = 0;
    t.calendar_uid = -1;
    t.item.duration_type = FIXED_DURATION;
    t.stored.start = plan_start(w->plan);
    t.stored.finish = plan_finish(w->plan);
    w->owner = -1;
    xml_print(&w->out, &mspdi_task_node, &t);
}

void mspdi_write_tasks(struct mspdi_writer *w)
{
    const uint32_t  *slots = NULL;
    size_t           n = plan_outline(w->plan, &slots);
    struct numbering numbers = {0};
    print_project_row(w);
    for (size_t k = 0; k < n; k++) {
        const struct item *i = plan_at(w->plan, &item_entity, slots[k]);
        if (!mspdi_is_stand_in(i))
            print_item(w, &numbers, i, plan_row(w->plan, slots[k]));
    }
}
