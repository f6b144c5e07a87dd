/* tests/cli/data_test.c - members from the command line, numbers of records. */
#include "cli/data.h"

#include "domain/item.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(data, .fini = finish);

Test(data, ids)
{
    struct id id = {0};
    cr_assert_eq(data_id(S("12"), &id).code, ERR_NONE);
    cr_assert_eq(id.v, 12);
    cr_assert_eq(data_id(S("0"), &id).code, ERR_INVALID);
    cr_assert_eq(data_id(S("x"), &id).code, ERR_INVALID);
}

Test(data, members_become_json)
{
    const char        *pairs[] = {"title=a \"b\"=c", "duration_s=3600", "is_manual=true",
                                  "deadline=", "body="};
    const struct json *set = NULL;
    cr_assert_eq(data_set(&mem, &item_entity, pairs, 5, &set).code, ERR_NONE);
    cr_assert(str_eq(json_text(json_get(set, "title")), S("a \"b\"=c")));
    cr_assert_eq(json_int(json_get(set, "duration_s")), 3600);
    cr_assert(json_bool(json_get(set, "is_manual")));
    cr_assert_eq(json_kind(json_get(set, "deadline")), JSON_NULL);
    cr_assert_eq(json_kind(json_get(set, "body")), JSON_TEXT);
    const char *unknown[] = {"nothing=1"}, *bare[] = {"title"};
    cr_assert_eq(data_set(&mem, &item_entity, unknown, 1, &set).code, ERR_INVALID);
    cr_assert_eq(data_set(&mem, &item_entity, bare, 1, &set).code, ERR_INVALID);
}

Test(data, refusals_name_the_member)
{
    struct refusal refusal = {0};
    problems_init(&refusal.problems, &mem);
    err plain = err_make(ERR_INVALID, "No");
    cr_assert_str_eq(data_refused(plain, &refusal).why, "No");
    problems_add(&refusal.problems, "title", "must not be empty");
    cr_assert_str_eq(data_refused(plain, &refusal).why, "title: must not be empty");
    cr_assert_eq(data_refused(OK, &refusal).code, ERR_NONE);
}
