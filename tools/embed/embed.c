/* tools/embed/embed.c - the built web client becomes a C file and one blob.
 *
 * usage: embed DIST OUT.c OUT.bin DEPFILE QUALITY
 *
 * Walks DIST, compresses each file once with gzip and brotli (QUALITY 0–11) and writes all bytes
 * one after another into OUT.bin; OUT.c pulls that in with .incbin and describes it as the table
 * of http/assets.h. The depfile names folders too, so that a new file is noticed. Outputs that
 * would not change are not touched. Without DIST/index.html the table holds one built-in page.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

#include <brotli/encode.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

enum { FILE_MOST = 64 << 20 };

struct file {
    str path; /* below the folder, with its slash */
    str bytes;
};

struct embed {
    struct arena    *mem;
    VEC(struct file) files;
    struct buf       blob, code, deps;
    int              quality;
};

static const char no_client[] =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Gantline</title></head>"
    "<body><h1>Gantline</h1><p>The server runs, but the web client was not built into it. "
    "Run <code>./run</code>, which builds both.</p></body></html>\n";

static const struct {
    const char *ending, *type;
    bool        packed; /* compressed already */
} types[] = {
    {".html", "text/html; charset=utf-8", false},
    {".js", "text/javascript; charset=utf-8", false},
    {".css", "text/css; charset=utf-8", false},
    {".svg", "image/svg+xml", false},
    {".json", "application/json", false},
    {".webmanifest", "application/manifest+json", false},
    {".txt", "text/plain; charset=utf-8", false},
    {".wasm", "application/wasm", false},
    {".woff2", "font/woff2", true},
    {".png", "image/png", true},
    {".webp", "image/webp", true},
    {".ico", "image/x-icon", false},
    {"", "application/octet-stream", false},
};

static size_t type_of(str path)
{
    size_t i = 0;
    while (!str_ends(path, str_from(types[i].ending)))
        i++;
    return i;
}

