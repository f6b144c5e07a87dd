/* store/conn.c - one SQLite connection: opening, its statements, and what its failures mean.
 *
 * A connection belongs to one thread at a time, so SQLite's own mutexes are off. Statements are
 * prepared once and kept by slot; one that is still in use further up the stack (a callback
 * that reads) is prepared anew and thrown away after use. Every statement goes through call_open
 * and call_close, so that none stays open and holds a transaction.
 */
#include "store/sqlite.h"

#include <errno.h>

enum { BUSY_WAIT_MS = 5000 };

bool is_full(int system_error)
{
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

static err constraint_err(int extended, const char *doing, const char *said)
{
    if (extended == SQLITE_CONSTRAINT_PRIMARYKEY || extended == SQLITE_CONSTRAINT_ROWID ||
        extended == SQLITE_CONSTRAINT_UNIQUE)
        return err_make(ERR_CONFLICT, "%s: there is already such a row (%s).", doing, said);
    if (extended == SQLITE_CONSTRAINT_FOREIGNKEY)
        return err_make(ERR_INVALID,
                        "%s: it refers to something that does not exist, or something "
                        "still refers to it.",
                        doing);
    return err_make(ERR_INVALID, "%s: %s.", doing, said);
}

err conn_err(struct conn *c, const char *doing)
{
    int         extended = sqlite3_extended_errcode(c->db);
    int         os = sqlite3_system_errno(c->db);
    const char *said = sqlite3_errmsg(c->db), *path = c->owner->path;
    switch (extended & 0xff) {
    case SQLITE_FULL:
        return err_make(ERR_FULL, "%s: no space is left for %s; free some and try again.", doing,
                        path);
    case SQLITE_IOERR:
        if (is_full(os))
            return err_make(ERR_FULL, "%s: no space is left for %s; free some and try again.",
                            doing, path);
        return err_make(ERR_IO, "%s: %s cannot be read or written (%s).", doing, path,
                        os ? strerror(os) : said);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return err_make(ERR_IO,
                        "%s: %s cannot be opened for writing (%s); check its folder's permissions.",
                        doing, path, os ? strerror(os) : said);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_make(ERR_BUSY, "%s: %s is in use by another program.", doing, path);
    case SQLITE_NOTADB: return err_make(ERR_CORRUPT, "%s is not a database of Gantline.", path);
    case SQLITE_CORRUPT:
        return err_make(ERR_CORRUPT, "%s: %s is damaged (%s); restore it from a backup.", doing,
                        path, said);
    case SQLITE_TOOBIG: return err_make(ERR_TOO_LARGE, "%s: the value is too large.", doing);
    case SQLITE_CONSTRAINT: return constraint_err(extended, doing, said);
    default: return err_make(ERR_IO, "%s: %s (code %d).", doing, said, extended);
    }
}

/* ---- opening ----------------------------------------------------------------------------- */

static err conn_settings(struct conn *c, bool read_only)
{
    sqlite3_busy_timeout(c->db, BUSY_WAIT_MS);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    if (read_only)
        sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    TRY(conn_script(c,
                    "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000",
                    "opening the database"));
    if (read_only || c->owner->in_memory)
        return OK;
    return conn_script(c,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                       "PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864",
                       "opening the database");
}

err conn_open(struct sqlite_store *s, bool read_only, struct conn **ret_conn)
{
    struct arena mem = {0};
    struct conn *c = arena_new(&mem, struct conn);
    c->owner = s;
    c->tx.store = &s->store;
    c->stmts = arena_array(&mem, sqlite3_stmt *, ENTITY_COUNT * SQL_KINDS + FIXED_COUNT);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    int rc = sqlite3_open_v2(s->in_memory ? ":memory:" : s->path, &c->db, flags, NULL);
    c->mem = mem;
    err e = rc == SQLITE_OK ? conn_settings(c, read_only) : conn_err(c, "opening the database");
    if (e.code) {
        conn_close(c);
        return e;
    }
    *ret_conn = c;
    return OK;
}

void conn_close(struct conn *c)
{
    if (!c)
        return;
    size_t n = ENTITY_COUNT * SQL_KINDS + FIXED_COUNT;
    for (size_t i = 0; i < n; i++)
        sqlite3_finalize(c->stmts[i]);
    sqlite3_close(c->db);
    struct arena mem = c->mem; /* the connection itself lives in it */
    arena_done(&mem);
}

/* ---- statements -------------------------------------------------------------------------- */

static err prepare(struct conn *c, const char *sql, bool keep, sqlite3_stmt **ret_stmt)
{
    struct buf text = {0};
    sql_placeholders(&text, str_from(sql));
    int rc = sqlite3_prepare_v3(c->db, text.p, (int)text.n, keep ? SQLITE_PREPARE_PERSISTENT : 0,
                                ret_stmt, NULL);
    buf_done(&text);
    return rc == SQLITE_OK ? OK : conn_err(c, "asking the database");
}

err call_open(struct conn *c, size_t slot, const char *sql, struct call *ret_call)
{
    struct call call = {.conn = c, .stmt = c->stmts[slot]};
    if (call.stmt && sqlite3_stmt_busy(call.stmt)) {
        call.own = true;
        TRY(prepare(c, sql, false, &call.stmt));
    } else if (!call.stmt) {
        TRY(prepare(c, sql, true, &call.stmt));
        c->stmts[slot] = call.stmt;
    }
    *ret_call = call;
    return OK;
}

void call_close(struct call *call)
{
    if (call->own) {
        sqlite3_finalize(call->stmt);
    } else {
        sqlite3_reset(call->stmt);
        sqlite3_clear_bindings(call->stmt);
    }
}

err call_fixed(struct conn *c, enum fixed which, const char *sql, struct call *ret_call)
{
    return call_open(c, ENTITY_COUNT * SQL_KINDS + which, sql, ret_call);
}

err call_entity(struct conn *c, const struct entity *e, enum sql_kind kind, struct call *ret_call)
{
    size_t slot = (size_t)e->no * SQL_KINDS + kind;
    return call_open(c, slot, c->owner->texts[slot], ret_call);
}

err call_step(struct call *call, const char *doing, bool *ret_row)
{
    int rc = sqlite3_step(call->stmt);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return conn_err(call->conn, doing);
    *ret_row = rc == SQLITE_ROW;
    return OK;
}

err call_run(struct call *call, const char *doing)
{
    bool row = false;
    return call_step(call, doing, &row);
}

void call_int(struct call *call, int at, int64_t v)
{
    sqlite3_bind_int64(call->stmt, at, v);
}

void call_str(struct call *call, int at, str v)
{
    if (v.p)
        sqlite3_bind_text64(call->stmt, at, v.p, v.n, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(call->stmt, at);
}

void call_bytes(struct call *call, int at, str v)
{
    if (v.n)
        sqlite3_bind_blob64(call->stmt, at, v.p, v.n, SQLITE_STATIC);
    else
        sqlite3_bind_null(call->stmt, at);
}

str call_text(struct call *call, int column)
{
    if (sqlite3_column_type(call->stmt, column) == SQLITE_NULL)
        return STR_NONE;
    const char *p = sqlite3_column_blob(call->stmt,
                                        column); /* also of a text; keeps bytes as they are */
    int         n = sqlite3_column_bytes(call->stmt, column);
    return (str){p ? p : "", (size_t)n};
}

err conn_run(struct conn *c, enum fixed which, const char *sql)
{
    struct call call;
    TRY(call_fixed(c, which, sql, &call));
    err e = call_run(&call, "running a transaction");
    call_close(&call);
    return e;
}

err conn_script(struct conn *c, const char *sql, const char *doing)
{
    return sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : conn_err(c, doing);
}
