/* api/events.c - changes as they happen: GET /api/v1/events.
 *
 * A reader is watched for first and told its position then, so that nothing falls between. What it
 * missed while it was away comes from the ring; what the ring no longer has cannot be told, and a
 * reset says so.
 */
#include "api/parts.h"

enum { CHANNEL_PROJECTS = 0 };

#define GREETING "retry: 2000\n\n"

/* A reader that cannot be told what it missed gets a change with nothing in it but the present seq;
 * it does not fit the reader's own, so the reader fetches the plan. */
static void print_reset(struct buf *to, int64_t channel, int64_t seq)
{
    struct json_out o;
    jo_init(&o, to);
    buf_z(to, "event: change\ndata: ");
    struct change nothing = {.project = {channel},
                             .seq = seq,
                             .finish_before = INSTANT_NONE,
                             .finish_after = INSTANT_NONE};
    struct arena  mem = {0};
    change_json(&o, &mem, &nothing, false, false);
    arena_done(&mem);
    buf_z(to, "\n\n");
}

struct events *api_events_new(void)
{
    return events_new(&(struct events_settings){.print_reset = print_reset});
}

/* "7:12,9:3": what a browser sends when it connects again. */
static int64_t seen_before(const struct request *q, int64_t channel)
{
    str rest = request_header(q, "Last-Event-ID"), pair;
    while (str_cut(&rest, ',', &pair)) {
        str     seq_text = pair, channel_text = STR_NONE;
        int64_t found, seq;
        if (str_cut(&seq_text, ':', &channel_text) && str_int(channel_text, &found) &&
            found == channel && str_int(seq_text, &seq))
            return seq;
    }
    return -1;
}

/* Watched first, read then: a change between the two is in the ring. */
static err wish_for(struct request *q, int64_t project, int64_t after, struct events_wish *ret)
{
    const struct plan *plan;
    struct api        *api = api_of(q);
    events_watch(api->s.events, project);
    TRY(app_plan(api->s.app, (struct id){project}, &plan));
    int64_t seen = seen_before(q, project);
    *ret = (struct events_wish){
        .channel = project, .after = seen >= 0 ? seen : after, .now = plan_seq(plan)};
    plan_unref(plan);
    return OK;
}

static err read_wishes(struct request *q, struct events_wish *wishes, size_t *ret_n)
{
    str projects = request_query(q, "project"), afters = request_query(q, "after"), text,
        after_text;
    size_t n = 0;
    while (str_cut(&projects, ',', &text)) {
        int64_t project, after = -1;
        bool    has_after = str_cut(&afters, ',', &after_text);
        if (!str_int(text, &project) || project < 1 ||
            (has_after && (!str_int(after_text, &after) || after < 0)))
            return err_make(ERR_SYNTAX,
                            "project and after must be numbers, several separated by commas.");
        if (n + 1 == EVENTS_CHANNELS)
            return err_make(ERR_SYNTAX, "At most %d projects can be followed at once.",
                            EVENTS_CHANNELS - 1);
        TRY(wish_for(q, project, after, &wishes[n++]));
    }
    *ret_n = n;
    return OK;
}

static err events_read(struct request *q, struct reply *to)
{
    struct events_wish wishes[EVENTS_CHANNELS];
    size_t             n = 0;
    TRY(read_wishes(q, wishes, &n));
    wishes[n++] = (struct events_wish){
        .channel = CHANNEL_PROJECTS, .after = -1, .is_unnumbered = true};
    return events_open(api_of(q)->s.events, wishes, n, S(GREETING), to);
}

static const struct parameter events_query[] = {
    {"project", "string",
     "Whose changes; several separated by commas. Absent: changes of the list of projects only."},
    {"after", "string",
     "Seq already seen, one per project; the header Last-Event-ID goes before it."},
    {NULL, NULL, NULL},
};

const struct route event_routes[] = {
    {HTTP_GET, "/api/v1/events", "events_get",
     "Server-sent events: `change` with what a batch did, `project` when the list of projects "
     "changes, `simulation` when a project has a new one.",
     events_read, .flags = ROUTE_WAITS, .query = events_query, .out = &shape_events},
};
const size_t event_routes_n = COUNT(event_routes);
