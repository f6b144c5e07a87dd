/* tests/cli/schedule_test.c - a plan out of a file, and its dates as CSV, without a command line.
 */
#include "cli/schedule.h"

#include "base/arena.h"
#include "formats/plan_file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

Test(schedule, a_file_is_read_and_printed)
{
    char path[] = "/tmp/gantline-schedule-XXXXXX";
    int  fd = mkstemp(path);
    cr_assert_geq(fd, 0);
    cr_assert_gt(dprintf(fd, "project P Plan ; start 2026-03-02T08:00\nOne ; 2d\n"), 0);
    close(fd);
    struct arena  mem = {0};
    struct buf    out;
    struct import import = {0};
    buf_init(&out, 0);
    struct cli cli = {.mem = &mem, .out = &out};
    const err  e = schedule_read(&cli, path, &import);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    cr_assert_eq(schedule_csv(&cli, &import).code, ERR_NONE);
    cr_expect(str_has(buf_view(&out), S("One,2026-03-02T08:00:00,2026-03-03T17:00:00")));
    cr_expect_neq(schedule_read(&cli, "/nowhere/at/all", &import).code, ERR_NONE);
    plan_unref(import.plan);
    buf_done(&out);
    arena_done(&mem);
    unlink(path);
}
