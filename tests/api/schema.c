/* tests/api/schema.c - a checker of the part of JSON Schema that the program prints. */
#include "api/schema.h"

#include "base/day.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct at {
    const struct json *openapi;
    struct buf        *why;
    char               path[400];
};

static bool check(struct at *at, const struct json *schema, const struct json *value);

static bool wrong(struct at *at, const char *what)
{
    buf_fmt(at->why, "%s: %s; ", at->path, what);
    return false;
}

static const struct json *resolve(const struct at *at, str ref)
{
    const struct json *v = at->openapi;
    str                part;
    char               name[100];
    str_cut(&ref, '/', &part);
    while (v && str_cut(&ref, '/', &part)) {
        snprintf(name, sizeof name, "%.*s", STR_ARG(part));
        v = json_get(v, name);
    }
    return v;
}

static bool is_type(str type, const struct json *v)
{
    switch (json_kind(v)) {
    case JSON_NULL: return str_eq(type, S("null"));
    case JSON_BOOL: return str_eq(type, S("boolean"));
    case JSON_INT: return str_eq(type, S("integer")) || str_eq(type, S("number"));
    case JSON_REAL: return str_eq(type, S("number"));
    case JSON_TEXT: return str_eq(type, S("string"));
    case JSON_ARRAY: return str_eq(type, S("array"));
    case JSON_OBJECT: return str_eq(type, S("object"));
    }
    return false;
}

static bool check_type(struct at *at, const struct json *types, const struct json *v)
{
    if (json_kind(types) == JSON_TEXT)
        return is_type(json_text(types), v) || wrong(at, "has another type");
    for (size_t i = 0; i < json_count(types); i++)
        if (is_type(json_text(json_at(types, i)), v))
            return true;
    return wrong(at, "has none of the types");
}

static bool check_enum(struct at *at, const struct json *words, const struct json *v)
{
    for (size_t i = 0; i < json_count(words); i++)
        if (str_eq(json_text(json_at(words, i)), json_text(v)))
            return true;
    return json_kind(v) == JSON_NULL || wrong(at, "is none of the words");
}

static bool check_format(struct at *at, str format, const struct json *v)
{
    day     d;
    instant t;
    if (json_kind(v) != JSON_TEXT)
        return true;
    if (str_eq(format, S("date")))
        return day_parse(json_text(v), &d) || wrong(at, "is no date");
    return instant_parse(json_text(v), &t) || wrong(at, "is no date-time");
}

static bool check_limit(struct at *at, const struct json *limit, const struct json *v, int sign)
{
    double number = json_double(v);
    return isnan(number) || sign * (number - json_double(limit)) <= 0 ||
           wrong(at, "is out of range");
}

static bool step(struct at *at, const char *more, const struct json *schema,
                 const struct json *value)
{
    size_t n = strlen(at->path);
    snprintf(at->path + n, sizeof at->path - n, "/%s", more);
    bool is_right = check(at, schema, value);
    at->path[n] = 0;
    return is_right;
}

static bool check_members(struct at *at, const struct json *schema, const struct json *v)
{
    const struct json *properties = json_get(schema, "properties"),
                      *others = json_get(schema, "additionalProperties");
    bool is_right = true;
    for (void *it = json_first(v); it; it = json_next(v, it)) {
        char name[100];
        snprintf(name, sizeof name, "%.*s", STR_ARG(json_name(it)));
        const struct json *own = properties ? json_get(properties, name) : NULL;
        if (own)
            is_right &= step(at, name, own, json_value(it));
        else if (json_kind(others) == JSON_OBJECT)
            is_right &= step(at, name, others, json_value(it));
        else if (others && json_kind(others) == JSON_BOOL && !json_bool(others))
            is_right = wrong(at, name);
    }
    return is_right;
}

static bool check_required(struct at *at, const struct json *names, const struct json *v)
{
    char name[100], text[120];
    for (size_t i = 0; i < json_count(names); i++) {
        snprintf(name, sizeof name, "%.*s", STR_ARG(json_text(json_at(names, i))));
        snprintf(text, sizeof text, "lacks %s", name);
        if (json_kind(v) == JSON_OBJECT && !json_get(v, name))
            return wrong(at, text);
    }
    return true;
}

