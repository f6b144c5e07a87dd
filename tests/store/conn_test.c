/* Inside of the SQLite store: connections, statements, what failures mean, folders, migrations. */
#include "store/fixture.h"

#include "store/migrations.h"
#include "store/sqlite.h"
#include "store/wrap.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static struct sqlite_store *inside(struct store *s)
{
    return (struct sqlite_store *)s;
}

Test(conn, statements_are_kept_and_shared)
{
    struct store *s;
    struct call   one, two;
    bool          row;
    must(store_sqlite_memory(&s));
    struct conn *c = inside(s)->writer;
    cr_assert_eq(conn_of(&c->tx), c);
    must(conn_script(c, "CREATE TEMP TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, NULL)",
                     "testing"));
    must(call_fixed(c, FIXED_LAST_ID,
                    "SELECT a, b FROM t WHERE a <> $1 AND b IS NOT $2 AND b IS NOT $3", &one));
    call_int(&one, 1, 2);
    call_str(&one, 2, S("y"));
    call_bytes(&one, 3, S("z"));
    must(call_step(&one, "testing", &row));
    cr_assert(row);
    cr_assert(str_eq(call_text(&one, 1), S("x")));
    must(call_fixed(c, FIXED_LAST_ID, "SELECT a, b FROM t WHERE a <> $1",
                    &two)); /* busy: a second one */
    cr_assert(two.own && !one.own);
    call_close(&two);
    call_close(&one);
    must(call_entity(c, &user_entity, SQL_EACH_ALL, &one));
    must(call_run(&one, "testing"));
    call_close(&one);
    must(call_open(c, (size_t)user_entity.no * SQL_KINDS + SQL_EACH_ALL, "never read again", &one));
    call_close(&one);
    must(conn_run(c, FIXED_SNAPSHOT, "SELECT 1"));
    err e = conn_script(c, "SELECT nothing FROM nowhere", "Looking");
    cr_assert(strstr(e.why, "Looking"));
    cr_assert_eq(conn_err(c, "Looking").code, e.code);
    store_close(s);
}

Test(conn, full_is_told_from_broken)
{
    cr_assert(is_full(ENOSPC) && is_full(EDQUOT) && is_full(EFBIG));
    cr_assert_not(is_full(EIO));
}

Test(conn, migrations_run_once_and_fit_the_rows)
{
    struct store *s;
    must(store_sqlite_memory(&s));
    struct conn *c = inside(s)->writer;
    must(migrations_run(c));
    must(schema_compare(c));
    cr_assert_geq(n_migrations, 1);
    cr_assert(migrations[0][0]);
    store_close(s);
}

Test(conn, a_folder_is_locked_once)
{
    const char *folder = folder_make_new();
    int         one = -1, two = -1;
    must(folder_lock(str_from(folder), &one));
    must_fail(folder_lock(str_from(folder), &two), ERR_BUSY);
    close(one);
    must(folder_lock(str_from(folder), &two));
    close(two);
    struct stat st;
    char        path[128];
    snprintf(path, sizeof path, "%s/gantline.db", folder);
    must(folder_file(path));
    cr_assert_eq(stat(path, &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0600u);
    must_fail(folder_file("/proc/none"), ERR_IO);
    folder_drop(folder);
}

Test(conn, a_reader_cannot_write)
{
    const char   *folder = folder_make_new();
    struct store *s;
    struct conn  *c;
    must(store_sqlite_open(str_from(folder), &s));
    must(conn_open(inside(s), true, &c));
    must_fail(conn_script(c, "DELETE FROM item", "Trying"), ERR_IO);
    conn_close(c);
    conn_close(NULL);
    store_close(s);
    folder_drop(folder);
}

static err pass(struct wrap *w, const char *call)
{
    (void)w;
    (void)call;
    return OK;
}

static void count(struct wrap *w, const char *call, const char *about, err result)
{
    (void)w;
    (void)about;
    cr_assert(call);
    err_drop(result);
}

Test(conn, a_wrapper_passes_on)
{
    struct store *s;
    must(store_sqlite_memory(&s));
    struct wrap *w = wrap_new(s, sizeof *w);
    w->before = pass;
    w->after = count;
    project_add(&w->store, "P");
    cr_assert_eq(count_rows(&w->store, &project_entity, (struct id){0}), 1);
    store_close(&w->store);
}

/* The functions behind the contract, called as it calls them. */
Test(conn, functions_by_file)
{
    struct store    *s;
    struct store_tx *tx;
    struct arena     mem = {0};
    struct user      u, got;
    int64_t          last;
    str              hash, reply;
    struct call      call;
    bool             row;
    size_t           n = 0;
    must(store_sqlite_memory(&s));
    must(store_begin(s, STORE_WRITE, &tx));
    record_start(&user_entity, &u, (struct id){0});
    u.name = S("Planner");
    must(rows_insert(tx, &user_entity, &u));
    u.head.rev = 2;
    must(rows_update(tx, &user_entity, &u, 1));
    must(rows_get(tx, &user_entity, u.head.id, &mem, &got));
    must(rows_last_id(tx, &user_entity, &last));
    cr_assert_eq(last, u.head.id.v);
    must(call_entity(conn_of(tx), &user_entity, SQL_EACH_ALL, &call));
    must(call_step(&call, "testing", &row));
    must(row_read(&call, &user_entity, &got));
    cr_assert_eq(got.head.rev, 2);
    call_close(&call);
    must(call_entity(conn_of(tx), &user_entity, SQL_INSERT, &call));
    cr_assert_eq(row_bind(&call, &user_entity, &u), 6);
    call_close(&call);
    must(rows_remove(tx, &user_entity, u.head.id, 2));
    must(rows_each(tx, &user_entity, (struct id){0}, NULL, &n));
    must(rows_each_crossing(tx, NULL, &n));
    must(reply_put(tx, S("k"), S("h"), S("r"), 1));
    must(reply_get(tx, S("k"), &mem, &hash, &reply));
    must(journal_last(tx, (struct id){1}, &last));
    cr_assert_eq(last, 0);
    must(batch_add(tx, (struct id){1}, 1, 1, STR_NONE));
    must(journal_each(tx, &(struct journal_query){.project = {2}}, NULL, NULL));
    must(journal_check(conn_of(tx), NULL, NULL));
    must(journal_erase(conn_of(tx), (struct id){1}));
    must(rows_erase_project(tx, (struct id){2}));
    must(check_all(tx, NULL, NULL));
    struct batch b;
    entity_init(&batch_entity, &b);
    b.head.project.v = 3;
    b.seq = 1;
    b.at = 1;
    must(journal_add(tx, &(struct journal_entry){.batch = &b}));
    store_rollback(tx);
    store_close(s);
    arena_done(&mem);
}
