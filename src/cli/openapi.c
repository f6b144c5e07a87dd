/* gantline openapi: the description of the API, for who makes clients from it.
 *
 * Printed from the rows of routes and entities alone; no data folder is opened.
 */
#include "api/api.h"
#include "cli/cli.h"

static err openapi_run(struct cli *cli)
{
    api_openapi(api_router(cli->mem), cli->out);
    buf_char(cli->out, '\n');
    return OK;
}

const struct cli_command cli_openapi = {.name = "openapi",
                                        .args = "",
                                        .help = "Print the API's description (OpenAPI 3.1, JSON).",
                                        .run = openapi_run};
