/* tests/engine/random_net.c - random networks: links run from lower to higher tasks, but summaries
 * may close circles. */
#include "engine/random_net.h"

#include "base/rng.h"

static const struct calendar_shift office[] = {{8 * HOUR_S, 12 * HOUR_S},
                                               {13 * HOUR_S, 17 * HOUR_S}};
static const struct calendar_shift early[] = {{6 * HOUR_S, 14 * HOUR_S}};
static const struct calendar_shift whole[] = {{0, DAY_S}};
static struct calendar_rule        rules[3];

static void rules_make(void)
{
    static const struct calendar_shift *const shifts[] = {office, early, whole};
    static const int                          n[] = {2, 1, 1}, days[] = {5, 6, 7};
    for (int c = 0; c < 3; c++) {
        rules[c] = (struct calendar_rule){.title = S("random"), .base = CALENDAR_NONE};
        for (int d = 0; d < 7; d++)
            rules[c].days[(d + 1) % 7] = (struct calendar_day){d < days[c] ? n[c] : 0, shifts[c]};
    }
}

bool random_chance(uint64_t *seed, uint32_t per_cent)
{
    return rng_below(seed, 100) < per_cent;
}

instant random_moment(uint64_t *seed)
{
    return RANDOM_MONDAY + (int64_t)rng_below(seed, 60 * 24) * HOUR_S;
}

static void task_random(struct network *net, int32_t i, const struct mix *mix, uint64_t *seed)
{
    struct task_columns *t = &net->tasks;
    t->duration_s[i] = random_chance(seed, mix->milestones)
                           ? 0
                           : (1 + rng_below(seed, 80)) * HOUR_S / 2;
    t->calendar[i] = (int32_t)rng_below(seed, 4) - 1;
    if (random_chance(seed, mix->constraints)) {
        t->constraint[i] = (uint8_t)rng_below(seed, 8);
        t->constraint_at[i] = random_moment(seed);
    }
    if (random_chance(seed, mix->constraints))
        t->deadline[i] = random_moment(seed);
    if (random_chance(seed, mix->manual)) {
        t->flags[i] |= TASK_MANUAL;
        t->start[i] = random_moment(seed);
        t->finish[i] = t->start[i] + t->duration_s[i];
    } else if (random_chance(seed, mix->begun)) {
        t->actual_start[i] = random_moment(seed);
        t->percent_complete[i] = random_chance(seed, 50) ? 100 : 40;
    }
    if (random_chance(seed, mix->delayed))
        t->levelling_delay_s[i] = (int64_t)rng_below(seed, 100) * HOUR_S;
    if (random_chance(seed, mix->delayed))
        t->flags[i] |= random_chance(seed, 50) ? TASK_ELAPSED : TASK_INACTIVE;
}

static void link_random(struct network *net, int32_t k, const struct mix *mix, uint64_t *seed)
{
    const int32_t a = (int32_t)rng_below(seed, (uint32_t)net->n_tasks);
    const int32_t b = (int32_t)rng_below(seed, (uint32_t)net->n_tasks);
    net->links.pred[k] = a < b ? a : b;
    net->links.succ[k] = a < b ? b : a == b ? (b + 1) % net->n_tasks : a;
    if (net->links.pred[k] > net->links.succ[k]) {
        const int32_t t = net->links.pred[k];
        net->links.pred[k] = net->links.succ[k];
        net->links.succ[k] = t;
    }
    net->links.type[k] =
        (uint8_t)(random_chance(seed, 70) ? NET_FS : rng_below(seed, mix->finish_links ? 4 : 2));
    net->links.lag_kind[k] = (uint8_t)rng_below(seed, 4);
    if (random_chance(seed, 30)) {
        net->links.lag_s[k] = ((int64_t)rng_below(seed, 60) - (mix->backwards ? 20 : 0)) * HOUR_S;
        net->links.lag_percent[k] = (double)rng_below(seed, 150) - (mix->backwards ? 50 : 0);
    }
}

struct network random_network(struct arena *mem, int32_t n, const struct mix *mix, uint64_t *seed)
{
    struct network net;
    const int32_t  links = n + n / 2, assignments = n * (int32_t)mix->assigned / 100;
    network_init(&net, mem,
                 (struct network_size){.tasks = n, .links = links, .assignments = assignments});
    rules_make();
    net.calendars = rules;
    net.n_calendars = 3;
    net.options.start = RANDOM_MONDAY;
    net.options.calendar = 0;
    for (int32_t i = 0; i < n; i++) {
        task_random(&net, i, mix, seed);
        if (i && random_chance(seed, mix->summaries))
            net.tasks.parent[i] = i - 1 - (int32_t)rng_below(seed, (uint32_t)(i < 5 ? i : 5));
    }
    for (int32_t k = 0; k < links; k++)
        link_random(&net, k, mix, seed);
    for (int32_t a = 0; a < assignments; a++) {
        net.assignments.task[a] = (int32_t)rng_below(seed, (uint32_t)n);
        net.assignments.calendar[a] = (int32_t)rng_below(seed, 4) - 1;
        net.assignments.work_s[a] = (int64_t)rng_below(seed, 40) * HOUR_S;
        net.assignments.units[a] = 0.25 * (1 + rng_below(seed, 8));
        net.assignments.contour[a] = (uint8_t)rng_below(seed, 8);
        net.assignments.delay_s[a] = random_chance(seed, 10) ? 8 * HOUR_S : 0;
    }
    return net;
}
