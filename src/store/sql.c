/* store/sql.c - the statements that every entity needs, printed from its rows.
 *
 * The one idea: a column is a field, in the order of the rows, so that binding (store/rows.c) and
 * text cannot disagree. Computed fields are never columns. Projects and users have no project
 * column; the journal has none of the head but its project, because its key is (project, seq).
 */
#include "store/sql.h"

#include "domain/journal.h"
#include "domain/people.h"
#include "domain/project.h"

bool sql_is_global(const struct entity *e)
{
    return e == &project_entity || e == &user_entity;
}

bool sql_is_journal(const struct entity *e)
{
    return e == &batch_entity || e == &operation_entity;
}

bool sql_keeps(const struct entity *e, const struct field *f)
{
    if (f->flags & FIELD_COMPUTED)
        return false;
    bool of_head = f >= record_fields && f < record_fields + RECORD_FIELDS;
    if (!of_head)
        return true;
    bool is_project = f->offset == offsetof(struct record, project);
    return is_project ? !sql_is_global(e) : !sql_is_journal(e);
}

const char *const *sql_extras(const struct entity *e)
{
    static const char *const none[] = {NULL}, *const of_batch[] = {"effects", "hash", NULL};
    return e == &batch_entity ? of_batch : none;
}

typedef void put_fn(struct buf *to, const char *name, int n);

static void put_column(struct buf *to, put_fn *put, const char *name, int n)
{
    if (n > 1)
        buf_z(to, ", ");
    put(to, name, n);
}

/* Calls `put` for each column with its number, 1, 2, … and tells how many there are. */
static int columns(struct buf *to, const struct entity *e, put_fn *put)
{
    int n = 0;
    for (size_t i = 0; i < entity_fields(e); i++)
        if (sql_keeps(e, entity_field(e, i)))
            put_column(to, put, entity_field(e, i)->name, ++n);
    for (const char *const *extra = sql_extras(e); *extra; extra++)
        put_column(to, put, *extra, ++n);
    return n;
}

static void put_name(struct buf *to, const char *name, int n)
{
    (void)n;
    buf_fmt(to, "\"%s\"", name);
}

static void put_parameter(struct buf *to, const char *name, int n)
{
    (void)name;
    buf_fmt(to, "$%d", n);
}

static void put_assignment(struct buf *to, const char *name, int n)
{
    buf_fmt(to, "\"%s\" = $%d", name, n);
}

static void insert_text(struct buf *to, const struct entity *e)
{
    buf_fmt(to, "INSERT INTO \"%s\" (", e->name);
    columns(to, e, put_name);
    buf_z(to, ") VALUES (");
    columns(to, e, put_parameter);
    buf_z(to, ")");
}

static void update_text(struct buf *to, const struct entity *e)
{
    buf_fmt(to, "UPDATE \"%s\" SET ", e->name);
    int n = columns(to, e, put_assignment);
    buf_fmt(to, " WHERE \"id\" = $1 AND \"rev\" = $%d", n + 1);
}

void sql_select(struct buf *to, const struct entity *e, const char *rest)
{
    buf_z(to, "SELECT ");
    columns(to, e, put_name);
    buf_fmt(to, " FROM \"%s\" %s", e->name, rest);
}

void sql_text(struct buf *to, const struct entity *e, enum sql_kind kind)
{
    switch (kind) {
    case SQL_INSERT: insert_text(to, e); break;
    case SQL_UPDATE: update_text(to, e); break;
    case SQL_REMOVE:
        buf_fmt(to, "DELETE FROM \"%s\" WHERE \"id\" = $1 AND \"rev\" = $2", e->name);
        break;
    case SQL_GET: sql_select(to, e, "WHERE \"id\" = $1"); break;
    case SQL_EACH:
        sql_select(to, e,
                   sql_is_global(e) ? "WHERE \"id\" = $1"
                                    : "WHERE \"project\" = $1 ORDER BY \"id\"");
        break;
    case SQL_EACH_ALL: sql_select(to, e, "ORDER BY \"id\""); break;
    case SQL_ERASE:
        buf_fmt(to, "DELETE FROM \"%s\" WHERE \"%s\" = $1", e->name,
                sql_is_global(e) ? "id" : "project");
        break;
    case SQL_KINDS: break;
    }
}

void sql_placeholders(struct buf *to, str text)
{
    char quote = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '\'' || c == '"')
            quote = c;
        else if (c == '$')
            c = '?';
        buf_char(to, c);
    }
}
