/* api/refuse.c - why something was not done, in full.
 *
 * A conflict over If-Match is 412 with the present record, the same within a list of operations is
 * 409 with the index of the operation beside it.
 */
#include "api/parts.h"

static str current_json(struct arena *mem, const struct refusal *r)
{
    if (!r->current || !r->entity)
        return STR_NONE;
    struct buf      b = {0};
    struct json_out o;
    jo_init(&o, &b);
    record_json(&o, NULL, r->entity, r->current);
    str text = str_copy(mem, buf_view(&b));
    buf_done(&b);
    return text;
}

err refuse(struct request *q, struct reply *to, err why, const struct refusal *refusal)
{
    size_t               n = refusal->problems.n;
    struct problem_line *lines = arena_array(q->mem, struct problem_line, n);
    for (size_t i = 0; i < n; i++) {
        const struct problem_entry *p = &refusal->problems.v[i];
        lines[i] = (struct problem_line){p->at, p->field, p->message};
    }
    struct problem p = problem_of(why);
    bool           is_locked = (q->route->flags & ROUTE_IF_MATCH) && refusal->current;
    if (why.code == ERR_CONFLICT && is_locked) {
        p.status = err_status(ERR_STALE);
        p.type = err_type(ERR_STALE);
        p.title = err_title(ERR_STALE);
    }
    p.lines = lines;
    p.n_lines = n;
    p.current = current_json(q->mem, refusal);
    p.operation = n && !is_locked ? lines[0].operation : -1;
    problem_print(to, q, &p);
    return OK;
}
