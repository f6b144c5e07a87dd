/* tests/domain/meta/problems_test.c - lists of findings. */
#include "domain/meta/problems.h"

#include <criterion/criterion.h>

Test(problems, are_one_error)
{
    struct arena    mem = {0};
    struct problems p;
    problems_init(&p, &mem);
    cr_assert_eq(problems_err(&p).code, ERR_NONE);
    problems_add(&p, "title", "must not be %s", "empty");
    cr_assert_str_eq(problems_err(&p).why, "title must not be empty");
    cr_assert_eq(p.v[0].at, -1);
    p.at = 7;
    problems_add(&p, "rank", "is odd");
    cr_assert_eq(p.v[1].at, 7);
    cr_assert_str_eq(problems_err(&p).why, "title must not be empty, and 1 more");
    arena_done(&mem);
}

Test(problems, are_bounded)
{
    struct arena    mem = {0};
    struct problems p;
    problems_init(&p, &mem);
    for (int i = 0; i < PROBLEMS_MAX + 5; i++)
        problems_add(&p, "f", "m");
    cr_assert(p.n == PROBLEMS_MAX && p.more == 5);
    cr_assert_str_eq(problems_err(&p).why, "f m, and 1004 more");
    arena_done(&mem);
}