static bool file_read(struct arena *mem, const char *path, str *ret_bytes)
{
    struct stat st;
    FILE       *f = fopen(path, "rb");
    if (!f)
        return false;
    bool good = fstat(fileno(f), &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FILE_MOST;
    if (good) {
        char *p = arena_alloc(mem, (size_t)st.st_size);
        *ret_bytes = (str){p, fread(p, 1, (size_t)st.st_size, f)};
    }
    fclose(f);
    return good;
}

static void depends_on(struct embed *e, const char *path)
{
    for (const char *c = path; *c; c++) {
        if (*c == ' ')
            buf_char(&e->deps, '\\');
        buf_char(&e->deps, *c);
    }
    buf_char(&e->deps, ' ');
}

static bool is_hidden(const char *name)
{
    return name[0] == '.' || str_ends(str_from(name), S(".map"));
}

/* `below` is "" or "/assets". */
static void walk(struct embed *e, const char *root, str below)
{
    const char *folder = str_z(e->mem, str_fmt(e->mem, "%s%.*s", root, STR_ARG(below)));
    DIR        *dir = opendir(folder);
    if (!dir)
        return;
    depends_on(e, folder);
    for (struct dirent *d; (d = readdir(dir)) != NULL;) {
        if (is_hidden(d->d_name))
            continue;
        str         path = str_fmt(e->mem, "%.*s/%s", STR_ARG(below), d->d_name), bytes;
        const char *full = str_z(e->mem, str_fmt(e->mem, "%s%.*s", root, STR_ARG(path)));
        if (d->d_type == DT_DIR) {
            walk(e, root, path);
        } else if (file_read(e->mem, full, &bytes)) {
            depends_on(e, full);
            vec_push(e->mem, &e->files, (struct file){path, bytes});
        }
    }
    closedir(dir);
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static str gzipped(struct embed *e, str bytes)
{
    z_stream z = {0};
    if (deflateInit2(&z, e->quality > 9 ? 9 : e->quality, Z_DEFLATED, 15 + 16, 9,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return STR_NONE;
    size_t         room = deflateBound(&z, (uLong)bytes.n);
    unsigned char *out = arena_alloc(e->mem, room);
    z.next_in = (z_const Bytef *)(uintptr_t)bytes.p; /* zlib does not write to it */
    z.avail_in = (uInt)bytes.n;
    z.next_out = out;
    z.avail_out = (uInt)room;
    bool done = deflate(&z, Z_FINISH) == Z_STREAM_END;
    deflateEnd(&z);
    return done ? (str){(char *)out, z.total_out} : STR_NONE;
}

static str brotlied(struct embed *e, str bytes)
{
    size_t         n = BrotliEncoderMaxCompressedSize(bytes.n);
    unsigned char *out = arena_alloc(e->mem, n);
    bool done = BrotliEncoderCompress(e->quality, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_GENERIC,
                                      bytes.n, (const uint8_t *)bytes.p, &n, out);
    return done ? (str){(char *)out, n} : STR_NONE;
}

/* Appends the bytes to the blob and prints where they stand. */
static void body(struct embed *e, const char *name, str bytes)
{
    if (!bytes.p)
        return;
    buf_fmt(&e->code, "     .%s = {blob + %zu, %zu},\n", name, e->blob.n, bytes.n);
    buf_str(&e->blob, bytes);
}

static void variant(struct embed *e, const char *name, str packed, size_t plain)
{
    if (packed.n + 64 < plain)
        body(e, name, packed);
}

static void entry(struct embed *e, const struct file *f)
{
    size_t type = type_of(f->path);
    buf_fmt(&e->code, "    {.path = \"%.*s\", .type = \"%s\", .etag = \"\\\"%016llx\\\"\",\n",
            STR_ARG(f->path), types[type].type, (unsigned long long)str_hash(f->bytes));
    if (str_starts(f->path, S("/assets/")))
        buf_z(&e->code, "     .immutable = true,\n");
    body(e, "plain", f->bytes);
    if (!types[type].packed) {
        variant(e, "gzip", gzipped(e, f->bytes), f->bytes.n);
        variant(e, "brotli", brotlied(e, f->bytes), f->bytes.n);
    }
    buf_z(&e->code, "    },\n");
}

static void code(struct embed *e, const char *blob_path)
{
    buf_z(&e->code, "/* Made by tools/embed from the built web client. */\n"
                    "#include \"http/assets.h\"\n\n"
                    "__asm__(\".section .rodata\\n\"\n"
                    "        \".balign 16\\n\"\n"
                    "        \"gantline_assets_blob:\\n\"\n");
    buf_fmt(&e->code, "        \".incbin \\\"%s\\\"\\n\"\n", blob_path);
    buf_z(&e->code, "        \".byte 0\\n\"\n"
                    "        \".previous\\n\");\n\n"
                    "extern const unsigned char blob[] __asm__(\"gantline_assets_blob\");\n\n"
                    "const struct asset assets[] = {\n");
    for (size_t i = 0; i < e->files.n; i++)
        entry(e, &e->files.v[i]);
    buf_fmt(&e->code, "};\n\nconst size_t assets_n = %zu;\n", e->files.n);
}

static bool write_changed(struct arena *mem, const char *path, str bytes)
{
    str old;
    if (file_read(mem, path, &old) && str_eq(old, bytes))
        return true;
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    bool good = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    return fclose(f) == 0 && good;
}

static bool has_index(const struct embed *e)
{
    for (size_t i = 0; i < e->files.n; i++)
        if (str_eq(e->files.v[i].path, S("/index.html")))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    int64_t quality = 0;
    if (argc != 6 || !str_int(str_from(argv[5]), &quality) || quality > 11) {
        fputs("usage: embed DIST OUT.c OUT.bin DEPFILE QUALITY\n", stderr);
        return 2;
    }
    struct arena mem = {0};
    struct embed e = {.mem = &mem, .quality = (int)quality};
    buf_fmt(&e.deps, "%s: ", argv[2]);
    depends_on(&e, str_z(&mem, str_fmt(&mem, "%s/..", argv[1]))); /* where DIST will appear */
    walk(&e, argv[1], S(""));
    if (!has_index(&e)) {
        e.files.n = 0;
        vec_push(&mem, &e.files, (struct file){S("/index.html"), str_from(no_client)});
    }
    qsort(e.files.v, e.files.n, sizeof *e.files.v, by_path);
    code(&e, argv[3]);
    buf_char(&e.deps, '\n');
    bool good = write_changed(&mem, argv[3], buf_view(&e.blob)) &&
                write_changed(&mem, argv[2], buf_view(&e.code)) &&
                write_changed(&mem, argv[4], buf_view(&e.deps));
    if (!good)
        perror("embed");
    buf_done(&e.blob);
    buf_done(&e.code);
    buf_done(&e.deps);
    arena_done(&mem);
    return good ? 0 : 1;
}
