/* tests/domain/meta_test.c - all entities by their rows: complete, consistent, round trips. */
#include "domain/fill.h"

#include "domain/plan.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(meta, .fini = finish);

static size_t width(const struct field *f)
{
    switch (f->type) {
    case F_TEXT: return sizeof(str);
    case F_BOOL: return sizeof(bool);
    case F_DAY:
    case F_ENUM: return sizeof(int32_t);
    case F_ID:
    case F_INT:
    case F_NUM:
    case F_INSTANT:
    case F_SECONDS:
    case F_MONEY: break;
    }
    return sizeof(int64_t);
}

Test(meta, entities_stand_at_their_numbers)
{
    for (int i = 0; i < ENTITY_COUNT; i++) {
        cr_assert_eq((int)entities[i]->no, i, "%s", entities[i]->name);
        cr_assert_eq(entity_named(str_from(entities[i]->name)), entities[i]);
        cr_assert_eq(entity_plural(str_from(entities[i]->plural)), entities[i]);
        cr_assert_leq(entities[i]->size, sizeof(union any_record));
    }
    cr_assert_null(entities[ENTITY_COUNT]);
    cr_assert_null(entity_named(S("nothing")));
    cr_assert_null(entity_plural(S("item")));
    cr_assert(entity_in_plan(&item_entity) && entity_in_plan(&project_entity));
    cr_assert(!entity_in_plan(&user_entity) && !entity_in_plan(&batch_entity));
}

static void check_row(const struct entity *e, const struct field *f)
{
    cr_assert(f->doc && strlen(f->doc) > 5, "%s.%s has no doc", e->name, f->name);
    cr_assert_eq(f->type == F_ENUM, f->words != NULL, "%s.%s words", e->name, f->name);
    cr_assert_leq(f->offset + width(f), e->size, "%s.%s", e->name, f->name);
    if (f->refers)
        cr_assert(entity_named(str_from(f->refers)), "%s.%s refers to %s", e->name, f->name,
                  f->refers);
    cr_assert_eq(entity_find(e, str_from(f->name)), f, "%s.%s twice", e->name, f->name);
}

/* Bytes that no row covers are holes before a wider member; a forgotten member of 8 bytes is none.
 */
static void check_cover(const struct entity *e)
{
    bool   covered[sizeof(union any_record)] = {false};
    size_t run = 0;
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        for (size_t k = 0; k < width(f); k++) {
            cr_assert(!covered[f->offset + k], "%s.%s overlaps", e->name, f->name);
            covered[f->offset + k] = true;
        }
    }
    for (size_t k = 0; k < e->size; k++) {
        run = covered[k] ? 0 : run + 1;
        cr_assert_lt(run, 8, "%s has a member without a row near byte %zu", e->name, k);
    }
}

Test(meta, rows_describe_their_structs)
{
    for (int i = 0; i < ENTITY_COUNT; i++) {
        for (size_t k = 0; k < entity_fields(entities[i]); k++)
            check_row(entities[i], entity_field(entities[i], k));
        check_cover(entities[i]);
    }
    for (size_t k = 0; k < entity_fields(&item_row_entity); k++)
        check_row(&item_row_entity, entity_field(&item_row_entity, k));
    check_cover(&item_row_entity);
}

Test(meta, head_is_described_once)
{
    cr_assert_eq(entity_field(&link_entity, 0), &record_fields[0]);
    cr_assert_eq(entity_field(&link_entity, RECORD_FIELDS), &link_entity.fields[0]);
    cr_assert_eq(entity_fields(&item_row_entity), item_row_entity.n_fields);
    cr_assert_null(entity_find(&link_entity, S("nothing")));
}

Test(meta, initial_values_are_read_from_rows)
{
    struct project p;
    struct item    i;
    entity_init(&project_entity, &p);
    cr_assert(str_eq(p.zone, S("UTC")) && str_eq(p.currency, S("EUR")));
    cr_assert(p.minutes_per_day == 480 && p.default_finish_s == 61200 && p.priority == 500);
    cr_assert(p.honor_constraints && !p.multiple_critical_paths);
    cr_assert(p.start == INSTANT_NONE && p.head.created_at == INSTANT_NONE && !p.title.p);
    entity_init(&item_entity, &i);
    cr_assert(i.duration_s == DURATION_NONE && i.work_s == 0 && i.source_uid == INT_NONE);
    cr_assert(i.points != i.points && i.percent_complete == 0);
    cr_assert(i.is_active && i.can_split && i.duration_unit == UNIT_DAYS && i.parent.v == 0);
    cr_assert_eq(i.fixed_cost_accrual, ACCRUAL_PRORATED);
}

