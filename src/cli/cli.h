/* cli/cli.h - a command is a row: name, words for the help, options, and a function.
 *
 * main.c holds the table of rows; parsing, `--help` and exit codes are done once, from the rows. A
 * command prints to cli->out, which goes to stdout when it ends well; an err becomes one sentence
 * on stderr and exit code 1. Wrong usage is exit code 2.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/buf.h"
#include "base/err.h"

enum { CLI_OPTIONS_MAX = 16, CLI_ARGS_MAX = 64 };

enum cli_exit { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

struct cli_option {
    const char *name;  /* "--data" */
    const char *value; /* "DIR"; NULL = a switch */
    const char *help;  /* one line */
    bool        required;
};

struct cli;
struct cli_command {
    const char              *name; /* "serve", "project list" */
    const char              *args; /* "FILE"; "" = none */
    const char              *help; /* one line */
    const char              *more; /* further lines of `--help`; NULL = none */
    const struct cli_option *options;
    size_t                   n_options;
    size_t                   min_args, max_args;
    err (*run)(struct cli *cli);
};

/* One run of a command. */
struct cli {
    struct arena             *mem;
    const struct cli_command *command;
    const char               *args[CLI_ARGS_MAX];
    size_t                    n_args;
    const char *values[CLI_OPTIONS_MAX]; /* by option; NULL = not given; switches: "" */
    struct buf *out;
    bool        is_misused; /* an option's value was refused: the exit code tells it */
};

/* By name; NULL when not given. Names a row of the command (asserted). */
const char *cli_value(const struct cli *cli, const char *option);
bool        cli_has(const struct cli *cli, const char *option);
/* A whole number within the limits, or `otherwise` when not given; ERR_INVALID names the option. */
struct cli_range {
    int64_t otherwise, min, max;
};
err cli_int(struct cli *cli, const char *option, struct cli_range range, int64_t *ret_value);

/* Prints what is in out now: for commands that go on running. */
err cli_flush(struct cli *cli);

/* Parses, runs, prints; returns the exit code. `commands` ends with NULL. */
int cli_main(const struct cli_command *const *commands, int argc, char **argv);

/* The help of all commands, or of one. */
void cli_help(const struct cli_command *const *commands, struct buf *to);
void cli_command_help(const struct cli_command *command, struct buf *to);

/* ---- every command, one file each -------------------------------------------------------- */

extern const struct cli_command cli_serve, cli_openapi;
extern const struct cli_command cli_schedule, cli_simulate, cli_level, cli_lint, cli_import,
    cli_export, cli_check, cli_version;
extern const struct cli_command cli_project_list, cli_project_show, cli_item_list, cli_item_show,
    cli_item_add, cli_item_set, cli_link_add, cli_undo, cli_earned_value, cli_slip, cli_explain;

#endif
