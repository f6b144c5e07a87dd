/* tests/domain/list/filter_test.c - the filter language, by tables of filters and what they take.
 */
#include "domain/list/filter.h"

#include "domain/fill.h"
#include "domain/plan/rows.h"

#include "base/rng.h"

#include <criterion/criterion.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(filter, .fini = finish);

static struct item     item;
static struct item_row row;

static void prepare(void)
{
    item = fill_item(12, 3, 0, "Load the Übung 9");
    item.duration_s = 28800;
    item.points = 2.5;
    item.state = ITEM_ACTIVE;
    item.deadline = 1772438400; /* 2026-03-02T08:00:00Z */
    item_row_init(&row);
    row.critical = true;
    row.start = 1772438400;
    row.duration_s = 57600;
    row.wbs = S("1.10");
}

struct sample {
    const char *text;
    bool        takes;
};

static const struct sample samples[] = {
    {"", true},
    {"   ", true},
    {"id eq 12", true},
    {"id in (1, 12,13)", true},
    {"id in (1)", false},
    {"critical eq true", true},
    {"critical ne true", false},
    {"critical eq true and start ge 2026-01-01 and title contains \"load\"", true},
    {"critical eq false or title contains ubung", true},
    {"critical eq false or title contains \"nothing\" and id eq 12", false},
    {"(critical eq false or id eq 12) and points gt 2", true},
    {"not critical eq true", false},
    {"not (critical eq true and id eq 1)", true},
    {"not not id eq 12", true},
    {"NOT id eq 1 AND state eq active", true},
    {"state in (planned, active)", true},
    {"state gt ready", true},
    {"title eq \"load the übung 9\"", false},
    {"title eq \"Load the Übung 9\"", true},
    {"title lt \"load the ubung 10\"", true},
    {"title ge load", true},
    {"wbs gt 1.9", true},
    {"body eq null", true},
    {"body ne null", false},
    {"body in (null, x)", true},
    {"body contains \"\"", false},
    {"title ne null", true},
    {"body ne text", true},
    {"body lt text", false},
    {"duration_s eq 57600", true},
    {"duration_s eq 28800", false},
    {"points eq 2.5", true},
    {"points le 2.4", false},
    {"calendar eq null", true},
    {"parent eq 3", true},
    {"actual_start gt 2026-01-01", false},
    {"deadline eq 2026-03-02", true},
    {"deadline ne 2026-03-02", false},
    {"deadline le 2026-03-02", true},
    {"deadline lt 2026-03-02", false},
    {"deadline gt 2026-03-02", false},
    {"deadline ge 2026-03-02", true},
    {"deadline gt 2026-03-01", true},
    {"deadline lt 2026-03-03", true},
    {"deadline eq 2026-03-02T08:00:00Z", true},
    {"deadline lt 2026-03-02T08:00:00Z", false},
    {"deadline le 2026-03-02T10:00:00+02:00", true},
    {"title contains \"the \\\"quoted\\\"\"", false},
};

Test(filter, takes_or_leaves)
{
    prepare();
    for (size_t i = 0; i < COUNT(samples); i++) {
        const struct filter *f;
        err e = filter_compile(&mem, &item_entity, NULL, str_from(samples[i].text), &f);
        cr_assert_eq(e.code, ERR_NONE, "%s: %s", samples[i].text, e.why);
        cr_assert_eq(filter_takes(f, &mem, &item, &row), samples[i].takes, "%s", samples[i].text);
    }
}

static const struct {
    const char *text, *why;
} wrong[] = {
    {"colour eq 1", "filter: 'colour' at 1 is not a column of item"},
    {"id is 1", "filter: eq, ne, lt, le, gt, ge, contains or in is wanted at 4, not 'is'"},
    {"id", "filter: eq, ne, lt, le, gt, ge, contains or in is missing at the end"},
    {"id eq", "filter: a value is missing at the end"},
    {"id eq x", "filter: the value of id at 7 must be a whole number"},
    {"id eq 1 id eq 2", "filter: and, or or the end is wanted at 9, not 'id'"},
    {"(id eq 1", "filter: and, or or ')' is missing at the end"},
    {"id eq 1)", "filter: and, or or the end is wanted at 8, not ')'"},
    {"id in 1", "filter: '(' after in is wanted at 7, not '1'"},
    {"id in (1 2)", "filter: ',' or ')' is wanted at 10, not '2'"},
    {"id in ()", "filter: a value is wanted at 8, not ')'"},
    {"title eq \"x", "filter: the quote at 10 is not closed"},
    {"id contains 1", "filter: contains at 4 is for texts only, not for id"},
    {"deadline lt null", "filter: null at 13 is for eq, ne and in only"},
    {"state eq asleep",
     "filter: the value of state at 10 must be one of planned, ready, active, blocked, done, "
     "cancelled"},
    {"deadline gt soon",
     "filter: the value of deadline at 13 must be a moment such as 2026-03-02T08:00:00Z"},
    {"id eq \"\"", "filter: the value of id at 7 must be a whole number"},
    {"and id eq 1", "filter: 'and' at 1 is not a column of item"},
    {"\"id\" eq 1", "filter: the name of a column is wanted at 1, not 'id'"},
};

