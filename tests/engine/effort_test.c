/* tests/engine/effort_test.c - spans of assignments, and what an edit of duration, work or units
 * does. */
#include "engine/effort.h"

#include <criterion/criterion.h>

enum { H = 3600 };

struct team {
    double  units[3];
    int64_t work[3];
};

static struct effort effort_of(struct team *t, enum effort_type type, int32_t n, int64_t duration)
{
    return (struct effort){
        .type = type, .duration_s = duration, .n = n, .units = t->units, .work_s = t->work};
}

Test(effort, contours)
{
    static const double means[] = {1, 0.6, 0.6, 0.5, 0.5, 0.5, 0.5, 0.7, 1};
    for (int c = NET_FLAT; c <= NET_PIECES; c++) {
        double sum = 0;
        for (int i = 0; i < 10; i++)
            sum += contour_share((enum net_contour)c, i);
        cr_assert_float_eq(contour_mean((enum net_contour)c), means[c], 1e-12, "contour %d", c);
        cr_assert_float_eq(sum / 10, means[c], 1e-12);
    }
}

Test(effort, spans_are_rounded_to_tenths_of_a_minute)
{
    struct arena   mem = {0};
    struct network net;
    network_init(&net, &mem, (struct network_size){.tasks = 1, .assignments = 1});
    net.assignments.work_s[0] = 80 * H;
    net.assignments.units[0] = 0.7;
    cr_assert_eq(effort_span(&net, 0), 411426, "6857.1 minutes");
    net.assignments.overtime_s[0] = 80 * H;
    cr_assert_eq(effort_span(&net, 0), 0);
    net.assignments.overtime_s[0] = 0;
    net.assignments.units[0] = 0;
    cr_assert_eq(effort_span(&net, 0), 0);
    cr_assert_eq(effort_round(8.99), 6);
    cr_assert_eq(effort_round(9), 12);
    arena_done(&mem);
}

Test(effort, duration_edited)
{
    struct team   t = {{1, 0.5}, {16 * H, 8 * H}};
    struct effort e = effort_of(&t, EFFORT_FIXED_UNITS, 2, 16 * H);
    effort_set_duration(&e, 32 * H);
    cr_assert_eq(t.work[0], 32 * H);
    cr_assert_eq(t.work[1], 16 * H);
    e.type = EFFORT_FIXED_WORK;
    effort_set_duration(&e, 64 * H);
    cr_assert_eq(effort_work(&e), 48 * H);
    cr_assert_float_eq(t.units[0], 0.5, 1e-9);
    cr_assert_float_eq(t.units[1], 0.25, 1e-9);
}

Test(effort, work_edited)
{
    struct team   t = {{1, 1}, {16 * H, 16 * H}};
    struct effort e = effort_of(&t, EFFORT_FIXED_UNITS, 2, 16 * H);
    effort_set_work(&e, 0, 24 * H);
    cr_assert_eq(e.duration_s, 24 * H);
    e.type = EFFORT_FIXED_DURATION;
    effort_set_work(&e, 1, 12 * H);
    cr_assert_eq(e.duration_s, 24 * H);
    cr_assert_float_eq(t.units[1], 0.5, 1e-9);
    effort_set_total(&e, 72 * H);
    cr_assert_eq(t.work[0], 48 * H);
    cr_assert_float_eq(t.units[0], 2, 1e-9);
}

Test(effort, units_edited)
{
    struct team   t = {{1, 1}, {16 * H, 8 * H}};
    struct effort e = effort_of(&t, EFFORT_FIXED_UNITS, 2, 16 * H);
    effort_set_units(&e, 0, 2);
    cr_assert_eq(e.duration_s, 8 * H);
    e.type = EFFORT_FIXED_DURATION;
    effort_set_units(&e, 0, 0.5);
    cr_assert_eq(t.work[0], 4 * H);
    cr_assert_eq(e.duration_s, 8 * H);
    e.type = EFFORT_FIXED_WORK;
    effort_set_units(&e, 1, 0.25);
    cr_assert_eq(e.duration_s, 32 * H);
}

Test(effort, somebody_added)
{
    struct team   t = {{1, 1}, {16 * H, 0}};
    struct effort e = effort_of(&t, EFFORT_FIXED_UNITS, 2, 16 * H);
    e.is_effort_driven = true;
    effort_added(&e, 16 * H);
    cr_assert_eq(t.work[0], 8 * H);
    cr_assert_eq(t.work[1], 8 * H);
    cr_assert_eq(e.duration_s, 8 * H);
    struct team   u = {{1, 0.5}, {16 * H, 0}};
    struct effort f = effort_of(&u, EFFORT_FIXED_UNITS, 2, 16 * H);
    effort_added(&f, 16 * H);
    cr_assert_eq(u.work[1], 8 * H);
    cr_assert_eq(f.duration_s, 16 * H);
    struct team   v = {{2}, {0}};
    struct effort g = effort_of(&v, EFFORT_FIXED_UNITS, 1, 16 * H);
    effort_added(&g, 16 * H);
    cr_assert_eq(v.work[0], 16 * H);
    cr_assert_eq(g.duration_s, 8 * H, "the first resource takes the whole work");
}

Test(effort, somebody_removed)
{
    struct team   t = {{1, 1}, {8 * H, 8 * H}};
    struct effort e = effort_of(&t, EFFORT_FIXED_WORK, 1, 8 * H);
    effort_removed(&e, 8 * H);
    cr_assert_eq(t.work[0], 16 * H);
    cr_assert_eq(e.duration_s, 16 * H);
    e.type = EFFORT_FIXED_UNITS;
    effort_removed(&e, 8 * H);
    cr_assert_eq(effort_work(&e), 16 * H);
    e.n = 0;
    effort_removed(&e, 16 * H);
    cr_assert_eq(e.duration_s, 16 * H);
}
