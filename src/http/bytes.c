/* http/bytes.c - shared immutable bytes, and their gzip form.
 *
 * The struct lives in its own arena, so that one arena_done ends everything. Packing is done under
 * the struct's mutex: two readers who ask at once pack once.
 */
#include "http/bytes.h"

#include <pthread.h>
#include <stdatomic.h>
#include <zlib.h>

struct bytes {
    struct arena    home;
    _Atomic int     refs;
    char           *plain, *packed;
    size_t          n, n_packed;
    pthread_mutex_t packing;
};

struct bytes *bytes_take(struct buf *from)
{
    struct arena  home = {0};
    struct bytes *b = arena_new(&home, struct bytes);
    b->plain = buf_take(from, &b->n);
    b->refs = 1;
    pthread_mutex_init(&b->packing, NULL);
    b->home = home;
    return b;
}

struct bytes *bytes_ref(struct bytes *b)
{
    atomic_fetch_add_explicit(&b->refs, 1, memory_order_relaxed);
    return b;
}

void bytes_unref(struct bytes *b)
{
    if (!b || atomic_fetch_sub_explicit(&b->refs, 1, memory_order_acq_rel) != 1)
        return;
    struct arena home = b->home;
    buf_free(b->plain);
    buf_free(b->packed);
    pthread_mutex_destroy(&b->packing);
    arena_done(&home);
}

str bytes_plain(const struct bytes *b)
{
    return (str){b->plain ? b->plain : "", b->n};
}

str bytes_gzip(struct bytes *b)
{
    pthread_mutex_lock(&b->packing);
    struct buf to = {0};
    if (!b->packed && gzip_pack(bytes_plain(b), &to))
        b->packed = buf_take(&to, &b->n_packed);
    buf_done(&to);
    str packed = {b->packed, b->n_packed};
    pthread_mutex_unlock(&b->packing);
    return packed;
}

/* ---- packing ------------------------------------------------------------------------------- */

enum { GZIP_LEVEL = 1, GZIP_WINDOW = 15 + 16, GZIP_MEMORY = 8, GZIP_CHUNK = 1 << 30 };

static pthread_once_t packer_once = PTHREAD_ONCE_INIT;
static pthread_key_t  packer_key;

static void packer_end(void *z)
{
    deflateEnd(z);
}

static void packer_prepare(void)
{
    pthread_key_create(&packer_key, packer_end);
}

/* This thread's deflater, ready for a new stream; NULL when there is no memory. */
static z_stream *packer(void)
{
    static _Thread_local z_stream z;
    pthread_once(&packer_once, packer_prepare);
    if (pthread_getspecific(packer_key))
        return deflateReset(&z) == Z_OK ? &z : NULL;
    if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        return NULL;
    pthread_setspecific(packer_key, &z);
    return &z;
}

bool gzip_pack(str plain, struct buf *to)
{
    z_stream *z = packer();
    if (!z || plain.n >= GZIP_CHUNK)
        return false;
    union {
        const char *in;
        Bytef      *z;
    } source = {.in = plain.p};
    unsigned char out[16384];
    z->next_in = source.z;
    z->avail_in = (uInt)plain.n;
    int end;
    do {
        z->next_out = out;
        z->avail_out = sizeof out;
        end = deflate(z, Z_FINISH);
        buf_put(to, out, sizeof out - z->avail_out);
    } while (end == Z_OK || end == Z_BUF_ERROR);
    return end == Z_STREAM_END && !to->full;
}
