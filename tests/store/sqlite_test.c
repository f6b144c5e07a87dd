/* Transactions, opening, and what a person is told when the folder or the file is not as it should
 * be. */
#include "store/fixture.h"
#include "store/migrations.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void parts(struct store *s)
{
    struct id        p = project_add(s, "P");
    struct store_tx *tx;
    must(store_begin(s, STORE_WRITE, &tx));
    must(store_part(tx));
    item_add(tx, p, "kept");
    must(store_part_end(tx, true));
    must(store_part(tx));
    item_add(tx, p, "taken back");
    must(store_part_end(tx, false));
    must(store_commit(tx));
    cr_assert_eq(count_rows(s, &item_entity, p), 1);
    must(store_begin(s, STORE_WRITE, &tx));
    item_add(tx, p, "rolled back");
    store_rollback(tx);
    store_rollback(NULL);
    cr_assert_eq(count_rows(s, &item_entity, p), 1);
}

Test(sqlite, parts_and_rollback)
{
    each_store(parts);
}

static err write_two(struct store *s)
{
    struct store_tx *tx = NULL;
    struct project   p;
    record_start(&project_entity, &p, (struct id){0});
    p.title = S("P");
    p.start = 0;
    TRY(store_begin(s, STORE_WRITE, &tx));
    err         e = store_insert(tx, &project_entity, &p);
    struct item i;
    record_start(&item_entity, &i, p.head.id);
    i.title = S("a");
    if (!e.code)
        e = store_part(tx);
    if (!e.code)
        e = store_insert(tx, &item_entity, &i);
    i.head.rev = 2;
    if (!e.code)
        e = store_update(tx, &item_entity, &i, 1);
    if (!e.code)
        e = store_part_end(tx, true);
    if (!e.code)
        e = batch_add(tx, p.head.id, 1, i.head.id.v, S("e"));
    if (!e.code)
        e = store_reply_put(tx, S("k"), S("h"), S("r"), 1);
    if (e.code)
        store_rollback(tx);
    else
        e = store_commit(tx);
    return e;
}

static void find_nothing(void *arg, str finding)
{
    (void)arg;
    cr_assert_fail("%.*s", STR_ARG(finding));
}

static void look_at_two(struct store *s, bool done)
{
    size_t want = done ? 1 : 0;
    cr_assert_eq(count_rows(s, &project_entity, (struct id){0}), want);
    cr_assert_eq(count_rows(s, &item_entity, (struct id){0}), want);
    if (!done)
        must(write_two(s)); /* the next one works */
    struct store_tx *tx;
    must(store_begin(s, STORE_READ, &tx));
    must(store_check(tx, find_nothing, NULL));
    store_rollback(tx);
}

Test(sqlite, every_failure_leaves_all_or_nothing)
{
    each_fault(write_two, look_at_two);
}

Test(sqlite, a_reader_sees_the_moment_it_began)
{
    const char      *folder = folder_make_new();
    struct store    *s;
    struct store_tx *r, *w;
    must(store_sqlite_open(str_from(folder), &s));
    struct id p = project_add(s, "P");
    must(store_begin(s, STORE_READ, &r));
    must(store_begin(s, STORE_WRITE, &w));
    struct id    id = item_add(w, p, "new");
    struct arena mem = {0};
    struct item  i;
    must_fail(store_get(r, &item_entity, id, &mem, &i), ERR_NOT_FOUND);
    must(store_commit(w));
    must_fail(store_get(r, &item_entity, id, &mem, &i), ERR_NOT_FOUND);
    store_rollback(r);
    cr_assert_eq(count_rows(s, &item_entity, p), 1);
    store_close(s);
    store_close(NULL);
    arena_done(&mem);
    folder_drop(folder);
}

Test(sqlite, closing_and_opening_keeps_all)
{
    const char   *folder = folder_make_new();
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    project_add(s, "P");
    store_close(s);
    must(store_sqlite_open(str_from(folder), &s));
    cr_assert_eq(count_rows(s, &project_entity, (struct id){0}), 1);
    store_close(s);
    folder_drop(folder);
}

