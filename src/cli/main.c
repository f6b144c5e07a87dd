/* The program: its table of commands.
 *
 * A new command is a file with a row, declared in cli.h and listed here; nothing else is to be
 * done.
 */
#include "cli/cli.h"

#include "base/arena.h"

static const struct cli_command *const commands[] = {
    &cli_serve,    &cli_check,     &cli_schedule,     &cli_explain,
    &cli_lint,     &cli_level,     &cli_simulate,     &cli_earned_value,
    &cli_import,   &cli_export,    &cli_project_list, &cli_project_show,
    &cli_slip,     &cli_item_list, &cli_item_show,    &cli_item_add,
    &cli_item_set, &cli_link_add,  &cli_undo,         &cli_openapi,
    &cli_version,  NULL,
};

int main(int argc, char **argv)
{
    return cli_main(commands, argc, argv);
}
