/* api/change/level.c - levelling: a job is begun, looked at, cancelled; its result accepted.
 *
 * A client follows the events of the job, or asks for it every now and then. What the search found
 * is in the answer once the job is done; before that, how far it has come.
 */
#include "app/jobs/level.h"

#include "api/change/changing.h"

enum { ITEMS_MOST = 10000 };

/* ---- beginning ------------------------------------------------------------------------------- */

static err goal_of(const struct json *root, enum level_goal *ret_goal)
{
    const str word = json_text(json_get(root, "goal"));
    int64_t   goal = LEVEL_FINISH;
    if (json_get(root, "goal") && !words_find(level_goal_words, word, &goal))
        return err_make(ERR_INVALID, "goal must be finish, dates, change or smooth.");
    *ret_goal = (enum level_goal)goal;
    return OK;
}

static bool is_given(const struct json *v)
{
    return v && json_kind(v) != JSON_NULL;
}

static err seconds_of(const struct json *root, double *ret_seconds)
{
    const struct json *v = json_get(root, "seconds");
    if (!is_given(v))
        return OK;
    const bool is_number = json_kind(v) == JSON_INT || json_kind(v) == JSON_REAL;
    *ret_seconds = is_number ? json_double(v) : 0;
    if (!(*ret_seconds > 0 && *ret_seconds <= LEVEL_SECONDS_MOST))
        return err_make(ERR_INVALID, "seconds must be a number above 0, up to %d.",
                        LEVEL_SECONDS_MOST);
    return OK;
}

static err whole_of(const struct json *root, const char *name, int64_t most, int64_t *ret_n)
{
    const struct json *v = json_get(root, name);
    if (!is_given(v))
        return OK;
    *ret_n = json_kind(v) == JSON_INT ? json_int(v) : -1;
    if (*ret_n < 0 || *ret_n > most)
        return err_make(ERR_INVALID, "%s must be a whole number from 0 to %lld.", name,
                        (long long)most);
    return OK;
}

static err bool_of(const struct json *root, const char *name, bool *ret_is)
{
    const struct json *v = json_get(root, name);
    if (!is_given(v))
        return OK;
    if (json_kind(v) != JSON_BOOL)
        return err_make(ERR_INVALID, "%s must be true or false.", name);
    *ret_is = json_bool(v);
    return OK;
}

static err items_of(struct request *q, const struct json *root, struct level_start *start)
{
    const struct json *list = json_get(root, "items");
    if (!is_given(list))
        return OK;
    const size_t n = json_kind(list) == JSON_ARRAY ? json_count(list) : 0;
    if (!n || n > ITEMS_MOST)
        return err_make(ERR_INVALID, "items must be a list of 1 to %d ids.", ITEMS_MOST);
    struct id *items = arena_array(q->mem, struct id, n);
    for (size_t k = 0; k < n; k++) {
        items[k].v = json_int(json_at(list, k));
        if (json_kind(json_at(list, k)) != JSON_INT)
            return err_make(ERR_INVALID, "items must be a list of ids, which are whole numbers.");
    }
    start->items = items;
    start->n_items = n;
    return OK;
}

static err read_start(struct request *q, struct level_start *start)
{
    static const char *const members[] = {"goal",  "seconds", "schedules", "seed",
                                          "items", "split",   "reassign",  NULL};
    const struct json       *root;
    int64_t                  seed = 1;
    *start = (struct level_start){.project = id_of(q, 0)};
    TRY(request_json(q, &root));
    TRY(body_members(root, members));
    TRY(goal_of(root, &start->goal));
    TRY(seconds_of(root, &start->seconds));
    TRY(whole_of(root, "schedules", LEVEL_SCHEDULES_MOST, &start->schedules));
    TRY(whole_of(root, "seed", INT64_MAX, &seed));
    TRY(bool_of(root, "split", &start->may_split));
    TRY(bool_of(root, "reassign", &start->may_reassign));
    start->seed = (uint64_t)seed;
    if (start->seconds <= 0 && !start->schedules)
        start->seconds = 5;
    return items_of(q, root, start);
}

/* ---- printing -------------------------------------------------------------------------------- */

