/* tests/domain/schedule/follow_test.c - a schedule that is kept says what a new one says. */
#include "domain/schedule.h"

#include "base/rng.h"
#include "domain/fill.h"
#include "domain/plan/rows.h"
#include "domain/schedule/kept.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { MONDAY = 1772438400, ITEMS = 90, LINKS = 80, RESOURCES = 4, ASSIGNMENTS = 40, TOPS = 8 };

static struct plan     *now;
static struct schedule *kept;
static uint64_t         seed;

static void finish(void)
{
    plan_unref(now);
    schedule_close(kept);
    now = NULL;
    kept = NULL;
}
TestSuite(follow, .fini = finish);

static int64_t below(uint32_t n)
{
    return (int64_t)rng_below(&seed, n);
}

static instant moment(void)
{
    return below(10) ? MONDAY + below(60 * 24) * HOUR_S : INSTANT_NONE;
}

/* ---- a plan ------------------------------------------------------------------------------ */

static void put_item(struct plan *p, int64_t id)
{
    const int64_t parent = id > TOPS && below(4)  ? 1 + below(TOPS)
                           : id > 1 && id <= TOPS ? below(2)
                                                  : 0;
    struct item   i = fill_item(id, parent, id * RANK_GAP, "item");
    i.duration_s = below(20) * 4 * HOUR_S;
    i.is_blank = !below(30);
    i.is_active = below(30) != 0;
    i.is_manual = !below(20);
    plan_put(p, &item_entity, &i);
}

static void put_link(struct plan *p, int64_t id, int64_t most)
{
    struct link l;
    entity_init(&link_entity, &l);
    l.head.id.v = id;
    l.succ.v = TOPS + 2 + below((uint32_t)most - TOPS - 1);
    l.pred.v = TOPS + 1 + below((uint32_t)(l.succ.v - TOPS - 1));
    if (!below(60)) /* may close a circle */
        l.pred.v = 1 + below(TOPS);
    l.type = (enum link_type)(below(3) ? 0 : below(4));
    plan_put(p, &link_entity, &l);
}

static void put_assignment(struct plan *p, int64_t id)
{
    struct assignment a;
    entity_init(&assignment_entity, &a);
    a.head.id.v = id;
    a.item.v = 1 + below(ITEMS);
    a.resource.v = below(10) ? 1 + below(RESOURCES) : 0;
    a.work_s = below(30) * HOUR_S;
    plan_put(p, &assignment_entity, &a);
}

static void put_calendar(struct plan *p, int64_t id)
{
    struct calendar c;
    entity_init(&calendar_entity, &c);
    c.head.id.v = id;
    c.title = S("Calendar");
    c.friday = below(2) ? S("") : S("08:00-12:00");
    plan_put(p, &calendar_entity, &c);
}

static void put_resource(struct plan *p, int64_t id)
{
    struct resource r;
    entity_init(&resource_entity, &r);
    r.head.id.v = id;
    r.title = S("somebody");
    r.calendar.v = below(3);
    plan_put(p, &resource_entity, &r);
}

static struct plan *plan_random(void)
{
    struct plan   *p = plan_new((struct id){1});
    struct project pr;
    entity_init(&project_entity, &pr);
    pr.head.id.v = 1;
    pr.title = S("Test");
    pr.start = MONDAY;
    plan_put(p, &project_entity, &pr);
    for (int64_t id = 1; id <= 2; id++)
        put_calendar(p, id);
    for (int64_t id = 1; id <= ITEMS; id++)
        put_item(p, id);
    for (int64_t id = 1; id <= LINKS; id++)
        put_link(p, id, ITEMS);
    for (int64_t id = 1; id <= RESOURCES; id++)
        put_resource(p, id);
    for (int64_t id = 1; id <= ASSIGNMENTS; id++)
        put_assignment(p, id);
    return p;
}

/* ---- changes ----------------------------------------------------------------------------- */

