/* Dates of a small plan by libgantline-engine: a link with a lag, a deadline, a day off. */
#include <engine/cpm.h>
#include <stdio.h>

#define MARCH(day, hour) civil_seconds((struct civil){2026, 3, day, hour})

int main(void)
{
    /* A network is columns; those that are all default are left out. */
    const str titles[] = {S("order racks"), S("build racks"), S("pull cables"), S("switch on")};
    int64_t   work[] = {16 * HOUR_S, 12 * HOUR_S, 8 * HOUR_S, 0};
    instant   due[] = {INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, MARCH(11, 17)};
    int32_t   preds[] = {0, 0, 1}, succs[] = {1, 2, 3};
    uint8_t   types[] = {NET_FS, NET_SS, NET_FS};
    int64_t   lags[] = {0, 4 * HOUR_S, 0}; /* cables may begin four hours after the order */
    const struct calendar_recurrence day_off = {.from = day_from(2026, 3, 9),
                                                .to = day_from(2026, 3, 9)};
    struct calendar_rule             week = calendar_rule_plain(S("Office"), CALENDAR_NONE);
    week.exceptions = &day_off;
    week.n_exceptions = 1;

    struct network net = {.n_tasks = 4, .n_links = 3, .n_calendars = 1, .calendars = &week};
    net.tasks = (struct task_columns){.title = titles, .duration_s = work, .deadline = due};
    net.links = (struct link_columns){.pred = preds, .succ = succs, .type = types, .lag_s = lags};
    net.options.start = MARCH(5, 8);

    struct arena      mem = {0};
    struct cpm_result found;
    err               e = cpm_run(&mem, &net, &found);
    for (int32_t i = 0; !e.code && i < found.n; i++) {
        const struct cpm_row *r = &found.rows[i];
        printf("%-12s %.16s %.16s %3d h%s\n", titles[i].p, instant_text(&mem, r->start).p,
               instant_text(&mem, r->finish).p, (int)(r->total_slack_s / HOUR_S),
               r->critical ? " *" : "");
    }
    if (e.code)
        fprintf(stderr, "%s\n", e.why);
    arena_done(&mem);
    return e.code ? 1 : 0;
}
