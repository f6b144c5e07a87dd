/* Finding, parsing, running and explaining commands.
 *
 * Everything follows from the rows: a name of two words is tried before one of one word, options
 * may stand anywhere behind it, "--" ends them.
 */
#include "cli/cli.h"

#include "base/arena.h"

#include <assert.h>
#include <errno.h>

/* ---- values ------------------------------------------------------------------------------- */

static size_t option_index(const struct cli_command *c, const char *name)
{
    size_t i = 0;
    while (i < c->n_options && strcmp(c->options[i].name, name) != 0)
        i++;
    return i;
}

const char *cli_value(const struct cli *cli, const char *option)
{
    size_t i = option_index(cli->command, option);
    assert(i < cli->command->n_options);
    return cli->values[i];
}

bool cli_has(const struct cli *cli, const char *option)
{
    return cli_value(cli, option) != NULL;
}

err cli_int(struct cli *cli, const char *option, struct cli_range range, int64_t *ret_value)
{
    const char *text = cli_value(cli, option);
    int64_t     v = range.otherwise;
    cli->is_misused = text && (!str_int(str_from(text), &v) || v < range.min || v > range.max);
    if (cli->is_misused)
        return err_make(ERR_INVALID, "%s must be a whole number from %lld to %lld, not \"%s\"",
                        option, (long long)range.min, (long long)range.max, text);
    *ret_value = v;
    return OK;
}

/* ---- help --------------------------------------------------------------------------------- */

void cli_command_help(const struct cli_command *c, struct buf *to)
{
    buf_fmt(to, "usage: gantline %s%s%s%s\n\n%s\n", c->name, *c->args ? " " : "", c->args,
            c->n_options ? " [OPTIONS]" : "", c->help);
    if (c->n_options)
        buf_z(to, "\n");
    for (size_t i = 0; i < c->n_options; i++) {
        const struct cli_option *o = &c->options[i];
        char                     left[64];
        (void)snprintf(left, sizeof left, "%s%s%s", o->name, o->value ? " " : "",
                       o->value ? o->value : "");
        buf_fmt(to, "  %-20s  %s%s\n", left, o->help, o->required ? " (required)" : "");
    }
    if (c->more)
        buf_fmt(to, "\n%s\n", c->more);
}

void cli_help(const struct cli_command *const *commands, struct buf *to)
{
    buf_z(to, "usage: gantline COMMAND [ARGUMENTS]\n\n");
    for (size_t i = 0; commands[i]; i++)
        buf_fmt(to, "  %-14s  %s\n", commands[i]->name, commands[i]->help);
    buf_z(to, "\n`gantline COMMAND --help` tells the options of a command.\n");
}

/* ---- parsing ------------------------------------------------------------------------------ */

/* How many words of argv name the command: 2, 1, or 0 when it is not it. */
static int words_of(const struct cli_command *c, int argc, char **argv)
{
    char two[128];
    if (argc > 2) {
        (void)snprintf(two, sizeof two, "%s %s", argv[1], argv[2]);
        if (strcmp(two, c->name) == 0)
            return 2;
    }
    return argc > 1 && strcmp(argv[1], c->name) == 0;
}

static const struct cli_command *find(const struct cli_command *const *commands, int argc,
                                      char **argv, int *ret_words)
{
    const struct cli_command *found = NULL;
    *ret_words = 0;
    for (size_t i = 0; commands[i]; i++) {
        int words = words_of(commands[i], argc, argv);
        if (words > *ret_words) {
            *ret_words = words;
            found = commands[i];
        }
    }
    return found;
}

static int usage(const struct cli_command *c, const char *what, const char *which)
{
    (void)fprintf(stderr, "gantline %s: %s%s%s; see gantline %s --help\n", c->name, what,
                  *which ? " " : "", which, c->name);
    return CLI_USAGE;
}

