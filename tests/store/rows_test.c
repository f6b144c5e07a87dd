/* Records in and out: every entity, every field, absent and present, in order, by rev. */
#include "store/fixture.h"

#include "base/rng.h"

#include <criterion/criterion.h>

#include <math.h>

/* Another value in every field that may be filled at will; references stay absent. */
static void fill(const struct entity *e, void *record, uint64_t seed)
{
    for (size_t i = RECORD_FIELDS; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        void               *p = (char *)record + f->offset;
        int64_t             salt = rng_below(&seed, 1000003);
        switch (f->type) {
        case F_ID: break;
        case F_NUM: *(double *)p = (double)(salt % 100) + 0.1; break;
        case F_TEXT: *(str *)p = salt % 3 ? S("Prüfung “α” \n") : S(""); break;
        case F_BOOL: *(bool *)p = salt & 1; break;
        case F_DAY: *(day *)p = (day)(salt % 40000) - 20000; break;
        case F_ENUM: {
            unsigned n = 0;
            while (f->words[n])
                n++;
            *(unsigned *)p = (unsigned)(salt % n);
            break;
        }
        case F_INT:
        case F_MONEY:
        case F_INSTANT:
        case F_SECONDS: *(int64_t *)p = salt - 500000; break;
        }
    }
}

static void refer(struct store_tx *tx, const struct entity *e, void *record, struct id project)
{
    struct id item = item_add(tx, project, "x");
    for (size_t i = RECORD_FIELDS; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        if (f->type != F_ID || !(f->flags & FIELD_REQUIRED))
            continue;
        struct id *to = (struct id *)(void *)((char *)record + f->offset);
        if (!f->refers || strcmp(f->refers, "item") == 0) {
            *to = item;
            continue;
        }
        const struct entity *target = entity_named(str_from(f->refers));
        _Alignas(16) char    other[2048];
        record_start(target, other, project);
        refer(tx, target, other, project);
        fill(target, other, 5);
        must(store_insert(tx, target, other));
        *to = ((struct record *)(void *)other)->id;
    }
}

static void round_trip(struct store *s, const struct entity *e, struct id project, bool filled)
{
    struct arena      mem = {0};
    struct store_tx  *tx;
    _Alignas(16) char record[2048], read[2048];
    cr_assert_leq(e->size, sizeof record);
    bool global = e == &project_entity || e == &user_entity;
    record_start(e, record, global ? (struct id){0} : project);
    must(store_begin(s, STORE_WRITE, &tx));
    refer(tx, e, record, project);
    /* Required texts and dates must be there, whatever the test is about. */
    if (filled)
        fill(e, record, 11);
    for (size_t i = RECORD_FIELDS; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        void               *p = record + f->offset;
        if ((f->flags & FIELD_REQUIRED) && f->type == F_TEXT)
            *(str *)p = S("t");
        if ((f->flags & FIELD_REQUIRED) && f->type == F_INSTANT)
            *(instant *)p = 5;
        if ((f->flags & FIELD_REQUIRED) && f->type == F_DAY)
            *(day *)p = 5;
    }
    must(store_insert(tx, e, record));
    struct id id = ((struct record *)(void *)record)->id;
    cr_assert_gt(id.v, 0);
    must(store_commit(tx));
    must(store_begin(s, STORE_READ, &tx));
    must(store_get(tx, e, id, &mem, read));
    store_rollback(tx);
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        bool                is_right = f->flags & FIELD_COMPUTED ? field_is_absent(f, read)
                                                                 : field_equal(f, record, read);
        cr_assert(is_right, "%s.%s", e->name, f->name);
    }
    arena_done(&mem);
}

static void every_entity(struct store *s)
{
    struct id project = project_add(s, "P");
    for (size_t i = 0; entities[i]; i++)
        if (entities[i] != &batch_entity && entities[i] != &operation_entity) {
            round_trip(s, entities[i], project, false);
            round_trip(s, entities[i], project, true);
        }
}

Test(rows, every_entity_round_trips)
{
    each_store(every_entity);
}

