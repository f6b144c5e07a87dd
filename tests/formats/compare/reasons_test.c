/* tests/formats/compare/reasons_test.c - why a file's own results are not ours: each reason on a
 * small file that proves it, files that prove nothing, and all files of the large data. */
#include "domain/compare/reasons.h"
#include "domain/item.h"
#include "domain/project.h"
#include "domain/resource.h"

#include "formats/shared.h"
#include "formats/source.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct arena   mem;
static struct import  import;
static struct reasons found;

static void finish(void)
{
    plan_unref(import.plan);
    import = (struct import){0};
    arena_done(&mem);
}
TestSuite(reasons, .fini = finish);

static void look(const char *body)
{
    str text = str_fmt(&mem, "<Project><StartDate>2026-03-02T08:00:00</StartDate>%s</Project>",
                       body);
    plan_unref(import.plan);
    import = (struct import){0};
    cr_assert_eq(mspdi_read(&mem, source_memory(&mem, S("x.xml"), text), &import).code, ERR_NONE);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    err e = reasons_find(&mem, import.plan, &import.stored, &found);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    size_t sum = 0;
    for (int k = 0; k < REASON_COUNT; k++)
        sum += found.by[k];
    cr_assert_eq(sum, found.n, "each difference is counted once");
}

static const struct reasoned *of(int64_t uid, enum compare_what what)
{
    for (size_t i = 0; i < found.n; i++)
        if (found.v[i].what.item->source_uid == uid && found.v[i].what.what == what)
            return &found.v[i];
    cr_assert_fail("uid %lld has no difference in %s", (long long)uid, compare_words[what]);
    return NULL;
}

static void is(int64_t uid, enum compare_what what, enum reason reason, const char *words)
{
    const struct reasoned *r = of(uid, what);
    str                    text = reason_text(&mem, import.plan, zone_utc(), r);
    cr_expect_eq(r->reason, reason, "%lld %s: %s, not %s", (long long)uid, compare_words[what],
                 reason_words[r->reason], reason_words[reason]);
    cr_expect(str_has(text, str_from(words)), "%.*s has no %s", STR_ARG(text), words);
}

#define T(uid, name, start, end, more)                                                             \
    "<Task><UID>" #uid "</UID><Name>" name "</Name><OutlineLevel>1</OutlineLevel>"                 \
    "<Duration>PT8H0M0S</Duration><Start>2026-03-" start "</Start><Finish>2026-03-" end            \
    "</Finish>" more "</Task>"
#define AFTER(uid)                                                                                 \
    "<PredecessorLink><PredecessorUID>" #uid "</PredecessorUID><Type>1</Type></PredecessorLink>"
#define LATE(start, end)                                                                           \
    "<LateStart>2026-03-" start "</LateStart><LateFinish>2026-03-" end "</LateFinish>"
#define TASKS(...) "<Tasks>" __VA_ARGS__ "</Tasks>"

Test(reasons, a_clean_file_has_none)
{
    look(TASKS(T(1, "A", "02T08:00:00", "02T17:00:00", "")));
    cr_assert(found.n == 0 && found.roots == 0 && found.counts.items == 1);
}

Test(reasons, a_link_that_the_stored_dates_break_is_the_root_of_what_follows)
{
    look(TASKS(T(1, "A", "02T08:00:00", "02T17:00:00", "")
                   T(2, "B", "02T08:00:00", "02T17:00:00", AFTER(1))
                       T(3, "C", "03T08:00:00", "03T17:00:00", AFTER(2))
                           T(4, "D", "04T08:00:00", "04T17:00:00", AFTER(3))));
    is(2, COMPARE_START, REASON_LINK, "broken by 8 h");
    is(2, COMPARE_FINISH, REASON_LINK, "«A» finish 2026-03-02 17:00, its start 2026-03-02 08:00");
    is(3, COMPARE_START, REASON_FOLLOWS, "follows from «B»");
    is(4, COMPARE_START, REASON_FOLLOWS, "follows from «C», and that in the end from «B»");
    cr_assert_eq(found.roots, 1);
    cr_assert_eq(of(2, COMPARE_START)->by_s, 8 * 3600);
    cr_assert_eq(of(4, COMPARE_START)->root.v, 2);
}

Test(reasons, later_than_anything_asks_is_not_explained)
{
    look(TASKS(T(1, "A", "03T08:00:00", "03T17:00:00", "")
                   T(2, "B", "04T08:00:00", "04T17:00:00", AFTER(1))));
    is(1, COMPARE_START, REASON_NONE, "not explained");
    is(2, COMPARE_START, REASON_FOLLOWS, "«A»");
    cr_assert_eq(found.by[REASON_NONE], 2);
}