/* One option at argv[*at]; *at moves over its value. */
static int parse_option(struct cli *cli, int argc, char **argv, int *at)
{
    char  name[64];
    char *equals = strchr(argv[*at], '=');
    int   n = equals ? (int)(equals - argv[*at]) : (int)strlen(argv[*at]);
    (void)snprintf(name, sizeof name, "%.*s", n < 63 ? n : 63, argv[*at]);
    if (strcmp(name, "-o") == 0)
        (void)snprintf(name, sizeof name, "--output");
    size_t i = option_index(cli->command, name);
    if (i == cli->command->n_options)
        return usage(cli->command, "there is no option", argv[*at]);
    bool wants = cli->command->options[i].value != NULL;
    if (!wants && equals)
        return usage(cli->command, "takes no value:", name);
    if (wants && !equals && *at + 1 >= argc)
        return usage(cli->command, "a value is missing after", name);
    cli->values[i] = !wants ? "" : equals ? equals + 1 : argv[++*at];
    return CLI_OK;
}

static int parse(struct cli *cli, int argc, char **argv, int from)
{
    bool only_args = false;
    for (int i = from; i < argc; i++) {
        if (!only_args && strcmp(argv[i], "--") == 0) {
            only_args = true;
        } else if (!only_args && argv[i][0] == '-' && argv[i][1]) {
            int code = parse_option(cli, argc, argv, &i);
            if (code)
                return code;
        } else if (cli->n_args == cli->command->max_args || cli->n_args == CLI_ARGS_MAX) {
            return usage(cli->command, "too many arguments, from", argv[i]);
        } else {
            cli->args[cli->n_args++] = argv[i];
        }
    }
    if (cli->n_args < cli->command->min_args)
        return usage(cli->command, "an argument is missing:", cli->command->args);
    for (size_t i = 0; i < cli->command->n_options; i++)
        if (cli->command->options[i].required && !cli->values[i])
            return usage(cli->command, "missing option", cli->command->options[i].name);
    return CLI_OK;
}

static bool wants_help(int argc, char **argv, int from)
{
    for (int i = from; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

/* ---- running ------------------------------------------------------------------------------ */

err cli_flush(struct cli *cli)
{
    TRY(buf_err(cli->out));
    str text = buf_view(cli->out);
    if (text.n && fwrite(text.p, 1, text.n, stdout) != text.n)
        return err_make(ERR_IO, "Cannot write the output: %s", strerror(errno));
    if (fflush(stdout) != 0)
        return err_make(ERR_IO, "Cannot write the output: %s", strerror(errno));
    buf_clear(cli->out);
    return OK;
}

static int run(struct cli *cli)
{
    err e = cli->command->run(cli);
    if (!e.code)
        e = cli_flush(cli);
    if (!e.code)
        return CLI_OK;
    (void)fprintf(stderr, "gantline: %s\n", e.why);
    return cli->is_misused ? CLI_USAGE : CLI_FAILED;
}

static int print_help(struct cli *cli, const struct cli_command *const *commands,
                      const struct cli_command *command)
{
    if (command)
        cli_command_help(command, cli->out);
    else
        cli_help(commands, cli->out);
    err e = cli_flush(cli);
    return e.code ? CLI_FAILED : CLI_OK;
}

static int dispatch(struct cli *cli, const struct cli_command *const *commands, int argc,
                    char **argv)
{
    int words = 0;
    if (argc > 1 && strcmp(argv[1], "help") == 0) {
        cli->command = argc > 2 ? find(commands, argc - 1, argv + 1, &words) : NULL;
        return print_help(cli, commands, cli->command);
    }
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return print_help(cli, commands, NULL);
    cli->command = find(commands, argc, argv, &words);
    if (!cli->command) {
        (void)fprintf(stderr, "gantline: %s%s%s; see gantline help\n",
                      argc > 1 ? "there is no command \"" : "which command?",
                      argc > 1 ? argv[1] : "", argc > 1 ? "\"" : "");
        return CLI_USAGE;
    }
    if (wants_help(argc, argv, words + 1))
        return print_help(cli, commands, cli->command);
    int code = parse(cli, argc, argv, words + 1);
    return code ? code : run(cli);
}

int cli_main(const struct cli_command *const *commands, int argc, char **argv)
{
    struct arena mem = {0};
    struct buf   out;
    buf_init(&out, 0);
    struct cli cli = {.mem = &mem, .out = &out};
    int        code = dispatch(&cli, commands, argc, argv);
    buf_done(&out);
    arena_done(&mem);
    return code;
}
