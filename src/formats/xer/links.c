/* formats/xer/links.c - TASKPRED into links; lags are hours on the plan's lag calendar.
 *
 * A link to a plan that is not in the file cannot be kept; what P6 made of it stands in the
 * activity's external dates.
 */
#include "formats/xer/reader.h"

struct row {
    int64_t line, succ, pred, lag_s;
    str     type;
};

static const struct xer_column columns[] = {
    {"task_id", XER_INT, offsetof(struct row, succ)},
    {"pred_task_id", XER_INT, offsetof(struct row, pred)},
    {"pred_type", XER_TEXT, offsetof(struct row, type)},
    {"lag_hr_cnt", XER_HOURS, offsetof(struct row, lag_s)},
    {"task_pred_id", XER_IGNORED, 0},
    {"proj_id", XER_IGNORED, 0},
    {"pred_proj_id", XER_IGNORED, 0},
    {"float_path", XER_IGNORED, 0},
    {"aref", XER_IGNORED, 0},
    {"arls", XER_IGNORED, 0},
};

static enum link_type type_of(str word)
{
    return str_eq(word, S("PR_SS"))   ? LINK_SS
           : str_eq(word, S("PR_FF")) ? LINK_FF
           : str_eq(word, S("PR_SF")) ? LINK_SF
                                      : LINK_FS;
}

static err link_put(void *self, void *record)
{
    struct xer_reader *r = self;
    const struct row  *row = record;
    struct link        l;
    entity_init(&link_entity, &l);
    l.pred.v = row->pred == INT_NONE ? 0 : map_or(&r->task_ids, row->pred, 0);
    l.succ.v = row->succ == INT_NONE ? 0 : map_or(&r->task_ids, row->succ, 0);
    if (!l.pred.v || !l.succ.v || l.pred.v == l.succ.v) {
        report_drop(r->put.report, "TASKPRED",
                    "An end of the link is not in the file, or both are one", row->line);
        return OK;
    }
    l.type = type_of(row->type);
    l.lag_s = row->lag_s == DURATION_NONE ? 0 : row->lag_s;
    l.lag_unit = UNIT_HOURS;
    return record_put(&r->put, &link_entity, &l, ++r->n_links, row->line);
}

err xer_read_links(struct xer_reader *r)
{
    static const struct xer_binding binding = {columns, COUNT(columns), sizeof(struct row)};
    return xer_each(&r->context, xer_table(&r->file, "TASKPRED"), &binding, link_put);
}
