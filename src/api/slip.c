/* api/slip.c - why it is late: a slip shared out to the batches and sorts of change.
 *
 * The account is made anew from the journal at each request; it adds up to the whole.
 */
#include "api/parts.h"

#include "app/explain/slip.h"
#include "domain/project.h"

static void print_time(struct json_out *o, struct arena *mem, const char *name, instant t)
{
    jo_name(o, name);
    jo_str(o, t == INSTANT_NONE ? STR_NONE : instant_text(mem, t));
}

static void print_number(struct json_out *o, const char *name, int64_t n)
{
    jo_name(o, name);
    jo_int(o, n);
}

static void print_step(struct json_out *o, struct arena *mem, const struct slip_step *s)
{
    jo_object(o);
    print_number(o, "seq", s->seq);
    print_time(o, mem, "at", s->at);
    jo_name(o, "user");
    if (s->user.v)
        jo_int(o, s->user.v);
    else
        jo_null(o);
    jo_name(o, "note");
    jo_str(o, s->note);
    jo_name(o, "cause");
    jo_z(o, slip_cause_words[s->cause]);
    print_number(o, "operations", s->operations);
    print_time(o, mem, "before", s->before);
    print_time(o, mem, "after", s->after);
    print_number(o, "moved_s", s->moved_s);
    jo_object_end(o);
}

static void print_causes(struct json_out *o, const struct slip *s)
{
    jo_name(o, "causes");
    jo_array(o);
    for (int k = 0; k < SLIP_CAUSES; k++) {
        if (!s->causes[k].steps)
            continue;
        jo_object(o);
        jo_name(o, "cause");
        jo_z(o, slip_cause_words[k]);
        print_number(o, "moved_s", s->causes[k].moved_s);
        print_number(o, "steps", s->causes[k].steps);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_slip(struct json_out *o, struct arena *mem, const struct slip *s)
{
    jo_object(o);
    print_time(o, mem, "before", s->before);
    print_time(o, mem, "after", s->after);
    print_number(o, "moved_s", s->moved_s);
    print_number(o, "unexplained_s", s->unexplained_s);
    print_causes(o, s);
    jo_name(o, "steps");
    jo_array(o);
    for (size_t k = 0; k < s->n; k++)
        print_step(o, mem, &s->steps[k]);
    jo_array_end(o);
    jo_object_end(o);
}

static err slip_read(struct request *q, struct reply *to)
{
    struct slip_ask ask = {.project = id_of(q, 0), .baseline = -1};
    struct slip     slip;
    TRY(request_query_int(q, "item", 1, INT64_MAX, &ask.item.v));
    TRY(request_query_int(q, "after", 1, INT64_MAX, &ask.after));
    TRY(request_query_int(q, "baseline", 0, 10, &ask.baseline));
    TRY(app_slip(api_of(q)->s.app, q->mem, &ask, &slip));
    print_slip(reply_json(to), q->mem, &slip);
    return OK;
}

static const struct parameter slip_query[] = {
    {"item", "integer", "Whose finish; absent: that of the project."},
    {"after", "integer", "A seq: only what came later. Absent: from the beginning."},
    {"baseline", "integer", "From the finish that this baseline froze, and what came after it."},
    {0},
};

const struct route slip_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/slip", "slip_get",
     "Why it is late: the way of a finish date, batch by batch with the sort of change of each, in "
     "working seconds; steps and what is unexplained add up to the whole.",
     slip_read, .flags = ROUTE_WAITS, .query = slip_query, .out = &shape_slip},
};
const size_t slip_routes_n = COUNT(slip_routes);