static void print_moment(struct json_out *o, const char *name, instant t)
{
    jo_name(o, name);
    if (t == INSTANT_NONE)
        jo_null(o);
    else
        jo_int(o, t);
}

static void print_int(struct json_out *o, const char *name, int64_t n)
{
    jo_name(o, name);
    jo_int(o, n);
}

/* A column of the moves: whole numbers at `offset`; `absent` prints null. */
static void print_column(struct json_out *o, const struct level_found *found, const char *name,
                         size_t offset, int64_t absent)
{
    jo_name(o, name);
    jo_array(o);
    for (size_t k = 0; k < found->n_moves; k++) {
        int64_t v;
        memcpy(&v, (const char *)&found->moves[k] + offset, sizeof v);
        if (v == absent)
            jo_null(o);
        else
            jo_int(o, v);
    }
    jo_array_end(o);
}

#define MOVE(member) offsetof(struct level_move, member)

static void print_moves(struct json_out *o, const struct level_found *found)
{
    jo_name(o, "moved");
    jo_object(o);
    print_column(o, found, "item", MOVE(item), 0);
    print_column(o, found, "start_before", MOVE(start_before), INSTANT_NONE);
    print_column(o, found, "finish_before", MOVE(finish_before), INSTANT_NONE);
    print_column(o, found, "start", MOVE(start), INSTANT_NONE);
    print_column(o, found, "finish", MOVE(finish), INSTANT_NONE);
    print_column(o, found, "delay_s", MOVE(delay_s), INT_NONE);
    print_column(o, found, "waited_for", MOVE(waited_for), 0);
    print_column(o, found, "behind", MOVE(behind), 0);
    print_column(o, found, "follows", MOVE(follows), 0);
    jo_name(o, "is_split");
    jo_array(o);
    for (size_t k = 0; k < found->n_moves; k++)
        jo_bool(o, found->moves[k].is_split);
    jo_array_end(o);
    jo_object_end(o);
}

