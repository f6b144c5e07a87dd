/* store/sql.h - SQL text made from the rows of entities; knows no database handle.
 *
 * Text is written in the dialect common to SQLite and PostgreSQL, with placeholders $1, $2, …;
 * sql_placeholders turns them into ?1, ?2 for SQLite. Identifiers are always quoted.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "base/buf.h"
#include "domain/meta.h"

/* Statements of one entity. Parameters are the columns in order, $1 = id, then what is named. */
enum sql_kind {
    SQL_INSERT,   /* columns */
    SQL_UPDATE,   /* columns, then the rev before */
    SQL_REMOVE,   /* id, rev */
    SQL_GET,      /* id → columns */
    SQL_EACH,     /* project → columns, in order of id */
    SQL_EACH_ALL, /* → columns, in order of id */
    SQL_ERASE,    /* project */
    SQL_KINDS
};

/* Where the columns of an entity come from: of the five of the head some are not kept everywhere.
 */
bool sql_keeps(const struct entity *e, const struct field *f);

/* True for what belongs to no project. */
bool sql_is_global(const struct entity *e);
/* batch and operation: kept by store/journal.c alone. */
bool sql_is_journal(const struct entity *e);

void sql_text(struct buf *to, const struct entity *e, enum sql_kind kind);

/* Columns behind those of the fields, which a statement's parameters and columns have last;
 * NULL-terminated. */
const char *const *sql_extras(const struct entity *e);

/* SELECT of all columns, with `rest` behind the table's name. */
void sql_select(struct buf *to, const struct entity *e, const char *rest);

/* $1 → ?1, outside of quotes. */
void sql_placeholders(struct buf *to, str text);

#endif