Test(reasons, a_second_difference_behind_a_root_is_a_root_itself)
{
    look(TASKS(T(1, "A", "03T08:00:00", "03T17:00:00", "")
                   T(2, "B", "05T08:00:00", "05T17:00:00", AFTER(1))));
    is(2, COMPARE_START, REASON_NONE, "not explained");
    cr_assert_eq(found.roots, 2);
}

Test(reasons, a_predecessor_in_another_file)
{
    look(TASKS(T(1, "A", "04T08:00:00", "04T17:00:00",
                 "<PredecessorLink><PredecessorUID>9</PredecessorUID><CrossProject>1</CrossProject>"
                 "<CrossProjectName>other.mpp\\7</CrossProjectName></PredecessorLink>")));
    is(1, COMPARE_START, REASON_OTHER_FILE, "other.mpp\\7 is in another file");
}

Test(reasons, duration_and_constraint)
{
    look(TASKS(T(1, "A", "02T08:00:00", "03T17:00:00", "")
                   T(2, "B", "02T08:00:00", "02T17:00:00",
                     "<ConstraintType>4</ConstraintType>"
                     "<ConstraintDate>2026-03-05T08:00:00</ConstraintDate>")));
    is(1, COMPARE_FINISH, REASON_DURATION, "are 16 h of working time, but its duration 8 h");
    is(2, COMPARE_START, REASON_CONSTRAINT, "earlier than its constraint at 2026-03-05 08:00");
}

Test(reasons, the_same_working_moment)
{
    look(TASKS(T(1, "A", "02T08:00:00", "03T08:00:00", "")));
    is(1, COMPARE_FINISH, REASON_SAME_MOMENT, "no working time");
}

Test(reasons, a_manual_item_moved_after_its_early_dates)
{
    look(TASKS(T(1, "A", "09T08:00:00", "09T17:00:00",
                 "<Manual>1</Manual><EarlyStart>2026-03-04T08:00:00</EarlyStart>"
                 "<EarlyFinish>2026-03-04T17:00:00</EarlyFinish>")));
    is(1, COMPARE_EARLY_START, REASON_MANUAL, "moved by hand to start 2026-03-09 08:00");
}

#define RESOURCE                                                                                   \
    "<Resources><Resource><UID>1</UID><Name>Crane</Name><Type>1</Type></Resource></Resources>"
#define NEEDS(uid, task)                                                                           \
    "<Assignment><UID>" #uid "</UID><TaskUID>" #task "</TaskUID><ResourceUID>1</ResourceUID>"      \
    "<Units>1</Units><Work>PT8H0M0S</Work></Assignment>"

Test(reasons, what_begins_when_another_lets_go_of_the_resource_is_levelled)
{
    const char *tasks = TASKS(T(1, "A", "02T08:00:00", "02T17:00:00", "")
                                  T(2, "B", "03T08:00:00", "03T17:00:00", ""));
    look(str_z(&mem,
               str_fmt(&mem, "%s" RESOURCE "<Assignments>" NEEDS(1, 1) NEEDS(2, 2) "</Assignments>",
                       tasks)));
    is(2, COMPARE_START, REASON_LEVELLED, "begins when «A» ends");
    is(2, COMPARE_START, REASON_LEVELLED, "which needs Crane too");
    look(str_z(&mem,
               str_fmt(&mem, "%s" RESOURCE "<Assignments>" NEEDS(1, 1) "</Assignments>", tasks)));
    is(2, COMPARE_START, REASON_NONE, "not explained");
}

Test(reasons, late_dates_of_open_ends_from_before_the_finish_moved)
{
    look(TASKS(
        T(1, "A", "02T08:00:00", "02T17:00:00",
          LATE("04T08:00:00", "04T17:00:00") "<TotalSlack>9600</TotalSlack>"
                                             "<FreeSlack>9600</FreeSlack>")
            T(2, "B", "02T08:00:00", "02T17:00:00", LATE("03T08:00:00", "03T17:00:00") AFTER(0))
                T(3, "C", "02T08:00:00", "02T17:00:00",
                  LATE("05T08:00:00", "05T17:00:00") "<Manual>1</Manual>")
                    T(4, "D", "05T08:00:00", "05T17:00:00",
                      "<Manual>1</Manual>" LATE("05T08:00:00", "05T17:00:00"))));
    is(1, COMPARE_LATE_FINISH, REASON_LATE, "leaves 8 h unused before the last finish in the file");
    is(1, COMPARE_TOTAL_SLACK, REASON_OWN, "its own stored late finish 2026-03-04 17:00");
    is(1, COMPARE_FREE_SLACK, REASON_OWN, "its own stored total slack 16 h");
    is(2, COMPARE_LATE_START, REASON_LATE, "leaves 16 h");
}

