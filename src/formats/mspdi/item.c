/* What a task leaves open, or says against reason, made into an item that can be kept.
 *
 * Absent elements are zero or derived: converters leave out zeros. Dates are inputs only for manual
 * and external tasks. Placeholders – an actual start before the project's at 0 %, an actual finish
 * below 100 % – are left out and told.
 */
#include "formats/mspdi/reader.h"

#include "formats/notes.h"

#include <math.h>

/* ---- duration ----------------------------------------------------------------------------- */

static int64_t duration_of(struct mspdi_reader *r, const struct mspdi_task *t)
{
    int64_t d = t->duration_s != DURATION_NONE ? t->duration_s : t->manual_duration_s;
    if (t->has_children && !t->item.is_manual)
        return DURATION_NONE;
    if (t->item.is_manual && mspdi_format_is_none(t->format))
        return DURATION_NONE;
    if (d == DURATION_NONE)
        return t->item.is_manual ? DURATION_NONE : 0;
    if (d < 0) {
        report_warn(r->report, "Task/Duration", t->line,
                    "Task %lld has a negative duration; it became 0", (long long)t->uid);
        return 0;
    }
    return d;
}

static void complete_duration(struct mspdi_reader *r, struct mspdi_task *t)
{
    struct item *i = &t->item;
    i->duration_unit = mspdi_unit(t->format);
    i->is_estimated = i->is_estimated || mspdi_format_is_estimated(t->format);
    i->duration_s = duration_of(r, t);
    if (t->has_children)
        i->work_s = 0;
}

/* ---- dates -------------------------------------------------------------------------------- */

static void complete_dates(struct mspdi_reader *r, struct mspdi_task *t)
{
    struct item *i = &t->item;
    if (i->is_manual || i->is_external) {
        i->start = t->stored.start != INSTANT_NONE ? t->stored.start : t->manual_start;
        i->finish = t->stored.finish != INSTANT_NONE ? t->stored.finish : t->manual_finish;
    }
    bool is_soon_or_late = i->constraint == CONSTRAINT_ASAP || i->constraint == CONSTRAINT_ALAP;
    bool is_finish = i->constraint == CONSTRAINT_FNET || i->constraint == CONSTRAINT_FNLT ||
                     i->constraint == CONSTRAINT_MFO;
    i->constraint_at = is_soon_or_late ? INSTANT_NONE : t->constraint.at;
    if (i->constraint_at != INSTANT_NONE && t->constraint.date_only)
        i->constraint_at += is_finish ? r->project.units.default_finish_s
                                      : r->project.units.default_start_s;
    if (!is_soon_or_late && i->constraint_at == INSTANT_NONE) {
        report_warn(r->report, "Task/ConstraintDate", t->line,
                    "Task %lld has a constraint without its date; it is as soon as possible now",
                    (long long)t->uid);
        i->constraint = CONSTRAINT_ASAP;
    }
}

/* ---- progress ----------------------------------------------------------------------------- */

static double percent_clamped(struct mspdi_reader *r, const struct mspdi_task *t, double p,
                              const char *what)
{
    if (isnan(p) || (p >= 0 && p <= 100))
        return p;
    report_warn(r->report, what, t->line, "Task %lld: %g %% became %d %%", (long long)t->uid, p,
                p < 0 ? 0 : 100);
    return p < 0 ? 0 : 100;
}

/* Some writers put one and the same date into every field that is not used. The date of a
 * constraint that has none shows which. */
static bool is_placeholder_deadline(const struct mspdi_reader *r, const struct mspdi_task *t)
{
    const struct item *i = &t->item;
    return i->constraint == CONSTRAINT_ASAP && i->deadline != INSTANT_NONE &&
           i->deadline == t->constraint.at && i->deadline < r->project.p.start;
}

static void drop_placeholders(struct mspdi_reader *r, struct mspdi_task *t)
{
    struct item *i = &t->item;
    if (is_placeholder_deadline(r, t)) {
        report_warn(r->report, "Task/Deadline", t->line,
                    "Task %lld has the same date in fields that are not used, before the project "
                    "begins; it is not taken as a deadline",
                    (long long)t->uid);
        i->deadline = INSTANT_NONE;
    }
    if (i->actual_finish != INSTANT_NONE && i->percent_complete < 100) {
        report_warn(r->report, "Task/ActualFinish", t->line,
                    "Task %lld is finished but only %g %% complete; its actual finish was left out",
                    (long long)t->uid, i->percent_complete);
        i->actual_finish = INSTANT_NONE;
    }
    if (i->actual_start != INSTANT_NONE && i->percent_complete <= 0 &&
        i->actual_start < r->project.p.start) {
        report_warn(r->report, "Task/ActualStart", t->line,
                    "Task %lld is 0 %% complete and began before the project; its actual start was "
                    "left out",
                    (long long)t->uid);
        i->actual_start = INSTANT_NONE;
    }
}

