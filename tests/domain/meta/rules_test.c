/* tests/domain/meta/rules_test.c - the rules inside one record, entity by entity.
 *
 * A row: members set on a valid record, and the member that is to be complained about (NULL: none).
 */
#include "domain/fill.h"

#include <criterion/criterion.h>

struct rule {
    const struct entity *entity;
    const char          *set, *wrong;
};

static const struct rule rules[] = {
    {&project_entity, "{}", NULL},
    {&project_entity, "{\"zone\":\"Europe/Berlin\"}", NULL},
    {&project_entity, "{\"zone\":\"Mars/Base\"}", "zone"},
    {&project_entity, "{\"title\":\" \"}", "title"},
    {&project_entity, "{\"schedule_from\":\"finish\"}", "finish"},
    {&project_entity, "{\"schedule_from\":\"finish\",\"finish\":\"2026-05-01T00:00:00Z\"}", NULL},
    {&project_entity, "{\"minutes_per_day\":0}", "minutes_per_day"},
    {&project_entity, "{\"week_start\":7}", "week_start"},
    {&calendar_entity, "{\"monday\":\"\",\"tuesday\":null,\"friday\":\"08:00-24:00\"}", NULL},
    {&calendar_entity, "{\"sunday\":\"late\"}", "sunday"},
    {&calendar_entity, "{\"base\":5}", "base"},
    {&calendar_entity, "{\"base\":6}", NULL},
    {&work_week_entity, "{\"from\":\"2026-02-01\",\"to\":\"2026-01-01\"}", "to"},
    {&work_week_entity, "{\"saturday\":\"9\"}", "saturday"},
    {&calendar_exception_entity, "{\"shifts\":\"\"}", NULL},
    {&calendar_exception_entity, "{\"to\":\"2025-12-31\"}", "to"},
    {&calendar_exception_entity, "{\"kind\":\"weekly\"}", "days_of_week"},
    {&calendar_exception_entity, "{\"kind\":\"weekly\",\"days_of_week\":65}", NULL},
    {&calendar_exception_entity, "{\"kind\":\"monthly_day\"}", "month_day"},
    {&calendar_exception_entity, "{\"kind\":\"yearly_position\"}", "month"},
    {&calendar_exception_entity, "{\"kind\":\"yearly_day\",\"month\":12,\"month_day\":24}", NULL},
    {&calendar_exception_entity, "{\"period\":0}", "period"},
    {&item_entity, "{\"title\":\"\"}", "title"},
    {&item_entity, "{\"title\":null,\"is_blank\":true}", NULL},
    {&item_entity, "{\"parent\":5}", "parent"},
    {&item_entity, "{\"constraint\":\"mso\"}", "constraint_at"},
    {&item_entity, "{\"constraint\":\"alap\"}", NULL},
    {&item_entity, "{\"start\":\"2026-03-02T08:00:00Z\",\"finish\":\"2026-03-01T08:00:00Z\"}",
     "finish"},
    {&item_entity,
     "{\"actual_start\":\"2026-03-02T08:00:00Z\",\"actual_finish\":\"2026-03-01T08:00:00Z\"}",
     "actual_finish"},
    {&item_entity, "{\"stop_at\":\"2026-03-02T08:00:00Z\",\"resume_at\":\"2026-03-01T08:00:00Z\"}",
     "resume_at"},
    {&item_entity, "{\"estimate_optimistic_s\":9,\"estimate_likely_s\":5}", "estimate_likely_s"},
    {&item_entity, "{\"estimate_likely_s\":9,\"estimate_pessimistic_s\":5}",
     "estimate_pessimistic_s"},
    {&item_entity,
     "{\"estimate_optimistic_s\":1,\"estimate_likely_s\":5,\"estimate_pessimistic_s\":9}", NULL},
    {&item_entity, "{\"percent_complete\":100.5}", "percent_complete"},
    {&link_entity, "{\"pred\":3,\"succ\":3}", "succ"},
    {&link_entity, "{\"lag_s\":-28800,\"lag_percent\":-75}", NULL},
    {&link_entity, "{\"lag_percent\":1e9}", "lag_percent"},
    {&resource_entity, "{\"max_units\":-1}", "max_units"},
    {&resource_rate_entity, "{\"from\":\"2026-03-02T08:00:00Z\",\"to\":\"2026-03-01T08:00:00Z\"}",
     "to"},
    {&resource_rate_entity, "{\"table_no\":5}", "table_no"},
    {&resource_availability_entity,
     "{\"from\":\"2026-03-02T08:00:00Z\",\"to\":\"2026-03-01T08:00:00Z\"}", "to"},
    {&assignment_entity, "{\"start\":\"2026-03-02T08:00:00Z\",\"finish\":\"2026-03-01T08:00:00Z\"}",
     "finish"},
    {&assignment_entity, "{\"rate_table\":5}", "rate_table"},
    {&assignment_piece_entity, "{\"finish\":\"2025-03-01T08:00:00Z\"}", "finish"},
    {&baseline_entity, "{\"number\":11}", "number"},
    {&baseline_item_entity,
     "{\"start\":\"2026-03-02T08:00:00Z\",\"finish\":\"2026-03-01T08:00:00Z\"}", "finish"},
    {&baseline_assignment_entity,
     "{\"start\":\"2026-03-02T08:00:00Z\",\"finish\":\"2026-03-01T08:00:00Z\"}", "finish"},
    {&comment_entity, "{\"body\":\"\"}", "body"},
    {&risk_entity, "{\"title\":\"x\",\"probability\":1.5}", "probability"},
    {&risk_entity, "{\"title\":\"x\",\"impact_likely_s\":5,\"impact_pessimistic_s\":4}",
     "impact_pessimistic_s"},
    {&risk_entity, "{\"title\":\"x\",\"cost_optimistic_minor\":5,\"cost_likely_minor\":4}",
     "cost_likely_minor"},
    {&risk_entity, "{\"title\":\"x\",\"response\":\"exploit\"}", "response"},
    {&risk_item_entity, "{\"risk\":1,\"item\":2,\"factor\":-1}", "factor"},
    {&correlation_entity, "{\"value\":1.5}", "value"},
    {&correlation_entity, "{\"value\":-0.5}", "value"},
    {&correlation_entity, "{\"other_item\":1}", "other_item"},
    {&correlation_entity, "{\"other_item\":2,\"group_name\":\"g\"}", "group_name"},
    {&branch_entity, "{\"decision\":\"\"}", "decision"},
    {&branch_entity, "{\"probability\":2}", "probability"},
    {&cost_estimate_entity, "{\"optimistic_minor\":5,\"likely_minor\":4,\"pessimistic_minor\":9}",
     "likely_minor"},
    {&cost_estimate_entity, "{\"likely_minor\":4,\"pessimistic_minor\":3}", "pessimistic_minor"},
    {&cost_estimate_entity, "{\"distribution\":\"lognormal\"}", "pessimistic_minor"},
    {&absence_entity, "{\"optimistic_s\":5,\"likely_s\":4,\"pessimistic_s\":9}", "likely_s"},
    {&absence_entity, "{\"optimistic_s\":5}", "pessimistic_s"},
    {&user_entity, "{\"name\":\"\"}", "name"},
    {&custom_field_entity, "{\"name\":null}", "name"},
    {&custom_value_entity, "{\"record\":null}", "record"},
};

