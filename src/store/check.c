/* store/check.c - is the file whole, do references lead somewhere, does the journal's chain hold.
 *
 * Tells what it finds and goes on; only a failure to look is an error.
 */
#include "store/sqlite.h"

static err each_text(struct conn *c, const char *sql, void (*see)(void *arg, sqlite3_stmt *stmt),
                     void *arg)
{
    sqlite3_stmt *stmt = NULL;
    int           rc = sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(stmt);
        if (rc == SQLITE_ROW)
            see(arg, stmt);
    }
    err why = rc == SQLITE_DONE ? OK : conn_err(c, "checking the database");
    sqlite3_finalize(stmt);
    return why;
}

struct teller {
    void (*see)(void *arg, str finding);
    void *arg;
};

static const char *column(sqlite3_stmt *stmt, int at)
{
    const char *text = (const char *)sqlite3_column_text(stmt, at);
    return text ? text : "?";
}

static void tell_integrity(void *arg, sqlite3_stmt *stmt)
{
    struct teller *t = arg;
    if (strcmp(column(stmt, 0), "ok") != 0)
        t->see(t->arg, str_from(column(stmt, 0)));
}

static void tell_reference(void *arg, sqlite3_stmt *stmt)
{
    struct teller *t = arg;
    struct arena   mem = {0};
    t->see(t->arg,
           str_fmt(&mem, "Table \"%s\", row %s refers to a row of \"%s\" that does not exist.",
                   column(stmt, 0), column(stmt, 1), column(stmt, 2)));
    arena_done(&mem);
}

err check_all(struct store_tx *tx, void (*see)(void *arg, str finding), void *arg)
{
    struct conn  *c = conn_of(tx);
    struct teller teller = {see, arg};
    TRY(each_text(c, "PRAGMA integrity_check", tell_integrity, &teller));
    TRY(each_text(c, "PRAGMA foreign_key_check", tell_reference, &teller));
    return journal_check(c, see, arg);
}
