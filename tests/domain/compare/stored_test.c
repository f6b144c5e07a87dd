/* tests/domain/compare/stored_test.c - stored results as records of a plan, and back. */
#include "domain/compare/stored.h"

#include "domain/fill.h"
#include "domain/plan.h"

#include <criterion/criterion.h>

Test(stored, kept_as_records_and_read_back)
{
    struct arena        mem = {0};
    struct plan        *p = plan_new((struct id){1});
    struct stored_dates v[3] = {
        {.uid = 7,
         .start = 100,
         .finish = 200,
         .late_finish = 300,
         .total_slack_s = 60,
         .free_slack_s = DURATION_NONE,
         .critical = true,
         .has_critical = true,
         .by_day = true},
        {.uid = INT_NONE},
        {.uid = 9, .start = INSTANT_NONE, .finish = INSTANT_NONE, .total_slack_s = DURATION_NONE},
    };
    struct stored_results back;
    for (int64_t id = 1; id <= 3; id++) {
        struct item i = fill_item(id, 0, id, "item");
        i.source_uid = id == 1 ? 7 : INT_NONE;
        plan_put(p, &item_entity, &i);
    }
    stored_of_plan(&mem, p, &back);
    cr_assert(back.n == 3 && back.v[0].uid == INT_NONE, "nothing is kept yet");
    stored_keep(p, &(struct stored_results){v, 3});
    cr_assert_eq(plan_count(p, &source_result_entity), 2u);
    stored_of_plan(&mem, p, &back);
    cr_assert(back.v[0].uid == 7 && back.v[0].start == 100 && back.v[0].finish == 200);
    cr_assert(back.v[0].late_finish == 300 && back.v[0].total_slack_s == 60);
    cr_assert(back.v[0].free_slack_s == DURATION_NONE && back.v[0].by_day);
    cr_assert(back.v[0].critical && back.v[0].has_critical);
    cr_assert(back.v[1].uid == INT_NONE, "the file said nothing of it");
    cr_assert(back.v[2].uid != INT_NONE && back.v[2].start == INSTANT_NONE);
    cr_assert(!back.v[2].has_critical);
    plan_unref(p);
    arena_done(&mem);
}