/* What every entity needs to be valid, where it has such a member. */
static const struct {
    const char *name, *json;
} basis[] = {
    {"title", "\"t\""},
    {"name", "\"n\""},
    {"body", "\"b\""},
    {"start", "\"2026-01-01T08:00:00Z\""},
    {"finish", "\"2026-12-31T08:00:00Z\""},
    {"from", "\"2026-01-01\""},
    {"to", "\"2026-12-31\""},
    {"calendar", "1"},
    {"pred", "1"},
    {"succ", "2"},
    {"item", "1"},
    {"risk", "1"},
    {"decision", "\"d\""},
    {"resource", "1"},
    {"assignment", "1"},
    {"baseline", "1"},
    {"field", "1"},
    {"record", "1"},
};

static void make_valid(struct arena *mem, const struct entity *e, void *record)
{
    const struct json *v;
    entity_init(e, record);
    ((struct record *)record)->id.v = 5;
    for (size_t i = 0; i < COUNT(basis); i++) {
        const struct field *f = entity_find(e, str_from(basis[i].name));
        if (!f || !(f->flags & FIELD_REQUIRED || f->type == F_TEXT))
            continue;
        str text = str_fmt(mem, "[%s]", basis[i].json);
        cr_assert_eq(json_parse(mem, text, &v).code, ERR_NONE);
        err_drop(field_patch(f, record, json_at(v, 0)));
    }
}

