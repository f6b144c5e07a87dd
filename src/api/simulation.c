/* api/simulation.c - the simulation of a project: state, dates and costs by chance, what moves
 * them.
 *
 * Asking starts it and keeps it up to date; the event `simulation` tells when there is a new
 * result. Moments are seconds UTC, as in columns.
 */
#include "api/parts.h"

#include "app/simulation.h"

#include "domain/schedule/simulate.h"

#include <math.h>

enum { BARS = 40, CURVE_POINTS = 60, CLOUD_POINTS = 500 };

static const char *const point_names[SIMULATION_POINTS] = {"p10", "p50", "p80", "p90", "p95"};
static const char *const bar_words[] = {"", "summary", "finished", "not_work", "no_duration"};

static void number(struct json_out *o, const char *name, double v)
{
    jo_name(o, name);
    jo_double(o, v);
}

static void whole(struct json_out *o, const char *name, int64_t v)
{
    jo_name(o, name);
    if (v == INSTANT_NONE)
        jo_null(o);
    else
        jo_int(o, v);
}

/* ---- the project ------------------------------------------------------------------------------
 */

static void finish_json(struct json_out *o, const struct simulation_result *r,
                        const struct project *p)
{
    const instant p80 = simulation_at(r->finish_sorted, r->trials, 0.8);
    jo_name(o, "finish");
    jo_object(o);
    whole(o, "planned", r->planned_finish);
    number(o, "chance_planned", simulation_chance(r->finish_sorted, r->trials, r->planned_finish));
    whole(o, "target", p->target_finish);
    number(o, "chance_target",
           p->target_finish == INSTANT_NONE
               ? NAN
               : simulation_chance(r->finish_sorted, r->trials, p->target_finish));
    for (int k = 0; k < SIMULATION_POINTS; k++)
        whole(o, point_names[k], simulation_at(r->finish_sorted, r->trials, simulation_points[k]));
    whole(o, "mean", r->start + llround(r->finish_mean_s));
    number(o, "sd_s", r->finish_sd_s);
    whole(o, "contingency_s", p80 - r->planned_finish);
    jo_object_end(o);
}

static void cost_json(struct json_out *o, const struct simulation_result *r)
{
    const double p80 = simulation_cost_at(r->cost_sorted, r->trials, 0.8);
    jo_name(o, "cost");
    jo_object(o);
    whole(o, "planned", llround(r->planned_cost));
    for (int k = 0; k < SIMULATION_POINTS; k++)
        whole(o, point_names[k],
              llround(simulation_cost_at(r->cost_sorted, r->trials, simulation_points[k])));
    whole(o, "mean", llround(r->cost_mean));
    number(o, "sd", r->cost_sd);
    whole(o, "contingency", llround(p80 - r->planned_cost));
    jo_object_end(o);
}

/* Equal bars from the first to the last finish. */
static void histogram_json(struct json_out *o, const struct simulation_result *r)
{
    const instant first = r->finish_sorted[0], last = r->finish_sorted[r->trials - 1];
    const int64_t width = (last - first) / BARS + 1;
    int64_t       counts[BARS] = {0};
    for (int32_t i = 0; i < r->trials; i++)
        counts[(r->finish_sorted[i] - first) / width]++;
    jo_name(o, "histogram");
    jo_object(o);
    whole(o, "from", first);
    whole(o, "width_s", width);
    jo_name(o, "counts");
    jo_array(o);
    for (int b = 0; b < BARS && first + b * width <= last; b++)
        jo_int(o, counts[b]);
    jo_array_end(o);
    jo_object_end(o);
}

static void curve_json(struct json_out *o, const struct simulation_result *r)
{
    jo_name(o, "curve");
    jo_object(o);
    jo_name(o, "share");
    jo_array(o);
    for (int k = 1; k <= CURVE_POINTS; k++)
        jo_double(o, k / (double)CURVE_POINTS);
    jo_array_end(o);
    jo_name(o, "at");
    jo_array(o);
    for (int k = 1; k <= CURVE_POINTS; k++)
        jo_int(o, simulation_at(r->finish_sorted, r->trials, k / (double)CURVE_POINTS));
    jo_array_end(o);
    jo_object_end(o);
}

/* Some trials, evenly taken: draws have no order, so these are as good as any. */
static void cloud_json(struct json_out *o, const struct simulation_result *r)
{
    const int32_t n = r->trials < CLOUD_POINTS ? r->trials : CLOUD_POINTS;
    jo_name(o, "cloud");
    jo_object(o);
    jo_name(o, "finish");
    jo_array(o);
    for (int32_t i = 0; i < n; i++)
        jo_int(o, r->finish[i]);
    jo_array_end(o);
    jo_name(o, "cost");
    jo_array(o);
    for (int32_t i = 0; i < n; i++)
        jo_int(o, llround(r->cost[i]));
    jo_array_end(o);
    jo_object_end(o);
}

