/* tests/engine/pass_test.c - the inside of a pass, function by function. */
#include "engine/pass.h"

#include "engine/case.h"

#include <criterion/criterion.h>

static struct arena     mem;
static struct case_file c;
static struct cpm      *cpm;

static void finish(void)
{
    arena_done(&mem);
}
TestSuite(pass, .fini = finish);

#define AT(text) moment(text)
static instant moment(const char *text)
{
    instant t = INSTANT_NONE;
    bool    has_time;
    cr_assert(local_parse(str_from(text), &t, &has_time));
    return t;
}

/* A calculator over the case, after the start of a pass. */
static void begin(const char *text)
{
    const struct prepared *p;
    err                    e = case_read(&mem, str_from(text), &c);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    e = network_prepare(&mem, &c.net, &p);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cpm = cpm_new(&mem, p);
    cpm->start = c.net.options.start;
    pass_spans(cpm);
}

static const char *const mixed =
    "project start=2026-03-02T08:00\n"
    "task a duration=2d\n"
    "task m duration=0d\n"
    "task cure duration=2ed\n"
    "task team duration=1d\n"
    "task begun duration=4d actual_start=2026-03-03T08:00 percent=50\n"
    "task over duration=1d actual_start=2026-03-03T08:00 actual_finish=2026-03-04T12:00\n"
    "task end duration=1d\n"
    "assign team work=8h\nassign team work=8h units=0.5 delay=1d\n"
    "link a end fs lag=50%\nlink m end ss\nlink begun end ff lag=1h\nlink over end\n";
enum { A, M, CURE, TEAM, BEGUN, OVER, END };

Test(pass, smaller_and_larger)
{
    cr_assert_eq(min_of(1, 2), 1);
    cr_assert_eq(max_of(1, 2), 2);
}

Test(pass, parts)
{
    begin(mixed);
    cr_assert(pass_has_parts(cpm, TEAM));
    cr_assert_not(pass_has_parts(cpm, A));
    cr_assert(pass_is_moment(cpm, M));
    cr_assert_not(pass_is_moment(cpm, TEAM));
    const struct placed team = pass_place_from(cpm, TEAM, AT("2026-03-02T08:00"));
    cr_assert_eq(team.start, AT("2026-03-02T08:00"));
    cr_assert_eq(team.finish, AT("2026-03-04T17:00"));
    const struct placed until = pass_place_until(cpm, TEAM, AT("2026-03-06T17:00"));
    cr_assert_eq(until.start, AT("2026-03-04T08:00"));
    cr_assert_eq(pass_finish_started(cpm, TEAM, AT("2026-03-03T08:00")), AT("2026-03-05T17:00"));
    cr_assert_eq(pass_finish_parts(cpm, TEAM, AT("2026-03-03T08:00"), 0.5), AT("2026-03-03T17:00"));
    const struct placed cure = pass_place_from(cpm, CURE, AT("2026-03-06T17:00"));
    cr_assert_eq(cure.start, AT("2026-03-06T17:00"));
    cr_assert_eq(cure.finish, AT("2026-03-08T17:00"));
    cr_assert_eq(pass_duration(cpm, A, (struct placed){0, 0}), 16 * HOUR_S);
}

Test(pass, late_places)
{
    begin(mixed);
    const struct late_bounds b = {AT("2026-03-04T09:00"), AT("2026-03-09T08:00")};
    const struct placed      a = pass_place_late(cpm, A, b);
    cr_assert_eq(a.start, AT("2026-03-04T09:00"));
    cr_assert_eq(a.finish, AT("2026-03-06T09:00"));
    const struct placed open = pass_place_late(
        cpm, A, (struct late_bounds){INSTANT_BEYOND, AT("2026-03-09T08:00")});
    cr_assert_eq(open.finish, AT("2026-03-06T17:00"), "rolled back over the weekend");
    const struct placed m = pass_place_late(
        cpm, M, (struct late_bounds){INSTANT_BEYOND, AT("2026-03-09T08:00")});
    cr_assert_eq(m.finish, AT("2026-03-09T08:00"), "a moment stays raw");
}

