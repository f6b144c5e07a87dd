/* tests/cli/level_test.c - `gantline level` on problems of the libraries. */
#include "capture.h"

#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct arena mem;
static char         folder[64];

static const struct cli_command *const commands[] = {&cli_level, NULL};

/* Two activities of 3 and 4 periods that both need the one unit of R1, between two dummies. */
static const char problem[] = "4 1\n1\n0 0 2 2 3\n3 1 1 4\n4 1 1 4\n0 0 0\n";
static const char greedy[] = "4 1\n1\n0 0 2 2 3\n3 1 1 4\n4 2 1 4\n0 0 0\n";

static void write_file(const char *name, const char *text)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    cr_assert_geq(fputs(text, f), 0);
    fclose(f);
}

static void start(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/gantline-level-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    write_file("two.rcp", problem);
    write_file("greedy.rcp", greedy);
}

static void finish(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
    arena_done(&mem);
}
TestSuite(cli_level, .init = start, .fini = finish);

static struct captured run(const char *file, const char *options)
{
    char line[256];
    (void)snprintf(line, sizeof line, "level %s/%s %s", folder, file, options);
    return capture(&mem, commands, line);
}

static void prints(const char *file, const char *options, int code, const char *part)
{
    const struct captured c = run(file, options);
    cr_assert_eq(c.code, code, "%s: %d, %.*s", options, c.code, STR_ARG(c.err));
    const str where = code == CLI_OK ? c.out : c.err;
    cr_assert(str_has(where, str_from(part)), "no \"%s\" in %.*s", part, STR_ARG(where));
}

Test(cli_level, text_and_json)
{
    prints("two.rcp", "", CLI_OK, "makespan     7 periods");
    prints("two.rcp", "", CLI_OK, "this is the shortest possible");
    prints("two.rcp", "--json --schedules 10", CLI_OK, "{\"makespan\":7,\"lower_bound\":7,");
    prints("two.rcp", "--json", CLI_OK, "\"mode\":{\"1\":1,\"2\":1,\"3\":1,\"4\":1}}");
    prints("two.rcp", "--seconds 0.5", CLI_OK, "7 periods");
}

Test(cli_level, wrong_words_and_files)
{
    prints("greedy.rcp", "", CLI_FAILED, "activity 3 needs 2 of R1, which has 1");
    prints("none.rcp", "", CLI_FAILED, "There is no file");
    prints("two.rcp", "--schedules 0", CLI_USAGE, "--schedules must be a whole number from 1");
    prints("two.rcp", "--seconds soon", CLI_USAGE, "--seconds must be a number above 0");
    prints("two.rcp", "--seconds -1", CLI_USAGE, "--seconds");
    prints("two.rcp", "--seed -1", CLI_USAGE, "--seed");
}