Test(sqlite, a_second_process_is_told_who_holds_the_folder)
{
    const char   *folder = folder_make_new();
    struct store *s, *other = NULL;
    must(store_sqlite_open(str_from(folder), &s));
    err  e = store_sqlite_open(str_from(folder), &other);
    char pid[32];
    snprintf(pid, sizeof pid, "process %ld", (long)getpid());
    cr_assert_eq(e.code, ERR_BUSY);
    cr_assert(strstr(e.why, folder) && strstr(e.why, pid), "%s", e.why);
    store_close(s);
    must(store_sqlite_open(str_from(folder), &other));
    store_close(other);
    folder_drop(folder);
}

/* Opens the folder as nobody in a child: root may write anywhere. Returns the code. */
static int open_as_nobody(const char *folder)
{
    int   status = -1;
    pid_t child = fork();
    if (child == 0) {
        struct store *s;
        if (setuid(65534) != 0)
            _exit(99);
        err e = store_sqlite_open(str_from(folder), &s);
        _exit(e.code && strstr(e.why, folder) ? (int)e.code : 98);
    }
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

Test(sqlite, a_read_only_folder)
{
    const char *folder = folder_make_new();
    chmod(folder, 0555);
    if (getuid() == 0) {
        cr_assert_eq(open_as_nobody(folder), ERR_IO);
    } else {
        struct store *s;
        must_fail(store_sqlite_open(str_from(folder), &s), ERR_IO);
    }
    folder_drop(folder);
}

Test(sqlite, a_folder_that_cannot_be)
{
    struct store *s;
    must_fail(store_sqlite_open(S("/proc/gantline/x"), &s), ERR_IO);
    must_fail(store_sqlite_open(S("/etc/passwd"), &s), ERR_IO);
    must_fail(store_sqlite_open(S(""), &s), ERR_INVALID);
}

static void write_file(const char *folder, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/gantline.db", folder);
    FILE *f = fopen(path, "w");
    for (int i = 0; i < 200; i++)
        fputs(text, f);
    fclose(f);
}

Test(sqlite, a_file_that_is_no_database)
{
    const char   *folder = folder_make_new();
    struct store *s;
    write_file(folder, "This is a letter to the editor. ");
    must_fail(store_sqlite_open(str_from(folder), &s), ERR_CORRUPT);
    folder_drop(folder);
}

static void run_sql(const char *folder, const char *sql)
{
    char     path[128];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/gantline.db", folder);
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void make_with(const char *folder, const char *sql)
{
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    store_close(s);
    run_sql(folder, sql);
}

Test(sqlite, a_newer_version)
{
    const char   *folder = folder_make_new();
    struct store *s;
    make_with(folder, "PRAGMA user_version = 999");
    err e = store_sqlite_open(str_from(folder), &s);
    cr_assert_eq(e.code, ERR_VERSION);
    cr_assert(strstr(e.why, "999"), "%s", e.why);
    folder_drop(folder);
}

/* A file as a program of that version made it, with a project in it. */
static void make_of_version(const char *folder, int version)
{
    for (int v = 1; v <= version; v++) {
        struct buf script = {0};
        migrations_step(v, &script);
        run_sql(folder, script.p);
        buf_done(&script);
    }
    run_sql(folder, "INSERT INTO project (rev, created_at, updated_at, title, method, phase,"
                    " priority, start, schedule_from, zone, currency_digits, minutes_per_day,"
                    " minutes_per_week, days_per_month, default_start_s, default_finish_s,"
                    " critical_slack_limit_days, honor_constraints, split_in_progress,"
                    " multiple_critical_paths, week_start, new_items_manual) VALUES"
                    " (1, 0, 0, 'old', 'waterfall', 'planning', 500, 0, 'start', 'UTC', 2, 480,"
                    " 2400, 20, 28800, 61200, 0, 1, 1, 0, 1, 0)");
}

Test(sqlite, an_older_version_is_led_to_this_one)
{
    for (int version = 1; version < n_migrations; version++) {
        const char   *folder = folder_make_new();
        struct store *s;
        make_of_version(folder, version);
        must(store_sqlite_open(str_from(folder), &s));
        store_close(s);
        must(store_sqlite_open(str_from(folder), &s));
        store_close(s);
        folder_drop(folder);
    }
}

Test(sqlite, a_database_of_another_program)
{
    const char   *folder = folder_make_new();
    struct store *s;
    run_sql(folder, "CREATE TABLE other (a)");
    must_fail(store_sqlite_open(str_from(folder), &s), ERR_CORRUPT);
    folder_drop(folder);
}

static void differs(const char *sql, const char *named)
{
    const char   *folder = folder_make_new();
    struct store *s;
    make_with(folder, sql);
    err e = store_sqlite_open(str_from(folder), &s);
    cr_assert_eq(e.code, ERR_CORRUPT);
    cr_assert(strstr(e.why, named), "%s", e.why);
    folder_drop(folder);
}

Test(sqlite, a_schema_that_differs_names_the_column)
{
    differs("ALTER TABLE item RENAME COLUMN points TO stones", "stones");
    differs("ALTER TABLE item DROP COLUMN points", "points");
    differs("ALTER TABLE item ADD COLUMN extra TEXT", "extra");
    differs("ALTER TABLE batch DROP COLUMN client", "client");
}

/* Writes items until the disk is full. */
static err fill_up(struct store *s, struct id p)
{
    static char text[60000];
    memset(text, 'x', sizeof text - 1);
    for (int i = 0; i < 1000; i++) {
        struct store_tx *tx;
        struct item      item;
        record_start(&item_entity, &item, p);
        item.title = S("big");
        item.body = (str){text, sizeof text - 1};
        TRY(store_begin(s, STORE_WRITE, &tx));
        err e = store_insert(tx, &item_entity, &item);
        if (e.code)
            store_rollback(tx);
        else
            e = store_commit(tx);
        if (e.code)
            return e;
    }
    return OK;
}

Test(sqlite, a_full_disk_refuses_and_recovers)
{
    const char *folder = folder_make_new();
    if (getuid() != 0 || mount("none", folder, "tmpfs", 0, "size=4m") != 0) {
        folder_drop(folder);
        cr_skip_test("needs root and mount");
    }
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    struct id p = project_add(s, "P");
    char      ballast[128];
    snprintf(ballast, sizeof ballast, "%s/ballast", folder);
    int fd = open(ballast, O_CREAT | O_WRONLY, 0600);
    cr_assert_eq(posix_fallocate(fd, 0, 2 << 20), 0);
    close(fd);
    err e = fill_up(s, p);
    cr_assert_eq(e.code, ERR_FULL, "%s", e.why);
    cr_assert(strstr(e.why, "space"), "%s", e.why);
    size_t n = count_rows(s, &item_entity, p); /* reading goes on */
    unlink(ballast);
    struct store_tx *tx;
    must(store_begin(s, STORE_WRITE, &tx));
    item_add(tx, p, "after");
    must(store_commit(tx));
    cr_assert_eq(count_rows(s, &item_entity, p), n + 1);
    store_close(s);
    umount(folder);
    folder_drop(folder);
}

/* ---- threads ----------------------------------------------------------------------------- */

struct crew {
    struct store *s;
    struct id     project;
};

static void *write_many(void *arg)
{
    struct crew *c = arg;
    for (int i = 0; i < 20; i++) {
        struct store_tx *tx;
        must(store_begin(c->s, STORE_WRITE, &tx));
        item_add(tx, c->project, "i");
        item_add(tx, c->project, "j");
        must(store_commit(tx));
    }
    return NULL;
}

static void *read_many(void *arg)
{
    struct crew *c = arg;
    for (int i = 0; i < 100; i++)
        cr_assert_eq(count_rows(c->s, &item_entity, c->project) % 2, 0);
    return NULL;
}

static void crew(struct store *s)
{
    struct crew c = {s, project_add(s, "P")};
    pthread_t   t[6];
    for (int i = 0; i < 6; i++)
        pthread_create(&t[i], NULL, i < 3 ? write_many : read_many, &c);
    for (int i = 0; i < 6; i++)
        pthread_join(t[i], NULL);
    cr_assert_eq(count_rows(s, &item_entity, c.project), 3 * 20 * 2);
}

static void no_line(void *arg, str text)
{
    (void)arg;
    (void)text;
}

Test(sqlite, writers_and_readers_side_by_side)
{
    const char   *folder = folder_make_new();
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    crew(s);
    store_close(s);
    folder_drop(folder);
    must(store_sqlite_memory(&s));
    s = store_trace(s, no_line, NULL);
    crew(s);
    store_close(s);
}