/* ---- items -------------------------------------------------------------------------------------
 */

/* Items in outline order. */
struct item_list {
    const struct plan            *plan;
    const struct plan_simulation *s;
    const uint32_t               *slots;
    size_t                        n;
};

static void dates_column(struct json_out *o, const struct item_list *l, const char *name,
                         bool of_start, int point)
{
    jo_name(o, name);
    jo_array(o);
    for (size_t k = 0; k < l->n; k++) {
        const struct simulation_item *i = plan_simulation_item(l->s, l->slots[k]);
        const instant t = !i ? INSTANT_NONE : of_start ? i->start[point] : i->finish[point];
        if (t == INSTANT_NONE)
            jo_null(o);
        else
            jo_int(o, t);
    }
    jo_array_end(o);
}

static void shares_column(struct json_out *o, const struct item_list *l, const char *name,
                          size_t offset)
{
    jo_name(o, name);
    jo_array(o);
    for (size_t k = 0; k < l->n; k++) {
        const struct simulation_item *i = plan_simulation_item(l->s, l->slots[k]);
        double                        v = NAN;
        if (i)
            memcpy(&v, (const char *)i + offset, sizeof v);
        jo_double(o, round(v * 1e4) / 1e4);
    }
    jo_array_end(o);
}

static void items_json(struct json_out *o, const struct item_list *l)
{
    jo_name(o, "items");
    jo_object(o);
    jo_name(o, "id");
    jo_array(o);
    for (size_t k = 0; k < l->n; k++)
        jo_int(o, ((const struct record *)plan_at(l->plan, &item_entity, l->slots[k]))->id.v);
    jo_array_end(o);
    for (int k = 0; k < 4; k++)
        dates_column(o, l, point_names[k], false, k);
    dates_column(o, l, "start_p50", true, 1);
    dates_column(o, l, "start_p80", true, 2);
    shares_column(o, l, "criticality", offsetof(struct simulation_item, criticality));
    shares_column(o, l, "cruciality", offsetof(struct simulation_item, cruciality));
    shares_column(o, l, "ssi", offsetof(struct simulation_item, sensitivity));
    jo_object_end(o);
}