static void item_edit(struct item *i)
{
    switch (below(15)) {
    case 0: i->constraint = (enum constraint_kind)(below(20) ? below(8) : 1); break;
    case 1: i->constraint_at = moment(); break;
    case 2: i->deadline = moment(); break;
    case 3: i->percent_complete = (double)below(5) * 25; break;
    case 4: i->actual_start = below(2) ? moment() : INSTANT_NONE; break;
    case 5: i->calendar.v = below(3); break;
    case 6: i->title = S("another title"); break;
    case 7: i->work_s = below(50) * HOUR_S; break;
    case 8: i->levelling_delay_s = below(2) * 30 * HOUR_S; break;
    case 9: i->is_manual = !i->is_manual && !below(3); break;
    case 10: i->start = moment(); break;
    case 11: i->constraint = CONSTRAINT_ASAP; break;
    default: i->duration_s = below(8) ? below(30) * 2 * HOUR_S : DURATION_NONE;
    }
}

static void change_item(struct plan *p)
{
    const struct item *old = plan_get(p, &item_entity, (struct id){1 + below(ITEMS)});
    if (!old)
        return;
    struct item i = *old;
    item_edit(&i);
    if (i.constraint == CONSTRAINT_ALAP && below(20))
        i.constraint = CONSTRAINT_SNET;
    plan_put(p, &item_entity, &i);
}

static void change_link(struct plan *p)
{
    const struct link *old = plan_get(p, &link_entity, (struct id){1 + below(LINKS)});
    if (!old)
        return;
    struct link l = *old;
    l.lag_s = (below(40) - 10) * HOUR_S;
    l.type = (enum link_type)below(4);
    l.lag_kind = (enum lag_kind)below(4);
    l.lag_percent = (double)below(100);
    plan_put(p, &link_entity, &l);
}

static void change_assignment(struct plan *p)
{
    const struct assignment *old = plan_get(p, &assignment_entity,
                                            (struct id){1 + below(ASSIGNMENTS)});
    if (!old)
        return;
    struct assignment a = *old;
    a.work_s = below(40) * HOUR_S;
    a.units = below(10) ? 0.25 * (double)below(8) : NAN;
    a.contour = (enum contour)(below(20) ? below(8) : CONTOUR_CONTOURED);
    a.delay_s = below(5) ? 0 : 8 * HOUR_S;
    plan_put(p, &assignment_entity, &a);
}

/* What has another shape. */
static void change_shape(struct plan *p)
{
    const struct item *i = plan_get(p, &item_entity, (struct id){1 + below(ITEMS)});
    struct project     pr = *plan_project_record(p);
    struct item        moved;
    switch (below(8)) {
    case 0: put_link(p, 1 + below(LINKS + 20), ITEMS); return;
    case 1: plan_remove(p, &link_entity, (struct id){1 + below(LINKS)}); return;
    case 2: put_assignment(p, 1 + below(ASSIGNMENTS)); return;
    case 3: put_resource(p, 1 + below(RESOURCES)); return;
    case 4: put_calendar(p, 1 + below(2)); return;
    case 5:
        pr.minutes_per_day = 400 + below(3) * 40;
        pr.title = S("Renamed");
        plan_put(p, &project_entity, &pr);
        return;
    case 6: put_item(p, 1 + below(ITEMS + 5)); return;
    default:
        if (!i)
            return;
        moved = *i;
        moved.wbs_code = below(2) ? S("X.1") : STR_NONE;
        moved.rank += below(2) * 3 * RANK_GAP;
        plan_put(p, &item_entity, &moved);
    }
}

static void change_some(struct plan *p, uint32_t shapes)
{
    for (int64_t n = 1 + below(3); n > 0; n--) {
        const int64_t what = below(100);
        if (what < shapes)
            change_shape(p);
        else if (what < 75)
            change_item(p);
        else if (what < 85)
            change_link(p);
        else
            change_assignment(p);
    }
}

