/* store/migrations.h - the numbered changes of the schema, as text. */
#ifndef STORE_MIGRATIONS_H
#define STORE_MIGRATIONS_H

#include "base/buf.h"

/* migrations[n - 1] leads from version n - 1 to n: statements, NULL-terminated. Never edited once
 * released: a change is a new number. Tokens: @id (key that is never given out twice), @int, @num,
 * @text,
 * @bytes, @strict. */
extern const char *const        schema_001[];
extern const char *const        schema_002[];
extern const char *const        schema_003[];
extern const char *const        schema_004[];
extern const char *const        schema_005[];
extern const char *const        schema_006[];
extern const char *const        schema_007[];
extern const char *const        schema_008[];
extern const char *const *const migrations[];
extern const int                n_migrations;

/* The whole script of one step, in one transaction and with its number; ends in NUL. */
void migrations_step(int version, struct buf *to);

#endif