static void deadlines_json(struct json_out *o, const struct item_list *l)
{
    jo_name(o, "deadlines");
    jo_array(o);
    for (size_t k = 0; k < l->n; k++) {
        const struct item            *i = plan_at(l->plan, &item_entity, l->slots[k]);
        const struct simulation_item *s = plan_simulation_item(l->s, l->slots[k]);
        if (!s || isnan(s->on_time))
            continue;
        jo_object(o);
        whole(o, "item", i->head.id.v);
        whole(o, "at", i->deadline);
        number(o, "chance", s->on_time);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static struct id item_of(const struct item_list *l, int32_t task)
{
    const struct record *r = plan_at(l->plan, &item_entity, l->s->slot_of[task]);
    return r->id;
}

static void tornado_json(struct json_out *o, const struct item_list *l)
{
    const struct simulation_result *r = &l->s->result;
    jo_name(o, "tornado");
    jo_array(o);
    for (int32_t i = 0; i < r->n_swings; i++) {
        const struct simulation_swing *s = &r->swings[i];
        jo_object(o);
        whole(o, "item", s->task >= 0 ? item_of(l, s->task).v : INSTANT_NONE);
        const bool is_risk = s->event >= 0 && l->s->risks[s->event].v;
        whole(o, "risk", is_risk ? l->s->risks[s->event].v : INSTANT_NONE);
        jo_name(o, "decision");
        jo_str(o, s->event >= 0 ? l->s->decisions[s->event] : STR_NONE);
        whole(o, "low_s", s->low_s);
        whole(o, "high_s", s->high_s);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void ignored_json(struct json_out *o, const struct plan_simulation *s)
{
    jo_name(o, "ignored");
    jo_array(o);
    for (size_t i = 0; i < s->n_ignored; i++) {
        jo_object(o);
        whole(o, "item", s->ignored[i].item.v);
        jo_name(o, "why");
        jo_z(o, bar_words[s->ignored[i].bar]);
        jo_object_end(o);
    }
    jo_array_end(o);
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

static void wish_json(struct json_out *o, const struct simulation_wish *wish)
{
    whole(o, "trials", wish->trials);
    whole(o, "seed", (int64_t)wish->seed);
    number(o, "correlation", wish->correlation);
}

static void result_json(struct json_out *o, const struct simulation_view *v)
{
    const struct plan_simulation *s = v->simulated;
    const struct project         *p = plan_project_record(v->plan);
    struct item_list              l = {.plan = v->plan, .s = s};
    l.n = plan_outline(v->plan, &l.slots);
    jo_object(o);
    whole(o, "seq", plan_seq(v->plan));
    wish_json(o, &v->wish);
    whole(o, "estimated", (int64_t)s->n_estimated);
    whole(o, "varied", s->result.n_varied);
    whole(o, "sampled", s->result.sampled);
    whole(o, "item_error_s", s->result.bin_s);
    whole(o, "start", s->result.start);
    finish_json(o, &s->result, p);
    cost_json(o, &s->result);
    histogram_json(o, &s->result);
    curve_json(o, &s->result);
    cloud_json(o, &s->result);
    items_json(o, &l);
    deadlines_json(o, &l);
    tornado_json(o, &l);
    ignored_json(o, s);
    jo_object_end(o);
}

static void status_json(struct json_out *o, struct id project, const struct simulation_status *st)
{
    jo_object(o);
    whole(o, "project", project.v);
    jo_name(o, "state");
    jo_z(o, st->is_fresh ? "ready" : st->failure.p ? "failed" : "running");
    number(o, "progress", st->is_fresh ? 1 : st->progress);
    jo_name(o, "failure");
    jo_str(o, st->failure);
    wish_json(o, &st->wish);
    jo_name(o, "result");
    if (st->last)
        result_json(o, st->last);
    else
        jo_null(o);
    jo_object_end(o);
}

static err answer(struct request *q, const struct simulation_ask *ask, struct reply *to)
{
    struct simulation_status status;
    TRY(app_simulation(api_of(q)->s.app, q->mem, ask, &status));
    status_json(reply_json(to), ask->project, &status);
    simulation_view_unref(status.last);
    return OK;
}

static err simulation_read(struct request *q, struct reply *to)
{
    int64_t waits = 0;
    TRY(request_query_int(q, "wait", 0, 1, &waits));
    return answer(q, &(struct simulation_ask){.project = id_of(q, 0), .waits = waits != 0}, to);
}

static err whole_of(const struct json *root, const char *name, int64_t most, int64_t *value)
{
    const struct json *v = json_get(root, name);
    if (!v)
        return OK;
    const int64_t given = json_kind(v) == JSON_INT ? json_int(v) : -1;
    if (given < 0 || given > most)
        return err_make(ERR_INVALID, "%s must be a whole number from 0 to %lld.", name,
                        (long long)most);
    *value = given;
    return OK;
}

static err wish_of(struct request *q, struct simulation_wish *ret_wish)
{
    const struct json *root, *together;
    int64_t            trials = 5000, seed = 1;
    double             correlation = 0;
    TRY(request_json(q, &root));
    TRY(whole_of(root, "trials", SIMULATION_TRIALS_MAX, &trials));
    TRY(whole_of(root, "seed", INT64_MAX / 2, &seed));
    together = json_get(root, "correlation");
    if (together)
        correlation = json_double(together);
    if (!(correlation >= 0 && correlation <= 1))
        return err_make(ERR_INVALID, "correlation must be a number from 0 to 1.");
    if (trials < 1)
        return err_make(ERR_INVALID, "trials must be at least 1.");
    *ret_wish = (struct simulation_wish){(int32_t)trials, (uint64_t)seed, correlation};
    return OK;
}

static err simulation_begin(struct request *q, struct reply *to)
{
    struct simulation_wish wish;
    TRY(wish_of(q, &wish));
    return answer(q, &(struct simulation_ask){.project = id_of(q, 0), .wish = &wish}, to);
}

static const struct parameter read_query[] = {
    {"wait", "integer", "1: answer when there is a result of the present plan."},
    {0},
};

const struct route simulation_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/simulation", "simulation_get",
     "The plan played through with its estimates and risks: dates and costs by chance, what moves "
     "the finish. Asking starts it and keeps it up to date; the event `simulation` tells of each "
     "new result.",
     simulation_read, .flags = ROUTE_WAITS, .query = read_query, .out = &shape_simulation},
    {HTTP_POST, "/api/v1/projects/{id}/simulation", "simulation_post",
     "Simulate with other numbers of trials, another seed or correlation.", simulation_begin,
     .flags = ROUTE_WAITS, .in = &shape_simulation_wish, .out = &shape_simulation},
};
const size_t simulation_routes_n = COUNT(simulation_routes);
