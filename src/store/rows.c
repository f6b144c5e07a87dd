/* store/rows.c - records to rows and back, by the entities' tables.
 *
 * Columns stand in the order of the fields that sql_keeps, so that a column number is a count.
 * Absent values are NULL both ways; an enum is kept as its word, so that a file explains itself and
 * a new word may be put anywhere. Reading checks what it reads: a word or type that does not belong
 * is ERR_CORRUPT and names table, row and column.
 */
#include "store/sqlite.h"

#include "domain/item.h"
#include "domain/link.h"
#include "domain/project.h"

#include <assert.h>

static void bind_field(struct call *call, const struct field *f, const void *record, int at)
{
    if (field_is_absent(f, record))
        sqlite3_bind_null(call->stmt, at);
    else if (f->type == F_NUM)
        sqlite3_bind_double(call->stmt, at, field_num(f, record));
    else if (f->type == F_TEXT)
        call_str(call, at, field_str(f, record));
    else if (f->type == F_ENUM)
        call_str(call, at, str_from(field_word(f, record)));
    else
        call_int(call, at, field_int(f, record));
}

int row_bind(struct call *call, const struct entity *e, const void *record)
{
    const struct kept *kept = &call->conn->owner->kept[e->no];
    for (int i = 0; i < kept->n; i++)
        bind_field(call, kept->v[i], record, i + 1);
    return kept->n;
}

/* ---- reading ----------------------------------------------------------------------------- */

static err field_damaged(struct call *call, const struct entity *e, const struct field *f)
{
    return err_make(ERR_CORRUPT, "Table \"%s\", row %lld: the value of \"%s\" cannot be read.",
                    e->name, (long long)sqlite3_column_int64(call->stmt, 0), f->name);
}

static bool read_word(struct call *call, const struct field *f, void *record, int column)
{
    const char *word = (const char *)sqlite3_column_text(call->stmt, column);
    for (int i = 0; word && f->words[i]; i++)
        if (strcmp(word, f->words[i]) == 0) {
            field_int_set(f, record, i);
            return true;
        }
    return false;
}

/* False when the value cannot be one of the field's. */
static bool read_field(struct call *call, const struct field *f, void *record, int column)
{
    int64_t v = sqlite3_column_int64(call->stmt, column);
    switch (f->type) {
    case F_NUM: field_num_set(f, record, sqlite3_column_double(call->stmt, column)); return true;
    case F_TEXT: field_str_set(f, record, call_text(call, column)); return true;
    case F_ENUM: return read_word(call, f, record, column);
    case F_DAY: field_int_set(f, record, v); return v == (day)v;
    case F_ID:
    case F_INT:
    case F_BOOL:
    case F_INSTANT:
    case F_SECONDS:
    case F_MONEY: field_int_set(f, record, v); return true;
    }
    return false;
}

/* What is not kept stays as in a zeroed record, but for the dates of a head and what is calculated,
 * which are absent. */
err row_read(struct call *call, const struct entity *e, void *ret_record)
{
    const struct kept *kept = &call->conn->owner->kept[e->no];
    struct record     *head = ret_record;
    memset(ret_record, 0, e->size);
    head->created_at = head->updated_at = INSTANT_NONE;
    for (int i = 0; i < kept->n; i++) {
        if (sqlite3_column_type(call->stmt, i) == SQLITE_NULL)
            field_clear(kept->v[i], ret_record);
        else if (!read_field(call, kept->v[i], ret_record, i))
            return field_damaged(call, e, kept->v[i]);
    }
    for (int i = kept->n; i < kept->n + kept->n_computed; i++)
        field_clear(kept->v[i], ret_record);
    return OK;
}

/* ---- one record -------------------------------------------------------------------------- */

err rows_insert(struct store_tx *tx, const struct entity *e, void *record)
{
    assert(!sql_is_journal(e));
    struct conn   *c = conn_of(tx);
    struct record *head = record;
    struct call    call;
    TRY(call_entity(c, e, SQL_INSERT, &call));
    row_bind(&call, e, record);
    err why = call_run(&call, "adding a record");
    call_close(&call);
    if (!why.code)
        head->id.v = sqlite3_last_insert_rowid(c->db);
    return why;
}

static err conflict(const struct entity *e, int64_t id)
{
    return err_make(ERR_CONFLICT, "The %s %lld was changed or deleted by somebody else.", e->name,
                    (long long)id);
}

err rows_update(struct store_tx *tx, const struct entity *e, const void *record, int64_t rev_before)
{
    assert(!sql_is_journal(e));
    struct conn         *c = conn_of(tx);
    const struct record *head = record;
    struct call          call;
    TRY(call_entity(c, e, SQL_UPDATE, &call));
    int n = row_bind(&call, e, record);
    call_int(&call, n + 1, rev_before);
    err why = call_run(&call, "changing a record");
    call_close(&call);
    if (!why.code && sqlite3_changes(c->db) != 1)
        why = conflict(e, head->id.v);
    return why;
}

