/* outline_test.c - plans as text: the words, the items, the messages, and the demo itself. */
#include "domain/assignment.h"
#include "domain/baseline.h"
#include "domain/item.h"
#include "domain/link.h"
#include "domain/project.h"
#include "formats/outline/outline.h"
#include "formats/outline/words.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const struct outline_day eight = {.day_s = 28800, .week_s = 144000, .month_s = 576000};

Test(outline, durations)
{
    static const struct {
        const char        *text;
        int64_t            seconds; /* -1 = refused */
        enum duration_unit unit;
    } cases[] = {
        {"15d", 15 * 28800, UNIT_DAYS},
        {"2h 40m", 9600, UNIT_HOURS},
        {"96eh", 96 * 3600, UNIT_ELAPSED_HOURS},
        {"1.5w", 216000, UNIT_WEEKS},
        {"0", 0, UNIT_DAYS},
        {"2mo", 1152000, UNIT_MONTHS},
        {"3ed", 3 * 86400, UNIT_ELAPSED_DAYS},
        {"15", -1, UNIT_DAYS},
        {"d", -1, UNIT_DAYS},
        {"15x", -1, UNIT_DAYS},
        {"", -1, UNIT_DAYS},
        {"99999999mo", -1, UNIT_DAYS},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t            s = -1;
        enum duration_unit unit = UNIT_DAYS;
        outline_duration(str_from(cases[i].text), &eight, &s, &unit);
        cr_expect_eq(s, cases[i].seconds, "%s: %lld", cases[i].text, (long long)s);
        cr_expect_eq(unit, cases[i].unit, "%s", cases[i].text);
    }
}

Test(outline, links)
{
    struct outline_link link;
    cr_assert(outline_link_parse(S(" rfp1+2d"), &eight, &link));
    cr_expect(str_eq(link.name, S("rfp1")) && link.type == LINK_FS && link.lag_s == 57600);
    cr_assert(outline_link_parse(S("prev!SS-50%"), &eight, &link));
    cr_expect(link.type == LINK_SS && link.lag_kind == LAG_PERCENT && link.lag_percent == -50);
    cr_assert(outline_link_parse(S("2.1!FF+3ed"), &eight, &link));
    cr_expect(str_eq(link.name, S("2.1")) && link.lag_kind == LAG_ELAPSED);
    cr_expect_not(outline_link_parse(S("a!XY"), &eight, &link));
    cr_expect_not(outline_link_parse(S("a+"), &eight, &link));
    cr_expect_not(outline_link_parse(S("+2d"), &eight, &link));
}

Test(outline, words)
{
    unsigned                 bits;
    double                   share;
    static const char *const list[] = {"one", "two", NULL};
    cr_expect(outline_weekdays(S("Fri-Mon"), &bits) && bits == 0x63);
    cr_expect(outline_weekdays(S("Sat"), &bits) && bits == 0x40);
    cr_expect_not(outline_weekdays(S("Frei"), &bits));
    cr_expect(outline_share(S("50%"), &share) && share == 0.5);
    cr_expect_not(outline_share(S("-1"), &share));
    cr_expect_eq(outline_word(list, S("two")), 1);
    cr_expect_eq(outline_word(list, S("tw")), -1);
    cr_expect_eq(outline_prev(S("prev")), 1);
    cr_expect_eq(outline_prev(S("prev12")), 12);
    cr_expect_eq(outline_prev(S("previous")), 0);
}

#define HEAD                                                                                       \
    "project T Test ; start 2026-03-02T08:00 ; zone Europe/Berlin\n"                               \
    "calendar Standard ; week Mon-Fri 08:00-12:00 13:00-17:00\n"                                   \
    "resource Engineer ; rate 84 ; max 200%\n"

static struct import read_text(struct arena *mem, const char *text)
{
    struct import import = {0};
    err e = outline_read(mem, str_from(text), (struct outline_options){.today = DAY_NONE}, &import);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return import;
}

Test(outline, places_items)
{
    struct arena             mem = {0};
    static const char        text[] = HEAD "1: Site A\n"
                                           "  sur: Survey ; 2d ; @ Engineer\n"
                                           "  Mount ; 4d ; < prev!SS+1d ; @ Engineer[150%]\n"
                                           "2: Site B ; < sur\n";
    struct import            in = read_text(&mem, text);
    const struct item       *mount = plan_get(in.plan, &item_entity, (struct id){3});
    const struct link       *link = plan_get(in.plan, &link_entity, (struct id){1});
    const struct assignment *a = plan_get(in.plan, &assignment_entity, (struct id){2});
    cr_expect_eq(plan_count(in.plan, &item_entity), 4);
    cr_expect(str_eq(mount->title, S("Mount")) && mount->parent.v == 1);
    cr_expect(link->pred.v == 2 && link->succ.v == 3 && link->type == LINK_SS &&
              link->lag_s == 28800);
    cr_expect(a->units == 1.5 && a->work_s == 4 * 28800 * 3 / 2);
    plan_unref(in.plan);
    arena_done(&mem);
}

