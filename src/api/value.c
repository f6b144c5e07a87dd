/* api/value.c - earned value and earned schedule of a project.
 *
 * Calculated anew at each request from the published plan: some milliseconds for 10,000 items.
 */
#include "api/parts.h"

#include "domain/value/earned_value.h"

static err word_of(const struct request *q, const char *name, const char *const *words,
                   int *ret_word)
{
    str given = request_query(q, name);
    if (!given.p)
        return OK;
    for (int k = 0; words[k]; k++)
        if (str_eq(given, str_from(words[k]))) {
            *ret_word = k;
            return OK;
        }
    return err_make(ERR_INVALID, "%s: \"%.*s\" is none of the words it takes", name,
                    STR_ARG(given));
}

static err ask_of(struct request *q, struct earned_value_ask *ret_ask)
{
    struct earned_value_ask ask = {.baseline = -1, .at = INSTANT_NONE, .period = PERIOD_WEEK};
    int                     in = VALUE_IN_ANY, period = PERIOD_WEEK;
    str                     at = request_query(q, "at");
    if (request_query(q, "baseline").p)
        TRY(request_query_int(q, "baseline", 0, 10, &ask.baseline));
    if (at.p && !instant_parse(at, &ask.at))
        return err_make(ERR_INVALID, "at: \"%.*s\" is not a moment such as 2026-03-02T16:00:00Z",
                        STR_ARG(at));
    TRY(word_of(q, "in", value_in_words, &in));
    TRY(word_of(q, "period", value_period_words, &period));
    ask.in = (enum value_in)in;
    ask.period = (enum value_period)period;
    ask.now = app_now(api_of(q)->s.app);
    *ret_ask = ask;
    return OK;
}

static err value_read(struct request *q, struct reply *to)
{
    const struct plan      *plan;
    struct earned_value_ask ask;
    struct earned_value     v;
    TRY(ask_of(q, &ask));
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    err e = earned_value_of(q->mem, plan, &ask, &v);
    if (!e.code)
        earned_value_json(reply_json(to), q->mem, &v);
    plan_unref(plan);
    return e;
}

static const struct parameter value_query[] = {
    {"baseline", "integer", "Its number, 0 to 10; absent: the last one taken."},
    {"at", "string", "Status date; absent: the data date of the project, or now."},
    {"in", "string", "cost or work; absent: cost where the baseline has any."},
    {"period", "string", "Steps of the line over time: day, week or month; absent: week."},
    {0},
};

const struct route value_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/earned-value", "earned_value_get",
     "Earned value and earned schedule against a baseline: sums, indices, forecasts, the line over "
     "time, every item. Amounts are minor units, or seconds of work; null means not applicable.",
     value_read, .flags = ROUTE_WAITS, .query = value_query, .out = &shape_earned_value},
};
const size_t value_routes_n = COUNT(value_routes);