err rows_remove(struct store_tx *tx, const struct entity *e, struct id id, int64_t rev_before)
{
    assert(!sql_is_journal(e));
    struct conn *c = conn_of(tx);
    struct call  call;
    TRY(call_entity(c, e, SQL_REMOVE, &call));
    call_int(&call, 1, id.v);
    call_int(&call, 2, rev_before);
    err why = call_run(&call, "deleting a record");
    call_close(&call);
    if (!why.code && sqlite3_changes(c->db) != 1)
        why = conflict(e, id.v);
    return why;
}

err rows_last_id(struct store_tx *tx, const struct entity *e, int64_t *ret_id)
{
    struct call call;
    bool        row = false;
    TRY(call_fixed(conn_of(tx), FIXED_LAST_ID,
                   "SELECT \"seq\" FROM \"sqlite_sequence\" WHERE \"name\" = $1", &call));
    call_str(&call, 1, str_from(e->name));
    err why = call_step(&call, "reading the last id", &row);
    if (!why.code)
        *ret_id = row ? sqlite3_column_int64(call.stmt, 0) : 0;
    call_close(&call);
    return why;
}

static err get_row(struct call *call, const struct entity *e, struct arena *mem, void *ret_record)
{
    bool row = false;
    TRY(call_step(call, "reading a record", &row));
    if (!row)
        return err_make(ERR_NOT_FOUND, "There is no such %s.", e->name);
    struct arena_mark mark = arena_mark(mem);
    void             *borrowed = arena_alloc(mem, e->size);
    err               why = row_read(call, e, borrowed);
    if (why.code)
        arena_rewind(mem, mark);
    else
        entity_copy(mem, e, ret_record, borrowed);
    return why;
}

err rows_get(struct store_tx *tx, const struct entity *e, struct id id, struct arena *mem,
             void *ret_record)
{
    assert(!sql_is_journal(e));
    struct call call;
    TRY(call_entity(conn_of(tx), e, SQL_GET, &call));
    call_int(&call, 1, id.v);
    err why = get_row(&call, e, mem, ret_record);
    call_close(&call);
    return why;
}

/* ---- many -------------------------------------------------------------------------------- */

static err each_row(struct call *call, const struct entity *e, store_row_fn *see, void *arg)
{
    struct arena mem = {0};
    void        *record = arena_alloc(&mem, e->size);
    bool         row = false;
    err          why;
    while (!(why = call_step(call, "reading records", &row)).code && row) {
        why = row_read(call, e, record);
        if (!why.code)
            why = see(arg, record);
        if (why.code)
            break;
    }
    arena_done(&mem);
    return why;
}

err rows_each(struct store_tx *tx, const struct entity *e, struct id project, store_row_fn *see,
              void *arg)
{
    assert(!sql_is_journal(e));
    struct call call;
    TRY(call_entity(conn_of(tx), e, project.v ? SQL_EACH : SQL_EACH_ALL, &call));
    if (project.v)
        call_int(&call, 1, project.v);
    err why = each_row(&call, e, see, arg);
    call_close(&call);
    return why;
}

err rows_each_crossing(struct store_tx *tx, store_row_fn *see, void *arg)
{
    struct buf  text = {0};
    struct call call;
    sql_select(
        &text, &link_entity,
        "WHERE \"project\" <> (SELECT \"item\".\"project\" FROM \"item\" WHERE \"item\".\"id\" = "
        "\"link\".\"pred\") ORDER BY \"id\"");
    buf_char(&text, 0);
    err why = call_fixed(conn_of(tx), FIXED_CROSSING, text.p, &call);
    buf_done(&text);
    if (why.code)
        return why;
    why = each_row(&call, &link_entity, see, arg);
    call_close(&call);
    return why;
}

static err erase_rows(struct conn *c, const struct entity *e, struct id project)
{
    struct call call;
    TRY(call_entity(c, e, SQL_ERASE, &call));
    call_int(&call, 1, project.v);
    err why = call_run(&call, "deleting a project");
    call_close(&call);
    return why;
}

err rows_erase_project(struct store_tx *tx, struct id project)
{
    struct conn *c = conn_of(tx);
    TRY(journal_erase(c, project));
    /* What refers to others first. */
    for (size_t i = ENTITY_COUNT; i-- > 0;) {
        bool own = !sql_is_global(entities[i]) && !sql_is_journal(entities[i]);
        if (own)
            TRY(erase_rows(c, entities[i], project));
    }
    return erase_rows(c, &project_entity, project);
}
