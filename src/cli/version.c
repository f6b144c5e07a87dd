/* gantline version: which program this is.
 *
 * The number comes from the build; the API tells the same one.
 */
#include "cli/cli.h"

static err version_run(struct cli *cli)
{
    buf_z(cli->out, "gantline " GANTLINE_VERSION "\n");
    return OK;
}

const struct cli_command cli_version = {
    .name = "version", .args = "", .help = "Print the version.", .run = version_run};
