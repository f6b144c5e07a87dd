/* api/openapi/notation.c - JSON Schema from a short notation.
 *
 *     type   = one ["?"]                                      "?": may be null
 *     one    = int | num | text | bool | time | value | any   "value": any scalar, "any": any
 * object | "[" type "]" | "<" type ">"                    list; map from any name | "(" word { word
 * } ")"                          one of these words | "{" [ member { "," member } ] "}" object
 * without other members | name                                           reference to a schema
 *     member = name ["~"] ":" type                            "~": may be absent
 *
 * The notation is ours, so mistakes in it are asserted.
 */
#include "api/openapi/openapi.h"

#include <assert.h>

struct notation {
    struct json_out *o;
    const char      *at;
};

static void print_type(struct notation *n);

static char peek(struct notation *n)
{
    while (*n->at == ' ')
        n->at++;
    return *n->at;
}

static bool take(struct notation *n, char c)
{
    if (peek(n) != c)
        return false;
    n->at++;
    return true;
}

static void must(struct notation *n, char c)
{
    bool is_there = take(n, c);
    assert(is_there);
    (void)is_there;
}

static str word(struct notation *n)
{
    peek(n);
    const char *from = n->at;
    while (isalnum((unsigned char)*n->at) || *n->at == '_')
        n->at++;
    assert(n->at > from);
    return (str){from, (size_t)(n->at - from)};
}

/* Where the type that begins here ends: to see whether "?" follows before it is printed. */
static bool is_nullable(struct notation *n)
{
    const char *p = n->at;
    int         depth = 0;
    for (; *p; p++) {
        bool opens = strchr("[<({", *p), closes = strchr("]>)}", *p);
        if (depth == 0 && (closes || *p == ',' || *p == '?'))
            break;
        depth += opens - closes;
    }
    return *p == '?';
}

static void print_kind(struct notation *n, const char *type, bool nullable)
{
    jo_name(n->o, "type");
    if (nullable)
        jo_array(n->o);
    jo_z(n->o, type);
    if (nullable) {
        jo_z(n->o, "null");
        jo_array_end(n->o);
    }
}

static const char *skip_type(const char *p)
{
    int depth = 0;
    for (; *p && (depth > 0 || !strchr(",]>)}", *p)); p++)
        depth += (strchr("[<({", *p) != NULL) - (strchr("]>)}", *p) != NULL);
    return p;
}

static void print_required(struct notation *n)
{
    struct notation ahead = *n;
    jo_name(n->o, "required");
    jo_array(n->o);
    while (peek(&ahead) != '}') {
        str  name = word(&ahead);
        bool is_optional = take(&ahead, '~');
        if (!is_optional)
            jo_str(n->o, name);
        must(&ahead, ':');
        ahead.at = skip_type(ahead.at);
        take(&ahead, ',');
    }
    jo_array_end(n->o);
}

static void print_object(struct notation *n, bool nullable)
{
    must(n, '{');
    print_kind(n, "object", nullable);
    jo_name(n->o, "additionalProperties");
    jo_bool(n->o, false);
    print_required(n);
    jo_name(n->o, "properties");
    jo_object(n->o);
    while (!take(n, '}')) {
        jo_name_str(n->o, word(n));
        take(n, '~');
        must(n, ':');
        print_type(n);
        take(n, ',');
    }
    jo_object_end(n->o);
}

static void print_within(struct notation *n, char open, bool nullable)
{
    must(n, open);
    print_kind(n, open == '[' ? "array" : "object", nullable);
    jo_name(n->o, open == '[' ? "items" : "additionalProperties");
    print_type(n);
    must(n, open == '[' ? ']' : '>');
}

static void print_words(struct notation *n)
{
    must(n, '(');
    print_kind(n, "string", false);
    jo_name(n->o, "enum");
    jo_array(n->o);
    while (!take(n, ')'))
        jo_str(n->o, word(n));
    jo_array_end(n->o);
}

static void print_reference(struct notation *n, str name, bool nullable)
{
    char text[96];
    snprintf(text, sizeof text, "#/components/schemas/%.*s", STR_ARG(name));
    if (nullable) {
        jo_name(n->o, "anyOf");
        jo_array(n->o);
        jo_raw(n->o, S("{\"type\":\"null\"}"));
        jo_object(n->o);
    }
    jo_name(n->o, "$ref");
    jo_z(n->o, text);
    if (nullable) {
        jo_object_end(n->o);
        jo_array_end(n->o);
    }
}

static void print_named(struct notation *n, bool nullable)
{
    static const struct {
        str         name;
        const char *type;
    } kinds[] = {{{"int", 3}, "integer"},  {{"num", 3}, "number"},  {{"text", 4}, "string"},
                 {{"bool", 4}, "boolean"}, {{"time", 4}, "string"}, {{"any", 3}, "object"}};
    str name = word(n);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (!str_eq(name, kinds[i].name))
            continue;
        print_kind(n, kinds[i].type, nullable);
        if (str_eq(name, S("time"))) {
            jo_name(n->o, "format");
            jo_z(n->o, "date-time");
        }
        return;
    }
    if (str_eq(name, S("value"))) {
        jo_name(n->o, "type");
        jo_raw(n->o, S("[\"string\",\"number\",\"boolean\",\"null\"]"));
    } else {
        print_reference(n, name, nullable);
    }
}

static void print_type(struct notation *n)
{
    char first = peek(n);
    bool nullable = is_nullable(n);
    jo_object(n->o);
    if (first == '{')
        print_object(n, nullable);
    else if (first == '[' || first == '<')
        print_within(n, first, nullable);
    else if (first == '(')
        print_words(n);
    else
        print_named(n, nullable);
    jo_object_end(n->o);
    take(n, '?');
}

void schema_of_notation(struct json_out *o, const char *notation)
{
    struct notation n = {o, notation};
    print_type(&n);
    assert(peek(&n) == 0);
}
