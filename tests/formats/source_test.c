/* tests/formats/source_test.c - bytes from memory, files and gzip. */
#include "formats/source.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(source, .fini = finish);

static str gzipped(const char *bytes, size_t n)
{
    z_stream z = {0};
    size_t   room = n + 1000;
    char    *to = arena_alloc(&mem, room);
    cr_assert_eq(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)bytes;
    z.avail_in = (uInt)n;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)room;
    cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t size = room - z.avail_out;
    deflateEnd(&z);
    return (str){to, size};
}

/* A source that gives one byte at a time. */
static err drip(void *self, char *bytes, size_t max, size_t *ret_n)
{
    str *rest = self;
    *ret_n = rest->n && max ? 1 : 0;
    if (*ret_n)
        *bytes = *rest->p;
    *rest = str_sub(*rest, *ret_n, rest->n);
    return OK;
}

Test(source, memory_and_all)
{
    str all;
    cr_assert_eq(source_all(&mem, source_memory(&mem, S("x"), S("abc")), 10, &all).code, ERR_NONE);
    cr_assert(str_eq(all, S("abc")));
    cr_assert_eq(source_all(&mem, source_memory(&mem, S("x"), S("abc")), 2, &all).code,
                 ERR_TOO_LARGE);
}

Test(source, file_and_open)
{
    char          path[] = "/tmp/gantline-source-XXXXXX";
    int           fd = mkstemp(path);
    struct source s;
    str           all;
    cr_assert_geq(fd, 0);
    cr_assert_eq(write(fd, "hello", 5), 5);
    close(fd);
    cr_assert_eq(source_file(&mem, path, &s).code, ERR_NONE);
    cr_assert_eq(source_all(&mem, s, 100, &all).code, ERR_NONE);
    cr_assert(str_eq(all, S("hello")));
    cr_assert(str_starts(s.name, S("gantline-source-")));
    cr_assert_eq(source_open(&mem, path, &s).code, ERR_NONE);
    cr_assert_eq(source_all(&mem, s, 100, &all).code, ERR_NONE);
    cr_assert(str_eq(all, S("hello")));
    unlink(path);
    cr_assert_eq(source_file(&mem, path, &s).code, ERR_NOT_FOUND);
    cr_assert_eq(source_open(&mem, "/tmp", &s).code == ERR_NONE
                     ? source_all(&mem, s, 100, &all).code
                     : ERR_IO,
                 ERR_IO, "a folder is no file");
}

Test(source, inflated)
{
    str           packed = gzipped("hello world", 11), all;
    struct source inner = source_memory(&mem, S("x"), packed);
    cr_assert_eq(source_all(&mem, source_inflated(&mem, inner), 100, &all).code, ERR_NONE);
    cr_assert(str_eq(all, S("hello world")));
    struct source slow = {drip, &packed, S("slow")};
    cr_assert_eq(source_all(&mem, source_inflated(&mem, slow), 100, &all).code, ERR_NONE);
    cr_assert(str_eq(all, S("hello world")));
    str plain = S("\x1fz");
    slow.self = &plain;
    cr_assert_eq(source_all(&mem, source_inflated(&mem, slow), 100, &all).code, ERR_NONE);
    cr_assert(str_eq(all, S("\x1fz")));
}

Test(source, damaged_gzip_is_refused)
{
    str           packed = gzipped("hello world", 11), all;
    struct source cut = source_memory(&mem, S("x"), str_sub(packed, 0, packed.n - 9));
    cr_assert_eq(source_all(&mem, source_inflated(&mem, cut), 100, &all).code, ERR_SYNTAX);
    char *bytes = arena_copy(&mem, packed.p, packed.n);
    memset(bytes + 10, 0xff, 6);
    struct source bad = source_memory(&mem, S("x"), (str){bytes, packed.n});
    cr_assert_eq(source_all(&mem, source_inflated(&mem, bad), 100, &all).code, ERR_SYNTAX);
}

Test(source, a_bomb_is_refused)
{
    size_t        n = 16 << 20;
    char         *zeros = arena_alloc(&mem, n);
    str           packed = gzipped(zeros, n), all;
    struct source inner = source_memory(&mem, S("x"), packed);
    cr_assert_eq(source_all(&mem, source_inflated(&mem, inner), 1 << 30, &all).code, ERR_TOO_LARGE);
}