/* What follows from the rest is left to be derived, so that a later edit does not meet stale
 * figures. */
static void drop_derived(struct mspdi_task *t)
{
    struct item *i = &t->item;
    bool         is_known = i->duration_s != DURATION_NONE;
    int64_t      done = is_known ? llround((double)i->duration_s * i->percent_complete / 100) : 0;
    bool         is_open = i->percent_complete <= 0 && i->actual_start == INSTANT_NONE;
    i->remaining_duration_s = t->remaining_s;
    int64_t actual = i->actual_duration_s == DURATION_NONE ? done : i->actual_duration_s;
    if (is_open || !is_known || i->remaining_duration_s == i->duration_s - actual)
        i->remaining_duration_s = DURATION_NONE;
    if (actual == done)
        i->actual_duration_s = DURATION_NONE;
    if (i->remaining_work_s == i->work_s - i->actual_work_s)
        i->remaining_work_s = DURATION_NONE;
    if (i->actual_start == INSTANT_NONE)
        i->stop_at = i->resume_at = INSTANT_NONE;
}

/* Progress of a summary is that of what is below it. */
static void drop_rolled_up(struct item *i)
{
    i->percent_complete = 0;
    i->actual_start = i->actual_finish = i->stop_at = i->resume_at = INSTANT_NONE;
    i->actual_duration_s = i->remaining_duration_s = i->remaining_work_s = DURATION_NONE;
    i->actual_work_s = 0;
}

static void complete_progress(struct mspdi_reader *r, struct mspdi_task *t)
{
    struct item *i = &t->item;
    if (t->has_children) {
        drop_rolled_up(i);
        return;
    }
    i->percent_complete = percent_clamped(r, t, i->percent_complete, "Task/PercentComplete");
    i->physical_percent = percent_clamped(r, t, i->physical_percent,
                                          "Task/PhysicalPercentComplete");
    drop_placeholders(r, t);
    drop_derived(t);
    if (i->percent_complete >= 100)
        i->state = ITEM_DONE;
    else if (i->percent_complete > 0 || i->actual_start != INSTANT_NONE)
        i->state = ITEM_ACTIVE;
}

/* ---- words -------------------------------------------------------------------------------- */

static void complete_words(struct mspdi_reader *r, struct mspdi_task *t, str number)
{
    struct item *i = &t->item;
    i->body = notes_text(r->mem, i->body);
    if (!i->title.n)
        i->title = str_fmt(r->mem, "Task %lld", (long long)t->uid);
    i->wbs_code = t->wbs.n && !str_eq(t->wbs, number) ? t->wbs : STR_NONE;
    if (i->hyperlink.p && t->sub_address.n)
        i->hyperlink = str_fmt(r->mem, "%.*s#%.*s", STR_ARG(i->hyperlink), STR_ARG(t->sub_address));
    i->external_ref = t->external_project.n ? t->external_project : t->subproject;
}

/* An inserted plan whose leaves are not in the file keeps the dates it was saved with. */
static void complete_kind(struct mspdi_task *t)
{
    struct item *i = &t->item;
    bool         is_plan = t->is_subproject == 1 || t->subproject.n;
    if (is_plan && !t->has_children)
        i->is_external = true;
    if (t->has_children || is_plan)
        i->kind = ITEM_SUMMARY;
    else if (i->is_milestone && t->duration_s == 0)
        i->kind = ITEM_MILESTONE;
}

static void complete_blank(struct mspdi_task *t)
{
    struct id parent = t->item.parent;
    int64_t   rank = t->item.rank;
    entity_init(&item_entity, &t->item);
    t->item.parent = parent;
    t->item.rank = rank;
    t->item.is_blank = true;
}

static void complete_calendar(struct mspdi_reader *r, struct mspdi_task *t)
{
    int64_t id = 0;
    if (t->calendar_uid == INT_NONE || t->calendar_uid < 0)
        return;
    if (map_get(&r->calendar_ids, t->calendar_uid, &id))
        t->item.calendar.v = id;
    else
        report_warn(r->report, "Task/CalendarUID", t->line,
                    "Task %lld uses calendar %lld, which does not exist; it takes the project's",
                    (long long)t->uid, (long long)t->calendar_uid);
}

void mspdi_complete_item(struct mspdi_reader *r, struct mspdi_task *t, str number)
{
    if (t->item.is_blank) {
        complete_blank(t);
    } else {
        complete_kind(t);
        complete_duration(r, t);
        complete_dates(r, t);
        complete_progress(r, t);
        complete_words(r, t, number);
        complete_calendar(r, t);
    }
    t->item.source_uid = t->uid;
}
