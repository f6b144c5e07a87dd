/* tests/base/log_test.c - one JSON line a call. */
#include "base/log.h"

#include "base/json.h"

#include <criterion/criterion.h>
#include <unistd.h>

static int pipe_ends[2];

/* stderr goes into a pipe. */
static void capture(void)
{
    cr_assert_eq(pipe(pipe_ends), 0);
    dup2(pipe_ends[1], STDERR_FILENO);
}

Test(log, line_is_json)
{
    capture();
    log_line(LOG_DEBUG, "unit", "not written");
    log_line(LOG_WARN, "unit", "a \"quoted\" %d", 7);
    log_level_set(LOG_DEBUG);
    log_line(LOG_DEBUG, "unit", "second");
    char               text[1024];
    ssize_t            n = read(pipe_ends[0], text, sizeof text);
    str                rest = {text, (size_t)n}, line;
    struct arena       mem = {0};
    const struct json *v;
    cr_assert(str_cut(&rest, '\n', &line));
    cr_assert(err_is(json_parse(&mem, line, &v), ERR_NONE));
    cr_assert(str_eq(json_text(json_get(v, "level")), S("warn")));
    cr_assert(str_eq(json_text(json_get(v, "what")), S("unit")));
    cr_assert(str_eq(json_text(json_get(v, "text")), S("a \"quoted\" 7")));
    cr_assert_eq(json_text(json_get(v, "at")).n, 20);
    cr_assert(str_cut(&rest, '\n', &line));
    cr_assert(str_has(line, S("\"level\":\"debug\"")));
    arena_done(&mem);
}
