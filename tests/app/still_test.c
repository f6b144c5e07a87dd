/* Members that the calculation does not look at: each is changed, and nothing calculated differs.
 */
#include "app/edit/still.h"

#include "app/turn.h"
#include "base/rng.h"
#include "domain/plan/rows.h"

static void change_field(const struct field *f, void *record, uint64_t *seed)
{
    switch (f->type) {
    case F_TEXT: field_str_set(f, record, S("other")); break;
    case F_NUM: field_num_set(f, record, 7); break;
    case F_BOOL: field_int_set(f, record, !field_int(f, record)); break;
    case F_ENUM:
        field_int_set(f, record, (field_int(f, record) + 1) % (int64_t)words_count(f->words));
        break;
    case F_ID: break;
    case F_DAY:
    case F_INT:
    case F_INSTANT:
    case F_SECONDS:
    case F_MONEY: field_int_set(f, record, 1 + rng_below(seed, 5)); break;
    }
}

static void same_rows(const struct plan *a, const struct plan *b)
{
    cr_assert_eq(plan_slots(a, &item_entity), plan_slots(b, &item_entity));
    for (size_t s = 0; s < plan_slots(a, &item_entity); s++)
        cr_assert(item_row_equal(plan_row(a, s), plan_row(b, s)), "slot %zu", s);
    cr_assert_eq(plan_finish(a), plan_finish(b));
}

static void change_one(struct turn *turn, struct fix *f, const struct entity *entity,
                       const struct field *field)
{
    struct edit      e = edit_in(turn, f);
    union any_record record;
    uint64_t         seed = 9;
    struct id        id = entity == &project_entity ? f->project : (struct id){1};
    memcpy(&record, edit_get(&e, entity, id), entity->size);
    change_field(field, &record, &seed);
    edit_put(&e, entity, &record);
    cr_assert(edit_is_still(&e), "%s.%s", entity->name, field->name);
    must(plan_calculate(e.after, NULL));
    same_rows(e.before, e.after);
    edit_close(&e);
}

static err change_all(struct turn *turn, struct fix *f)
{
    const struct entity *with[] = {&item_entity, &resource_entity, &project_entity};
    int                  n = 0;
    for (size_t k = 0; k < COUNT(with); k++)
        for (size_t i = 0; i < with[k]->n_fields; i++)
            if (field_is_still(with[k], &with[k]->fields[i])) {
                change_one(turn, f, with[k], &with[k]->fields[i]);
                n++;
            }
    cr_assert_gt(n, 40);
    return OK;
}

Test(still, nothing_listed_moves_anything)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 2), b = fix_item(&f, "b", 1);
    fix_link(&f, a, b);
    fix_do(&f,
           "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"DBA\"}},"
           "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-2,\"set\":{\"item\":%lld,"
           "\"resource\":-1}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"percent_complete\":20}}]",
           a, a);
    must(in_turn(&f, false, change_all));
    fix_done(&f);
}

Test(still, kinds_and_members)
{
    cr_assert(field_is_still(&item_entity, entity_find(&item_entity, S("title"))));
    cr_assert_not(field_is_still(&item_entity, entity_find(&item_entity, S("duration_s"))));
    cr_assert_not(field_is_still(&item_entity, entity_find(&item_entity, S("wbs_code"))));
    cr_assert(field_is_still(&comment_entity, entity_find(&comment_entity, S("body"))));
    cr_assert_not(field_is_still(&link_entity, entity_find(&link_entity, S("type"))));
}

Test(still, edits_that_do_not_move_show_the_same_dates)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 2);
    str       start = str_from(fix_start(&f, a));
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"b\","
           "\"points\":3}},"
           "{\"op\":\"create\",\"entity\":\"comment\",\"temp\":-1,\"set\":{\"item\":%lld,\"body\":"
           "\"hm\"}},"
           "{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-2,\"set\":{\"number\":1}}]",
           a, a);
    cr_assert(str_eq(str_from(fix_start(&f, a)), start));
    cr_assert_eq(plan_count(fix_plan(&f), &baseline_item_entity), 1);
    fix_done(&f);
}
