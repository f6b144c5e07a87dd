/* tests/library/two_tasks.c - the engine used from outside: two tasks and a link between them.
 *
 * Built against the installed library by tests/library/run; prints one line a task.
 */
#include <engine/cpm.h>
#include <stdio.h>

int main(void)
{
    struct arena   mem = {0};
    struct network net = {0};
    network_init(&net, &mem, (struct network_size){.tasks = 2, .links = 1});
    net.options.calendar = CALENDAR_NONE;
    net.options.honor_constraints = true;
    if (!instant_parse(S("2026-03-06T08:00:00Z"), &net.options.start)) /* a Friday */
        return 1;
    net.tasks.duration_s[0] = 12 * HOUR_S; /* a day and a half */
    net.tasks.duration_s[1] = 4 * HOUR_S;
    net.links.pred[0] = 0;
    net.links.succ[0] = 1;

    struct cpm_result result;
    err               e = cpm_run(&mem, &net, &result);
    if (e.code) {
        fprintf(stderr, "%s\n", e.why);
        return 1;
    }
    for (int32_t i = 0; i < result.n; i++)
        printf("%d %.*s %.*s%s\n", i, STR_ARG(instant_text(&mem, result.rows[i].start)),
               STR_ARG(instant_text(&mem, result.rows[i].finish)),
               result.rows[i].critical ? " critical" : "");
    arena_done(&mem);
    return 0;
}
