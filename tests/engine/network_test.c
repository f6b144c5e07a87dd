/* tests/engine/network_test.c - columns with defaults, and refusal of what no pass could bear. */
#include "engine/network.h"

#include "engine/prepare.h"

#include <criterion/criterion.h>

static struct arena   mem;
static struct network net;

static void begin(void)
{
    network_init(&net, &mem,
                 (struct network_size){.tasks = 3, .links = 2, .assignments = 1, .pieces = 1});
    net.options.start = 0;
    net.links.succ[0] = 1;
    net.links.pred[1] = 1;
    net.links.succ[1] = 2;
    net.pieces.start[0] = 0;
    net.pieces.finish[0] = 100;
}
static void finish(void)
{
    arena_done(&mem);
}
TestSuite(network, .init = begin, .fini = finish);

static void refused(const char *part)
{
    const err e = network_check(&net);
    cr_expect_eq(e.code, ERR_INVALID, "%s", part);
    cr_expect(e.code && str_has(str_from(e.why), str_from(part)), "%s: %s", part,
              e.code ? e.why : "");
    arena_done(&mem);
    begin();
}

Test(network, defaults_are_fine)
{
    const err e = network_check(&net);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_eq(net.tasks.parent[2], TASK_NONE);
    cr_assert_eq(net.tasks.actual_start[1], INSTANT_NONE);
    cr_assert_eq(net.tasks.remaining_duration_s[1], DURATION_NONE);
    cr_assert_float_eq(net.assignments.units[0], 1, 0);
    cr_assert(net.assignments.drives[0]);
}

Test(network, tasks_out_of_range)
{
    net.tasks.parent[1] = 3;
    refused("parent");
    net.tasks.parent[1] = 1;
    refused("parent");
    net.tasks.parent[0] = 1;
    net.tasks.parent[1] = 2;
    net.tasks.parent[2] = 0;
    refused("below itself");
    net.tasks.calendar[0] = 0;
    refused("calendar");
    net.tasks.constraint[0] = 8;
    refused("constraint");
    net.tasks.deadline[2] = INSTANT_MAX + 1;
    refused("1900 to 2199");
    net.tasks.duration_s[0] = -1;
    refused("duration");
    net.tasks.duration_s[0] = INT64_MAX;
    refused("duration");
    net.tasks.percent_complete[0] = 101;
    refused("per cent");
}

Test(network, links_and_assignments_out_of_range)
{
    net.links.succ[1] = 3;
    refused("Link 1");
    net.links.type[0] = 4;
    refused("Link 0");
    net.links.lag_s[0] = INT64_MIN;
    refused("lag of link 0");
    net.assignments.task[0] = -2;
    refused("Assignment 0");
    net.assignments.units[0] = -0.5;
    refused("Assignment 0");
    net.pieces.finish[0] = -1;
    refused("Piece 0");
    net.options.start = INSTANT_NONE;
    refused("no start date");
    net.options.from_finish = true;
    refused("no finish date");
    net.options.calendar = 4;
    refused("project's calendar");
}

Test(network, rows_that_are_none)
{
    net.links.pred[1] = net.links.succ[1] = TASK_NONE;
    net.assignments.task[0] = TASK_NONE;
    cr_assert_eq(network_check(&net).code, ERR_NONE);
    net.links.succ[1] = 0;
    refused("Link 1");
}

Test(network, names_for_messages)
{
    const str titles[] = {S("Alpha"), STR_NONE, STR_NONE};
    cr_assert(str_eq(network_task_name(&mem, &net, 1), S("task 1")));
    net.tasks.title = titles;
    cr_assert(str_eq(network_task_name(&mem, &net, 0), S("Alpha")));
    cr_assert(str_eq(network_task_name(&mem, &net, 1), S("task 1")));
}

Test(network, rows_are_checked_alone)
{
    cr_assert_eq(network_check_task(&net, 0).code, ERR_NONE);
    cr_assert_eq(network_check_link(&net, 0).code, ERR_NONE);
    cr_assert_eq(network_check_assignment(&net, 0).code, ERR_NONE);
    net.tasks.duration_s[0] = -5;
    net.links.lag_s[0] = INT64_MAX;
    net.assignments.work_s[0] = -1;
    cr_assert_eq(network_check_task(&net, 0).code, ERR_INVALID);
    cr_assert_eq(network_check_task(&net, 1).code, ERR_NONE);
    cr_assert_eq(network_check_link(&net, 0).code, ERR_INVALID);
    cr_assert_eq(network_check_assignment(&net, 0).code, ERR_INVALID);
}
