/* tests/engine/prepare_test.c - nodes in order, gates of summaries, circles, slots of calendars. */
#include "engine/prepare.h"

#include "engine/case.h"
#include "engine/order.h"
#include "engine/prepare_time.h"
#include "engine/replan/row.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(prepare, .fini = finish);

static const struct prepared *prepared_of(const char *text)
{
    struct case_file      *c = arena_new(&mem, struct case_file);
    const struct prepared *p = NULL;
    err                    e = case_read(&mem, str_from(text), c);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    e = network_prepare(&mem, &c->net, &p);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return p;
}

Test(prepare, an_ordered_network_keeps_its_order)
{
    const struct prepared *p = prepared_of(
        "project start=2026-03-02T08:00\ntask a\ntask b\ntask c\nlink a b\nlink a c\nlink b c\n");
    cr_assert_eq(p->n_nodes, 3);
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(p->place[i], i);
        cr_assert_eq(p->nodes[i].task, i);
    }
    cr_assert_eq(p->pred_row[3] - p->pred_row[2], 2);
    cr_assert_eq(p->pred_links[p->pred_row[2]], 1, "links keep their order");
    cr_assert_eq(p->succ_row[1] - p->succ_row[0], 2);
}

Test(prepare, preds_come_first)
{
    const struct prepared *p = prepared_of(
        "project start=2026-03-02T08:00\ntask a\ntask b\ntask c\nlink c b\nlink b a\n");
    cr_assert_lt(p->place[2], p->place[1]);
    cr_assert_lt(p->place[1], p->place[0]);
}

Test(prepare, gates_stand_for_summaries_with_links)
{
    const struct prepared *p = prepared_of(
        "project start=2026-03-02T08:00\ntask p\ntask s\ntask inner parent=s\n"
        "task a parent=s\ntask b parent=inner\ntask q\nlink p s\nlink inner q\n");
    cr_assert_eq(p->n_nodes, 6, "four leaves and two gates");
    cr_assert_eq(p->n_summaries, 2);
    cr_assert_eq(p->summaries[0], 2, "the deepest first");
    cr_assert_geq(p->in_gate[1], 0);
    cr_assert_geq(p->out_gate[2], 0);
    cr_assert_eq(p->out_gate[1], -1);
    cr_assert_lt(p->in_gate[1], p->place[4]);
    cr_assert_lt(p->place[4], p->out_gate[2]);
    cr_assert(p->nodes[p->place[4]].flags & NODE_HAS_PRED);
    cr_assert(p->nodes[p->place[4]].flags & NODE_RARE, "it is a member of an out-gate");
    cr_assert_not(p->nodes[p->place[0]].flags & NODE_HAS_PRED);
}

Test(prepare, calendars_that_meet_share_a_slot)
{
    const struct prepared *p = prepared_of(
        "project start=2026-03-02T08:00 calendar=x\ncalendar x\ncalendar y\n  day sat "
        "08:00-12:00\ncalendar unused\n"
        "task a duration=1d calendar=x\ntask b duration=1d calendar=x\ntask c duration=1d\n"
        "assign a calendar=y work=8h\nassign b calendar=y work=8h\nassign c calendar=y work=8h\n");
    cr_assert_eq(p->n_slots, 3 + 1 + 1);
    cr_assert_eq(p->parts[0].slot, 4);
    cr_assert_eq(p->parts[1].slot, 4);
    cr_assert_eq(p->parts[2].slot, 1);
    cr_assert_null(p->worktimes[2]);
    cr_assert(worktime_verify(p->worktimes[4]));
    const struct worktime **wide;
    const struct horizon    longer = {p->horizon.from, p->horizon.to + 700LL * DAY_S};
    const err               e = prepared_worktimes(&mem, p, longer, &wide);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_gt(wide[4]->total, p->worktimes[4]->total);
}

Test(prepare, flags_are_asked_one_or_several_at_a_time)
{
    const struct network *net = prepared_of("project start=2026-03-02T08:00\ntask a manual\n")->net;
    cr_assert(task_is(net, 0, TASK_MANUAL | TASK_BLANK));
    cr_assert_not(task_is(net, 0, TASK_ELAPSED));
}

Test(prepare, time_can_be_prepared_anew)
{
    struct prepared again = *prepared_of("project start=2026-03-02T08:00\ntask a duration=1d\n");
    const err       e = prepare_time(&mem, &again);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_eq(again.n_slots, 1);
}

Test(prepare, rows_are_sorted_stably)
{
    static const int32_t key[] = {2, 0, 2, 1, 0};
    int32_t             *row, *items;
    order_rows(&mem, (struct order_keys){key, 5, 3}, &row, &items);
    static const int32_t want[] = {1, 4, 3, 0, 2};
    cr_assert_eq(row[0], 0);
    cr_assert_eq(row[1], 2);
    cr_assert_eq(row[2], 3);
    cr_assert_eq(row[3], 5);
    cr_assert_arr_eq(items, want, sizeof want);
}

