/* http/request.c - what handlers ask of a request.
 *
 * Headers and parameters are few (tens), so they are lists that are walked. Lists inside a header
 * are read element by element, quality values only as far as "q=0 means no".
 */
#include "http/message.h"

#include "http/router.h"

str request_header(const struct request *q, const char *name)
{
    str wanted = str_from(name);
    for (size_t i = 0; i < q->n_headers; i++)
        if (str_eq_nocase(q->headers[i].name, wanted))
            return q->headers[i].value;
    return STR_NONE;
}

str request_query(const struct request *q, const char *name)
{
    str wanted = str_from(name);
    for (size_t i = 0; i < q->n_query; i++)
        if (str_eq(q->query[i].name, wanted))
            return q->query[i].value;
    return STR_NONE;
}

err request_query_int(const struct request *q, const char *name, int64_t least, int64_t most,
                      int64_t *value)
{
    str     text = request_query(q, name);
    int64_t v;
    if (!text.p)
        return OK;
    if (!str_int(text, &v) || v < least || v > most)
        return err_make(ERR_SYNTAX, "Parameter %s must be a whole number from %lld to %lld.", name,
                        (long long)least, (long long)most);
    *value = v;
    return OK;
}

err request_json(const struct request *q, const struct json **ret_root)
{
    if (q->body.n == 0)
        return err_make(ERR_SYNTAX, "The body is empty; JSON is expected.");
    return json_parse(q->mem, q->body, ret_root);
}

/* The text between the quotes of one strong tag; absent for anything else. */
static str tag_text(str tag)
{
    bool is_quoted = tag.n >= 2 && tag.p[0] == '"' && tag.p[tag.n - 1] == '"';
    return is_quoted ? str_sub(tag, 1, tag.n - 1) : STR_NONE;
}

err request_if_match(const struct request *q, int64_t *ret_rev)
{
    str value = str_trim(request_header(q, "If-Match"));
    *ret_rev = value.p ? 0 : -1;
    if (!value.p || str_eq(value, S("*")))
        return OK;
    str     rest = tag_text(value), number;
    int64_t rev;
    if (!rest.p || !str_cut(&rest, '.', &number) || !str_int(number, &rev) || rev < 1)
        return err_make(ERR_SYNTAX, "If-Match must be one ETag as it was given, such as \"3\".");
    *ret_rev = rev;
    return OK;
}

/* Next element of a comma-separated header, without its parameters; *ret_params follows the first
 * ';'. */
static bool next_element(str *rest, str *ret_element, str *ret_params)
{
    str element;
    if (!str_cut(rest, ',', &element))
        return false;
    str params = element, head = STR_NONE;
    str_cut(&params, ';', &head);
    *ret_element = str_trim(head);
    *ret_params = params;
    return true;
}

static bool is_refused(str params)
{
    str param;
    while (str_cut(&params, ';', &param)) {
        double q;
        param = str_trim(param);
        if (str_starts(param, S("q=")) && str_double(str_sub(param, 2, param.n), &q) && q == 0)
            return true;
    }
    return false;
}

bool request_accepts(const struct request *q, str type)
{
    str rest = request_header(q, "Accept"), element, params;
    while (next_element(&rest, &element, &params)) {
        if (str_eq_nocase(element, S("application/json")) || str_eq(element, S("*/*")))
            return false;
        if (str_eq_nocase(element, type))
            return !is_refused(params);
    }
    return false;
}

bool request_accepts_coding(const struct request *q, str coding)
{
    str rest = request_header(q, "Accept-Encoding"), element, params;
    while (next_element(&rest, &element, &params))
        if (str_eq_nocase(element, coding))
            return !is_refused(params);
    return false;
}

bool request_has(const struct request *q, str etag)
{
    str rest = request_header(q, "If-None-Match"), tag;
    while (str_cut(&rest, ',', &tag)) {
        tag = str_trim(tag);
        if (str_starts(tag, S("W/")))
            tag = str_sub(tag, 2, tag.n);
        if (str_eq(tag, S("*")) || str_eq(tag, etag))
            return true;
    }
    return false;
}
