/* http/wire/guard.c - who may ask, before what is asked.
 *
 * There are no accounts yet: whoever can speak to the port may do everything. What must be kept out
 * is a page of another site in the same browser. It can send requests here, and by a name that
 * resolves to 127.0.0.1 even read the answers. Against the second, Host must be one of our names
 * (DNS rebinding); against the first, an unsafe method must come from our own origin or from no
 * browser, and carry a type of body that a foreign page cannot send without asking first (CORS is
 * never granted).
 */
#include "http/wire/wire.h"

static bool is_our_host(const struct server *s, str host)
{
    static const str names[] = {{"127.0.0.1", 9}, {"localhost", 9}, {"[::1]", 5}};
    char             port[16];
    snprintf(port, sizeof port, ":%d", s->port);
    bool is_default = s->port == 80;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (host.n < names[i].n || !str_eq_nocase(str_sub(host, 0, names[i].n), names[i]))
            continue;
        str rest = str_sub(host, names[i].n, host.n);
        if (str_eq(rest, str_from(port)) || (rest.n == 0 && is_default))
            return true;
    }
    return false;
}

err wire_guard_host(const struct connection *c)
{
    str host = request_header(&c->request, "Host");
    if (!host.p)
        return err_make(ERR_SYNTAX, "The header Host is missing.");
    if (!is_our_host(c->server, host))
        return err_make(ERR_FORBIDDEN,
                        "This server answers to localhost and its own address only.");
    return OK;
}

static err guard_origin(const struct request *q)
{
    str origin = request_header(q, "Origin"), site = request_header(q, "Sec-Fetch-Site");
    str own = str_fmt(q->mem, "http://%.*s", STR_ARG(request_header(q, "Host")));
    if (origin.p && !str_eq_nocase(origin, own))
        return err_make(ERR_FORBIDDEN, "A page of another site may not change anything here.");
    if (site.p && !str_eq(site, S("same-origin")) && !str_eq(site, S("none")))
        return err_make(ERR_FORBIDDEN, "A page of another site may not change anything here.");
    return OK;
}

static bool is_listed(const char *list, str type)
{
    str rest = str_from(list), one;
    while (str_cut(&rest, ' ', &one))
        if (str_eq_nocase(one, type))
            return true;
    return false;
}

static err guard_type(const struct request *q)
{
    const char *accepts = q->route->accepts ? q->route->accepts : "application/json";
    str         params = request_header(q, "Content-Type"), type = STR_NONE;
    bool        must = wire_has_body(q) || q->route->method != HTTP_DELETE;
    if (!params.p && !must)
        return OK;
    str_cut(&params, ';', &type);
    if (!type.p || !is_listed(accepts, str_trim(type)))
        return err_make(ERR_UNSUPPORTED, "Content-Type must be one of: %s.", accepts);
    return OK;
}

static err guard_query(const struct request *q)
{
    for (size_t i = 0; i < q->n_query; i++) {
        const struct parameter *p = q->route->query;
        while (p && p->name && !str_eq(q->query[i].name, str_from(p->name)))
            p++;
        if (!p || !p->name)
            return err_make(ERR_SYNTAX, "There is no parameter %.60s here.", q->query[i].name.p);
    }
    return OK;
}

err wire_guard_route(const struct connection *c)
{
    const struct request *q = &c->request;
    TRY(guard_query(q));
    if (q->route->method == HTTP_GET)
        return OK;
    TRY(guard_origin(q));
    TRY(guard_type(q));
    if ((q->route->flags & ROUTE_IF_MATCH) && !request_header(q, "If-Match").p)
        return err_make(ERR_PRECONDITION,
                        "Say in If-Match which state of the record you change: its ETag.");
    return OK;
}