Test(filter, says_what_is_wrong_and_where)
{
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const struct filter *f;
        err e = filter_compile(&mem, &item_entity, NULL, str_from(wrong[i].text), &f);
        cr_assert_eq(e.code, ERR_INVALID, "%s", wrong[i].text);
        cr_assert_str_eq(e.why, wrong[i].why);
    }
}

static str repeated(const char *part, int times, const char *end)
{
    str text = S("");
    for (int i = 0; i < times; i++)
        text = str_fmt(&mem, "%.*s%s", STR_ARG(text), part);
    return str_fmt(&mem, "%.*s%s", STR_ARG(text), end);
}

static err compile(str text)
{
    const struct filter *f;
    err                  e = filter_compile(&mem, &item_entity, NULL, text, &f);
    if (!e.code)
        filter_takes(f, &mem, &item, &row);
    return e;
}

Test(filter, has_limits)
{
    prepare();
    cr_assert_eq(compile(repeated("(", FILTER_DEPTH_MAX, repeated("id eq 1", 1, "").p)).code,
                 ERR_INVALID);
    str deep = repeated("id eq 1 or id eq 1 and (", FILTER_DEPTH_MAX, "id eq 1");
    cr_assert_eq(compile(repeated(")", FILTER_DEPTH_MAX, "")).code, ERR_INVALID);
    cr_assert_eq(compile(str_fmt(&mem, "%.*s%.*s", STR_ARG(deep),
                                 STR_ARG(repeated(")", FILTER_DEPTH_MAX, ""))))
                     .code,
                 ERR_NONE);
    cr_assert_eq(compile(repeated("not ", FILTER_DEPTH_MAX, "id eq 1")).code, ERR_NONE);
    cr_assert_eq(compile(repeated("not ", FILTER_DEPTH_MAX + 1, "id eq 1")).code, ERR_INVALID);
    cr_assert_eq(compile(repeated("id eq 1 or ", FILTER_TESTS_MAX - 1, "id eq 1")).code, ERR_NONE);
    cr_assert_eq(compile(repeated("id eq 1 or ", FILTER_TESTS_MAX, "id eq 1")).code, ERR_INVALID);
    str nots = repeated("not(", 15, "id eq 1");
    nots = str_fmt(&mem, "%.*s%.*s or ", STR_ARG(nots), STR_ARG(repeated(")", 15, "")));
    cr_assert_eq(compile(repeated(str_z(&mem, nots), 40, "id eq 1")).code, ERR_NONE);
    cr_assert_eq(compile(repeated("id eq 1 or ", 1000, "")).code, ERR_INVALID);
    cr_assert_eq(compile((str){"id eq \"\xff\"", 9}).code, ERR_INVALID);
}

/* Texts made of the language's own words: never a crash, and what compiles runs. */
Test(filter, random_words)
{
    static const char *const words[] = {
        "id ",  "title ", "eq ",    "in ",         "(",         ")",         ",",
        "not ", "and ",   "or ",    "1 ",          "\"",        "null ",     "gt ",
        "x ",   "\\",     "start ", "2026-01-01 ", "contains ", "critical ", "true "};
    uint64_t seed = 5;
    int      compiled = 0;
    prepare();
    for (int round = 0; round < 30000; round++) {
        struct arena_mark mark = arena_mark(&mem);
        struct buf        b = {0};
        for (uint32_t n = rng_below(&seed, 14); n; n--)
            buf_z(&b, words[rng_below(&seed, COUNT(words))]);
        compiled += !compile(buf_view(&b)).code;
        buf_done(&b);
        arena_rewind(&mem, mark);
    }
    cr_assert_gt(compiled, 100);
}

Test(filter, days_are_those_of_the_zone)
{
    const struct zone   *berlin;
    const struct filter *f;
    prepare();
    cr_assert_eq(zone_get(S("Europe/Berlin"), &berlin).code, ERR_NONE);
    cr_assert_eq(filter_compile(&mem, &item_entity, berlin, S("deadline eq 2026-03-02"), &f).code,
                 ERR_NONE);
    item.deadline = 1772406000; /* 2026-03-01T23:00:00Z */
    cr_assert(filter_takes(f, &mem, &item, NULL));
    item.deadline--;
    cr_assert(!filter_takes(f, &mem, &item, NULL));
}

Test(filter, knows_whether_it_needs_a_calculation)
{
    const struct filter *f;
    cr_assert_eq(filter_compile(&mem, &item_entity, NULL, S("id eq 1 and title eq x"), &f).code,
                 ERR_NONE);
    cr_assert(filter_is_stored(f));
    cr_assert_eq(
        filter_compile(&mem, &item_entity, NULL, S("id eq 1 and critical eq true"), &f).code,
        ERR_NONE);
    cr_assert(!filter_is_stored(f));
}

Test(filter, of_entities_without_rows)
{
    struct link          l;
    const struct filter *f;
    entity_init(&link_entity, &l);
    l.type = LINK_SS;
    cr_assert_eq(filter_compile(&mem, &link_entity, NULL, S("type eq ss and lag_s le 0"), &f).code,
                 ERR_NONE);
    cr_assert(filter_takes(f, &mem, &l, NULL));
}
