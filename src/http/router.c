/* http/router.c - from a path to its row.
 *
 * A path is found by its pattern: segments that are whole numbers stand for {id}, and the rest is
 * looked up in one hash map. So a path costs one hash, however many routes there are.
 */
#include "http/router.h"

#include "base/map.h"
#include "base/vec.h"

#include <assert.h>

struct path_routes { /* of one path, by method */
    const struct route *by[HTTP_METHODS];
};

struct router {
    struct arena             *mem;
    struct strmap             paths; /* pattern → index in sets */
    VEC(struct path_routes)   sets;
    VEC(const struct route *) all;
};

const char *const http_method_words[HTTP_METHODS] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

struct router *router_new(struct arena *mem, size_t expected)
{
    struct router *r = arena_new(mem, struct router);
    r->mem = mem;
    strmap_init(&r->paths, mem, expected);
    return r;
}

static size_t set_of(struct router *r, str pattern)
{
    int64_t at;
    if (strmap_get(&r->paths, pattern, &at))
        return (size_t)at;
    vec_push(r->mem, &r->sets, (struct path_routes){0});
    strmap_put(&r->paths, pattern, (int64_t)r->sets.n - 1);
    return r->sets.n - 1;
}

void router_add(struct router *r, const struct route *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t set = set_of(r, str_from(rows[i].path));
        assert(!r->sets.v[set].by[rows[i].method]);
        r->sets.v[set].by[rows[i].method] = &rows[i];
        vec_push(r->mem, &r->all, &rows[i]);
    }
}

size_t router_count(const struct router *r)
{
    return r->all.n;
}

const struct route *router_at(const struct router *r, size_t i)
{
    return r->all.v[i];
}

size_t route_body_max(const struct route *r)
{
    return r->body_max ? r->body_max : BODY_USUAL;
}

static bool is_id(str segment, int64_t *ret_id)
{
    bool is_plain = segment.n > 0 && segment.p[0] >= '1' && segment.p[0] <= '9';
    return is_plain && str_int(segment, ret_id);
}

/* The path with {id} for numbers; absent when it has more of them than any route. */
static str pattern_of(struct request *q)
{
    static const str id_mark = {"{id}", 4};
    struct buf       b = {0};
    size_t           n_ids = 0;
    bool             is_odd = false;
    str              rest = str_sub(q->path, 1, q->path.n), segment;
    while (str_cut(&rest, '/', &segment)) {
        int64_t id;
        bool    is_number = is_id(segment, &id);
        if (is_number && n_ids < REQUEST_IDS)
            q->ids[n_ids] = id;
        n_ids += is_number;
        is_odd |= segment.n && segment.p[0] == '{';
        buf_char(&b, '/');
        buf_str(&b, is_number ? id_mark : segment);
    }
    str pattern = is_odd || n_ids > REQUEST_IDS ? STR_NONE : str_copy(q->mem, buf_view(&b));
    buf_done(&b);
    return pattern;
}

/* HEAD is answered as GET; the body is left out further down. */
static const struct route *route_of(const struct path_routes *set, str method)
{
    if (str_eq(method, S("HEAD")))
        return set->by[HTTP_GET];
    for (int m = 0; m < HTTP_METHODS; m++)
        if (str_eq(method, str_from(http_method_words[m])))
            return set->by[m];
    return NULL;
}

static str allow_of(struct arena *mem, const struct path_routes *set)
{
    str list = S("OPTIONS");
    for (int m = 0; m < HTTP_METHODS; m++)
        if (set->by[m])
            list = str_fmt(mem, "%.*s, %s%s", STR_ARG(list), http_method_words[m],
                           m == HTTP_GET ? ", HEAD" : "");
    return list;
}

err router_find(const struct router *r, struct request *q, str *ret_allow)
{
    str     pattern = pattern_of(q);
    int64_t at;
    if (!pattern.p || !strmap_get(&r->paths, pattern, &at))
        return err_make(ERR_NOT_FOUND, "There is nothing at %.*s.",
                        STR_ARG(str_sub(q->path, 0, 200)));
    const struct path_routes *set = &r->sets.v[at];
    q->route = route_of(set, q->method);
    if (!q->route)
        *ret_allow = allow_of(q->mem, set);
    return OK;
}