Test(pass, progress)
{
    begin(mixed);
    cr_assert(pass_is_started(&c.net, BEGUN));
    cr_assert_not(pass_is_finished(&c.net, BEGUN));
    cr_assert(pass_is_finished(&c.net, OVER));
    cr_assert_eq(pass_remaining(&c.net, BEGUN), 16 * HOUR_S);
    const struct placed begun = pass_place_actual(cpm, BEGUN);
    cr_assert_eq(begun.finish, AT("2026-03-06T17:00"));
    cr_assert_eq(pass_place_actual(cpm, OVER).finish, AT("2026-03-04T12:00"));
}

Test(pass, arcs_and_bounds)
{
    begin(mixed);
    const struct prepared *p = cpm->p;
    const struct worktime *w = cpm->worktimes[p->nodes[p->place[END]].slot];
    pass_forward(cpm);
    const struct arc *first = &p->preds[p->pred_row[p->place[END]]];
    cr_assert_eq(pass_lag(cpm, first, first->node).s, 8 * HOUR_S);
    cr_assert_eq(arc_forward(cpm, first, first->node, w, AT("2026-03-03T17:00")),
                 AT("2026-03-04T17:00"));
    cr_assert_eq(arc_backward(cpm, first, first->node, w, AT("2026-03-04T17:00")),
                 AT("2026-03-04T08:00"));
    const struct bounds b = pass_bounds(cpm, p->place[END]);
    cr_assert_eq(b.start, AT("2026-03-04T17:00"));
    cr_assert_eq(b.finish, AT("2026-03-09T09:00"));
    cr_assert_eq(cpm->dates[p->place[END]].start, AT("2026-03-06T09:00"));
    cr_assert_eq(cpm->finish, AT("2026-03-09T09:00"));
    pass_backward(cpm);
    cr_assert_eq(pass_late_bounds(cpm, p->place[BEGUN]).finish, AT("2026-03-09T08:00"));
    cr_assert_eq(pass_free_time(cpm, p->place[BEGUN], w), 0);
    struct cpm_row row = {0};
    pass_row_driver(cpm, p->place[END], &row);
    cr_assert_eq(row.driver_kind, CPM_LINK);
    cr_assert_eq(row.driver, 2);
}

Test(pass, one_rare_node_at_a_time)
{
    begin("project start=2026-03-02T08:00\ntask s constraint=snet at=2026-03-04T08:00\n"
          "task a parent=s duration=1d\ntask b duration=3d\n");
    cr_assert_eq(pass_inherited_date(&c.net, 1, NET_SNET), AT("2026-03-04T08:00"));
    cr_assert_eq(pass_inherited_date(&c.net, 1, NET_FNLT), INSTANT_NONE);
    pass_forward(cpm);
    const int32_t at = cpm->p->place[1];
    cpm->dates[at].start = 0;
    pass_forward_rare(cpm, at);
    cr_assert_eq(cpm->dates[at].start, AT("2026-03-04T08:00"));
    pass_backward(cpm);
    cpm->rows[1].late_finish = 0;
    pass_forward_rare(cpm, at);
    pass_backward_rare(cpm, at);
    cr_assert_eq(cpm->rows[1].late_finish, AT("2026-03-04T17:00"));
    pass_rollup(cpm);
    cr_assert_eq(cpm->rows[0].start, AT("2026-03-04T08:00"));
}

Test(pass, a_broken_result_is_found)
{
    begin("project start=2026-03-02T08:00\ntask a duration=1d\ntask b duration=1d\nlink a b\n");
    struct cpm_result r;
    int32_t           row;
    cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
    cr_assert_eq(cpm_verify(cpm->p, &r, &row), 0);
    const struct cpm_row good = cpm->rows[1];
    cpm->rows[1].finish = good.start - 1;
    cr_assert_eq(cpm_verify(cpm->p, &r, &row), 1);
    cr_assert_eq(row, 1);
    cpm->rows[1] = good;
    cpm->rows[1].late_finish = INSTANT_NONE;
    cr_assert_eq(cpm_verify(cpm->p, &r, &row), 2);
    cpm->rows[1] = good;
    cpm->rows[1].finish -= HOUR_S;
    cr_assert_eq(cpm_verify(cpm->p, &r, &row), 3);
    cpm->rows[1] = good;
    cpm->rows[1].free_slack_s = 1;
    cr_assert_eq(cpm_verify(cpm->p, &r, &row), 4);
    cpm->rows[1] = good;
    cpm->rows[1].critical = false;
    cr_assert_eq(cpm_verify(cpm->p, &r, &row), 7);
    cpm->rows[1] = good;
    cpm->rows[0].driver_kind = CPM_LINK;
    cr_assert_eq(cpm_verify(cpm->p, &r, &row), 8);
}

