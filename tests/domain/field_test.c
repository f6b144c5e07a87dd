/* tests/domain/field_test.c - single members: reading, writing, absence, words, text. */
#include "domain/fill.h"

#include "domain/plan.h"

#include <criterion/criterion.h>
#include <math.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(field, .fini = finish);

static const struct field *of_item(const char *name)
{
    return entity_find(&item_entity, str_from(name));
}

Test(field, clears_to_absent_or_zero)
{
    union any_record r;
    fill_record(&mem, &item_entity, &r, 3);
    for (size_t i = 0; i < item_entity.n_fields; i++) {
        const struct field *f = &item_entity.fields[i];
        cr_assert(!field_is_absent(f, &r), "%s", f->name);
        field_clear(f, &r);
        cr_assert_eq(field_is_absent(f, &r), field_may_be_absent(f), "%s", f->name);
    }
    cr_assert(r.item.work_s == 0 && r.item.duration_s == DURATION_NONE);
    cr_assert(r.item.percent_complete == 0 && isnan(r.item.points));
}

Test(field, reads_what_was_written)
{
    struct item i = fill_item(1, 0, 0, "a");
    field_int_set(of_item("constraint"), &i, CONSTRAINT_MFO);
    cr_assert_eq(i.constraint, CONSTRAINT_MFO);
    cr_assert_str_eq(field_word(of_item("constraint"), &i), "mfo");
    field_int_set(of_item("constraint"), &i, 99);
    cr_assert_null(field_word(of_item("constraint"), &i));
    field_num_set(of_item("points"), &i, 8);
    cr_assert(field_num(of_item("points"), &i) == 8);
    field_str_set(of_item("title"), &i, S("b"));
    cr_assert(str_eq(field_str(of_item("title"), &i), S("b")));
    field_int_set(of_item("is_manual"), &i, 1);
    cr_assert_eq(field_int(of_item("is_manual"), &i), 1);
}

Test(field, absent_numbers_are_equal)
{
    struct item a = fill_item(1, 0, 0, "a"), b = fill_item(2, 0, 0, "");
    cr_assert(field_equal(of_item("points"), &a, &b));
    a.points = 1;
    cr_assert(!field_equal(of_item("points"), &a, &b));
    a.title = STR_NONE;
    cr_assert(!field_equal(of_item("title"), &a, &b), "absent is not empty");
}

Test(field, words)
{
    int64_t v = -1;
    cr_assert_eq(words_count(link_type_words), 4);
    cr_assert(words_find(link_type_words, S("ff"), &v) && v == LINK_FF);
    cr_assert(!words_find(link_type_words, S("FF"), &v) && v == LINK_FF);
}

static void refuses(const char *name, const char *text, const char *why)
{
    struct item i = fill_item(1, 0, 0, "a");
    err         e = field_parse(of_item(name), &i, str_from(text));
    cr_assert_eq(e.code, ERR_INVALID);
    cr_assert_str_eq(e.why, why);
    cr_assert_str_eq(field_expected(of_item(name)).why, why);
}

Test(field, parse_says_what_was_expected)
{
    refuses("rank", "1.5", "must be a whole number");
    refuses("points", "many", "must be a number");
    refuses("is_manual", "yes", "must be true or false");
    refuses("deadline", "soon", "must be a moment such as 2026-03-02T08:00:00Z");
    refuses("fixed_cost_accrual", "never", "must be one of start, prorated, end");
}

static void prints(const char *name, int64_t value, const char *json, const char *column)
{
    struct buf      b = {0};
    struct json_out o;
    struct item     i = fill_item(1, 0, 0, "a");
    field_int_set(of_item(name), &i, value);
    jo_init(&o, &b);
    jo_array(&o);
    field_json(&o, of_item(name), &i);
    field_column(&o, of_item(name), &i);
    jo_array_end(&o);
    str wanted = str_fmt(&mem, "[%s,%s]", json, column);
    cr_assert(str_eq(buf_view(&b), wanted), "%.*s", STR_ARG(buf_view(&b)));
    buf_done(&b);
}

Test(field, two_forms_of_json)
{
    prints("deadline", 1772438400, "\"2026-03-02T08:00:00Z\"", "1772438400");
    prints("deadline", INSTANT_NONE, "null", "null");
    prints("is_manual", true, "true", "1");
    prints("constraint", CONSTRAINT_SNET, "\"snet\"", "\"snet\"");
    prints("duration_s", DURATION_NONE, "null", "null");
    prints("duration_s", 0, "0", "0");
}
