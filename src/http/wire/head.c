/* http/wire/head.c - from libmicrohttpd's view of a head to ours, byte for byte.
 *
 * libmicrohttpd (0.9.75) takes a bare CR or LF for a line end, cuts a value at a NUL, joins folded
 * lines and lets through two lengths. It works in place: names and values stand in the read buffer
 * where they were received, each line end overwritten by one NUL per byte. So the head was clean
 * exactly if each part begins where the part before it ended, plus its separator: that is checked
 * here, without a parser of our own.
 */
#include "http/wire/wire.h"

#include "base/vec.h"

enum { HEADERS_MAX = 64, QUERY_MAX = 32 };

static err bad_head(const char *what)
{
    return err_make(ERR_SYNTAX, "The head of the request is malformed: %s.", what);
}

/* ---- headers ------------------------------------------------------------------------------- */

struct walk {
    struct arena          *mem;
    const char            *expected; /* where the next name must begin */
    VEC(struct name_value) headers;
    const char            *wrong;
};

static bool is_token(str s)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < s.n; i++)
        if (!isalnum((unsigned char)s.p[i]) && !strchr(others, s.p[i]))
            return false;
    return s.n > 0;
}

static bool is_clean(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' && s.p[i] != '\t')
            return false;
    return true;
}

static enum MHD_Result walk_header(void *arg, enum MHD_ValueKind kind, const char *key,
                                   size_t key_n, const char *value, size_t value_n)
{
    (void)kind;
    struct walk *w = arg;
    str          name = {key, key_n};
    str          text = {value ? value : key + key_n, value_n};
    if (key != w->expected)
        w->wrong = "a line does not end with CR LF, or holds a NUL";
    else if (!is_token(name) || !is_clean(text))
        w->wrong = "a header holds bytes it must not";
    else if (w->headers.n == HEADERS_MAX)
        w->wrong = "too many headers";
    if (w->wrong)
        return MHD_NO;
    w->expected = text.p + text.n + 2;
    vec_push(w->mem, &w->headers,
             (struct name_value){str_copy(w->mem, name), str_copy(w->mem, str_trim(text))});
    return MHD_YES;
}

/* Behind the last value stood CR LF CR LF and nothing else: libmicrohttpd counted as many bytes. */
static bool is_end_clean(const struct connection *c, const char *method, const char *end)
{
    const union MHD_ConnectionInfo *head = MHD_get_connection_info(
        c->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return head && head->header_size == (size_t)(end - method) &&
           memcmp(end - 4, "\0\0\0\0", 4) == 0;
}

static err read_headers(struct connection *c, const char *method, const char *version)
{
    struct walk w = {.mem = &c->mem, .expected = version + strlen(version) + 2};
    bool        is_line_clean = method + strlen(method) + 1 == c->raw_uri &&
                         c->raw_uri + c->raw_n + 1 == version;
    if (!is_line_clean || !is_token(str_from(method)))
        return bad_head("the request line is not METHOD SP TARGET SP VERSION CR LF");
    MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, walk_header, &w);
    if (!w.wrong && !is_end_clean(c, method, w.expected + 2))
        w.wrong = "it does not end with CR LF CR LF";
    c->request.headers = w.headers.v;
    c->request.n_headers = w.headers.n;
    return w.wrong ? bad_head(w.wrong) : OK;
}

static size_t count(const struct request *q, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < q->n_headers; i++)
        n += str_eq_nocase(q->headers[i].name, str_from(name));
    return n;
}

int64_t wire_content_length(const struct request *q)
{
    int64_t n = -1;
    str     text = request_header(q, "Content-Length");
    return text.p && str_int(text, &n) && n >= 0 ? n : -1;
}

bool wire_has_body(const struct request *q)
{
    return request_header(q, "Transfer-Encoding").p || wire_content_length(q) > 0;
}

static err check_framing(const struct request *q, const char *version)
{
    static const char *const single[] = {
        "Content-Length", "Transfer-Encoding", "Host",          "Content-Type", "Origin",
        "If-Match",       "Idempotency-Key",   "Sec-Fetch-Site"};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        if (count(q, single[i]) > 1)
            return err_make(ERR_SYNTAX, "The header %s may be given only once.", single[i]);
    str length = request_header(q, "Content-Length"),
        coding = request_header(q, "Transfer-Encoding");
    if (length.p && coding.p)
        return bad_head("Content-Length and Transfer-Encoding exclude each other");
    if (length.p && (wire_content_length(q) < 0 || !isdigit((unsigned char)length.p[0])))
        return bad_head("Content-Length is no number");
    if (coding.p && !str_eq_nocase(coding, S("chunked")))
        return bad_head("no Transfer-Encoding but chunked is understood");
    if (coding.p && strcmp(version, "HTTP/1.1") != 0)
        return bad_head("Transfer-Encoding needs HTTP/1.1");
    if (request_header(q, "Content-Encoding").p)
        return err_make(ERR_UNSUPPORTED, "A body with a Content-Encoding is not understood.");
    return OK;
}

/* ---- target -------------------------------------------------------------------------------- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent-decoding; absent for broken escapes, NUL, and what is not UTF-8. */
static str decode(struct arena *mem, str s, bool plus_is_blank)
{
    char  *to = arena_alloc(mem, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%') {
            int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1;
            int low = high >= 0 ? hex(s.p[i + 2]) : -1;
            if (low < 0)
                return STR_NONE;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        to[n++] = c;
    }
    str decoded = {to, n};
    return str_is_utf8(decoded) ? decoded : STR_NONE;
}

static err read_query(struct request *q, str text)
{
    VEC(struct name_value) list = {0};
    str                    pair;
    while (str_cut(&text, '&', &pair)) {
        str value = pair, name = STR_NONE;
        if (pair.n == 0)
            continue;
        str_cut(&value, '=', &name);
        struct name_value v = {decode(q->mem, name, true),
                               decode(q->mem, value.p ? value : (str){"", 0}, true)};
        if (!v.name.p || !v.value.p)
            return err_make(ERR_SYNTAX, "The query of the address is not well formed.");
        if (request_query(q, v.name.p).p || list.n == QUERY_MAX)
            return err_make(ERR_SYNTAX, "Parameter %.60s is given twice, or there are too many.",
                            v.name.p);
        vec_push(q->mem, &list, v);
        q->query = list.v;
        q->n_query = list.n;
    }
    return OK;
}

static err read_target(struct connection *c)
{
    str path = c->uri, query = STR_NONE;
    for (size_t i = 0; i < c->uri.n; i++)
        if (c->uri.p[i] <= ' ' || c->uri.p[i] > '~' || c->uri.p[i] == '#')
            return bad_head("the target holds bytes it must not");
    str rest = c->uri;
    if (str_cut(&rest, '?', &path))
        query = rest;
    bool has_hidden_slash = str_has(path, S("%2F")) || str_has(path, S("%2f"));
    if (path.n == 0 || path.p[0] != '/' || has_hidden_slash)
        return bad_head("the target is no path");
    c->request.path = decode(&c->mem, path, false);
    if (!c->request.path.p)
        return bad_head("the path is not well formed");
    return read_query(&c->request, query);
}

err wire_head(struct connection *c, const char *method, const char *version)
{
    c->request.method = str_copy(&c->mem, str_from(method));
    bool is_known = strcmp(version, "HTTP/1.1") == 0 || strcmp(version, "HTTP/1.0") == 0;
    if (!is_known)
        return bad_head("the version is not HTTP/1.1");
    TRY(read_headers(c, method, version));
    TRY(check_framing(&c->request, version));
    return read_target(c);
}