/* ---- compared ---------------------------------------------------------------------------- */

static void rows_are_equal(const struct plan *a, const struct plan *b, int step)
{
    for (size_t s = 0; s < plan_slots(a, &item_entity); s++) {
        const struct item_row *x = plan_row(a, s), *y = plan_row(b, s);
        cr_assert(item_row_equal(x, y),
                  "step %d slot %zu: %ld %ld %ld %ld work %ld, %g, level %ld, %.*s; is %ld %ld %ld "
                  "%ld work %ld, %g, level %ld, %.*s; slack %ld %ld, driver %ld %d, critical %d "
                  "duration %ld; is %ld %ld, %ld %d, %d %ld",
                  step, s, x->start, x->finish, x->late_start, x->late_finish, x->work_s,
                  x->percent_complete, x->level, STR_ARG(x->wbs), y->start, y->finish,
                  y->late_start, y->late_finish, y->work_s, y->percent_complete, y->level,
                  STR_ARG(y->wbs), x->total_slack_s, x->free_slack_s, x->driver.v, x->driver_kind,
                  x->critical, x->duration_s, y->total_slack_s, y->free_slack_s, y->driver.v,
                  y->driver_kind, y->critical, y->duration_s);
    }
    cr_assert_eq(plan_start(a), plan_start(b), "step %d", step);
    cr_assert_eq(plan_finish(a), plan_finish(b), "step %d", step);
}

/* False: it cannot be calculated, and both say why. */
static bool recalculated(struct plan *p, int step)
{
    struct plan *anew = plan_fork(p);
    const err    e = plan_calculate(anew, NULL), same = plan_recalculate(p, NULL, kept);
    cr_assert_eq(e.code, same.code, "step %d: %s / %s", step, e.why, same.why);
    if (e.code)
        cr_assert_str_eq(e.why, same.why);
    else
        rows_are_equal(anew, p, step);
    plan_unref(anew);
    return !e.code;
}

/* Edits; a third of them are dropped again, as dry runs and refusals are. */
static int edits_run(int edits, uint32_t shapes)
{
    int follows = 0;
    for (int step = 0; step < edits; step++) {
        struct plan             *next = plan_fork(now);
        const struct plan *const before = schedule_plan(kept);
        change_some(next, shapes);
        const bool is_fine = recalculated(next, step);
        follows += before != NULL;
        if (is_fine && below(3)) {
            plan_unref(now);
            now = next;
        } else {
            plan_unref(next);
        }
    }
    return follows;
}

Test(follow, random_edits, .timeout = 120)
{
    for (uint64_t k = 1; k <= 60; k++) {
        seed = k * 7919;
        now = plan_random();
        kept = schedule_new();
        if (recalculated(now, -1))
            edits_run(60, k % 3 ? 2 : 20);
        finish();
    }
}

/* ---- a long life: what a person does to the shape of a plan ------------------------------------
 */

static int64_t last_id[ENTITY_COUNT];

static struct id any(const struct plan *p, const struct entity *e)
{
    const size_t         n = plan_slots(p, e);
    const struct record *r = n ? plan_at(p, e, (size_t)below((uint32_t)n)) : NULL;
    return r ? r->id : (struct id){0};
}

static bool is_below(const struct plan *p, struct id item, struct id above)
{
    const struct item *i = plan_get(p, &item_entity, item);
    for (; i; i = plan_get(p, &item_entity, i->parent))
        if (i->head.id.v == above.v)
            return true;
    return false;
}

static bool has_children(const struct plan *p, struct id item)
{
    for (size_t s = 0; s < plan_slots(p, &item_entity); s++) {
        const struct item *i = plan_at(p, &item_entity, s);
        if (i && i->parent.v == item.v)
            return true;
    }
    return false;
}

