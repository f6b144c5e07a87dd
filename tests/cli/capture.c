/* stdout and stderr go to temporary files for the time of one command. */
#include "capture.h"

#include "base/arena.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static str file_text(struct arena *mem, FILE *f)
{
    long n = ftell(f);
    rewind(f);
    char  *bytes = arena_alloc(mem, (size_t)n + 1);
    size_t got = fread(bytes, 1, (size_t)n, f);
    fclose(f);
    return (str){bytes, got};
}

static size_t cut_words(struct arena *mem, const char *line, char **words, size_t max)
{
    char  *copy = arena_copy(mem, line, strlen(line) + 1);
    size_t n = 0;
    for (char *p = copy; *p && n < max;) {
        words[n++] = p;
        for (; *p && *p != ' '; p++)
            if (*p == '~')
                *p = ' ';
        while (*p == ' ')
            *p++ = 0;
    }
    return n;
}

struct captured capture(struct arena *mem, const struct cli_command *const *commands,
                        const char *line)
{
    char           *words[80] = {(char *)"gantline"};
    size_t          n = 1 + cut_words(mem, line, words + 1, 78);
    FILE           *out = tmpfile(), *error = tmpfile();
    struct captured c = {0};
    fflush(stdout);
    fflush(stderr);
    int old_out = dup(STDOUT_FILENO), old_err = dup(STDERR_FILENO);
    dup2(fileno(out), STDOUT_FILENO);
    dup2(fileno(error), STDERR_FILENO);
    c.code = cli_main(commands, (int)n, words);
    fflush(stdout);
    fflush(stderr);
    dup2(old_out, STDOUT_FILENO);
    dup2(old_err, STDERR_FILENO);
    close(old_out);
    close(old_err);
    fseek(out, 0, SEEK_END);
    fseek(error, 0, SEEK_END);
    c.out = file_text(mem, out);
    c.err = file_text(mem, error);
    return c;
}
