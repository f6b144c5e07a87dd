/* store/schema.c - compares the tables of an opened database with the rows of the entities.
 *
 * Rows say what the program will read and write, migrations what the file looks like; if somebody
 * changed one and forgot the other, the program must not run on it. The first difference is named:
 * table, column, and what is wrong with it.
 */
#include "store/sqlite.h"

static const char *const column_types[] = {
    [F_ID] = "INTEGER",      [F_INT] = "INTEGER",   [F_NUM] = "REAL",  [F_TEXT] = "TEXT",
    [F_BOOL] = "INTEGER",    [F_DAY] = "INTEGER",   [F_ENUM] = "TEXT", [F_INSTANT] = "INTEGER",
    [F_SECONDS] = "INTEGER", [F_MONEY] = "INTEGER",
};

static err differs(struct conn *c, const struct entity *e, const char *column, const char *how)
{
    return err_make(ERR_CORRUPT,
                    "%s does not fit this version of Gantline: table \"%s\", column \"%s\": %s.",
                    c->owner->path, e->name, column, how);
}

static bool is_extra(const struct entity *e, str column)
{
    for (const char *const *extra = sql_extras(e); *extra; extra++)
        if (str_eq(column, str_from(*extra)))
            return true;
    return false;
}

static err compare_columns(struct conn *c, const struct entity *e, sqlite3_stmt *stmt)
{
    bool seen[128] = {0};
    int  rc;
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        str                 column = str_from((const char *)sqlite3_column_text(stmt, 0));
        const char         *type = (const char *)sqlite3_column_text(stmt, 1);
        const struct field *found = NULL;
        for (size_t i = 0; i < entity_fields(e) && !found; i++) {
            const struct field *f = entity_field(e, i);
            if (sql_keeps(e, f) && str_eq(column, str_from(f->name)))
                found = f, seen[i] = true;
        }
        if (!found && !is_extra(e, column))
            return differs(c, e, column.p, "this version does not know it");
        if (found && strcmp(type, column_types[found->type]) != 0)
            return differs(c, e, found->name, "has another type");
    }
    if (rc != SQLITE_DONE)
        return conn_err(c, "comparing the tables");
    for (size_t i = 0; i < entity_fields(e); i++)
        if (!seen[i] && sql_keeps(e, entity_field(e, i)))
            return differs(c, e, entity_field(e, i)->name, "is missing");
    return OK;
}

err schema_compare(struct conn *c)
{
    const char   *sql = "SELECT name, type FROM pragma_table_info(?1)"; /* sqlite only */
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return conn_err(c, "comparing the tables");
    err e = OK;
    for (size_t i = 0; i < ENTITY_COUNT && !e.code; i++) {
        sqlite3_reset(stmt);
        sqlite3_bind_text(stmt, 1, entities[i]->name, -1, SQLITE_STATIC);
        e = compare_columns(c, entities[i], stmt);
    }
    sqlite3_finalize(stmt);
    return e;
}