Test(outline, errors_name_the_line)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {HEAD "A ; 2x\n", "Line 4"},
        {HEAD "A ; 1d ; < nobody\n", "no item «nobody»"},
        {HEAD "A ; 1d ; @ Somebody\n", "no resource «Somebody»"},
        {HEAD "A\n    B\n", "indented too far"},
        {HEAD "A ; cal Moon\n", "no calendar «Moon»"},
        {HEAD "A ; 1d\nslip nothing 2d x\n", "no item «nothing»"},
        {HEAD "A ; 1d\nbaseline 0 B\nprogress 2026-06-12\nslip 1 2x x\n", "«2x» is no duration"},
        {HEAD "A ; 1d\nB\x10"
              "C ; 1d\n",
         "Line 5: a control character"},
        {"anything\n", "no outline"},
        {"", "no outline"},
        {"project X\n", "code and a title"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena  mem = {0};
        struct import in;
        err           e = outline_read(&mem, str_from(cases[i].text),
                                       (struct outline_options){.today = DAY_NONE}, &in);
        cr_expect(e.code && str_has(str_from(e.why), str_from(cases[i].says)), "%zu: %s", i,
                  e.code ? e.why : "accepted");
        arena_done(&mem);
    }
}

static int64_t duration_in(const struct plan *plan)
{
    return ((const struct item *)plan_at(plan, &item_entity, 0))->duration_s;
}

Test(outline, a_story_keeps_each_step)
{
    struct arena         mem = {0};
    struct outline_story story;
    str                  text = S(HEAD "a: Survey ; 2d\nbaseline 0 Signed\n"
                                                        "slip a 1d 2026-06-10 More access points\n"
                                                        "slip a 1d Rain\nprogress 2026-06-12\n");
    err e = outline_read_story(&mem, text, (struct outline_options){.today = DAY_NONE}, &story);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(story.n, 3);
    cr_expect_eq(duration_in(story.plan), 2 * 28800);
    cr_expect_eq(duration_in(story.steps[0].plan), 3 * 28800);
    cr_expect_eq(duration_in(story.steps[1].plan), 4 * 28800);
    cr_expect(str_eq(story.steps[0].why, S("More access points")));
    cr_expect(str_eq(story.steps[1].why, S("Rain")));
    cr_expect_eq(story.at, plan_project_record(story.plan)->start);
    cr_expect_eq(story.steps[0].at, story.steps[1].at,
                 "a reason without a day is of the one before");
    cr_expect_gt(story.steps[2].at, story.steps[1].at);
    cr_expect_eq(story.steps[2].at, plan_project_record(story.steps[2].plan)->data_date);
    outline_story_done(&story);
    arena_done(&mem);
}

static str file_text(struct arena *mem, const char *path)
{
    FILE *f = fopen(path, "rb");
    cr_assert_not_null(f, "%s", path);
    char  *text = arena_alloc(mem, 1 << 20);
    size_t n = fread(text, 1, 1 << 20, f);
    fclose(f);
    return (str){text, n};
}

/* The demo is calculated, has a baseline, work behind it and work before it, and nothing circular.
 */
Test(outline, demo_reads_and_calculates)
{
    static const char *const names[] = {"erp", "migration", "scrum"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct arena           mem = {0};
        struct import          in;
        str                    path = str_fmt(&mem, "%s/demo/%s.txt", SOURCE_ROOT, names[i]);
        struct outline_options options = {.today = day_from(2027, 6, 16)};
        err                    e = outline_read(&mem, file_text(&mem, path.p), options, &in);
        cr_assert_eq(e.code, ERR_NONE, "%s: %s", names[i], e.why);
        const struct project *p = plan_get(in.plan, &project_entity, (struct id){1});
        size_t                done = 0, items = plan_count(in.plan, &item_entity);
        for (size_t s = 0; s < items; s++)
            done += ((const struct item *)plan_at(in.plan, &item_entity, s))->percent_complete ==
                    100;
        cr_expect(done > items / 10 && done < items * 9 / 10, "%s: %zu of %zu", names[i], done,
                  items);
        cr_expect_eq(plan_count(in.plan, &baseline_item_entity), items);
        cr_expect(p->data_date < day_from(2027, 6, 16) * (instant)DAY_S);
        cr_expect(plan_finish(in.plan) > p->data_date);
        plan_unref(in.plan);
        arena_done(&mem);
    }
}
