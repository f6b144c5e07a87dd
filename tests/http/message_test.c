/* tests/http/message_test.c - what handlers ask and say: request.c, reply.c, problem.c, bytes.c,
 * once.c, files.c. */
#include "http/files.h"
#include "http/once.h"
#include "http/problem.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static struct arena mem;

static void teardown(void)
{
    arena_done(&mem);
}

TestSuite(message, .fini = teardown);

static struct request request_with(const char *name, const char *value)
{
    struct name_value *list = arena_array(&mem, struct name_value, 1);
    *list = (struct name_value){str_from(name), str_from(value)};
    return (struct request){
        .mem = &mem, .headers = list, .query = list, .n_headers = 1, .n_query = 1};
}

Test(message, headers_and_parameters)
{
    struct request q = request_with("limit", "12");
    int64_t        n = 5;
    cr_assert(str_eq(request_header(&q, "LIMIT"), S("12")));
    cr_assert(!request_header(&q, "other").p);
    cr_assert(str_eq(request_query(&q, "limit"), S("12")));
    cr_assert(!request_query(&q, "Limit").p);
    cr_assert_eq(request_query_int(&q, "other", 1, 9, &n).code, ERR_NONE);
    cr_assert_eq(n, 5);
    cr_assert_eq(request_query_int(&q, "limit", 1, 20, &n).code, ERR_NONE);
    cr_assert_eq(n, 12);
    cr_assert_eq(request_query_int(&q, "limit", 1, 11, &n).code, ERR_SYNTAX);
}