static void item_create(struct plan *p)
{
    const struct id parent = below(3) ? any(p, &item_entity) : (struct id){0};
    struct item     i = fill_item(++last_id[ENTITY_ITEM], parent.v, below(200) * RANK_GAP, "new");
    i.duration_s = below(20) * 4 * HOUR_S;
    i.is_manual = !below(10);
    i.is_active = below(20) != 0;
    i.is_blank = !below(40);
    plan_put(p, &item_entity, &i);
}

static void item_remove(struct plan *p)
{
    const struct id item = any(p, &item_entity);
    if (!item.v || has_children(p, item))
        return;
    for (size_t s = 0; s < plan_slots(p, &link_entity); s++) {
        const struct link *l = plan_at(p, &link_entity, s);
        if (l && (l->pred.v == item.v || l->succ.v == item.v))
            plan_remove(p, &link_entity, l->head.id);
    }
    for (size_t s = 0; s < plan_slots(p, &assignment_entity); s++) {
        const struct assignment *a = plan_at(p, &assignment_entity, s);
        if (a && a->item.v == item.v)
            plan_remove(p, &assignment_entity, a->head.id);
    }
    plan_remove(p, &item_entity, item);
}

static void item_move(struct plan *p)
{
    const struct item *old = plan_get(p, &item_entity, any(p, &item_entity));
    const struct id    parent = below(4) ? any(p, &item_entity) : (struct id){0};
    if (!old || is_below(p, parent, old->head.id))
        return;
    struct item i = *old;
    i.parent = below(3) ? parent : i.parent;
    i.rank = below(200) * RANK_GAP;
    plan_put(p, &item_entity, &i);
}

static void item_flag(struct plan *p)
{
    const struct item *old = plan_get(p, &item_entity, any(p, &item_entity));
    if (!old)
        return;
    struct item i = *old;
    switch (below(6)) {
    case 0: i.is_manual = !i.is_manual; break;
    case 1: i.is_active = !i.is_active; break;
    case 2: i.duration_type = i.duration_type == FIXED_UNITS ? FIXED_DURATION : FIXED_UNITS; break;
    case 3: i.ignore_resource_calendar = !i.ignore_resource_calendar; break;
    case 4: i.is_blank = !i.is_blank && !below(4); break;
    default: i.wbs_code = below(2) ? S("W") : STR_NONE;
    }
    plan_put(p, &item_entity, &i);
}

/* Mostly between items that have nothing below them, and forward. */
static void link_create(struct plan *p)
{
    struct id   a = any(p, &item_entity), b = any(p, &item_entity);
    struct link l;
    if (!a.v || !b.v || a.v == b.v || ((has_children(p, a) || has_children(p, b)) && below(10)))
        return;
    const bool is_turned = !below(10);
    entity_init(&link_entity, &l);
    l.head.id.v = ++last_id[ENTITY_LINK];
    l.pred = (a.v < b.v) != is_turned ? a : b;
    l.succ = (a.v < b.v) != is_turned ? b : a;
    l.type = (enum link_type)(below(3) ? 0 : below(4));
    l.lag_s = below(3) ? 0 : below(20) * HOUR_S;
    plan_put(p, &link_entity, &l);
}

static void assignment_create(struct plan *p)
{
    struct assignment a;
    entity_init(&assignment_entity, &a);
    a.head.id.v = ++last_id[ENTITY_ASSIGNMENT];
    a.item = any(p, &item_entity);
    a.resource = below(10) ? any(p, &resource_entity) : (struct id){0};
    a.work_s = below(30) * HOUR_S;
    if (a.item.v)
        plan_put(p, &assignment_entity, &a);
}