Test(reasons, late_dates_against_a_link_and_what_comes_before)
{
    look(TASKS(
        T(1, "A", "02T08:00:00", "02T17:00:00", LATE("02T08:00:00", "02T17:00:00"))
            T(2, "B", "03T08:00:00", "03T17:00:00", LATE("03T08:00:00", "03T17:00:00") AFTER(1))
                T(3, "C", "04T08:00:00", "04T17:00:00", LATE("05T08:00:00", "05T17:00:00") AFTER(2))
                    T(4, "D", "05T08:00:00", "05T17:00:00",
                      "<Manual>1</Manual>" LATE("05T08:00:00", "05T17:00:00"))));
    is(2, COMPARE_LATE_FINISH, REASON_LATE,
       "leaves 8 h unused before what follows («C» late start");
    is(1, COMPARE_LATE_FINISH, REASON_FOLLOWS, "«B»");
    cr_assert_eq(found.roots, 1);
}

Test(reasons, slack_that_is_not_between_the_files_own_dates)
{
    look(TASKS(T(
        1, "A", "02T08:00:00", "02T17:00:00",
        LATE("02T08:00:00", "02T17:00:00") "<TotalSlack>4800</TotalSlack><Critical>0</Critical>")));
    is(1, COMPARE_TOTAL_SLACK, REASON_ITSELF, "are 0 s of working time");
    is(1, COMPARE_CRITICAL, REASON_OWN, "total slack 8 h");
}

Test(reasons, a_summary_follows_its_part)
{
    look("<Tasks><Task><UID>1</UID><Name>S</Name><OutlineLevel>1</OutlineLevel>"
         "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish></Task>"
         "<Task><UID>2</UID><Name>P</Name><OutlineLevel>2</OutlineLevel><Duration>PT8H0M0S</"
         "Duration>"
         "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish></Task></Tasks>");
    is(1, COMPARE_FINISH, REASON_FOLLOWS, "follows from «P»");
    look("<Tasks><Task><UID>1</UID><Name>S</Name><OutlineLevel>1</OutlineLevel>"
         "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-09T17:00:00</Finish></Task>"
         "<Task><UID>2</UID><Name>P</Name><OutlineLevel>2</OutlineLevel><Duration>PT8H0M0S</"
         "Duration>"
         "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish></Task></Tasks>");
    is(1, COMPARE_FINISH, REASON_ITSELF, "its finish 2026-03-09 17:00, but «P» finish 2026-03-02");
}

Test(reasons, parts_of_a_minute_are_rounded)
{
    look(TASKS("<Task><UID>1</UID><Name>A</Name><OutlineLevel>1</OutlineLevel>"
               "<Duration>PT2H0M30S</Duration><Start>2026-03-02T08:00:00</Start>"
               "<Finish>2026-03-02T10:02:00</Finish></Task>"));
    is(1, COMPARE_FINISH, REASON_ROUNDED, "duration");
}

#define S_(uid, more)                                                                              \
    "<Task><UID>" #uid "</UID><Name>S</Name><OutlineLevel>1</OutlineLevel>" more "</Task>"
#define P(uid, name, start, end, more)                                                             \
    "<Task><UID>" #uid "</UID><Name>" name "</Name><OutlineLevel>2</OutlineLevel>"                 \
    "<Duration>PT8H0M0S</Duration><Start>2026-03-" start "</Start><Finish>2026-03-" end            \
    "</Finish>" more "</Task>"
#define MUST_START                                                                                 \
    "<ConstraintType>2</ConstraintType><ConstraintDate>2026-03-04T08:00:00</ConstraintDate>"
#define DUE "<Deadline>2026-03-03T17:00:00</Deadline>"

Test(reasons, what_is_kept_of_summaries_and_not_calculated)
{
    look(TASKS(S_(1, MUST_START) P(2, "P", "04T08:00:00", "04T17:00:00", "")
                   T(3, "B", "05T08:00:00", "05T17:00:00", AFTER(2))));
    is(2, COMPARE_START, REASON_UNSUPPORTED, "unsupported: a constraint of a summary («S»)");
    is(3, COMPARE_START, REASON_UNSUPPORTED, "unsupported: a constraint of a summary («S»)");
    cr_assert_eq(found.by[REASON_NONE] + found.by[REASON_FOLLOWS], 0);
    look(TASKS(S_(1, DUE)
                   P(2, "P", "02T08:00:00", "02T17:00:00", LATE("03T08:00:00", "03T17:00:00"))
                       T(3, "B", "02T08:00:00", "02T17:00:00", "<Duration>PT40H0M0S</Duration>")));
    is(2, COMPARE_LATE_FINISH, REASON_UNSUPPORTED, "a deadline of a summary");
}

