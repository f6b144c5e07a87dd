/* http/reply.c - what handlers say.
 *
 * Nothing is sent from here: a reply is filled in, perhaps cleared and filled with a problem
 * instead, and then handed to the wire.
 */
#include "http/message.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void reply_init(struct reply *r, struct arena *mem)
{
    *r = (struct reply){.mem = mem, .status = 200, .type = "application/json"};
}

void reply_done(struct reply *r)
{
    buf_done(&r->body);
    bytes_unref(r->shared);
    r->shared = NULL;
}

void reply_clear(struct reply *r)
{
    struct arena *mem = r->mem;
    reply_done(r);
    reply_init(r, mem);
}

struct json_out *reply_json(struct reply *r)
{
    jo_init(&r->json, &r->body);
    return &r->json;
}

void reply_shared(struct reply *r, struct bytes *body)
{
    r->shared = bytes_ref(body);
}

void reply_header(struct reply *r, const char *name, str value)
{
    assert(r->n_headers < REPLY_HEADERS);
    r->headers[r->n_headers++] = (struct name_value){str_from(name), str_copy(r->mem, value)};
}

void reply_etag(struct reply *r, const char *fmt, ...)
{
    char    text[64];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    r->etag = str_fmt(r->mem, "\"%s\"", text);
}
