/* base/json.h - JSON in (strict, through jansson, which no other file includes) and out (streamed).
 *
 * In: UTF-8 only, duplicate members refused, depth ≤ 32. Out: a writer that cannot produce broken
 * nesting (asserted) and costs 3 ms a MB.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"
#include "base/err.h"

/* ---- in ---------------------------------------------------------------------------------- */

struct json; /* one value; borrowed from the document, which lives in the arena */

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

/* ERR_SYNTAX with line and column. The document is freed with the arena. */
err json_parse(struct arena *mem, str text, const struct json **ret_root);

enum json_kind     json_kind(const struct json *v); /* NULL counts as JSON_NULL */
const struct json *json_get(const struct json *object, const char *name); /* NULL when absent */
size_t             json_count(const struct json *v); /* of an array or object */
const struct json *json_at(const struct json *array, size_t i);
/* Walks the members of an object in text order: for (void *it = json_first(o); it; it =
 * json_next(o, it)) */
void              *json_first(const struct json *object);
void              *json_next(const struct json *object, void *it);
str                json_name(void *it);
const struct json *json_value(void *it);

int64_t json_int(const struct json *v); /* of JSON_INT; also a JSON_REAL without fraction; else 0 */
double  json_double(const struct json *v); /* of JSON_INT and JSON_REAL; else NaN */
str     json_text(const struct json *v);   /* of JSON_TEXT; else STR_NONE */
bool    json_bool(const struct json *v);   /* of JSON_BOOL; else false */

/* ---- out --------------------------------------------------------------------------------- */

enum { JSON_OUT_DEPTH = 32 };

struct json_out {
    struct buf *to;
    int         depth;
    bool        comma[JSON_OUT_DEPTH]; /* a comma is due before the next value */
    bool        named;                 /* a member name has just been written */
};

void jo_init(struct json_out *o, struct buf *to);
void jo_object(struct json_out *o);
void jo_object_end(struct json_out *o);
void jo_array(struct json_out *o);
void jo_array_end(struct json_out *o);
void jo_name(struct json_out *o, const char *name);
void jo_name_str(struct json_out *o, str name);
void jo_null(struct json_out *o);
void jo_bool(struct json_out *o, bool v);
void jo_int(struct json_out *o, int64_t v);
void jo_double(struct json_out *o, double v); /* NaN and infinities print null */
void jo_str(struct json_out *o,
            str              v); /* absent prints null; invalid UTF-8 is replaced by U+FFFD */
void jo_z(struct json_out *o, const char *v);
void jo_raw(struct json_out *o, str json); /* a finished value, copied as it is */

#endif
