/* http/files.c - static files.
 *
 * Embedded assets come in up to three forms; the smallest that the client accepts is sent. The
 * folder is for developers: read anew each time, never cached, and no name in it may begin with a
 * dot.
 */
#include "http/files.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char CACHE_YEAR[] = "public, max-age=31536000, immutable";
static const char CACHE_ASK[] = "no-cache";

static const struct asset *asset_at(const struct files *f, const char *path)
{
    size_t low = 0, high = f->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int    order = strcmp(f->assets[middle].path, path);
        if (order == 0)
            return &f->assets[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool is_page(str path)
{
    return !str_has(path, S(".")) && !str_has(path, S("//"));
}

static str body_str(struct asset_body b)
{
    return (str){(const char *)b.p, b.n};
}

static void answer_asset(const struct asset *a, const struct request *q, struct reply *to)
{
    to->type = a->type;
    to->etag = str_from(a->etag);
    to->is_packed = true;
    reply_header(to, "Cache-Control", str_from(a->immutable ? CACHE_YEAR : CACHE_ASK));
    reply_header(to, "Vary", S("Accept-Encoding"));
    to->fixed = body_str(a->plain);
    if (a->brotli.p && request_accepts_coding(q, S("br"))) {
        to->fixed = body_str(a->brotli);
        reply_header(to, "Content-Encoding", S("br"));
    } else if (a->gzip.p && request_accepts_coding(q, S("gzip"))) {
        to->fixed = body_str(a->gzip);
        reply_header(to, "Content-Encoding", S("gzip"));
    }
}

/* ---- a folder ------------------------------------------------------------------------------ */

static const char *type_of(str path)
{
    static const struct {
        str         end;
        const char *type;
    } types[] = {
        {{".html", 5}, "text/html; charset=utf-8"},
        {{".js", 3}, "text/javascript; charset=utf-8"},
        {{".css", 4}, "text/css; charset=utf-8"},
        {{".svg", 4}, "image/svg+xml"},
        {{".json", 5}, "application/json"},
        {{".png", 4}, "image/png"},
        {{".woff2", 6}, "font/woff2"},
        {{".webmanifest", 12}, "application/manifest+json"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(path, types[i].end))
            return types[i].type;
    return "application/octet-stream";
}

static bool read_all(int fd, struct buf *to)
{
    char    block[65536];
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0)
        buf_put(to, block, (size_t)n);
    return n == 0 && !to->full;
}

/* -1 when it cannot be had, or must not. */
static int open_file(const struct files *f, struct arena *mem, const char *path)
{
    str  name = str_fmt(mem, "%s%s", f->folder, path);
    bool is_hidden = str_has(str_from(path), S("/."));
    return is_hidden ? -1 : open(name.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

static err answer_file(const struct files *f, struct request *q, const char *path, struct reply *to)
{
    struct stat st;
    int         fd = open_file(f, q->mem, path);
    bool        is_file = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    bool        is_read = is_file && read_all(fd, &to->body);
    if (fd >= 0)
        close(fd);
    if (!is_read)
        return err_make(ERR_NOT_FOUND, "There is no file %.200s.", path);
    to->type = type_of(str_from(path));
    reply_header(to, "Cache-Control", str_from(CACHE_ASK));
    return OK;
}

err files_answer(const struct files *f, struct request *q, struct reply *to)
{
    const char *path = str_eq(q->path, S("/")) ? "/index.html" : str_z(q->mem, q->path);
    if (f->folder) {
        err e = answer_file(f, q, path, to);
        return e.code && is_page(q->path) ? answer_file(f, q, "/index.html", to) : e;
    }
    const struct asset *a = asset_at(f, path);
    if (!a && is_page(q->path))
        a = asset_at(f, "/index.html");
    if (!a)
        return err_make(ERR_NOT_FOUND, "There is no file %.200s.", path);
    answer_asset(a, q, to);
    return OK;
}