static void exception_change(struct plan *p)
{
    struct calendar_exception x;
    const struct id           gone = any(p, &calendar_exception_entity);
    if (gone.v && below(2)) {
        plan_remove(p, &calendar_exception_entity, gone);
        return;
    }
    entity_init(&calendar_exception_entity, &x);
    x.head.id.v = ++last_id[ENTITY_CALENDAR_EXCEPTION];
    x.calendar.v = 1 + below(2);
    x.kind = EXCEPTION_DAILY;
    x.from = day_from(2026, 3, 2) + (day)below(100);
    x.to = x.from + (day)below(3);
    x.shifts = below(2) ? S("") : S("08:00-10:00");
    plan_put(p, &calendar_exception_entity, &x);
}

/* What was removed comes back, as undoing does it, when its parent is still there. */
static void item_restore(struct plan *p)
{
    const struct item *old = now ? plan_get(now, &item_entity, any(now, &item_entity)) : NULL;
    if (!old || plan_get(p, &item_entity, old->head.id) ||
        (old->parent.v && !plan_get(p, &item_entity, old->parent)))
        return;
    plan_put(p, &item_entity, old);
}

static void live_once(struct plan *p)
{
    switch (below(16)) {
    case 0:
    case 1: item_create(p); return;
    case 2: item_remove(p); return;
    case 3:
    case 4: item_move(p); return;
    case 5: item_flag(p); return;
    case 6:
    case 7: link_create(p); return;
    case 8: plan_remove(p, &link_entity, any(p, &link_entity)); return;
    case 9: assignment_create(p); return;
    case 10: plan_remove(p, &assignment_entity, any(p, &assignment_entity)); return;
    case 11:
        item_remove(p);
        item_restore(p);
        return;
    case 12:
        if (!below(4))
            exception_change(p);
        return;
    default: change_item(p);
    }
}

static void outline_is_as_anew(const struct plan *a, const struct plan *b)
{
    const uint32_t *x, *y;
    const size_t    n = plan_outline(a, &x);
    cr_assert_eq(n, plan_outline(b, &y));
    cr_assert_arr_eq(x, y, n * sizeof *x);
}

static void life_step(int step)
{
    struct plan *next = plan_fork(now);
    for (int64_t n = 1 + below(3); n > 0; n--)
        live_once(next);
    const bool is_fine = recalculated(next, step);
    if (is_fine) {
        struct plan *anew = plan_fork(next);
        cr_assert_eq(plan_calculate(anew, NULL).code, ERR_NONE);
        outline_is_as_anew(anew, next);
        plan_unref(anew);
    }
    if (is_fine && below(5)) {
        plan_unref(now);
        now = next;
    } else {
        plan_unref(next);
    }
}

/* A plan keeps about its size; removed slots are left behind, as in a plan that is edited for days.
 */
Test(follow, ten_thousand_edits_of_shape, .timeout = 300)
{
    size_t builds = 0;
    for (uint64_t k = 1; k <= 10; k++) {
        seed = k * 104729;
        now = plan_random();
        kept = schedule_new();
        last_id[ENTITY_ITEM] = ITEMS;
        last_id[ENTITY_LINK] = LINKS;
        last_id[ENTITY_ASSIGNMENT] = ASSIGNMENTS;
        last_id[ENTITY_CALENDAR_EXCEPTION] = 0;
        for (int step = 0; step < 1000; step++)
            life_step(step);
        builds += schedule_builds(kept);
        finish();
    }
    cr_log_info("10000 edits, %zu builds", builds);
    cr_assert_lt(builds, 4000);
}

/* ---- step by step ---------------------------------------------------------------------------- */

static struct plan *plan_small(int64_t n)
{
    struct plan   *p = plan_new((struct id){1});
    struct project pr;
    entity_init(&project_entity, &pr);
    pr.head.id.v = 1;
    pr.title = S("Test");
    pr.start = MONDAY;
    plan_put(p, &project_entity, &pr);
    for (int64_t id = 1; id <= n; id++) {
        struct item i = fill_item(id, id > 1 ? 1 : 0, id * RANK_GAP, "item");
        i.duration_s = (id == 2 ? 100 : 1) * 8 * HOUR_S;
        plan_put(p, &item_entity, &i);
    }
    return p;
}

