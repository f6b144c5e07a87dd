/* base/log.c - JSON lines on stderr.
 *
 * A line is built in memory and leaves with one write, so that lines of two threads do not mix.
 * Long texts are cut; a log that cannot be written is nobody's error.
 */
#include "base/log.h"

#include "base/clock.h"
#include "base/json.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

static _Atomic int most = LOG_INFO;

void log_level_set(enum log_level level)
{
    most = (int)level;
}

void log_line(enum log_level level, const char *what, const char *fmt, ...)
{
    static const char *const words[] = {"error", "warn", "info", "debug"};
    if ((int)level > most)
        return;
    char    text[2048];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);

    struct arena    mem = {0};
    struct buf      line = {0};
    struct json_out out;
    jo_init(&out, &line);
    jo_object(&out);
    jo_name(&out, "at");
    jo_str(&out, instant_text(&mem, clock_now(clock_system())));
    jo_name(&out, "level");
    jo_z(&out, words[level]);
    jo_name(&out, "what");
    jo_z(&out, what);
    jo_name(&out, "text");
    jo_z(&out, text);
    jo_object_end(&out);
    buf_char(&line, '\n');
    ssize_t written = write(STDERR_FILENO, line.p, line.n);
    (void)written;
    buf_done(&line);
    arena_done(&mem);
}
