/* tests/engine/cases_test.c - every file of tests/cases: calculated twice, verified, compared. */
#include "engine/case.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_case(const struct dirent *d)
{
    return str_ends(str_from(d->d_name), S(".case"));
}

static bool check_file(const char *name)
{
    struct arena     mem = {0};
    struct case_file c;
    const str        path = str_fmt(&mem, "%s/tests/cases/%s", SOURCE_ROOT, name);
    const err        e = case_read(&mem, case_load(&mem, str_z(&mem, path)), &c);
    const str        wrong = e.code ? str_from(e.why) : case_check(&mem, &c);
    cr_expect_eq(wrong.n, 0, "%s: %.*s", name, STR_ARG(wrong));
    const bool has_expects = !e.code && c.n_expects > 0;
    arena_done(&mem);
    return has_expects;
}

Test(cases, all_files)
{
    struct dirent **names;
    const int       n = scandir(SOURCE_ROOT "/tests/cases", &names, is_case, by_name);
    cr_assert_gt(n, 20);
    for (int i = 0; i < n; i++) {
        cr_expect(check_file(names[i]->d_name), "%s expects nothing", names[i]->d_name);
        free(names[i]);
    }
    free(names);
}

Test(cases, wrong_expectations_and_wrong_lines_are_told)
{
    struct arena     mem = {0};
    struct case_file c;
    const str        text = S("project start=2026-03-02T08:00\n"
                                     "task a duration=1d\n"
                                     "expect a finish=2026-03-03T17:00\n");
    err              e = case_read(&mem, text, &c);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert(str_has(case_check(&mem, &c),
                      S("line 3: a finish is 2026-03-02T17:00, not 2026-03-03T17:00")));
    e = case_read(&mem, S("project start=2026-03-02T08:00\ntask a wings=2\n"), &c);
    cr_assert_eq(e.code, ERR_SYNTAX);
    cr_assert(str_has(str_from(e.why), S("line 2")));
    arena_done(&mem);
}
