/* http/problem.c - the one place where an err becomes a reply.
 *
 * Status, type and title come from the list in base/err.h; the sentence is the err's own.
 */
#include "http/problem.h"

struct problem problem_of(err error)
{
    return (struct problem){.error = error, .operation = -1};
}

static void print_lines(struct json_out *o, const struct problem *p)
{
    jo_name(o, "errors");
    jo_array(o);
    for (size_t i = 0; i < p->n_lines; i++) {
        jo_object(o);
        if (p->lines[i].operation >= 0) {
            jo_name(o, "operation");
            jo_int(o, p->lines[i].operation);
        }
        jo_name(o, "field");
        jo_str(o, p->lines[i].field);
        jo_name(o, "message");
        jo_str(o, p->lines[i].message);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_extras(struct json_out *o, const struct problem *p)
{
    if (p->n_lines)
        print_lines(o, p);
    if (p->operation >= 0) {
        jo_name(o, "operation");
        jo_int(o, p->operation);
    }
    if (p->current.p) {
        jo_name(o, "current");
        jo_raw(o, p->current);
    }
}

void problem_print(struct reply *to, const struct request *q, const struct problem *p)
{
    enum err_code code = p->error.code;
    reply_clear(to);
    to->status = p->status ? p->status : err_status(code);
    to->type = "application/problem+json";
    struct json_out *o = reply_json(to);
    jo_object(o);
    jo_name(o, "type");
    jo_str(o, str_fmt(q->mem, "/problems/%s", p->type ? p->type : err_type(code)));
    jo_name(o, "title");
    jo_z(o, p->title ? p->title : err_title(code));
    jo_name(o, "status");
    jo_int(o, to->status);
    jo_name(o, "detail");
    jo_z(o, p->error.why);
    jo_name(o, "instance");
    jo_str(o, q->path.p ? q->path : S(""));
    print_extras(o, p);
    jo_object_end(o);
    if (to->status == 503)
        reply_header(to, "Retry-After", S("1"));
}
