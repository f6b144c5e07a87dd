/* cli/exchange.c - the one place where the API and the file formats meet.
 *
 * A reader's plan is calculated here, to tell where the file's own results differ; the import
 * calculates it again in its place among the other projects.
 */
#include "cli/exchange.h"

#include "domain/compare/compare.h"
#include "domain/item.h"
#include "formats/formats.h"
#include "formats/gan/gan.h"
#include "formats/mpx/mpx.h"
#include "formats/plan_file.h"
#include "formats/planner/planner.h"
#include "formats/pmxml/pmxml.h"
#include "formats/source.h"

#include <errno.h>
#include <unistd.h>

/* ---- in, and MSPDI out -------------------------------------------------------------------- */

static err fd_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    const int *fd = self;
    ssize_t    n;
    do
        n = read(*fd, bytes, max);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_make(ERR_IO, "The file cannot be read: %s.", strerror(errno));
    *ret_n = (size_t)n;
    return OK;
}

static const struct exchange_line *lines_of(struct arena *mem, const struct report_line *from,
                                            size_t n)
{
    struct exchange_line *lines = arena_array(mem, struct exchange_line, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct exchange_line){
            .what = from[i].what, .why = from[i].why, .count = from[i].count, .line = from[i].line};
    return lines;
}

struct exchange_report exchange_report_of(struct arena *mem, const struct import *import)
{
    struct comparison c = {0};
    compare_stored(import->plan, &import->stored, NULL, NULL, &c);
    return (struct exchange_report){
        .dropped = lines_of(mem, import->report.dropped, import->report.n_dropped),
        .warnings = lines_of(mem, import->report.warnings, import->report.n_warnings),
        .n_dropped = import->report.n_dropped,
        .n_warnings = import->report.n_warnings,
        .differing = (int64_t)c.differing,
        .by_start = (int64_t)c.different[COMPARE_START],
        .by_finish = (int64_t)c.different[COMPARE_FINISH],
    };
}

typedef err reader_fn(struct arena *mem, struct source source, struct import *ret_import);

struct incoming {
    int        fd;
    str        name;
    reader_fn *read;
};

static err take_in(struct arena *mem, struct incoming from, struct plan **ret_plan,
                   struct exchange_report *ret_report)
{
    struct source file = {.read = fd_read, .self = &from.fd, .name = from.name};
    struct import import = {0};
    TRY(from.read(mem, source_inflated(mem, file), &import));
    err e = plan_calculate(import.plan, NULL);
    if (e.code) {
        plan_unref(import.plan);
        return e;
    }
    *ret_report = exchange_report_of(mem, &import);
    if (ret_report->differing > 0)
        stored_keep(import.plan, &import.stored);
    *ret_plan = import.plan;
    return OK;
}

static err any_in(struct arena *mem, int fd, str name, struct plan **ret_plan,
                  struct exchange_report *ret_report)
{
    return take_in(mem, (struct incoming){fd, name, plan_file_read}, ret_plan, ret_report);
}

static err mpx_in(struct arena *mem, int fd, str name, struct plan **ret_plan,
                  struct exchange_report *ret_report)
{
    return take_in(mem, (struct incoming){fd, name, mpx_read}, ret_plan, ret_report);
}

static err planner_in(struct arena *mem, int fd, str name, struct plan **ret_plan,
                      struct exchange_report *ret_report)
{
    return take_in(mem, (struct incoming){fd, name, planner_read}, ret_plan, ret_report);
}

static err gan_in(struct arena *mem, int fd, str name, struct plan **ret_plan,
                  struct exchange_report *ret_report)
{
    return take_in(mem, (struct incoming){fd, name, gan_read}, ret_plan, ret_report);
}

static err xer_in(struct arena *mem, int fd, str name, struct plan **ret_plan,
                  struct exchange_report *ret_report)
{
    return take_in(mem, (struct incoming){fd, name, xer_read}, ret_plan, ret_report);
}

static err pmxml_in(struct arena *mem, int fd, str name, struct plan **ret_plan,
                    struct exchange_report *ret_report)
{
    return take_in(mem, (struct incoming){fd, name, pmxml_read}, ret_plan, ret_report);
}

typedef err writer_fn(struct arena *mem, const struct plan *plan, struct buf *to,
                      struct import_report *ret_report);

static err write_out(struct arena *mem, const struct plan *plan, writer_fn *write, struct buf *to,
                     struct exchange_report *ret_report)
{
    struct import_report report = {.mem = mem};
    TRY(write(mem, plan, to, &report));
    *ret_report = (struct exchange_report){
        .dropped = lines_of(mem, report.dropped, report.n_dropped),
        .warnings = lines_of(mem, report.warnings, report.n_warnings),
        .n_dropped = report.n_dropped,
        .n_warnings = report.n_warnings,
    };
    return OK;
}

static err mspdi_out(struct arena *mem, const struct plan *plan, struct buf *to,
                     struct exchange_report *ret_report)
{
    return write_out(mem, plan, mspdi_write, to, ret_report);
}

static err xer_out(struct arena *mem, const struct plan *plan, struct buf *to,
                   struct exchange_report *ret_report)
{
    return write_out(mem, plan, xer_write, to, ret_report);
}

static err pmxml_out(struct arena *mem, const struct plan *plan, struct buf *to,
                     struct exchange_report *ret_report)
{
    return write_out(mem, plan, pmxml_write, to, ret_report);
}

/* ---- CSV ------------------------------------------------------------------------------------ */

static err csv_out(struct arena *mem, const struct plan *plan, struct buf *to,
                   struct exchange_report *ret_report)
{
    *ret_report = (struct exchange_report){0};
    return csv_write(mem, plan, &item_entity, to);
}

const struct exchange exchange_formats[] = {
    /* Older clients say mspdi whatever the file is: its first bytes count. */
    {"mspdi", "application/xml", "xml", any_in, mspdi_out},
    {"auto", "application/octet-stream", "", any_in, NULL},
    {"mpx", "text/plain", "mpx", mpx_in, NULL},
    {"planner", "application/xml", "planner", planner_in, NULL},
    {"gan", "application/xml", "gan", gan_in, NULL},
    {"xer", "application/octet-stream", "xer", xer_in, xer_out},
    {"pmxml", "application/xml", "pmxml", pmxml_in, pmxml_out},
    {"csv", "text/csv; charset=utf-8", "csv", NULL, csv_out},
    {NULL, NULL, NULL, NULL, NULL},
};
