/* store/migrations.c - leads a database from the version it has to the one this program knows.
 *
 * Each step runs in one transaction together with the new version number, so that a crash in the
 * middle leaves the old version whole. The version stands in PRAGMA user_version, and
 * application_id tells our files from other people's databases. A file of a newer version is
 * refused, never guessed at.
 */
#include "store/migrations.h"

#include "store/sqlite.h"

enum { APPLICATION_ID = 0x474e544c }; /* "GNTL" */

const char *const *const migrations[] = {schema_001, schema_002, schema_003, schema_004,
                                         schema_005, schema_006, schema_007, schema_008};
const int                n_migrations = (int)COUNT(migrations);

static const struct {
    const char *token, *sqlite;
} tokens[] = {
    {"@id", "id INTEGER PRIMARY KEY AUTOINCREMENT"}, /* sqlite only */
    {"@int", "INTEGER"},
    {"@num", "REAL"},
    {"@text", "TEXT"},
    {"@bytes", "BLOB"},
    {"@strict", "STRICT"},
};

static void expand(struct buf *to, const char *text)
{
    while (*text) {
        size_t i = 0, n = 0;
        while (i < COUNT(tokens) &&
               strncmp(text, tokens[i].token, n = strlen(tokens[i].token)) != 0)
            i++;
        if (i < COUNT(tokens)) {
            buf_z(to, tokens[i].sqlite);
            text += n;
        } else {
            buf_char(to, *text++);
        }
    }
}

static err pragma_get(struct conn *c, const char *sql, int64_t *ret_value)
{
    sqlite3_stmt *stmt = NULL;
    err           e = OK;
    if (sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL) != SQLITE_OK ||
        sqlite3_step(stmt) != SQLITE_ROW)
        e = conn_err(c, "opening the database");
    else
        *ret_value = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return e;
}

void migrations_step(int version, struct buf *to)
{
    buf_z(to, "BEGIN IMMEDIATE; ");
    for (const char *const *part = migrations[version - 1]; *part; part++)
        expand(to, *part);
    buf_fmt(to, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", APPLICATION_ID,
            version);
    buf_char(to, 0);
}

static err step(struct conn *c, int version)
{
    struct buf text = {0};
    migrations_step(version, &text);
    err e = conn_script(c, text.p, "preparing the database");
    buf_done(&text);
    if (e.code && !sqlite3_get_autocommit(c->db))
        err_drop(conn_script(c, "ROLLBACK", "preparing the database"));
    return e;
}

static err check_owner(struct conn *c)
{
    int64_t application = 0, tables = 0;
    TRY(pragma_get(c, "PRAGMA application_id", &application));
    TRY(pragma_get(c, "SELECT count(*) FROM sqlite_schema", &tables));
    if (application != APPLICATION_ID && (application != 0 || tables != 0))
        return err_make(ERR_CORRUPT, "%s is a database of another program.", c->owner->path);
    return OK;
}

err migrations_run(struct conn *c)
{
    int64_t version = 0;
    TRY(check_owner(c));
    TRY(pragma_get(c, "PRAGMA user_version", &version));
    if (version > n_migrations)
        return err_make(ERR_VERSION,
                        "%s was made by a newer version of Gantline (schema %lld, this one knows "
                        "%d); install that version.",
                        c->owner->path, (long long)version, n_migrations);
    for (int v = (int)version + 1; v <= n_migrations; v++)
        TRY(step(c, v));
    return OK;
}
