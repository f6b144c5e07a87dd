/* base/json.c - JSON in, through jansson.
 *
 * `struct json` is jansson's json_t under our own name, so that no other file sees the library;
 * four names that both use are renamed while its header is read. Depth is counted in the text
 * before the parser recurses over it. The tree belongs to the arena: an exit gives it back.
 */
#include "base/json.h"

#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY  JANSSON_ARRAY
#define JSON_REAL   JANSSON_REAL
#define JSON_NULL   JANSSON_NULL
#include <jansson.h>
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_REAL
#undef JSON_NULL

#include <math.h>

enum { DEPTH_MOST = 32 };

/* jansson's readers take json_t * and do not write to it. */
static json_t *theirs(const struct json *v)
{
    return (json_t *)(uintptr_t)v;
}

static const struct json *ours(const json_t *v)
{
    return (const struct json *)v;
}

static void tree_free(void *root)
{
    json_decref(root);
}

static bool is_too_deep(str text)
{
    int  depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > DEPTH_MOST)
                return true;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return false;
}

err json_parse(struct arena *mem, str text, const struct json **ret_root)
{
    if (is_too_deep(text))
        return err_make(ERR_SYNTAX, "The JSON is nested deeper than %d levels", DEPTH_MOST);
    json_error_t why;
    json_t      *root = json_loadb(text.p ? text.p : "", text.n,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (!root) {
        bool is_zero = json_error_code(&why) == json_error_null_character;
        return err_make(ERR_SYNTAX, "The JSON is wrong in line %d, column %d: %s", why.line,
                        why.column, is_zero ? "\\u0000 is not allowed" : why.text);
    }
    arena_defer(mem, tree_free, root);
    *ret_root = ours(root);
    return OK;
}

enum json_kind json_kind(const struct json *v)
{
    if (!v)
        return JSON_NULL;
    switch (json_typeof(theirs(v))) {
    case JANSSON_OBJECT: return JSON_OBJECT;
    case JANSSON_ARRAY: return JSON_ARRAY;
    case JSON_STRING: return JSON_TEXT;
    case JSON_INTEGER: return JSON_INT;
    case JANSSON_REAL: return JSON_REAL;
    case JSON_TRUE:
    case JSON_FALSE: return JSON_BOOL;
    case JANSSON_NULL: return JSON_NULL;
    }
    return JSON_NULL;
}

const struct json *json_get(const struct json *object, const char *name)
{
    return ours(json_object_get(theirs(object), name));
}

size_t json_count(const struct json *v)
{
    return json_kind(v) == JSON_ARRAY ? json_array_size(theirs(v)) : json_object_size(theirs(v));
}

const struct json *json_at(const struct json *array, size_t i)
{
    return ours(json_array_get(theirs(array), i));
}

void *json_first(const struct json *object)
{
    return json_object_iter(theirs(object));
}

void *json_next(const struct json *object, void *it)
{
    return json_object_iter_next(theirs(object), it);
}

str json_name(void *it)
{
    return str_from(json_object_iter_key(it));
}

const struct json *json_value(void *it)
{
    return ours(json_object_iter_value(it));
}

int64_t json_int(const struct json *v)
{
    const double most = 9007199254740992.0; /* 2^53: beyond it a double is no exact count */
    if (json_kind(v) == JSON_INT)
        return json_integer_value(theirs(v));
    if (json_kind(v) != JSON_REAL)
        return 0;
    double real = json_real_value(theirs(v));
    return real == trunc(real) && fabs(real) <= most ? (int64_t)real : 0;
}

double json_double(const struct json *v)
{
    enum json_kind kind = json_kind(v);
    return kind == JSON_INT || kind == JSON_REAL ? json_number_value(theirs(v)) : (double)NAN;
}

str json_text(const struct json *v)
{
    if (json_kind(v) != JSON_TEXT)
        return STR_NONE;
    return (str){json_string_value(theirs(v)), json_string_length(theirs(v))};
}

bool json_bool(const struct json *v)
{
    return json_kind(v) == JSON_BOOL && json_typeof(theirs(v)) == JSON_TRUE;
}
