/* gantline check: is the data folder sound?
 *
 * Prints one line for each finding, and fails if there is any.
 */
#include "cli/data.h"

struct findings {
    struct cli *cli;
    int64_t     n;
};

static void see_finding(void *arg, str finding)
{
    struct findings *f = arg;
    f->n++;
    buf_fmt(f->cli->out, "%.*s\n", STR_ARG(finding));
}

static err check_run(struct cli *cli)
{
    struct app     *app = NULL;
    struct findings f = {cli, 0};
    TRY(data_open(cli, false, &app));
    err e = app_check(app, see_finding, &f);
    data_close(app);
    TRY(e);
    if (!f.n) {
        buf_z(cli->out, "No findings.\n");
        return OK;
    }
    TRY(cli_flush(cli));
    return err_make(ERR_CORRUPT, "%lld finding%s in %s", (long long)f.n, f.n == 1 ? "" : "s",
                    cli_value(cli, "--data"));
}

static const struct cli_option options[] = {CLI_DATA};

const struct cli_command cli_check = {
    .name = "check",
    .args = "",
    .help = "Check the data folder.",
    .options = options,
    .n_options = COUNT(options),
    .run = check_run,
};