/* The first task of a file that stores it a day late, as another record of another profile. */
static void look_as(enum profile profile, const struct item *members)
{
    look(TASKS(T(1, "A", "03T08:00:00", "03T17:00:00", "")
                   T(2, "B", "03T08:00:00", "03T17:00:00", AFTER(1))) RESOURCE
         "<Assignments>" NEEDS(1, 1) "</Assignments>");
    struct project  p = *plan_project_record(import.plan);
    struct item     i = *(const struct item *)plan_at(import.plan, &item_entity, 0);
    struct resource r = *(const struct resource *)plan_at(import.plan, &resource_entity, 0);
    p.profile = profile;
    p.data_date = p.start;
    i.activity_type = members->activity_type;
    i.constraint = members->constraint;
    i.constraint_at = p.start;
    i.external_ref = members->external_ref;
    r.kind = RESOURCE_ROLE;
    plan_put(import.plan, &project_entity, &p);
    plan_put(import.plan, &item_entity, &i);
    plan_put(import.plan, &resource_entity, &r);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    cr_assert_eq(reasons_find(&mem, import.plan, &import.stored, &found).code, ERR_NONE);
}

Test(reasons, what_is_kept_of_activities_and_not_calculated)
{
    struct item as = {.activity_type = ACTIVITY_RESOURCE_DEPENDENT};
    look_as(PROFILE_P6, &as);
    is(1, COMPARE_START, REASON_UNSUPPORTED, "unsupported: a role's hours");
    as.activity_type = ACTIVITY_LEVEL_OF_EFFORT;
    as.constraint = CONSTRAINT_SNET;
    look_as(PROFILE_P6, &as);
    is(1, COMPARE_START, REASON_UNSUPPORTED, "only spans others");
    as.constraint = CONSTRAINT_ASAP;
    look_as(PROFILE_P6, &as);
    is(1, COMPARE_START, REASON_NONE, "not explained");
    as.external_ref = S("inner.mpp");
    look_as(PROFILE_MSP, &as);
    is(1, COMPARE_START, REASON_UNSUPPORTED, "inserted from another file");
}

Test(reasons, critical_by_the_own_dates_of_a_summary)
{
    look(TASKS(
        S_(1, "<Manual>1</Manual><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00"
              "</Finish>" LATE("02T08:00:00", "03T17:00:00") "<Critical>0</Critical>")
            P(2, "P", "03T08:00:00", "03T17:00:00", "<Manual>1</Manual>")));
    is(1, COMPARE_CRITICAL, REASON_ITSELF, "are 0 s of working time");
}

Test(reasons, a_manual_item_without_slack_stays_on_its_day_off)
{
    look(TASKS(T(1, "A", "01T08:00:00", "01T17:00:00",
                 "<Manual>1</Manual>" LATE("01T08:00:00", "02T08:00:00"))
                   T(2, "B", "02T08:00:00", "02T17:00:00", AFTER(1))));
    cr_assert_eq(found.n, 0, "%zu differences", found.n);
}

Test(reasons, what_was_edited_here)
{
    look(TASKS(T(1, "A", "04T08:00:00", "04T17:00:00", "")));
    struct project p = *plan_project_record(import.plan);
    struct item    i = *(const struct item *)plan_at(import.plan, &item_entity, 0);
    p.head.created_at = 1000;
    i.head.updated_at = 2000;
    plan_put(import.plan, &project_entity, &p);
    plan_put(import.plan, &item_entity, &i);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    cr_assert_eq(reasons_find(&mem, import.plan, &import.stored, &found).code, ERR_NONE);
    is(1, COMPARE_START, REASON_EDITED, "changed here");
}

/* ---- the large data ----------------------------------------------------------------------- */

/* Differences without a reason in all files. */
enum { UNEXPLAINED = 0 };

static size_t unexplained_in(const char *folder)
{
    struct shared_file *files = NULL;
    struct arena        scratch = {0};
    size_t              unexplained = 0, n = shared_files(&mem, str_from(folder), &files);
    for (size_t i = 0; i < n; i++) {
        if (shared_read(&scratch, files[i].path, &import).code ||
            plan_calculate(import.plan, NULL).code)
            continue;
        cr_assert_eq(reasons_find(&scratch, import.plan, &import.stored, &found).code, ERR_NONE);
        unexplained += found.by[REASON_NONE];
        for (size_t k = 0; k < found.n; k++)
            cr_assert(reason_text(&scratch, import.plan, zone_utc(), &found.v[k]).n);
        plan_unref(import.plan);
        import.plan = NULL;
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    return unexplained;
}

Test(reasons, of_all_files, .timeout = 240)
{
    size_t n = unexplained_in("mspdi/") + unexplained_in("mpx/") + unexplained_in("gan/") +
               unexplained_in("planner/") + unexplained_in("xer/") + unexplained_in("pmxml/");
    cr_expect_eq(n, (size_t)UNEXPLAINED, "%zu differences are not explained", n);
}
