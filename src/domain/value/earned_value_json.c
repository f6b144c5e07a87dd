/* domain/value/earned_value_json.c - earned value printed: totals, indices, forecasts, line, items.
 *
 * What does not apply is null. Amounts are minor units of the project's currency, or seconds of
 * work; moments in the line are columns of UTC seconds, single dates texts.
 */
#include "domain/item.h"
#include "domain/project.h"
#include "domain/value/earned_value.h"

#include <math.h>

static void number(struct json_out *o, const char *name, double v)
{
    jo_name(o, name);
    jo_double(o, v);
}

/* Amounts have no fractions of a minor unit or a second. */
static void amount(struct json_out *o, const char *name, double v)
{
    jo_name(o, name);
    if (!isfinite(v) || fabs(v) > 9e15)
        jo_null(o);
    else
        jo_int(o, llround(v));
}

static void time_of(struct json_out *o, struct arena *mem, const char *name, instant t)
{
    jo_name(o, name);
    jo_str(o, t == INSTANT_NONE ? STR_NONE : instant_text(mem, t));
}

static void head(struct json_out *o, struct arena *mem, const struct earned_value *v)
{
    jo_name(o, "baseline");
    jo_object(o);
    amount(o, "number", (double)v->baseline->number);
    jo_name(o, "title");
    jo_str(o, v->baseline->title);
    time_of(o, mem, "taken_at", v->baseline->taken_at);
    time_of(o, mem, "start", v->result.start);
    time_of(o, mem, "finish", v->result.finish);
    jo_object_end(o);
    time_of(o, mem, "at", v->at);
    jo_name(o, "measured_in");
    jo_z(o, value_in_words[v->in]);
    jo_name(o, "currency");
    jo_str(o, v->project->currency);
    amount(o, "currency_digits", (double)v->project->currency_digits);
}

static void sums(struct json_out *o, struct value_sum s)
{
    amount(o, "budget", s.budget);
    amount(o, "planned", s.planned);
    amount(o, "earned", s.earned);
    amount(o, "actual", s.actual);
}

static void indices(struct json_out *o, const struct value_indices *x)
{
    amount(o, "cost_variance", x->cv);
    amount(o, "schedule_variance", x->sv);
    number(o, "cpi", x->cpi);
    number(o, "spi", x->spi);
    number(o, "done", x->done);
    amount(o, "to_complete", x->to_complete);
    amount(o, "variance_at_completion", x->variance);
    number(o, "tcpi_budget", x->tcpi_budget);
    number(o, "tcpi_forecast", x->tcpi_forecast);
    jo_name(o, "is_out_of_reach");
    jo_bool(o, x->is_out_of_reach);
    jo_name(o, "is_uncertain");
    jo_bool(o, x->is_uncertain);
}

static void schedule(struct json_out *o, struct arena *mem, const struct earned_value *v)
{
    const struct value_result *r = &v->result;
    jo_name(o, "earned_schedule");
    jo_object(o);
    amount(o, "planned_duration_s", r->times.planned_s);
    amount(o, "actual_time_s", r->times.actual_s);
    amount(o, "earned_s", r->times.earned_s);
    time_of(o, mem, "earned_at", r->earned_at);
    amount(o, "variance_s", r->indices.sv_t_s);
    number(o, "spi_t", r->indices.spi_t);
    number(o, "tspi", r->indices.tspi);
    number(o, "adherence", r->adherence);
    jo_object_end(o);
}

static void forecasts(struct json_out *o, struct arena *mem, const struct earned_value *v)
{
    jo_name(o, "cost_at_completion");
    jo_object(o);
    for (int k = 0; k < VALUE_COST_COUNT; k++)
        amount(o, value_cost_words[k], v->result.indices.cost[k]);
    jo_object_end(o);
    jo_name(o, "finish_forecast");
    jo_object(o);
    for (int k = 0; k < VALUE_TIME_COUNT; k++)
        time_of(o, mem, value_time_words[k], earned_value_finish(v, v->result.indices.time_s[k]));
    jo_object_end(o);
}

static double member(const struct value_sum *s, int which)
{
    const double v[] = {s->budget, s->planned, s->earned, s->actual};
    return v[which];
}

/* Planned to the end; earned and actual up to the status date only. */
static void line(struct json_out *o, const struct earned_value *v)
{
    static const char *const names[] = {"budget", "planned", "earned", "actual"};
    jo_name(o, "line");
    jo_object(o);
    jo_name(o, "at");
    jo_array(o);
    for (int32_t k = 0; k < v->moments.n; k++)
        jo_int(o, v->moments.v[k]);
    jo_array_end(o);
    for (int which = 1; which < 4; which++) {
        jo_name(o, names[which]);
        jo_array(o);
        for (int32_t k = 0; k < v->moments.n; k++) {
            if (which > 1 && v->moments.v[k] > v->at)
                jo_null(o);
            else
                jo_int(o, llround(member(&v->line[k], which)));
        }
        jo_array_end(o);
    }
    jo_object_end(o);
}

static void item_column(struct json_out *o, const struct earned_value *v, const char *name,
                        int which)
{
    const uint32_t *slots = NULL;
    const size_t    n = plan_outline(v->plan, &slots);
    jo_name(o, name);
    jo_array(o);
    for (size_t k = 0; k < n; k++)
        jo_int(o, llround(member(&v->sums[slots[k]], which)));
    jo_array_end(o);
}

static void items(struct json_out *o, const struct earned_value *v)
{
    const uint32_t *slots = NULL;
    const size_t    n = plan_outline(v->plan, &slots);
    jo_name(o, "items");
    jo_object(o);
    jo_name(o, "id");
    jo_array(o);
    for (size_t k = 0; k < n; k++)
        jo_int(o, ((const struct item *)plan_at(v->plan, &item_entity, slots[k]))->head.id.v);
    jo_array_end(o);
    item_column(o, v, "budget", 0);
    item_column(o, v, "planned", 1);
    item_column(o, v, "earned", 2);
    item_column(o, v, "actual", 3);
    jo_object_end(o);
}

void earned_value_json(struct json_out *o, struct arena *mem, const struct earned_value *v)
{
    jo_object(o);
    head(o, mem, v);
    sums(o, v->result.all);
    indices(o, &v->result.indices);
    schedule(o, mem, v);
    forecasts(o, mem, v);
    line(o, v);
    items(o, v);
    jo_object_end(o);
}
