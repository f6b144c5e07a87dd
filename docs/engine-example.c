/* Dates of a small plan by libgantline-engine: a link with a lag, a deadline, a day off.
 *
 *     cc -std=c2x engine-example.c $(pkg-config --cflags --libs gantline-engine)
 */
#include <engine/cpm.h>
#include <stdio.h>

static const char *const titles[] = {"order racks", "build racks", "pull cables", "switch on"};

static instant at(const char *text)
{
    instant t = INSTANT_NONE;
    (void)instant_parse(str_from(text), &t);
    return t;
}

int main(void)
{
    struct arena   mem = {0};
    struct network net = {0};
    network_init(&net, &mem, (struct network_size){.tasks = 4, .links = 3});

    /* Monday to Friday, 8 to 12 and 13 to 17, but not on 9 March. */
    const struct calendar_recurrence off = {.from = at("2026-03-09T00:00:00Z") / DAY_S,
                                            .to = at("2026-03-09T00:00:00Z") / DAY_S};
    struct calendar_rule             week = {.base = CALENDAR_NONE, .exceptions = &off};
    week.n_exceptions = 1;
    for (int k = 0; k < 7; k++)
        week.days[k].n = CALENDAR_AS_BASE;
    net.calendars = &week;
    net.n_calendars = 1;
    net.options.calendar = 0;
    net.options.honor_constraints = true;
    net.options.start = at("2026-03-05T08:00:00Z");

    const int64_t hours[] = {16, 12, 8, 0};
    for (int i = 0; i < net.n_tasks; i++)
        net.tasks.duration_s[i] = hours[i] * HOUR_S;
    net.tasks.deadline[3] = at("2026-03-11T17:00:00Z");
    const int32_t preds[] = {0, 0, 1}, succs[] = {1, 2, 3};
    for (int k = 0; k < net.n_links; k++) {
        net.links.pred[k] = preds[k];
        net.links.succ[k] = succs[k];
    }
    net.links.type[1] = NET_SS; /* cables may begin four hours after the racks were ordered */
    net.links.lag_s[1] = 4 * HOUR_S;

    struct cpm_result found;
    err               e = cpm_run(&mem, &net, &found);
    for (int32_t i = 0; !e.code && i < found.n; i++)
        printf("%-12s %.16s %.16s %3d h%s\n", titles[i], instant_text(&mem, found.rows[i].start).p,
               instant_text(&mem, found.rows[i].finish).p,
               (int)(found.rows[i].total_slack_s / HOUR_S), found.rows[i].critical ? " *" : "");
    if (e.code)
        fprintf(stderr, "%s\n", e.why);
    arena_done(&mem);
    return e.code ? 1 : 0;
}