static bool check_items(struct at *at, const struct json *schema, const struct json *v)
{
    bool is_right = true;
    for (size_t i = 0; json_kind(v) == JSON_ARRAY && i < json_count(v) && is_right; i++) {
        char place[24];
        snprintf(place, sizeof place, "%zu", i);
        is_right = step(at, place, schema, json_at(v, i));
    }
    return is_right;
}

static bool check_any(struct at *at, const struct json *schemas, const struct json *v)
{
    for (size_t i = 0; i < json_count(schemas); i++) {
        size_t n = at->why->n;
        if (check(at, json_at(schemas, i), v))
            return true;
        at->why->n = n;
    }
    return wrong(at, "fits none of the schemas");
}

static bool check_one(struct at *at, str keyword, const struct json *rule,
                      const struct json *schema, const struct json *v)
{
    static const char *const words[] = {
        "description",          "readOnly", "default", "x-refers", "example", "properties",
        "additionalProperties", NULL};
    if (str_eq(keyword, S("$ref")))
        return check(at, resolve(at, json_text(rule)), v);
    if (str_eq(keyword, S("type")))
        return check_type(at, rule, v) &&
               (json_kind(v) != JSON_OBJECT || check_members(at, schema, v));
    if (str_eq(keyword, S("enum")))
        return check_enum(at, rule, v);
    if (str_eq(keyword, S("format")))
        return check_format(at, json_text(rule), v);
    if (str_eq(keyword, S("minimum")) || str_eq(keyword, S("maximum")))
        return check_limit(at, rule, v, str_eq(keyword, S("minimum")) ? -1 : 1);
    if (str_eq(keyword, S("required")))
        return check_required(at, rule, v);
    if (str_eq(keyword, S("items")))
        return check_items(at, rule, v);
    if (str_eq(keyword, S("anyOf")))
        return check_any(at, rule, v);
    for (size_t i = 0; words[i]; i++)
        if (str_eq(keyword, str_from(words[i])))
            return true;
    return wrong(at, "a keyword that this checker does not know");
}

static bool check(struct at *at, const struct json *schema, const struct json *v)
{
    bool is_right = schema != NULL || wrong(at, "no schema");
    for (void *it = schema ? json_first(schema) : NULL; it; it = json_next(schema, it))
        is_right &= check_one(at, json_name(it), json_value(it), schema, v);
    return is_right;
}

bool schema_check(const struct json *openapi, const struct json *schema, const struct json *value,
                  struct buf *why)
{
    struct at at = {.openapi = openapi, .why = why};
    return check(&at, schema, value);
}

str schema_path(struct arena *mem, str asked)
{
    str path = asked, rest, part, found = S("");
    str_cut(&asked, '?', &path);
    rest = str_sub(path, 1, path.n);
    while (str_cut(&rest, '/', &part)) {
        int64_t id;
        found = str_int(part, &id) ? str_fmt(mem, "%.*s/{id}", STR_ARG(found))
                                   : str_fmt(mem, "%.*s/%.*s", STR_ARG(found), STR_ARG(part));
    }
    return found;
}

static const struct json *response_of(const struct json *responses, int status)
{
    char text[16];
    snprintf(text, sizeof text, "%d", status);
    const struct json *exact = json_get(responses, text);
    snprintf(text, sizeof text, "%dXX", status / 100);
    return exact ? exact : json_get(responses, text);
}

const struct json *schema_of_reply(const struct json *openapi, const char *method, str path,
                                   int status, str *ret_type)
{
    char name[200], verb[10] = "";
    snprintf(name, sizeof name, "%.*s", STR_ARG(path));
    for (size_t i = 0; method[i] && i < sizeof verb - 1; i++)
        verb[i] = (char)(method[i] | 0x20);
    const struct json *item = json_get(json_get(openapi, "paths"), name);
    const struct json *operation = item ? json_get(item, verb) : NULL;
    const struct json *response = operation ? response_of(json_get(operation, "responses"), status)
                                            : NULL;
    const struct json *content = response ? json_get(response, "content") : NULL;
    void              *first = content ? json_first(content) : NULL;
    if (!first)
        return NULL;
    *ret_type = json_name(first);
    return json_get(json_value(first), "schema");
}
