/* http/once.c - replies remembered by key.
 *
 * Entries hang in buckets by hash of the key and in one queue by age. Each lives in its own arena;
 * the body is shared with the connection that is still sending it. The fingerprint covers method,
 * path, query and body, of a spooled body its size, so that a key used for something else is told.
 */
#include "http/once.h"

#include "base/clock.h"

#include <pthread.h>

enum { BUCKETS = 1024 };

struct entry {
    struct arena      home;
    struct entry     *in_bucket;
    struct entry     *older, *newer;
    uint64_t          hash, fingerprint;
    str               key;
    int64_t           at_ms;
    bool              is_done;
    int               status;
    const char       *type;
    struct bytes     *body;
    str               etag;
    struct name_value headers[REPLY_HEADERS];
    size_t            n_headers;
};

struct once {
    struct arena         home;
    struct once_settings s;
    pthread_mutex_t      lock;
    struct entry        *buckets[BUCKETS];
    struct entry        *oldest, *newest;
    size_t               n, bytes;
};

struct once *once_new(const struct once_settings *settings)
{
    struct arena home = {0};
    struct once *o = arena_new(&home, struct once);
    o->s = *settings;
    o->s.entries = o->s.entries ? o->s.entries : 4096;
    o->s.bytes = o->s.bytes ? o->s.bytes : (size_t)32 << 20;
    o->s.keep_ms = o->s.keep_ms ? o->s.keep_ms : 24 * 3600 * 1000LL;
    pthread_mutex_init(&o->lock, NULL);
    o->home = home;
    return o;
}

static size_t body_size(const struct entry *e)
{
    return e->body ? bytes_plain(e->body).n : 0;
}

static void forget(struct once *o, struct entry *e)
{
    struct entry **at = &o->buckets[e->hash % BUCKETS];
    while (*at != e)
        at = &(*at)->in_bucket;
    *at = e->in_bucket;
    *(e->older ? &e->older->newer : &o->oldest) = e->newer;
    *(e->newer ? &e->newer->older : &o->newest) = e->older;
    o->n--;
    o->bytes -= body_size(e);
    bytes_unref(e->body);
    struct arena home = e->home;
    arena_done(&home);
}

/* Makes room; those that still run are kept. */
static void forget_old(struct once *o, int64_t now)
{
    for (struct entry *e = o->oldest, *newer; e; e = newer) {
        newer = e->newer;
        bool is_too_much = o->n > o->s.entries || o->bytes > o->s.bytes;
        if (!is_too_much && now - e->at_ms < o->s.keep_ms)
            break;
        if (e->is_done)
            forget(o, e);
    }
}

void once_close(struct once *o)
{
    if (!o)
        return;
    while (o->oldest)
        forget(o, o->oldest);
    pthread_mutex_destroy(&o->lock);
    struct arena home = o->home;
    arena_done(&home);
}

static str key_of(const struct request *q)
{
    return request_header(q, "Idempotency-Key");
}

static struct entry *entry_of(struct once *o, str key)
{
    struct entry *e = o->buckets[str_hash(key) % BUCKETS];
    while (e && !str_eq(e->key, key))
        e = e->in_bucket;
    return e;
}

static uint64_t fingerprint_of(const struct request *q)
{
    const uint64_t mix = 0x9e3779b97f4a7c15u;
    uint64_t       h = str_hash(q->method);
    h = h * mix + str_hash(q->path);
    for (size_t i = 0; i < q->n_query; i++)
        h = (h * mix + str_hash(q->query[i].name)) * mix + str_hash(q->query[i].value);
    h = h * mix + str_hash(q->body);
    return h * mix + (uint64_t)q->body_size;
}

static void entry_add(struct once *o, const struct request *q)
{
    struct arena  home = {0};
    struct entry *e = arena_new(&home, struct entry);
    e->key = str_copy(&home, key_of(q));
    e->hash = str_hash(e->key);
    e->fingerprint = fingerprint_of(q);
    e->at_ms = clock_mono_ns() / 1000000;
    e->home = home;
    e->in_bucket = o->buckets[e->hash % BUCKETS];
    o->buckets[e->hash % BUCKETS] = e;
    e->older = o->newest;
    *(o->newest ? &o->newest->newer : &o->oldest) = e;
    o->newest = e;
    o->n++;
    forget_old(o, e->at_ms);
}

static void replay(const struct entry *e, struct reply *to)
{
    to->status = e->status;
    to->type = e->type;
    to->etag = str_copy(to->mem, e->etag);
    if (e->body)
        reply_shared(to, e->body);
    for (size_t i = 0; i < e->n_headers; i++)
        reply_header(to, str_z(to->mem, e->headers[i].name), e->headers[i].value);
    reply_header(to, "Idempotency-Replayed", S("true"));
}

err once_begin(struct once *o, const struct request *q, struct reply *to, bool *ret_is_done)
{
    str key = key_of(q);
    err result = OK;
    *ret_is_done = false;
    if (!key.p)
        return OK;
    if (key.n == 0 || key.n > ONCE_KEY_MAX)
        return err_make(ERR_SYNTAX, "Idempotency-Key must have 1 to %d characters.", ONCE_KEY_MAX);
    pthread_mutex_lock(&o->lock);
    struct entry *e = entry_of(o, key);
    if (!e)
        entry_add(o, q);
    else if (e->fingerprint != fingerprint_of(q))
        result = err_make(ERR_INVALID, "This Idempotency-Key was used for another request.");
    else if (!e->is_done)
        result = err_make(ERR_CONFLICT,
                          "The first request with this Idempotency-Key is still running.");
    else
        *ret_is_done = true;
    if (*ret_is_done)
        replay(e, to);
    pthread_mutex_unlock(&o->lock);
    return result;
}

static void remember(struct once *o, struct entry *e, struct reply *to)
{
    if (!to->shared && to->body.n)
        to->shared = bytes_take(&to->body);
    e->body = to->shared ? bytes_ref(to->shared) : NULL;
    e->status = to->status;
    e->type = to->type;
    e->etag = str_copy(&e->home, to->etag);
    e->n_headers = to->n_headers;
    for (size_t i = 0; i < to->n_headers; i++)
        e->headers[i] = (struct name_value){str_copy(&e->home, to->headers[i].name),
                                            str_copy(&e->home, to->headers[i].value)};
    e->is_done = true;
    o->bytes += body_size(e);
}

void once_end(struct once *o, const struct request *q, struct reply *to)
{
    str key = key_of(q);
    if (!key.p)
        return;
    pthread_mutex_lock(&o->lock);
    struct entry *e = entry_of(o, key);
    bool          is_ours = e && !e->is_done;
    if (is_ours && to->status >= 200 && to->status < 300 && to->n_headers < REPLY_HEADERS)
        remember(o, e, to);
    else if (is_ours)
        forget(o, e);
    pthread_mutex_unlock(&o->lock);
}
