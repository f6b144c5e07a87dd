/* tests/base/err_test.c - errors as values. */
#include "base/err.h"

#include <criterion/criterion.h>
#include <string.h>

static err fails(void)
{
    return err_make(ERR_NOT_FOUND, "No item %d", 7);
}

static err passes_on(bool fail)
{
    if (fail)
        TRY(fails());
    return OK;
}

Test(err, make_and_try)
{
    err e = passes_on(true);
    cr_assert(err_is(e, ERR_NOT_FOUND));
    cr_assert_str_eq(e.why, "No item 7");
    cr_assert(err_is(passes_on(false), ERR_NONE));
    err_drop(e);
}

Test(err, wrap_keeps_the_code)
{
    err e = err_wrap(fails(), "Link %d", 3);
    cr_assert(err_is(e, ERR_NOT_FOUND));
    cr_assert_str_eq(e.why, "Link 3: No item 7");
}

Test(err, ring_keeps_the_last_sixteen)
{
    err kept = fails();
    for (int i = 0; i < ERR_RING - 1; i++)
        err_drop(err_make(ERR_IO, "noise %d", i));
    cr_assert_str_eq(kept.why, "No item 7");
    err wrapped = err_wrap(kept, "Late");
    cr_assert_str_eq(wrapped.why, "Late: No item 7");
}

Test(err, long_sentence_is_cut)
{
    char text[ERR_WHY_MAX * 2];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    err e = err_make(ERR_IO, "%s", text);
    cr_assert_eq(strlen(e.why), ERR_WHY_MAX - 1);
    cr_assert_eq(strlen(err_wrap(e, "%s", text).why), ERR_WHY_MAX - 1);
}

Test(err, table)
{
    cr_assert_eq(err_status(ERR_NONE), 200);
    cr_assert_eq(err_status(ERR_CYCLE), 422);
    cr_assert_str_eq(err_type(ERR_STALE), "stale");
    cr_assert_str_eq(err_title(ERR_BUSY), "Busy, try again");
    for (int code = ERR_NONE; code <= ERR_VERSION; code++)
        cr_assert(err_type(code) && err_title(code) && err_status(code) >= 200);
}
