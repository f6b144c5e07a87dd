/* base/json_out.c - the streaming JSON writer.
 *
 * Knows only how deep it is and whether a comma is due; that nesting and names are right is
 * asserted, because the callers are ours. Text is copied in runs: only quotes, backslashes,
 * control characters and broken UTF-8 interrupt a run.
 */
#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>

void jo_init(struct json_out *o, struct buf *to)
{
    *o = (struct json_out){.to = to};
}

static void before_value(struct json_out *o)
{
    if (o->named) {
        o->named = false;
        return;
    }
    if (o->depth == 0)
        return;
    if (o->comma[o->depth - 1])
        buf_char(o->to, ',');
    o->comma[o->depth - 1] = true;
}

static void open_level(struct json_out *o, char c)
{
    before_value(o);
    assert(o->depth < JSON_OUT_DEPTH);
    buf_char(o->to, c);
    o->comma[o->depth++] = false;
}

static void close_level(struct json_out *o, char c)
{
    assert(o->depth > 0 && !o->named);
    o->depth--;
    buf_char(o->to, c);
}

void jo_object(struct json_out *o)
{
    open_level(o, '{');
}

void jo_object_end(struct json_out *o)
{
    close_level(o, '}');
}

void jo_array(struct json_out *o)
{
    open_level(o, '[');
}

void jo_array_end(struct json_out *o)
{
    close_level(o, ']');
}

static void escape(struct buf *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': buf_put(to, "\\\"", 2); break;
    case '\\': buf_put(to, "\\\\", 2); break;
    case '\n': buf_put(to, "\\n", 2); break;
    case '\r': buf_put(to, "\\r", 2); break;
    case '\t': buf_put(to, "\\t", 2); break;
    default:
        buf_put(to, "\\u00", 4);
        buf_char(to, hex[c >> 4]);
        buf_char(to, hex[c & 15]);
    }
}

static void quoted(struct buf *to, str s)
{
    size_t run = 0, i = 0;
    buf_char(to, '"');
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        bool          special = c < 0x20 || c == '"' || c == '\\';
        size_t        step = c < 0x80 ? 1 : utf8_step(s.p + i, s.n - i);
        if (!special && step > 0) {
            i += step;
            continue;
        }
        buf_put(to, s.p + run, i - run);
        if (special)
            escape(to, c);
        else
            buf_put(to, "\xEF\xBF\xBD", 3);
        run = ++i;
    }
    buf_put(to, s.p + run, i - run);
    buf_char(to, '"');
}

void jo_name_str(struct json_out *o, str name)
{
    assert(o->depth > 0 && !o->named);
    before_value(o);
    quoted(o->to, name);
    buf_char(o->to, ':');
    o->named = true;
}

void jo_name(struct json_out *o, const char *name)
{
    jo_name_str(o, str_from(name));
}

void jo_null(struct json_out *o)
{
    before_value(o);
    buf_put(o->to, "null", 4);
}

void jo_bool(struct json_out *o, bool v)
{
    before_value(o);
    buf_z(o->to, v ? "true" : "false");
}

void jo_int(struct json_out *o, int64_t v)
{
    before_value(o);
    buf_int(o->to, v);
}

void jo_double(struct json_out *o, double v)
{
    before_value(o);
    buf_double(o->to, v);
}

void jo_str(struct json_out *o, str v)
{
    if (!v.p) {
        jo_null(o);
        return;
    }
    before_value(o);
    quoted(o->to, v);
}

void jo_z(struct json_out *o, const char *v)
{
    jo_str(o, str_from(v));
}

void jo_raw(struct json_out *o, str json)
{
    before_value(o);
    buf_str(o->to, json);
}
