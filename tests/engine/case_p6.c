/* tests/engine/case_p6.c - members of cases that the P6 profile adds. Format: case_p6.h. */
#include "case_p6.h"

enum { GROUPS = 2 };

/* The plan with its columns as they are filled; plan is first, so that net->p6 leads here. */
struct case_p6 {
    struct p6_plan  plan;
    uint8_t        *kind, *constraint[2];
    instant        *at[2], *expected, *external_start, *external_finish;
    int32_t        *group;
    struct p6_group groups[GROUPS];
};

static bool time_read(str s, instant *out)
{
    bool has_time;
    return local_parse(s, out, &has_time);
}

static int choice(str s, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (str_eq(s, str_from(words[i])))
            return i;
    return -1;
}

static instant *times(struct arena *mem, int32_t n)
{
    instant *column = arena_array(mem, instant, n + 1);
    for (int32_t i = 0; i < n; i++)
        column[i] = INSTANT_NONE;
    return column;
}

static void plan_make(struct arena *mem, struct network *net)
{
    const int32_t   n = net->n_tasks;
    struct case_p6 *p = arena_new(mem, struct case_p6);
    p->kind = arena_array(mem, uint8_t, n + 1);
    p->expected = times(mem, n);
    p->external_start = times(mem, n);
    p->external_finish = times(mem, n);
    p->group = arena_array(mem, int32_t, n + 1);
    for (int i = 0; i < 2; i++) {
        p->constraint[i] = arena_array(mem, uint8_t, n + 1);
        p->at[i] = times(mem, n);
        p->groups[i] = (struct p6_group){INSTANT_NONE, INSTANT_NONE};
    }
    p->plan = (struct p6_plan){.kind = p->kind,
                               .constraint = {p->constraint[0], p->constraint[1]},
                               .constraint_at = {p->at[0], p->at[1]},
                               .expected_finish = p->expected,
                               .external_start = p->external_start,
                               .external_finish = p->external_finish,
                               .group = p->group,
                               .groups = p->groups,
                               .n_groups = 1};
    net->p6 = &p->plan;
}

/* The cases own what they made. */
static struct case_p6 *plan_of(const struct network *net)
{
    return (struct case_p6 *)(uintptr_t)net->p6;
}

static bool option(struct p6_plan *p, str name, str value)
{
    static const char *const lags[] = {"pred", "succ", "project", "all_day", NULL};
    static const char *const modes[] = {"retained", "override", "actual", NULL};
    static const char *const floats[] = {"finish", "start", "least", NULL};
    int                      at = 0;
    if (str_eq(name, S("lags")))
        p->lag_calendar = (enum p6_lag_calendar)(at = choice(value, lags));
    else if (str_eq(name, S("progress")))
        p->progress = (enum p6_progress)(at = choice(value, modes));
    else if (str_eq(name, S("float")))
        p->float_type = (enum p6_float)(at = choice(value, floats));
    else if (str_eq(name, S("critical_by")))
        p->critical_by_path = str_eq(value, S("path"));
    else if (str_eq(name, S("float_to")))
        p->float_to_last_finish = str_eq(value, S("last"));
    else if (str_eq(name, S("start_lag")))
        p->start_lag_from_actual = str_eq(value, S("actual"));
    else if (str_eq(name, S("expected")))
        p->use_expected_finish = str_eq(value, S("yes"));
    else
        return false;
    return at >= 0;
}

bool case_p6_project(struct arena *mem, struct network *net, str name, str value)
{
    if (str_eq(name, S("profile"))) {
        plan_make(mem, net);
        return str_eq(value, S("p6"));
    }
    if (!net->p6)
        return false;
    struct case_p6 *p = plan_of(net);
    if (str_eq(name, S("data_date")))
        return time_read(value, &p->groups[0].data_date);
    if (str_eq(name, S("must_finish")))
        return time_read(value, &p->groups[0].must_finish);
    if (str_eq(name, S("data_date1"))) {
        p->plan.n_groups = GROUPS;
        return time_read(value, &p->groups[1].data_date);
    }
    if (str_eq(name, S("must_finish1")))
        return time_read(value, &p->groups[1].must_finish);
    return option(&p->plan, name, value);
}

bool case_p6_task(struct network *net, int32_t task, str name, str value)
{
    static const char *const kinds[] = {
        "task", "resource", "start_milestone", "finish_milestone", "loe", "wbs", NULL};
    static const char *const constraints[] = {"asap",
                                              "alap",
                                              "snet",
                                              "snlt",
                                              "fnet",
                                              "fnlt",
                                              "mso",
                                              "mfo",
                                              "mandatory_start",
                                              "mandatory_finish",
                                              NULL};
    if (!net->p6 || !value.p)
        return false;
    struct case_p6 *p = plan_of(net);
    const bool      is_second = str_ends(name, S("2"));
    if (str_eq(name, S("at")) || str_eq(name, S("at2")))
        return time_read(value, &p->at[is_second][task]);
    if (str_eq(name, S("expected")))
        return time_read(value, &p->expected[task]);
    if (str_eq(name, S("external_start")))
        return time_read(value, &p->external_start[task]);
    if (str_eq(name, S("external_finish")))
        return time_read(value, &p->external_finish[task]);
    if (str_eq(name, S("group")))
        p->group[task] = 1;
    else if (str_eq(name, S("kind")) && choice(value, kinds) >= 0)
        p->kind[task] = (uint8_t)choice(value, kinds);
    else if (str_starts(name, S("constraint")) && choice(value, constraints) >= 0)
        p->constraint[is_second][task] = (uint8_t)choice(value, constraints);
    else
        return false;
    return true;
}