Test(prepare, order_of_a_raw_graph)
{
    struct raw_arc   arcs[] = {{.from = 2, .to = 0}, {.from = 0, .to = 1}};
    int32_t          task[] = {0, 1, 2}, *order;
    bool             is_node[] = {true, true, true};
    struct network   net;
    struct raw_graph g = {
        .n_nodes = 3, .n_arcs = 2, .arcs = arcs, .task = task, .is_node = is_node};
    const int32_t key[] = {0, 1};
    network_init(&net, &mem, (struct network_size){.tasks = 3});
    order_rows(&mem, (struct order_keys){key, 2, 3}, &g.row, &g.by_to);
    err e = order_find(&mem, &net, &g, &order);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_eq(order[0], 2);
    cr_assert_eq(order[1], 0);
    arcs[1] = (struct raw_arc){.from = 0, .to = 2};
    const int32_t circle[] = {0, 2};
    order_rows(&mem, (struct order_keys){circle, 2, 3}, &g.row, &g.by_to);
    e = order_find(&mem, &net, &g, &order);
    cr_assert_eq(e.code, ERR_CYCLE);
}

Test(prepare, long_circles_are_cut_short_in_the_sentence)
{
    enum { N = 1000 };
    struct network         net;
    const struct prepared *p;
    network_init(&net, &mem, (struct network_size){.tasks = N, .links = N});
    net.options.start = 0;
    for (int i = 0; i < N; i++) {
        net.links.pred[i] = i;
        net.links.succ[i] = (i + 1) % N;
    }
    const err e = network_prepare(&mem, &net, &p);
    cr_assert_eq(e.code, ERR_CYCLE);
    const str why = str_from(e.why);
    cr_assert(str_has(why, S("task 0 → task 1 → ")), "%s", e.why);
    cr_assert(str_has(why, S("…")) && str_ends(why, S("→ task 0")), "%s", e.why);
}

Test(prepare, a_link_to_itself)
{
    struct network         net;
    const struct prepared *p;
    network_init(&net, &mem, (struct network_size){.tasks = 1, .links = 1});
    net.options.start = 0;
    const err e = network_prepare(&mem, &net, &p);
    cr_assert_eq(e.code, ERR_CYCLE);
    cr_assert(str_ends(str_from(e.why), S("task 0 → task 0")), "%s", e.why);
}

static struct prepared *own_prepared(const char *text)
{
    return (struct prepared *)prepared_of(text);
}

Test(prepare, small_changes_are_taken_over)
{
    struct prepared *p = own_prepared(
        "project start=2026-03-02T08:00\ntask a\ntask b\ntask s\ntask c parent=s\nlink a b\n");
    struct network *net = (struct network *)p->net;
    cr_assert_not(p->nodes[p->place[1]].flags & NODE_RARE);
    net->links.lag_s[0] = -HOUR_S;
    cr_assert(prepared_renew_link(p, 0));
    cr_assert_eq(p->preds[p->pred_row[p->place[1]]].lag_s, -HOUR_S);
    cr_assert_eq(p->succs[p->succ_row[p->place[0]]].lag_s, -HOUR_S);
    cr_assert(p->nodes[p->place[1]].flags & NODE_MAY_LEAD);
}

Test(prepare, one_row_is_prepared_like_all)
{
    struct prepared *p = own_prepared(
        "project start=2026-03-02T08:00\ntask a\ntask b\nlink a b lag=3h\nassign b work=8h\n");
    struct network *net = (struct network *)p->net;
    const int32_t   at = p->place[1];
    cr_assert(prepared_link_counts(net, 0));
    const struct raw_arc raw = prepared_raw_arc(net, 0);
    const struct arc     arc = prepared_arc(&raw, p->place[0]), own = p->preds[p->pred_row[at]];
    cr_assert(arc.node == own.node && arc.kind == own.kind && arc.lag_s == own.lag_s);
    cr_assert_eq(prepared_node_flags(p, at, false), p->nodes[at].flags);
    cr_assert(prepared_drives(p, 0));
    cr_assert_eq(prepared_part_slot(p, 0), p->parts[p->part_row[at]].slot);
    cr_assert_eq(prepared_slot(p, CALENDAR_NONE), p->nodes[at].slot);
    const struct worktime **w = arena_copy(&mem, p->worktimes, sizeof *w * (size_t)p->n_slots);
    cr_assert_eq(prepared_recompile(&mem, p, p->horizon, 0, w).code, ERR_NONE);
    cr_assert_eq(w[p->nodes[at].slot]->total, p->worktimes[p->nodes[at].slot]->total);
    cr_assert(prepared_dates_fit(p, 1));
    net->tasks.deadline[1] = p->horizon.to + 1;
    cr_assert_not(prepared_dates_fit(p, 1), "beyond what was compiled");
    net->links.pred[0] = net->links.succ[0] = TASK_NONE;
    cr_assert_not(prepared_link_counts(net, 0));
}