/* ---- round trips ------------------------------------------------------------------------- */

static const struct json *as_json(const struct entity *e, const void *record)
{
    struct buf         b = {0};
    struct json_out    o;
    const struct json *root;
    jo_init(&o, &b);
    jo_object(&o);
    entity_json_members(&o, e, record);
    jo_object_end(&o);
    err failed = json_parse(&mem, str_copy(&mem, buf_view(&b)), &root);
    cr_assert_eq(failed.code, ERR_NONE, "%s", failed.why);
    buf_done(&b);
    return root;
}

static void json_back(const struct entity *e, void *record, const struct json *from)
{
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        err                 failed = field_patch(f, record, json_get(from, f->name));
        cr_assert_eq(failed.code, ERR_NONE, "%s.%s %s", e->name, f->name, failed.why);
    }
}

static void text_back(const struct entity *e, void *to, const void *from)
{
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        err                 failed = field_parse(f, to, field_text(&mem, f, from));
        cr_assert_eq(failed.code, ERR_NONE, "%s.%s %s", e->name, f->name, failed.why);
        cr_assert(field_equal(f, to, from), "%s.%s", e->name, f->name);
    }
}

Test(meta, every_entity_survives_json_and_text)
{
    for (int i = 0; i < ENTITY_COUNT; i++) {
        for (uint64_t seed = 1; seed <= 20; seed++) {
            union any_record full, again, text;
            fill_record(&mem, entities[i], &full, seed);
            entity_init(entities[i], &again);
            cr_assert(!entity_equal(entities[i], &full, &again));
            json_back(entities[i], &again, as_json(entities[i], &full));
            cr_assert(entity_equal(entities[i], &full, &again), "%s", entities[i]->name);
            cr_assert(full.head.rev == again.head.rev &&
                      full.head.updated_at == again.head.updated_at);
            entity_init(entities[i], &text);
            text_back(entities[i], &text, &full);
        }
    }
}

Test(meta, absent_values_survive_json)
{
    for (int i = 0; i < ENTITY_COUNT; i++) {
        union any_record empty, full;
        entity_init(entities[i], &empty);
        fill_record(&mem, entities[i], &full, 9);
        const struct json *from = as_json(entities[i], &empty);
        for (size_t k = 0; k < entity_fields(entities[i]); k++) {
            const struct field *f = entity_field(entities[i], k);
            cr_assert_eq(field_is_absent(f, &empty),
                         json_kind(json_get(from, f->name)) == JSON_NULL);
            if (!field_may_be_absent(f))
                continue;
            cr_assert_eq(field_patch(f, &full, json_get(from, f->name)).code, ERR_NONE);
            cr_assert(field_equal(f, &full, &empty), "%s.%s", entities[i]->name, f->name);
        }
    }
}

Test(meta, copies_keep_their_own_texts)
{
    for (int i = 0; i < ENTITY_COUNT; i++) {
        struct arena     short_lived = {0};
        union any_record a, b, c;
        fill_record(&short_lived, entities[i], &a, 5);
        fill_record(&mem, entities[i], &c, 5);
        entity_copy(&mem, entities[i], &b, &a);
        arena_done(&short_lived);
        cr_assert(entity_equal(entities[i], &b, &c), "%s", entities[i]->name);
    }
}

Test(meta, equality_leaves_out_bookkeeping)
{
    struct item a = fill_item(1, 0, 5, "a"), b = a;
    b.head.rev = 9;
    b.head.updated_at = 77;
    cr_assert(entity_equal(&item_entity, &a, &b));
    b.rank = 6;
    cr_assert(!entity_equal(&item_entity, &a, &b));
}

/* ---- patch ------------------------------------------------------------------------------- */

static struct problems patched(const struct entity *e, void *record, const char *text)
{
    struct problems    to;
    const struct json *set = NULL;
    problems_init(&to, &mem);
    err failed = json_parse(&mem, str_from(text), &set);
    cr_assert_eq(failed.code, ERR_NONE, "%s", failed.why);
    entity_patch(e, record, set, &to);
    return to;
}

