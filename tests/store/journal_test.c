/* The journal: seq without gaps, chained, never edited, read both ways and by record. */
#include "store/fixture.h"

#include "store/digest.h"

#include <criterion/criterion.h>
#include <sqlite3.h>

struct seen {
    int64_t seqs[32];
    size_t  n, operations, effects;
};

static err note(void *arg, const struct journal_entry *entry)
{
    struct seen *seen = arg;
    seen->seqs[seen->n++] = entry->batch->seq;
    seen->operations += entry->n_operations;
    seen->effects += entry->effects.n;
    if (entry->n_operations) {
        cr_assert(str_eq(entry->operations[0].entity, S("item")));
        cr_assert(str_eq(entry->operations[0].after, S("{\"title\":\"b\"}")));
        cr_assert(str_eq(entry->batch->note, S("why")));
    }
    return OK;
}

static struct seen look(struct store *s, struct journal_query q)
{
    struct seen      seen = {0};
    struct store_tx *tx;
    must(store_begin(s, STORE_READ, &tx));
    must(store_journal_each(tx, &q, note, &seen));
    store_rollback(tx);
    return seen;
}

/* Ten batches: odd ones about record 1, even ones about record 2; every fifth moved something. */
static struct id ten(struct store *s)
{
    struct id        p = project_add(s, "P");
    struct store_tx *tx;
    must(store_begin(s, STORE_WRITE, &tx));
    for (int64_t i = 1; i <= 10; i++)
        must(batch_add(tx, p, i, i % 2 ? 1 : 2, i % 5 ? STR_NONE : S("\0\1bytes")));
    must(store_commit(tx));
    return p;
}

static void reading(struct store *s)
{
    struct id   p = ten(s);
    struct seen all = look(s, (struct journal_query){.project = p});
    cr_assert_eq(all.n, 10);
    cr_assert_eq(all.seqs[0], 10);
    cr_assert_eq(all.operations, 10);
    cr_assert_eq(all.effects, 2 * 7);
    struct seen up = look(
        s, (struct journal_query){.project = p, .oldest_first = true, .limit = 3, .after = 2});
    cr_assert_eq(up.n, 3);
    cr_assert_eq(up.seqs[0], 3);
    struct seen down = look(s,
                            (struct journal_query){.project = p, .before = 5, .heads_only = true});
    cr_assert_eq(down.n, 4);
    cr_assert_eq(down.seqs[0], 4);
    cr_assert_eq(down.operations, 0);
    struct journal_query of = {.project = p, .entity = &item_entity, .record = {2}};
    cr_assert_eq(look(s, of).n, 5);
    of.or_moved = true;
    cr_assert_eq(look(s, of).n, 6);
    of.oldest_first = true;
    cr_assert_eq(look(s, of).seqs[0], 2);
    cr_assert_eq(look(s, (struct journal_query){.project = {p.v + 1}}).n, 0);
}

Test(journal, is_read_by_seq_and_record)
{
    each_store(reading);
}

static void gaps(struct store *s)
{
    struct id        p = ten(s);
    struct store_tx *tx;
    int64_t          last;
    must(store_begin(s, STORE_WRITE, &tx));
    must(store_journal_last(tx, p, &last));
    cr_assert_eq(last, 10);
    must_fail(batch_add(tx, p, 10, 1, STR_NONE), ERR_CONFLICT);
    must_fail(batch_add(tx, p, 12, 1, STR_NONE), ERR_CONFLICT);
    must(batch_add(tx, p, 11, 1, STR_NONE));
    store_rollback(tx);
}

Test(journal, has_no_gaps)
{
    each_store(gaps);
}

static void count_finding(void *arg, str finding)
{
    cr_assert(finding.n > 0);
    ++*(int *)arg;
}

static int findings(const char *folder)
{
    struct store    *s;
    struct store_tx *tx;
    int              n = 0;
    must(store_sqlite_open(str_from(folder), &s));
    must(store_begin(s, STORE_READ, &tx));
    must(store_check(tx, count_finding, &n));
    store_rollback(tx);
    store_close(s);
    return n;
}

static int sql(const char *folder, const char *text)
{
    char     path[128];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/gantline.db", folder);
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    int rc = sqlite3_exec(db, text, NULL, NULL, NULL);
    sqlite3_close(db);
    return rc;
}

Test(journal, cannot_be_edited_and_tells_if_it_was)
{
    const char   *folder = folder_make_new();
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    ten(s);
    store_close(s);
    cr_assert_eq(findings(folder), 0);
    cr_assert_eq(sql(folder, "UPDATE batch SET note = 'x' WHERE seq = 3"), SQLITE_CONSTRAINT);
    cr_assert_eq(sql(folder, "DELETE FROM batch WHERE seq = 3"), SQLITE_CONSTRAINT);
    cr_assert_eq(sql(folder, "UPDATE operation SET after = 'x' WHERE seq = 3"), SQLITE_CONSTRAINT);
    cr_assert_eq(sql(folder, "DELETE FROM operation WHERE seq = 3"), SQLITE_CONSTRAINT);
    cr_assert_eq(
        sql(folder, "DROP TRIGGER operation_stays; UPDATE operation SET after = 'x' WHERE seq = 3"),
        SQLITE_OK);
    cr_assert_geq(findings(folder), 1);
    folder_drop(folder);
}

Test(journal, a_missing_batch_is_found)
{
    const char   *folder = folder_make_new();
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    ten(s);
    store_close(s);
    cr_assert_eq(sql(folder,
                     "DROP TRIGGER operation_kept; DROP TRIGGER batch_kept; "
                     "DELETE FROM operation WHERE seq = 4; DELETE FROM batch WHERE seq = 4"),
                 SQLITE_OK);
    cr_assert_eq(findings(folder), 2); /* the gap, and the hash behind it */
    folder_drop(folder);
}

Test(journal, digest_depends_on_all_that_is_written)
{
    struct batch         b;
    struct operation     o;
    unsigned char        one[DIGEST_BYTES], two[DIGEST_BYTES];
    struct journal_entry entry = {.batch = &b, .operations = &o, .n_operations = 1};
    entity_init(&batch_entity, &b);
    entity_init(&operation_entity, &o);
    o.entity = S("item");
    must(digest_entry(STR_NONE, &entry, one));
    must(digest_entry(STR_NONE, &entry, two));
    cr_assert_eq(memcmp(one, two, sizeof one), 0);
    must(digest_entry((str){(char *)one, sizeof one}, &entry, two));
    cr_assert_neq(memcmp(one, two, sizeof one), 0);
    o.record.v = 5;
    must(digest_entry(STR_NONE, &entry, two));
    cr_assert_neq(memcmp(one, two, sizeof one), 0);
    o.record.v = 0;
    entry.effects = S("x");
    must(digest_entry(STR_NONE, &entry, two));
    cr_assert_neq(memcmp(one, two, sizeof one), 0);
}