static void set_duration(struct plan *p, int64_t id, int64_t duration_s)
{
    struct item i = *(const struct item *)plan_get(p, &item_entity, (struct id){id});
    i.duration_s = duration_s;
    plan_put(p, &item_entity, &i);
}

Test(follow, tells_what_changed_and_no_more)
{
    struct item_row row, *rows;
    size_t          slot, n = 0;
    bool            is_whole = true;
    now = plan_small(40);
    kept = schedule_new();
    cr_assert(recalculated(now, 0));
    struct plan *next = plan_fork(now);
    set_duration(next, 30, 16 * HOUR_S);
    cr_assert(schedule_follow(kept, next, &is_whole));
    cr_assert_not(is_whole);
    item_row_init(&row);
    for (; schedule_next(kept, &slot, &row); n++)
        cr_assert(slot == 29 || slot == 0, "the item, and the sums above");
    cr_assert_eq(n, 2);
    rows = calloc(40, sizeof *rows);
    for (int i = 0; i < 40; i++)
        item_row_init(&rows[i]);
    schedule_rows(kept, rows);
    cr_assert_eq(rows[29].duration_s, 16 * HOUR_S);
    free(rows);
    schedule_keep(kept, next);
    cr_assert_not_null(schedule_plan(kept));
    plan_unref(next);
}

Test(follow, the_index_is_that_of_the_outline)
{
    now = plan_small(12);
    kept = schedule_new();
    cr_assert(recalculated(now, 0));
    memset(kept->position, 0, 12 * sizeof *kept->position);
    schedule_index(kept);
    for (uint32_t at = 0; at < 12; at++)
        cr_assert_eq(kept->position[kept->b.outline->order[at]], at);
    cr_assert_eq(kept->child_row[1] - kept->child_row[0], 11);
    cr_assert_eq(kept->child_row[12], 11);
    cr_assert_eq(kept->children[kept->child_row[0] + 10], 11);
}

Test(follow, building_keeps_nothing_of_a_plan_with_a_circle)
{
    struct item_row rows[10];
    struct link     l;
    now = plan_small(10);
    kept = schedule_new();
    cr_assert(recalculated(now, 0));
    for (int i = 0; i < 10; i++)
        item_row_init(&rows[i]);
    cr_assert_eq(schedule_build(kept, now, NULL, rows).code, ERR_NONE);
    cr_assert_eq(rows[3].start, MONDAY);
    cr_assert_null(schedule_plan(kept), "it stands for nothing before it is told to");
    for (int64_t id = 1; id <= 2; id++) {
        entity_init(&link_entity, &l);
        l.head.id.v = id;
        l.pred.v = 4 + id;
        l.succ.v = 7 - id;
        plan_put(now, &link_entity, &l);
    }
    cr_assert_eq(schedule_build(kept, now, NULL, rows).code, ERR_CYCLE);
    schedule_keep(kept, now);
    cr_assert_null(schedule_plan(kept));
}

Test(follow, what_does_not_fit_is_forgotten)
{
    bool is_whole;
    now = plan_small(10);
    kept = schedule_new();
    cr_assert(recalculated(now, 0));
    struct plan *next = plan_fork(now);
    put_calendar(next, 1);
    cr_assert_not(schedule_follow(kept, next, &is_whole));
    cr_assert_null(schedule_plan(kept));
    schedule_drop(kept); /* once more does no harm */
    plan_unref(next);
    schedule_close(NULL);
}

Test(follow, links_from_elsewhere_are_not_kept)
{
    struct link l;
    now = plan_small(10);
    kept = schedule_new();
    entity_init(&link_entity, &l);
    l.head.id.v = 1;
    l.pred.v = 1000;
    l.succ.v = 4;
    plan_put(now, &link_entity, &l);
    cr_assert(recalculated(now, 0));
    cr_assert_null(schedule_plan(kept));
}
