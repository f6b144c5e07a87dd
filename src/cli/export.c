/* gantline export PROJECT: a project as a file, MSPDI, XER, PMXML or CSV.
 *
 * What the format has no place for is told on stderr, so that the output stays clean.
 */
#include "cli/data.h"
#include "formats/formats.h"
#include "formats/pmxml/pmxml.h"

#include <errno.h>

static void tell_losses(const struct import_report *report)
{
    for (size_t i = 0; i < report->n_dropped; i++) {
        const struct report_line *l = &report->dropped[i];
        (void)fprintf(stderr, "not written: %.*s, %lld times: %.*s\n", STR_ARG(l->what),
                      (long long)l->count, STR_ARG(l->why));
    }
    for (size_t i = 0; i < report->n_warnings; i++)
        (void)fprintf(stderr, "warning: %.*s\n", STR_ARG(report->warnings[i].why));
}

typedef err writer_fn(struct arena *mem, const struct plan *plan, struct buf *to,
                      struct import_report *ret_report);

static err print_file(struct cli *cli, const struct plan *plan, writer_fn *write)
{
    struct import_report report = {.mem = cli->mem};
    TRY(write(cli->mem, plan, cli->out, &report));
    tell_losses(&report);
    return OK;
}

static err print_csv(struct cli *cli, const struct plan *plan)
{
    const char          *name = cli_value(cli, "--list") ? cli_value(cli, "--list") : "items";
    const struct entity *e = entity_plural(str_from(name));
    if (!e || !entity_in_plan(e))
        return err_make(ERR_INVALID, "There is no list \"%s\"", name);
    return csv_write(cli->mem, plan, e, cli->out);
}

static err print_plan(struct cli *cli, const struct plan *plan)
{
    const char *format = cli_value(cli, "--format") ? cli_value(cli, "--format") : "mspdi";
    if (strcmp(format, "mspdi") == 0)
        return print_file(cli, plan, mspdi_write);
    if (strcmp(format, "xer") == 0)
        return print_file(cli, plan, xer_write);
    if (strcmp(format, "pmxml") == 0)
        return print_file(cli, plan, pmxml_write);
    if (strcmp(format, "csv") == 0)
        return print_csv(cli, plan);
    return err_make(ERR_INVALID, "There is no format \"%s\": mspdi, xer, pmxml or csv", format);
}

static err save(struct cli *cli, const char *path)
{
    TRY(buf_err(cli->out));
    FILE *f = fopen(path, "wbe");
    if (!f)
        return err_make(ERR_IO, "Cannot write %s: %s", path, strerror(errno));
    str  text = buf_view(cli->out);
    bool ok = fwrite(text.p, 1, text.n, f) == text.n;
    if (fclose(f) != 0 || !ok)
        return err_make(ERR_IO, "Cannot write %s: %s", path, strerror(errno));
    buf_clear(cli->out);
    return OK;
}

static err export_run(struct cli *cli)
{
    struct app        *app = NULL;
    const struct plan *plan = NULL;
    TRY(data_open(cli, false, &app));
    err e = data_plan(app, cli->mem, str_from(cli->args[0]), &plan);
    if (!e.code)
        e = print_plan(cli, plan);
    plan_unref(plan);
    data_close(app);
    if (!e.code && cli_has(cli, "--output"))
        e = save(cli, cli_value(cli, "--output"));
    return e;
}

static const struct cli_option options[] = {
    CLI_DATA,
    {"--format", "FORMAT", "mspdi (the default), xer, pmxml or csv.", false},
    {"--list", "LIST", "What csv prints: items (the default), links, resources, …", false},
    {"--output", "FILE", "Write there instead of printing; -o is the same.", false},
};

const struct cli_command cli_export = {
    .name = "export",
    .args = "PROJECT",
    .help = "Print a project as Microsoft Project XML or one of its lists as CSV.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = export_run,
};