Test(message, conditions)
{
    static const struct {
        const char   *value;
        enum err_code code;
        int64_t       rev;
    } cases[] = {{"\"3\"", ERR_NONE, 3},        {"\"3.17\"", ERR_NONE, 3}, {"*", ERR_NONE, 0},
                 {" \"3\" ", ERR_NONE, 3},      {"3", ERR_SYNTAX, 0},      {"\"\"", ERR_SYNTAX, 0},
                 {"W/\"3\"", ERR_SYNTAX, 0},    {"\"x\"", ERR_SYNTAX, 0},  {"\"0\"", ERR_SYNTAX, 0},
                 {"\"1\",\"2\"", ERR_SYNTAX, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct request q = request_with("If-Match", cases[i].value);
        int64_t        rev = 0;
        cr_expect_eq(request_if_match(&q, &rev).code, cases[i].code, "%s", cases[i].value);
        if (!cases[i].code)
            cr_expect_eq(rev, cases[i].rev);
    }
    struct request none = {.mem = &mem};
    int64_t        rev;
    cr_assert_eq(request_if_match(&none, &rev).code, ERR_NONE);
    cr_assert_eq(rev, -1);
    struct request has = request_with("If-None-Match", "\"1\", W/\"2\"");
    cr_assert(request_has(&has, S("\"2\"")));
    cr_assert(!request_has(&has, S("\"3\"")));
    has = request_with("If-None-Match", "*");
    cr_assert(request_has(&has, S("\"3\"")));
}

Test(message, what_is_accepted)
{
    struct request q = request_with("Accept", "text/csv;q=0.5, text/html");
    cr_assert(request_accepts(&q, S("text/csv")));
    q = request_with("Accept", "application/json, text/csv");
    cr_assert(!request_accepts(&q, S("text/csv")));
    q = request_with("Accept", "text/csv; q=0");
    cr_assert(!request_accepts(&q, S("text/csv")));
    q = request_with("Accept-Encoding", "br;q=1.0, gzip;q=0, identity");
    cr_assert(request_accepts_coding(&q, S("br")));
    cr_assert(!request_accepts_coding(&q, S("gzip")));
}

Test(message, bodies_are_json)
{
    struct request     q = {.mem = &mem};
    const struct json *root;
    cr_assert_eq(request_json(&q, &root).code, ERR_SYNTAX);
    q.body = S("{\"a\":1}");
    cr_assert_eq(request_json(&q, &root).code, ERR_NONE);
    cr_assert_eq(json_int(json_get(root, "a")), 1);
}

Test(message, replies)
{
    struct reply r;
    reply_init(&r, &mem);
    jo_int(reply_json(&r), 5);
    reply_header(&r, "X", S("y"));
    reply_etag(&r, "%d.%d", 1, 2);
    cr_assert(str_eq(r.etag, S("\"1.2\"")));
    cr_assert(str_eq(buf_view(&r.body), S("5")));
    cr_assert_eq(r.n_headers, 1u);
    reply_clear(&r);
    cr_assert_eq(r.n_headers, 0u);
    cr_assert_eq(r.status, 200);
    struct buf    b = {0};
    struct bytes *shared;
    buf_z(&b, "shared");
    shared = bytes_take(&b);
    reply_shared(&r, shared);
    bytes_unref(shared);
    cr_assert(str_eq(bytes_plain(r.shared), S("shared")));
    reply_done(&r);
    reply_done(&r);
}

Test(message, bytes_are_packed_once)
{
    struct buf b = {0};
    for (int i = 0; i < 10000; i++)
        buf_fmt(&b, "%d,", i);
    str           plain = str_copy(&mem, buf_view(&b));
    struct bytes *bytes = bytes_take(&b);
    str           packed = bytes_gzip(bytes);
    cr_assert_eq(packed.p, bytes_gzip(bytes).p);
    cr_assert_lt(packed.n, plain.n / 2);
    z_stream z = {0};
    char    *back = arena_alloc(&mem, plain.n);
    inflateInit2(&z, 15 + 16);
    z.next_in = (Bytef *)(uintptr_t)packed.p;
    z.avail_in = (uInt)packed.n;
    z.next_out = (Bytef *)back;
    z.avail_out = (uInt)plain.n;
    cr_assert_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    cr_assert(str_eq((str){back, plain.n}, plain));
    cr_assert_eq(bytes_ref(bytes), bytes);
    bytes_unref(bytes);
    bytes_unref(bytes);
    bytes_unref(NULL);
    cr_assert(gzip_pack(S("again"), &b));
    buf_done(&b);
}

Test(message, problems)
{
    struct reply        r;
    struct request      q = {.mem = &mem, .path = S("/x")};
    struct problem_line lines[] = {{0, S("title"), S("is missing")}, {-1, STR_NONE, S("all")}};
    struct problem      p = problem_of(err_make(ERR_INVALID, "No."));
    p.lines = lines;
    p.n_lines = 2;
    p.operation = 0;
    p.current = S("{\"rev\":2}");
    reply_init(&r, &mem);
    jo_int(reply_json(&r), 5);
    problem_print(&r, &q, &p);
    cr_assert_eq(r.status, 422);
    cr_assert(str_has(buf_view(&r.body),
                      S("\"errors\":[{\"operation\":0,\"field\":\"title\",\"message\":\"is "
                        "missing\"},{\"field\":null,"
                        "\"message\":\"all\"}],\"operation\":0,\"current\":{\"rev\":2}}")));
    reply_done(&r);
}

Test(message, once)
{
    struct once   *o = once_new(&(struct once_settings){.entries = 2});
    struct request q = request_with("Idempotency-Key", "k"), none = {.mem = &mem};
    struct reply   r, again;
    bool           is_done;
    reply_init(&r, &mem);
    reply_init(&again, &mem);
    cr_assert_eq(once_begin(o, &none, &r, &is_done).code, ERR_NONE);
    once_end(o, &none, &r);
    cr_assert_eq(once_begin(o, &q, &r, &is_done).code, ERR_NONE);
    cr_assert_not(is_done);
    cr_assert_eq(once_begin(o, &q, &again, &is_done).code, ERR_CONFLICT);
    jo_int(reply_json(&r), 5);
    r.status = 201;
    once_end(o, &q, &r);
    cr_assert_eq(once_begin(o, &q, &again, &is_done).code, ERR_NONE);
    cr_assert(is_done);
    cr_assert_eq(again.status, 201);
    cr_assert(str_eq(bytes_plain(again.shared), S("5")));
    q.body = S("other");
    cr_assert_eq(once_begin(o, &q, &again, &is_done).code, ERR_INVALID);
    for (int i = 0; i < 5; i++) {
        struct request more = request_with("Idempotency-Key", str_fmt(&mem, "k%d", i).p);
        struct reply   to;
        reply_init(&to, &mem);
        cr_assert_eq(once_begin(o, &more, &to, &is_done).code, ERR_NONE);
        to.status = i % 2 ? 422 : 200;
        once_end(o, &more, &to);
        reply_done(&to);
    }
    q.body = STR_NONE;
    cr_assert_eq(once_begin(o, &q, &again, &is_done).code, ERR_NONE);
    cr_assert_not(is_done, "the oldest is given up first");
    reply_done(&r);
    reply_done(&again);
    once_close(o);
    once_close(NULL);
}

Test(message, files_of_a_folder)
{
    char folder[] = "/tmp/gantline-files-XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    FILE *f = fopen(str_fmt(&mem, "%s/index.html", folder).p, "w");
    fputs("page", f);
    fclose(f);
    f = fopen(str_fmt(&mem, "%s/.secret", folder).p, "w");
    fclose(f);
    static const struct {
        const char   *path;
        enum err_code code;
    } cases[] = {{"/", ERR_NONE},
                 {"/index.html", ERR_NONE},
                 {"/projects/7", ERR_NONE},
                 {"/x.js", ERR_NOT_FOUND},
                 {"/.secret", ERR_NOT_FOUND},
                 {"/../etc/passwd", ERR_NOT_FOUND},
                 {"/a/../index.html", ERR_NOT_FOUND}};
    struct files files = {.folder = folder};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct request q = {.mem = &mem, .path = str_from(cases[i].path)};
        struct reply   r;
        reply_init(&r, &mem);
        cr_expect_eq(files_answer(&files, &q, &r).code, cases[i].code, "%s", cases[i].path);
        if (!cases[i].code)
            cr_expect(str_eq(buf_view(&r.body), S("page")));
        reply_done(&r);
    }
    unlink(str_fmt(&mem, "%s/index.html", folder).p);
    unlink(str_fmt(&mem, "%s/.secret", folder).p);
    rmdir(folder);
}
