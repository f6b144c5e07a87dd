/* app/edit/work.c - the engine's effort rules on records of the fork.
 *
 * A sheet is gathered from the item and its assignments, one rule changes it, and what differs is
 * put back. The sheet holds the state before the edit: the rules start from there. Elapsed
 * durations take no part, because nobody works around the clock.
 */
#include "app/edit/work.h"

#include "engine/effort.h"

#include <assert.h>

struct sheet {
    struct edit  *edit;
    struct item   item; /* as it is in the fork */
    struct effort effort;
    struct id    *rows; /* assignments */
};

static bool takes_part(const struct edit *e, const struct assignment *a)
{
    const struct resource *r = edit_get(e, &resource_entity, a->resource);
    return a->contour == CONTOUR_FLAT && r && resource_kind_works(r->kind);
}

static void add_row(struct sheet *s, const struct assignment *a)
{
    size_t i = (size_t)s->effort.n++;
    s->rows[i] = a->head.id;
    s->effort.units[i] = a->units;
    s->effort.work_s[i] = a->work_s;
}

/* False when the item has no part in these rules. Rows in order of id. */
static bool sheet_open(struct sheet *s, struct edit *e, struct id item)
{
    const struct item *i = edit_get(e, &item_entity, item);
    size_t             n = plan_slots(e->after, &assignment_entity);
    if (!i || i->duration_s == DURATION_NONE || duration_unit_is_elapsed(i->duration_unit) ||
        i->is_blank)
        return false;
    *s = (struct sheet){.edit = e, .item = *i};
    s->effort.type = (enum effort_type)i->duration_type;
    s->effort.is_effort_driven = i->is_effort_driven || i->duration_type == FIXED_WORK;
    s->effort.duration_s = i->duration_s;
    VEC(const struct assignment *) found = {0};
    for (size_t slot = 0; slot < n; slot++) {
        const struct assignment *a = plan_at(e->after, &assignment_entity, slot);
        if (a && a->item.v == item.v && takes_part(e, a))
            vec_push(e->mem, &found, a);
    }
    s->rows = arena_array(e->mem, struct id, found.n + 1);
    s->effort.units = arena_array(e->mem, double, found.n + 1);
    s->effort.work_s = arena_array(e->mem, int64_t, found.n + 1);
    for (size_t k = 0; k < found.n; k++)
        add_row(s, found.v[k]);
    return true;
}

static int32_t row_of(const struct sheet *s, struct id assignment)
{
    for (int32_t i = 0; i < s->effort.n; i++)
        if (s->rows[i].v == assignment.v)
            return i;
    return -1;
}

static void row_put(struct sheet *s, int32_t i)
{
    struct assignment a = *(const struct assignment *)edit_get(s->edit, &assignment_entity,
                                                               s->rows[i]);
    if (a.work_s != s->effort.work_s[i])
        a.remaining_work_s = DURATION_NONE; /* work less work done */
    a.work_s = s->effort.work_s[i];
    a.units = s->effort.units[i];
    edit_put(s->edit, &assignment_entity, &a);
}

/* The item's own work is that of its assignments, as far as there are any. */
static void sheet_put(struct sheet *s)
{
    for (int32_t i = 0; i < s->effort.n; i++)
        row_put(s, i);
    s->item.duration_s = s->effort.duration_s;
    if (s->effort.n)
        s->item.work_s = effort_work(&s->effort);
    edit_put(s->edit, &item_entity, &s->item);
}

/* ---- the edits --------------------------------------------------------------------------- */

void work_on_duration(struct edit *e, const struct item *before, struct id item)
{
    struct sheet s;
    if (!sheet_open(&s, e, item) || !s.effort.n || before->duration_s == DURATION_NONE)
        return;
    s.effort.duration_s = before->duration_s;
    effort_set_duration(&s.effort, s.item.duration_s);
    sheet_put(&s);
}

void work_on_total(struct edit *e, struct id item)
{
    struct sheet s;
    if (!sheet_open(&s, e, item) || !s.effort.n)
        return;
    effort_set_total(&s.effort, s.item.work_s);
    sheet_put(&s);
}

void work_on_new(struct edit *e, struct id assignment, bool is_given)
{
    const struct assignment *a = edit_get(e, &assignment_entity, assignment);
    struct sheet             s;
    if (!a || !takes_part(e, a) || !sheet_open(&s, e, a->item))
        return;
    int32_t row = row_of(&s, assignment), last = s.effort.n - 1;
    int64_t given = a->work_s, work = s.effort.n > 1 ? 0 : s.item.work_s;
    s.effort.work_s[row] = 0;
    work += s.effort.n > 1 ? effort_work(&s.effort) : 0;
    assert(row == last); /* a new id is the highest */
    effort_added(&s.effort, work);
    if (is_given)
        effort_set_work(&s.effort, last, given);
    sheet_put(&s);
}

void work_on_edited(struct edit *e, const struct assignment *before, struct id assignment)
{
    const struct assignment *a = edit_get(e, &assignment_entity, assignment);
    struct sheet             s;
    if (!a || !takes_part(e, a) || !sheet_open(&s, e, a->item))
        return;
    int32_t row = row_of(&s, assignment);
    double  units = a->units;
    int64_t work = a->work_s;
    s.effort.units[row] = before->units;
    s.effort.work_s[row] = before->work_s;
    if (units < before->units || units > before->units)
        effort_set_units(&s.effort, row, units);
    if (work != before->work_s)
        effort_set_work(&s.effort, row, work);
    sheet_put(&s);
}

void work_on_removed(struct edit *e, const struct assignment *gone)
{
    struct sheet s;
    if (!takes_part(e, gone) || !sheet_open(&s, e, gone->item))
        return;
    effort_removed(&s.effort, gone->work_s);
    sheet_put(&s);
}

void work_on_progress(struct edit *e, struct id item)
{
    struct sheet s;
    int64_t      done = 0;
    if (!sheet_open(&s, e, item) || !s.effort.n)
        return;
    for (int32_t i = 0; i < s.effort.n; i++) {
        struct assignment a = *(const struct assignment *)edit_get(e, &assignment_entity,
                                                                   s.rows[i]);
        a.actual_work_s = effort_round((double)a.work_s * s.item.percent_complete / 100);
        a.remaining_work_s = DURATION_NONE;
        done += a.actual_work_s;
        edit_put(e, &assignment_entity, &a);
    }
    s.item.actual_work_s = done;
    s.item.remaining_work_s = DURATION_NONE;
    edit_put(e, &item_entity, &s.item);
}
