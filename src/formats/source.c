/* Byte sources for readers.
 *
 * One idea: a source is a read function and an owner, so that inflating is a source around a source
 * and the readers never know. Closing hangs on the arena.
 *
 * The ratio limit is what stops a small file from growing into gigabytes: it counts bytes in and
 * out of the inflater and lets the first megabyte pass freely.
 */
#include "formats/source.h"

#include <errno.h>
#include <zlib.h>

enum { INFLATE_IN = 1 << 15, INFLATE_FREE = 1 << 20, SOURCE_STEP = 1 << 16 };

struct memory_source {
    str    bytes;
    size_t at;
};

static err memory_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    struct memory_source *m = self;
    size_t                n = m->bytes.n - m->at;
    n = n < max ? n : max;
    if (n)
        memcpy(bytes, m->bytes.p + m->at, n);
    m->at += n;
    *ret_n = n;
    return OK;
}

struct source source_memory(struct arena *mem, str name, str bytes)
{
    struct memory_source *m = arena_new(mem, struct memory_source);
    m->bytes = bytes;
    return (struct source){memory_read, m, name};
}

static err file_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    FILE *f = self;
    *ret_n = fread(bytes, 1, max, f);
    if (*ret_n == 0 && ferror(f))
        return err_make(ERR_IO, "Reading the file failed: %s", strerror(errno));
    return OK;
}

static void file_close(void *f)
{
    (void)fclose(f);
}

err source_file(struct arena *mem, const char *path, struct source *ret_source)
{
    FILE *f = fopen(path, "rbe");
    if (!f && errno == ENOENT)
        return err_make(ERR_NOT_FOUND, "There is no file %s", path);
    if (!f)
        return err_make(ERR_IO, "Cannot open %s: %s", path, strerror(errno));
    arena_defer(mem, file_close, f);
    const char *slash = strrchr(path, '/');
    *ret_source = (struct source){file_read, f, str_copy(mem, str_from(slash ? slash + 1 : path))};
    return OK;
}

struct inflate_source {
    struct source inner;
    z_stream      z;
    bool          looked, is_gzip, started, ended, inner_ended;
    uint64_t      in, out;
    char          bytes[INFLATE_IN];
    size_t        n; /* of bytes, filled before inflating begins */
    size_t        at;
};

static void inflate_close(void *self)
{
    struct inflate_source *s = self;
    if (s->started)
        (void)inflateEnd(&s->z);
    s->started = false;
}

static err inflate_fill(struct inflate_source *s)
{
    s->at = 0;
    s->n = 0;
    TRY(s->inner.read(s->inner.self, s->bytes, sizeof s->bytes, &s->n));
    s->inner_ended = s->n == 0;
    s->in += s->n;
    return OK;
}

/* The first bytes decide; a source may give them one at a time. */
static err inflate_look(struct inflate_source *s)
{
    s->looked = true;
    while (s->n < 2 && !s->inner_ended) {
        size_t n = 0;
        TRY(s->inner.read(s->inner.self, s->bytes + s->n, sizeof s->bytes - s->n, &n));
        s->inner_ended = n == 0;
        s->n += n;
        s->in += n;
    }
    s->is_gzip = s->n >= 2 && s->bytes[0] == '\x1f' && s->bytes[1] == '\x8b';
    if (s->is_gzip && inflateInit2(&s->z, 15 + 16) != Z_OK)
        return err_make(ERR_IO, "Cannot begin to inflate the file");
    s->started = s->is_gzip;
    return OK;
}

static err plain_read(struct inflate_source *s, char *bytes, size_t max, size_t *ret_n)
{
    if (s->at == s->n)
        return s->inner.read(s->inner.self, bytes, max, ret_n);
    size_t n = s->n - s->at;
    n = n < max ? n : max;
    memcpy(bytes, s->bytes + s->at, n);
    s->at += n;
    *ret_n = n;
    return OK;
}

static err inflate_step(struct inflate_source *s)
{
    s->z.next_in = (Bytef *)s->bytes + s->at;
    s->z.avail_in = (uInt)(s->n - s->at);
    int code = inflate(&s->z, Z_NO_FLUSH);
    s->at = s->n - s->z.avail_in;
    s->ended = code == Z_STREAM_END;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
        return err_make(ERR_SYNTAX, "The gzip data are damaged");
    return OK;
}

static err inflate_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    struct inflate_source *s = self;
    if (!s->looked)
        TRY(inflate_look(s));
    if (!s->is_gzip)
        return plain_read(s, bytes, max, ret_n);
    s->z.next_out = (Bytef *)bytes;
    s->z.avail_out = (uInt)(max < SOURCE_STEP ? max : SOURCE_STEP);
    uInt room = s->z.avail_out;
    while (s->z.avail_out == room && !s->ended) {
        if (s->at == s->n && !s->inner_ended)
            TRY(inflate_fill(s));
        if (s->at == s->n && s->inner_ended)
            return err_make(ERR_SYNTAX, "The gzip data end too early");
        TRY(inflate_step(s));
    }
    *ret_n = room - s->z.avail_out;
    s->out += *ret_n;
    if (s->out > INFLATE_FREE && s->out / SOURCE_RATIO_MAX > s->in)
        return err_make(ERR_TOO_LARGE, "The gzip data grow more than %d-fold", SOURCE_RATIO_MAX);
    return OK;
}

struct source source_inflated(struct arena *mem, struct source inner)
{
    struct inflate_source *s = arena_new(mem, struct inflate_source);
    s->inner = inner;
    arena_defer(mem, inflate_close, s);
    return (struct source){inflate_read, s, inner.name};
}

err source_open(struct arena *mem, const char *path, struct source *ret_source)
{
    struct source file = {0};
    TRY(source_file(mem, path, &file));
    if (str_ends(file.name, S(".gz")))
        file.name = str_copy(mem, str_sub(file.name, 0, file.name.n - 3));
    *ret_source = source_inflated(mem, file);
    return OK;
}

err source_all(struct arena *mem, struct source source, size_t max, str *ret_bytes)
{
    struct buf all;
    buf_init(&all, max);
    char   step[4096];
    size_t n = 0;
    err    e;
    do {
        e = source.read(source.self, step, sizeof step, &n);
        if (!e.code)
            buf_put(&all, step, n);
    } while (!e.code && n && !all.full);
    if (!e.code)
        e = buf_err(&all);
    if (!e.code)
        *ret_bytes = str_copy(mem, buf_view(&all));
    buf_done(&all);
    return e;
}