static void revs(struct store *s)
{
    struct arena     mem = {0};
    struct id        project = project_add(s, "P");
    struct store_tx *tx;
    struct item      i;
    must(store_begin(s, STORE_WRITE, &tx));
    struct id id = item_add(tx, project, "one");
    must(store_get(tx, &item_entity, id, &mem, &i));
    i.title = S("two");
    i.head.rev = 2;
    must(store_update(tx, &item_entity, &i, 1));
    must_fail(store_update(tx, &item_entity, &i, 1), ERR_CONFLICT);
    must_fail(store_remove(tx, &item_entity, id, 1), ERR_CONFLICT);
    must(store_get(tx, &item_entity, id, &mem, &i));
    cr_assert(str_eq(i.title, S("two")));
    must(store_remove(tx, &item_entity, id, 2));
    must_fail(store_get(tx, &item_entity, id, &mem, &i), ERR_NOT_FOUND);
    must_fail(store_remove(tx, &item_entity, id, 2), ERR_CONFLICT);
    must(store_commit(tx));
    arena_done(&mem);
}

Test(rows, update_and_remove_want_the_rev)
{
    each_store(revs);
}

static void ids(struct store *s)
{
    struct id        project = project_add(s, "P");
    struct store_tx *tx;
    int64_t          last = -1;
    must(store_begin(s, STORE_WRITE, &tx));
    must(store_last_id(tx, &item_entity, &last));
    cr_assert_eq(last, 0);
    struct id a = item_add(tx, project, "a"), b = item_add(tx, project, "b");
    cr_assert_gt(b.v, a.v);
    must(store_remove(tx, &item_entity, b, 1));
    must(store_last_id(tx, &item_entity, &last));
    cr_assert_eq(last, b.v);
    must(store_commit(tx));
    must(store_begin(s, STORE_WRITE, &tx));
    cr_assert_gt(item_add(tx, project, "c").v, b.v);
    struct item back;
    record_start(&item_entity, &back, project);
    back.head.id = b;
    back.title = S("b again");
    must(store_insert(tx, &item_entity, &back));
    cr_assert_eq(back.head.id.v, b.v);
    must_fail(store_insert(tx, &item_entity, &back), ERR_CONFLICT);
    store_rollback(tx);
}

Test(rows, ids_are_never_given_out_twice)
{
    each_store(ids);
}

static err in_order(void *arg, const void *record)
{
    int64_t *last = arg;
    cr_assert_gt(((const struct record *)record)->id.v, *last);
    *last = ((const struct record *)record)->id.v;
    return OK;
}

static err stop(void *arg, const void *record)
{
    (void)arg;
    (void)record;
    return err_make(ERR_TIMEOUT, "enough");
}

static void each_in_order(struct store *s)
{
    struct id        p = project_add(s, "P"), q = project_add(s, "Q");
    struct store_tx *tx;
    int64_t          last = 0;
    must(store_begin(s, STORE_WRITE, &tx));
    for (int i = 0; i < 10; i++)
        item_add(tx, i % 2 ? p : q, "i");
    must(store_each(tx, &item_entity, p, in_order, &last));
    last = 0;
    must(store_each(tx, &item_entity, (struct id){0}, in_order, &last));
    must_fail(store_each(tx, &item_entity, p, stop, NULL), ERR_TIMEOUT);
    must(store_commit(tx));
    cr_assert_eq(count_rows(s, &item_entity, p), 5);
    cr_assert_eq(count_rows(s, &item_entity, (struct id){0}), 10);
    cr_assert_eq(count_rows(s, &project_entity, q), 1);
}

Test(rows, each_is_in_order_of_id)
{
    each_store(each_in_order);
}

/* A callback that reads the same table again. */
static err nested(void *arg, const void *record)
{
    size_t n = count_rows(arg, &item_entity, ((const struct item *)record)->head.project);
    cr_assert_eq(n, 2);
    return OK;
}

static void each_nested(struct store *s)
{
    struct id        p = project_add(s, "P");
    struct store_tx *tx;
    must(store_begin(s, STORE_WRITE, &tx));
    item_add(tx, p, "a");
    item_add(tx, p, "b");
    must(store_commit(tx));
    must(store_begin(s, STORE_READ, &tx));
    must(store_each(tx, &item_entity, p, nested, s));
    store_rollback(tx);
}