static void check_rule(struct arena *mem, const struct rule *r)
{
    union any_record   record;
    struct problems    to;
    const struct json *set;
    problems_init(&to, mem);
    make_valid(mem, r->entity, &record);
    entity_check(r->entity, &record, &to);
    cr_assert_eq(to.n, 0, "%s is not valid to begin with: %s", r->entity->name,
                 problems_err(&to).why);
    cr_assert_eq(json_parse(mem, str_from(r->set), &set).code, ERR_NONE, "%s", r->set);
    entity_patch(r->entity, &record, set, &to);
    if (!to.n)
        entity_check(r->entity, &record, &to);
    cr_assert_eq(to.n, r->wrong != NULL, "%s %s gave %zu problems", r->entity->name, r->set, to.n);
    if (r->wrong)
        cr_assert(str_eq(to.v[0].field, str_from(r->wrong)), "%s", r->set);
}

Test(rules, of_all_entities)
{
    struct arena mem = {0};
    for (size_t i = 0; i < COUNT(rules); i++)
        check_rule(&mem, &rules[i]);
    arena_done(&mem);
}

Test(rules, weekdays_of_calendars)
{
    struct calendar  c;
    struct work_week w;
    entity_init(&calendar_entity, &c);
    entity_init(&work_week_entity, &w);
    calendar_weekday_set(&c, 0, S("08:00-09:00"));
    calendar_weekday_set(&c, 6, S(""));
    work_week_weekday_set(&w, 3, S("10:00-11:00"));
    cr_assert(str_eq(c.sunday, S("08:00-09:00")) && str_eq(c.saturday, S("")));
    cr_assert(str_eq(w.wednesday, S("10:00-11:00")));
    cr_assert(str_eq(calendar_weekday(&c, 0), c.sunday) && !calendar_weekday(&c, 1).p);
    cr_assert(str_eq(work_week_weekday(&w, 3), w.wednesday));
}

Test(rules, small_questions)
{
    cr_assert(duration_unit_is_elapsed(UNIT_ELAPSED_DAYS) &&
              !duration_unit_is_elapsed(UNIT_MONTHS));
    cr_assert(resource_kind_works(RESOURCE_TEAM) && !resource_kind_works(RESOURCE_MATERIAL));
}

Test(rules, values_of_custom_fields)
{
    cr_assert(custom_kind_accepts(CUSTOM_TEXT, S("anything")));
    cr_assert(custom_kind_accepts(CUSTOM_NUMBER, S("-1.5")) &&
              !custom_kind_accepts(CUSTOM_NUMBER, S("1,5")));
    cr_assert(custom_kind_accepts(CUSTOM_COST, S("12.50")) &&
              !custom_kind_accepts(CUSTOM_COST, S("")));
    cr_assert(custom_kind_accepts(CUSTOM_DATE, S("2026-03-02T08:00:00Z")));
    cr_assert(!custom_kind_accepts(CUSTOM_FINISH, S("2026")));
    cr_assert(custom_kind_accepts(CUSTOM_DURATION, S("3600")) &&
              !custom_kind_accepts(CUSTOM_DURATION, S("1h")));
    cr_assert(custom_kind_accepts(CUSTOM_FLAG, S("true")) &&
              !custom_kind_accepts(CUSTOM_FLAG, S("yes")));
}

Test(rules, checks_shared_by_entities)
{
    struct arena    mem = {0};
    struct problems to;
    problems_init(&to, &mem);
    struct calendar_exception x;
    entity_init(&calendar_exception_entity, &x);
    x.calendar.v = 1;
    x.from = 10;
    x.to = 10;
    x.shifts = S("22:00-06:00");
    entity_check(&calendar_exception_entity, &x, &to);
    cr_assert_eq(to.n, 0);
    arena_done(&mem);
}