/* Each node again, from what its neighbours have: nothing changes. */
Test(pass, one_node_at_a_time_is_a_pass)
{
    struct cpm_result first;
    begin(mixed);
    cpm->ahead = arena_array(&mem, struct dates, cpm->p->n_nodes);
    cr_assert_eq(cpm_pass(cpm, &first).code, ERR_NONE);
    struct cpm_row *rows = arena_copy(&mem, first.rows, sizeof *rows * (size_t)first.n);
    struct dates   *behind = cpm->dates;
    cpm->dates = cpm->ahead;
    for (int32_t at = 0; at < cpm->p->n_nodes; at++) {
        pass_spans_of(cpm, at);
        pass_forward_node(cpm, at);
    }
    pass_finish(cpm);
    cpm->dates = behind;
    for (int32_t at = cpm->p->n_nodes - 1; at >= 0; at--) {
        behind[at].start = cpm->ahead[at].start;
        behind[at].finish = cpm->ahead[at].finish;
        pass_backward_node(cpm, at);
    }
    for (int32_t i = 0; i < cpm->p->n_summaries; i++)
        pass_summary(cpm, cpm->p->summaries[i]);
    cr_assert_not(pass_is_outside(cpm));
    cr_assert_eq(pass_result(cpm).finish, first.finish);
    cr_assert_arr_eq(rows, first.rows, sizeof *rows * (size_t)first.n);
}

/* From the middle on, forward and back, over dates that were lost there. */
Test(pass, from_some_place_on)
{
    const struct dates lost = {0, 0, 0, 0};
    struct cpm_result  all;
    begin(mixed);
    const int32_t n = cpm->p->n_nodes, middle = n / 2;
    cpm->ahead = arena_array(&mem, struct dates, n);
    cr_assert_eq(cpm_pass(cpm, &all).code, ERR_NONE);
    const struct cpm_row *rows = arena_copy(&mem, all.rows, sizeof *rows * (size_t)all.n);
    struct dates         *behind = cpm->dates;
    cpm->dates = cpm->ahead;
    for (int32_t at = middle; at < n; at++)
        cpm->ahead[at] = lost;
    pass_forward_from(cpm, middle);
    pass_finish(cpm);
    cpm->dates = behind;
    for (int32_t at = 0; at <= middle; at++)
        behind[at] = lost;
    pass_backward_from(cpm, middle);
    pass_rollup(cpm);
    cr_assert_eq(pass_result(cpm).finish, all.finish);
    cr_assert_arr_eq(rows, cpm->rows, sizeof *rows * (size_t)all.n);
}

static instant start_bound_of(int32_t at)
{
    const struct bounds b = pass_bounds(cpm, at);
    return pass_start_bound(cpm, at, &b);
}

/* The bound of links; of a task that only a finish date holds, where that puts it. */
Test(pass, start_bound)
{
    begin("project start=2026-03-02T08:00\n"
          "task a duration=2d\ntask b duration=1d\n"
          "task late duration=1d constraint=fnet at=2026-03-10T17:00\n"
          "link a b fs lag=4h\n");
    pass_forward(cpm);
    cr_assert_eq(start_bound_of(cpm->p->place[0]), AT("2026-03-02T08:00"));
    cr_assert_eq(start_bound_of(cpm->p->place[1]), AT("2026-03-04T12:00"));
    cr_assert_eq(start_bound_of(cpm->p->place[2]), AT("2026-03-10T08:00"));
}
