/* The table of commands. A new command is a file with a row, declared in cli.h and listed here. */
#include "cli/cli.h"

#include "base/arena.h"

static const struct cli_command *const commands[] = {
    &cli_serve,
    &cli_schedule,
    &cli_openapi,
    &cli_version,
    NULL,
};

int main(int argc, char **argv)
{
    return cli_main(commands, argc, argv);
}
