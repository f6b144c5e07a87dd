/* tests/cli/cli_test.c - parsing, help and exit codes, on commands made for it. */
#include "capture.h"

#include "base/arena.h"
#include "domain/meta.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(cli, .fini = finish);

static err echo_run(struct cli *cli)
{
    int64_t n = 0;
    TRY(cli_int(cli, "--times", (struct cli_range){1, 1, 3}, &n));
    for (int64_t i = 0; i < n; i++)
        buf_fmt(cli->out, "%s%s\n", cli->args[0], cli_has(cli, "--loud") ? "!" : "");
    buf_fmt(cli->out, "%s\n", cli_value(cli, "--to") ? cli_value(cli, "--to") : "nobody");
    return cli_flush(cli);
}

static err fail_run(struct cli *cli)
{
    buf_z(cli->out, "never printed");
    return err_make(ERR_IO, "It did not work");
}

static const struct cli_option echo_options[] = {
    {"--to", "NAME", "Who reads it.", true},
    {"--times", "N", "How often.", false},
    {"--loud", NULL, "With a mark.", false},
};
static const struct cli_command echo = {.name = "echo words",
                                        .args = "WORD",
                                        .help = "Say a word.",
                                        .more = "More about it.",
                                        .options = echo_options,
                                        .n_options = COUNT(echo_options),
                                        .min_args = 1,
                                        .max_args = 1,
                                        .run = echo_run};
static const struct cli_command fail = {
    .name = "fail", .args = "", .help = "Fail.", .run = fail_run};
static const struct cli_command *const commands[] = {&echo, &fail, NULL};

static void prints(const char *line, int code, const char *out, const char *error)
{
    struct captured c = capture(&mem, commands, line);
    cr_assert_eq(c.code, code, "%s: %d %.*s", line, c.code, STR_ARG(c.err));
    cr_assert(str_has(c.out, str_from(out)), "%s: %.*s", line, STR_ARG(c.out));
    cr_assert(str_has(c.err, str_from(error)), "%s: %.*s", line, STR_ARG(c.err));
}

Test(cli, runs)
{
    prints("echo words hi --to you", CLI_OK, "hi\nyou\n", "");
    prints("echo words --to=you --loud --times 2 hi", CLI_OK, "hi!\nhi!\nyou\n", "");
    prints("echo words --to you -- --hi", CLI_OK, "--hi\n", "");
    prints("fail", CLI_FAILED, "", "gantline: It did not work\n");
}

Test(cli, usage)
{
    prints("", CLI_USAGE, "", "which command?");
    prints("nothing", CLI_USAGE, "", "no command \"nothing\"");
    prints("echo", CLI_USAGE, "", "no command");
    prints("echo words", CLI_USAGE, "", "an argument is missing: WORD");
    prints("echo words a", CLI_USAGE, "", "missing option --to");
    prints("echo words a b --to x", CLI_USAGE, "", "too many arguments, from b");
    prints("echo words a --to", CLI_USAGE, "", "a value is missing after --to");
    prints("echo words a --new x", CLI_USAGE, "", "there is no option --new");
    prints("echo words a --to x --loud=1", CLI_USAGE, "", "takes no value: --loud");
    prints("echo words a --to x --times 9", CLI_USAGE, "", "from 1 to 3");
}

Test(cli, help)
{
    prints("help", CLI_OK, "echo words", "");
    prints("--help", CLI_OK, "Say a word.", "");
    prints("help echo words", CLI_OK, "--to NAME", "");
    prints("echo words --help", CLI_OK, "usage: gantline echo words WORD [OPTIONS]", "");
    prints("echo words --help", CLI_OK, "More about it.", "");
    struct buf b;
    buf_init(&b, 0);
    cli_help(commands, &b);
    cr_assert(str_has(buf_view(&b), S("fail")));
    buf_clear(&b);
    cli_command_help(&fail, &b);
    cr_assert(str_starts(buf_view(&b), S("usage: gantline fail\n")));
    buf_done(&b);
}