static void refuses(const struct entity *e, const char *text, const char *field,
                    const char *message)
{
    union any_record r;
    entity_init(e, &r);
    struct problems to = patched(e, &r, text);
    cr_assert_eq(to.n, 1, "%s gave %zu problems", text, to.n);
    cr_assert(str_eq(to.v[0].field, str_from(field)), "%s", text);
    cr_assert(str_eq(to.v[0].message, str_from(message)), "%s: %.*s", text,
              STR_ARG(to.v[0].message));
}

Test(meta, patch_sets_what_is_named)
{
    struct item i = fill_item(1, 0, 0, "old");
    cr_assert_eq(patched(&item_entity, &i,
                         "{\"title\":\"new\",\"duration_s\":3600.0,\"parent\":-4,\"deadline\":"
                         "\"2026-03-02T09:00:00+01:00\",\"is_manual\":true,\"points\":2.5,"
                         "\"constraint\":\"snet\",\"calendar\":null}")
                     .n,
                 0);
    cr_assert(str_eq(i.title, S("new")) && i.duration_s == 3600 && i.parent.v == -4);
    cr_assert(i.deadline == 1772438400 && i.is_manual && i.points == 2.5);
    cr_assert_eq(i.constraint, CONSTRAINT_SNET);
}

Test(meta, patch_says_what_is_wrong)
{
    refuses(&item_entity, "{\"colour\":1}", "colour", "is not a member of item");
    refuses(&item_entity, "{\"early_start\":1}", "early_start", "is calculated and cannot be set");
    refuses(&item_entity, "{\"rev\":1}", "rev", "is set by the server only");
    refuses(&item_entity, "{\"title\":7}", "title", "must be a text");
    refuses(&item_entity, "{\"duration_s\":1.5}", "duration_s", "must be a whole number");
    refuses(&item_entity, "{\"duration_s\":1e300}", "duration_s", "must be a whole number");
    refuses(&item_entity, "{\"work_s\":null}", "work_s", "must not be null");
    refuses(&item_entity, "{\"is_manual\":1}", "is_manual", "must be true or false");
    refuses(&item_entity, "{\"points\":\"1\"}", "points", "must be a number");
    refuses(&item_entity, "{\"deadline\":5}", "deadline",
            "must be a moment such as 2026-03-02T08:00:00Z");
    refuses(&item_entity, "{\"deadline\":\"\"}", "deadline",
            "must be a moment such as 2026-03-02T08:00:00Z");
    refuses(&calendar_exception_entity, "{\"from\":\"2026-02-30\"}", "from",
            "must be a date such as 2026-03-02");
    refuses(&link_entity, "{\"type\":\"FS\"}", "type", "must be one of fs, ss, ff, sf");
    refuses(&link_entity, "[]", "", "the members to set must be an object");
}

/* ---- check ------------------------------------------------------------------------------- */

static struct problems checked(const struct entity *e, const void *record)
{
    struct problems to;
    problems_init(&to, &mem);
    entity_check(e, record, &to);
    return to;
}

Test(meta, check_asks_for_required_members)
{
    struct link l;
    entity_init(&link_entity, &l);
    struct problems to = checked(&link_entity, &l);
    cr_assert_eq(to.n, 2);
    cr_assert(str_eq(to.v[0].field, S("pred")) && str_eq(to.v[1].field, S("succ")));
    err e = problems_err(&to);
    cr_assert_str_eq(e.why, "pred must not be empty, and 1 more");
}

Test(meta, check_knows_ranges)
{
    struct item i = fill_item(1, 0, 0, "a");
    cr_assert_eq(checked(&item_entity, &i).n, 0);
    i.percent_complete = 101;
    i.priority = -1;
    i.duration_s = -5;
    i.deadline = INSTANT_MAX + 1;
    i.state = (enum item_state)77;
    i.parent.v = -3;
    cr_assert_eq(checked(&item_entity, &i).n, 6);
    i = fill_item(1, 0, 0, "tab\tis fine, bell\a is not");
    cr_assert_eq(checked(&item_entity, &i).n, 1);
    i = fill_item(1, 0, 0, "\xff");
    cr_assert_eq(checked(&item_entity, &i).n, 1);
    i = fill_item(1, 0, 0, "a");
    i.title.p = arena_alloc(&mem, 4001);
    memset((char *)(uintptr_t)i.title.p, 'x', 4001);
    i.title.n = 4001;
    cr_assert_eq(checked(&item_entity, &i).n, 1);
}
