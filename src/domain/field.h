/* domain/field.h - one member of a record, read, written, compared and printed by its row.
 *
 * Part of domain/meta.h, which includes it. A record is passed as the address of its struct.
 */
#ifndef DOMAIN_FIELD_H
#define DOMAIN_FIELD_H

#include "domain/meta.h"

/* ---- values ------------------------------------------------------------------------------ */

bool field_is_absent(const struct field *f, const void *record);
bool field_may_be_absent(const struct field *f); /* by type and flags */
bool field_equal(const struct field *f, const void *a, const void *b);
void field_clear(const struct field *f, void *record); /* absent; 0, false or the first word where nothing is */

/* Everything but F_NUM and F_TEXT as an int64; absent values as they are stored, a day as DAY_NONE. */
int64_t field_int(const struct field *f, const void *record);
double  field_num(const struct field *f, const void *record);  /* F_NUM only */
str     field_str(const struct field *f, const void *record);  /* F_TEXT only; borrowed */
void    field_int_set(const struct field *f, void *record, int64_t value);
void    field_num_set(const struct field *f, void *record, double value);
void    field_str_set(const struct field *f, void *record, str value);

/* ---- enums ------------------------------------------------------------------------------- */

size_t      words_count(const char *const *words);
bool        words_find(const char *const *words, str word, int64_t *ret_value);
const char *field_word(const struct field *f, const void *record); /* F_ENUM */

/* ---- text -------------------------------------------------------------------------------- */

/* For CSV and the command line: RFC 3339, "true", words, shortest decimals; absent gives "". */
str field_text(struct arena *mem, const struct field *f, const void *record);

err field_expected(const struct field *f); /* ERR_INVALID "must be a whole number", "must be one of …" */

/* The other way round; "" is absent. ERR_INVALID says what was expected. Texts are borrowed. */
err field_parse(const struct field *f, void *record, str text);

/* ---- JSON: the value alone, without its name ----------------------------------------------- */

void field_json(struct json_out *o, const struct field *f, const void *record);   /* RFC 3339 instants */
void field_column(struct json_out *o, const struct field *f, const void *record); /* integers, see api docs */
err  field_patch(const struct field *f, void *record, const struct json *value);  /* as in entity_patch */

#endif