Test(rows, reading_while_reading)
{
    each_store(each_nested);
}

static err see_link(void *arg, const void *record)
{
    *(int64_t *)arg += ((const struct record *)record)->id.v;
    return OK;
}

static struct id link_add(struct store_tx *tx, struct id project, struct id pred, struct id succ)
{
    struct link l;
    record_start(&link_entity, &l, project);
    l.pred = pred;
    l.succ = succ;
    must(store_insert(tx, &link_entity, &l));
    return l.head.id;
}

static void crossing(struct store *s)
{
    struct id        p = project_add(s, "P"), q = project_add(s, "Q");
    struct store_tx *tx;
    int64_t          sum = 0;
    must(store_begin(s, STORE_WRITE, &tx));
    struct id a = item_add(tx, p, "a"), b = item_add(tx, p, "b"), c = item_add(tx, q, "c");
    link_add(tx, p, a, b);
    struct id over = link_add(tx, q, b, c);
    must(store_each_crossing(tx, see_link, &sum));
    cr_assert_eq(sum, over.v);
    store_rollback(tx);
}

Test(rows, links_across_projects)
{
    each_store(crossing);
}

static void references(struct store *s)
{
    struct id        p = project_add(s, "P");
    struct store_tx *tx;
    struct link      l;
    must(store_begin(s, STORE_WRITE, &tx));
    struct id a = item_add(tx, p, "a"), b = item_add(tx, p, "b");
    must(store_part(tx));
    record_start(&link_entity, &l, p);
    l.pred = a;
    l.succ.v = 999;
    must_fail(store_insert(tx, &link_entity, &l), ERR_INVALID);
    must(store_part_end(tx, false));
    link_add(tx, p, a, b);
    must(store_part(tx));
    must_fail(store_remove(tx, &item_entity, a, 1), ERR_INVALID);
    must(store_part_end(tx, false));
    must(store_commit(tx));
    cr_assert_eq(count_rows(s, &item_entity, p), 2);
}

Test(rows, references_hold)
{
    each_store(references);
}

static void erase(struct store *s)
{
    struct id        p = project_add(s, "P"), q = project_add(s, "Q");
    struct store_tx *tx;
    struct calendar  c;
    struct project   row;
    struct arena     mem = {0};
    must(store_begin(s, STORE_WRITE, &tx));
    record_start(&calendar_entity, &c, p);
    c.title = S("Standard");
    must(store_insert(tx, &calendar_entity, &c));
    must(store_get(tx, &project_entity, p, &mem, &row));
    row.calendar = c.head.id;
    row.head.rev = 2;
    must(store_update(tx, &project_entity, &row, 1));
    struct id a = item_add(tx, p, "a"), b = item_add(tx, p, "b");
    link_add(tx, p, a, b);
    item_add(tx, q, "stays");
    must(batch_add(tx, p, 1, a.v, STR_NONE));
    must(batch_add(tx, q, 1, a.v, STR_NONE));
    must(store_commit(tx));
    must(store_begin(s, STORE_WRITE, &tx));
    must(store_erase_project(tx, p));
    must(store_commit(tx));
    for (size_t i = 0; entities[i]; i++)
        if (entity_in_plan(entities[i]))
            cr_assert_eq(count_rows(s, entities[i], p), 0, "%s", entities[i]->name);
    cr_assert_eq(count_rows(s, &item_entity, q), 1);
    int64_t last = -1;
    must(store_begin(s, STORE_WRITE, &tx));
    must(store_journal_last(tx, p, &last));
    cr_assert_eq(last, 0);
    must(store_journal_last(tx, q, &last));
    cr_assert_eq(last, 1);
    struct id r = item_add(tx, q, "new");
    cr_assert_gt(r.v, b.v);
    store_rollback(tx);
    arena_done(&mem);
}

Test(rows, erasing_a_project_leaves_nothing)
{
    each_store(erase);
}