static void print_excesses(struct json_out *o, const char *name, const struct level_excess *v,
                           size_t n)
{
    jo_name(o, name);
    jo_array(o);
    for (size_t k = 0; k < n; k++) {
        jo_object(o);
        print_int(o, "resource", v[k].resource.v);
        print_int(o, "from", v[k].from);
        print_int(o, "to", v[k].to);
        jo_name(o, "need");
        jo_double(o, v[k].need);
        jo_name(o, "have");
        jo_double(o, v[k].have);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_operations(struct json_out *o, struct arena *mem, const struct level_view *v)
{
    struct level_op *ops;
    size_t           n;
    level_operations(mem, v->plan, v->found, &ops, &n);
    jo_name(o, "operations");
    jo_array(o);
    for (size_t k = 0; k < n; k++) {
        jo_object(o);
        jo_name(o, "op");
        jo_z(o, ops[k].is_new ? "create" : "update");
        jo_name(o, "entity");
        jo_z(o, ops[k].entity->name);
        print_int(o, ops[k].is_new ? "temp" : "id", ops[k].id);
        if (!ops[k].is_new)
            print_int(o, "rev", ops[k].rev);
        jo_name(o, "set");
        jo_raw(o, ops[k].set);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_swaps(struct json_out *o, const struct level_found *found)
{
    jo_name(o, "reassigned");
    jo_array(o);
    for (size_t k = 0; k < found->n_swaps; k++) {
        const struct level_swap *x = &found->swaps[k];
        jo_object(o);
        print_int(o, "assignment", x->assignment.v);
        print_int(o, "item", x->item.v);
        print_int(o, "from", x->from.v);
        print_int(o, "to", x->to.v);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_hours(struct json_out *o, const char *name, const double *v, size_t n)
{
    jo_name(o, name);
    jo_array(o);
    for (size_t k = 0; k < n; k++)
        jo_double(o, (double)(int64_t)(v[k] * 100 + 0.5) / 100);
    jo_array_end(o);
}

static void print_chart(struct json_out *o, const struct level_chart *c)
{
    jo_name(o, "chart");
    jo_object(o);
    print_int(o, "from", c->from);
    print_int(o, "step_s", c->step_s);
    print_int(o, "steps", (int64_t)c->n);
    jo_name(o, "series");
    jo_array(o);
    for (size_t k = 0; k < c->n_series; k++) {
        jo_object(o);
        print_int(o, "resource", c->series[k].resource.v);
        print_hours(o, "before", c->series[k].before, c->n);
        print_hours(o, "after", c->series[k].after, c->n);
        print_hours(o, "have", c->series[k].have, c->n);
        jo_object_end(o);
    }
    jo_array_end(o);
    jo_object_end(o);
}

static void print_progress(struct json_out *o, const struct level_view *v)
{
    const bool    has_any = v->progress.schedules > 0;
    const instant bound = has_any ? v->progress.bound : INSTANT_NONE;
    print_int(o, "schedules", v->progress.schedules);
    print_moment(o, "finish_before", plan_finish(v->plan));
    print_moment(o, "finish", has_any ? v->progress.finish : INSTANT_NONE);
    print_moment(o, "tried", has_any ? v->progress.tried : INSTANT_NONE);
    print_moment(o, "bound", bound);
    jo_name(o, "gap");
    if (bound == INSTANT_NONE)
        jo_null(o);
    else
        jo_double(o, level_gap(v->plan, &v->progress));
    print_int(o, "lateness_s", v->progress.lateness_s);
    print_int(o, "shift_s", v->progress.shift_s);
}

static void print_state(struct json_out *o, const struct level_view *v)
{
    print_int(o, "job", v->id);
    jo_name(o, "state");
    jo_z(o, v->state);
    jo_name(o, "why");
    jo_str(o, v->why);
    jo_name(o, "goal");
    jo_z(o, level_goal_words[v->goal]);
    jo_name(o, "is_stale");
    jo_bool(o, v->is_stale);
    jo_name(o, "seconds");
    jo_double(o, v->seconds);
    jo_name(o, "was_stopped");
    jo_bool(o, v->was_stopped);
    print_progress(o, v);
}

void level_progress_json(struct json_out *o, struct app *a, struct arena *mem,
                         struct level_job *job)
{
    const struct level_view v = level_job_view(a, mem, job);
    jo_object(o);
    print_state(o, &v);
    jo_object_end(o);
}

static void print_view(struct json_out *o, struct arena *mem, const struct level_view *v)
{
    jo_object(o);
    print_state(o, v);
    if (v->found) {
        print_int(o, "movable", v->found->movable);
        print_moves(o, v->found);
        print_excesses(o, "overloads_before", v->found->before, v->found->n_before);
        print_excesses(o, "overloads_after", v->found->after, v->found->n_after);
        print_swaps(o, v->found);
        print_operations(o, mem, v);
        print_chart(o, v->chart);
    }
    jo_object_end(o);
}

/* ---- the routes --------------------------------------------------------------------------------
 */

static err job_of(struct request *q, struct level_job **ret_job)
{
    return app_level_get(api_of(q)->s.app, id_of(q, 0), q->ids[1], ret_job);
}

static void print_job(struct request *q, struct reply *to, struct level_job *job)
{
    const struct level_view v = level_job_view(api_of(q)->s.app, q->mem, job);
    print_view(reply_json(to), q->mem, &v);
    level_job_unref(job);
}

static err level_begin(struct request *q, struct reply *to)
{
    struct level_start start;
    struct level_job  *job;
    int64_t            id;
    TRY(read_start(q, &start));
    TRY(app_level(api_of(q)->s.app, &start, &id));
    TRY(app_level_get(api_of(q)->s.app, start.project, id, &job));
    reply_header(to, "Location",
                 str_fmt(q->mem, "/api/v1/projects/%lld/level/%lld", (long long)start.project.v,
                         (long long)id));
    print_job(q, to, job);
    return OK;
}

static err level_see(struct request *q, struct reply *to)
{
    struct level_job *job;
    TRY(job_of(q, &job));
    print_job(q, to, job);
    return OK;
}

/* The present state first, so that nothing is missed, and again if the connection broke. */
static err level_events(struct request *q, struct reply *to)
{
    struct api        *api = api_of(q);
    struct level_job  *job;
    struct events_wish wish = feed_job_wish(api->feed, q->ids[1]);
    struct buf         b = {0};
    struct json_out    o;
    TRY(job_of(q, &job));
    jo_init(&o, &b);
    level_progress_json(&o, api->s.app, q->mem, job);
    level_job_unref(job);
    const str hello = str_fmt(q->mem, "retry: 2000\n\nevent: levelling\ndata: %.*s\n\n",
                              STR_ARG(buf_view(&b)));
    buf_done(&b);
    return events_open(api->s.events, &wish, 1, hello, to);
}

static err level_cancel(struct request *q, struct reply *to)
{
    struct level_job *job;
    (void)to;
    TRY(job_of(q, &job));
    level_job_cancel(job);
    level_job_unref(job);
    return OK;
}

static err read_accept(struct request *q, struct level_accept *accept)
{
    static const char *const members[] = {"client", "note", "dry_run", NULL};
    const struct json       *root;
    TRY(request_json(q, &root));
    TRY(body_members(root, members));
    *accept = (struct level_accept){.project = id_of(q, 0),
                                    .client = json_text(json_get(root, "client")),
                                    .note = json_text(json_get(root, "note")),
                                    .dry_run = json_bool(json_get(root, "dry_run"))};
    return OK;
}

static err level_accept(struct request *q, struct reply *to)
{
    struct level_accept  accept;
    struct refusal       refusal = {0};
    const struct change *change;
    TRY(read_accept(q, &accept));
    TRY(job_of(q, &accept.job));
    const err e = app_level_accept(api_of(q)->s.app, q->mem, &accept, &refusal, &change);
    level_job_unref(accept.job);
    return e.code ? refuse(q, to, e, &refusal) : change_print(q, to, accept.client, change);
}

static err level_clear(struct request *q, struct reply *to)
{
    struct level_accept  accept;
    struct refusal       refusal = {0};
    const struct change *change;
    TRY(read_accept(q, &accept));
    const err e = app_level_clear(api_of(q)->s.app, q->mem, &accept, &refusal, &change);
    return e.code ? refuse(q, to, e, &refusal) : change_print(q, to, accept.client, change);
}

const struct route level_routes[] = {
    {HTTP_POST, "/api/v1/projects/{id}/level", "level_begin",
     "Begin to level the project: a job looks for delays after which no resource is overloaded. "
     "One "
     "runs at a time; 503 when too many wait.",
     level_begin, .flags = ROUTE_WAITS, .status = 202, .in = &shape_level_start,
     .out = &shape_level},
    {HTTP_GET, "/api/v1/projects/{id}/level/{id}", "level_get",
     "How far a levelling has come, and once it is done, what it found.", level_see,
     .flags = ROUTE_WAITS, .out = &shape_level},
    {HTTP_GET, "/api/v1/projects/{id}/level/{id}/events", "level_events",
     "Server-sent events of a levelling: `levelling` with what it is and how far it has come "
     "(schema levelling without what was found), at once and several times a second until its "
     "state "
     "is done, failed or cancelled.",
     level_events, .flags = ROUTE_WAITS, .out = &shape_events},
    {HTTP_DELETE, "/api/v1/projects/{id}/level/{id}", "level_cancel",
     "End a levelling that waits or runs. One that runs is done soon, with the best plan so far; "
     "one "
     "that is done stays as it is.",
     level_cancel, .flags = ROUTE_WAITS, .status = 204},
    {HTTP_POST, "/api/v1/projects/{id}/level/{id}/accept", "level_accept",
     "Set the delays that a levelling found, as one change, or try it with dry_run; 409 when the "
     "plan has changed since.",
     level_accept, .flags = ROUTE_WAITS, .in = &shape_level_accept, .out = &shape_change},
    {HTTP_POST, "/api/v1/projects/{id}/level/clear", "level_clear",
     "Take every levelling delay of the project away, as one change, or try it with dry_run.",
     level_clear, .flags = ROUTE_WAITS, .in = &shape_level_accept, .out = &shape_change},
};
const size_t level_routes_n = COUNT(level_routes);
