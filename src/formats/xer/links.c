/* formats/xer/links.c - TASKPRED into links; lags are hours on the plan's lag calendar.
 *
 * A predecessor in a plan that is not in the file is an item without dates, which binds nothing;
 * what P6 made of it may stand in the activity's external dates.
 */
#include "formats/xer/reader.h"

struct row {
    int64_t line, succ, pred, pred_project, lag_s;
    str     type;
};

static const struct xer_column columns[] = {
    {"task_id", XER_INT, offsetof(struct row, succ)},
    {"pred_task_id", XER_INT, offsetof(struct row, pred)},
    {"pred_type", XER_TEXT, offsetof(struct row, type)},
    {"lag_hr_cnt", XER_HOURS, offsetof(struct row, lag_s)},
    {"task_pred_id", XER_IGNORED, 0},
    {"proj_id", XER_IGNORED, 0},
    {"pred_proj_id", XER_INT, offsetof(struct row, pred_project)},
    {"float_path", XER_IGNORED, 0},
    {"aref", XER_IGNORED, 0},
    {"arls", XER_IGNORED, 0},
};

/* "PR_FS"; old versions put a number behind it. */
static enum link_type type_of(struct xer_reader *r, const struct row *row)
{
    const str word = row->type;
    if (word.n && !str_starts(word, S("PR_FS")) && !str_starts(word, S("PR_SS")) &&
        !str_starts(word, S("PR_FF")) && !str_starts(word, S("PR_SF")))
        report_warn(r->put.report, "TASKPRED/pred_type", row->line,
                    "\"%.*s\" is no type of a link; finish to start was taken",
                    STR_ARG(str_sub(word, 0, 60)));
    return str_starts(word, S("PR_SS"))   ? LINK_SS
           : str_starts(word, S("PR_FF")) ? LINK_FF
           : str_starts(word, S("PR_SF")) ? LINK_SF
                                          : LINK_FS;
}

struct far {
    int64_t line, task;
    str     ref;
};

static err far_see(void *self, void *record)
{
    struct xer_reader *r = self;
    const struct far  *f = record;
    if (f->task == INT_NONE || map_get(&r->external_ids, f->task, &(int64_t){0}))
        return OK;
    map_put(&r->external_ids, f->task, (int64_t)r->far_refs.n);
    vec_push(r->mem, &r->far_refs, f->ref);
    return OK;
}

/* What tells the predecessor: as PMXML names it, or by the numbers of its project and its own when
 * that project is not in the file. Absent: a number that leads nowhere. */
static str ref_of(const struct xer_reader *r, const struct row *row)
{
    int64_t at;
    if (map_get(&r->external_ids, row->pred, &at))
        return r->far_refs.v[at];
    if (row->pred_project == INT_NONE || xer_project_of(r, row->pred_project))
        return STR_NONE;
    return str_fmt(r->mem, "%lld\\%lld", (long long)row->pred_project, (long long)row->pred);
}

/* The predecessor in a project that is only named: an item of no dates, which binds nothing. */
static err stand_in(struct xer_reader *r, const struct row *row, struct link *l)
{
    const int64_t task = row->pred, line = row->line;
    struct item   i;
    l->external_ref = ref_of(r, row);
    if (!l->external_ref.n)
        return OK;
    if (map_get(&r->task_ids, task, &l->pred.v))
        return OK;
    entity_init(&item_entity, &i);
    i.title = i.external_ref = l->external_ref;
    i.is_external = true;
    i.rank = ++r->n_items * RANK_GAP;
    l->pred.v = r->n_items;
    map_put(&r->task_ids, task, r->n_items);
    report_warn(r->put.report, "TASKPRED/pred_task_id", line,
                "The predecessor %.*s is in another project, which is not in the file: its dates "
                "are not known and bind nothing",
                STR_ARG(str_sub(i.title, 0, 200)));
    return record_put(&r->put, &item_entity, &i, r->n_items, line);
}

static err link_put(void *self, void *record)
{
    struct xer_reader *r = self;
    const struct row  *row = record;
    struct link        l;
    if (xer_of_baseline(r, row->pred) || xer_of_baseline(r, row->succ))
        return OK;
    entity_init(&link_entity, &l);
    l.pred.v = row->pred == INT_NONE ? 0 : map_or(&r->task_ids, row->pred, 0);
    l.succ.v = row->succ == INT_NONE ? 0 : map_or(&r->task_ids, row->succ, 0);
    if (!l.pred.v && l.succ.v && row->pred != INT_NONE)
        TRY(stand_in(r, row, &l));
    if (!l.pred.v || !l.succ.v || l.pred.v == l.succ.v) {
        report_drop(r->put.report, xer_label(&r->file, "TASKPRED"),
                    "An end of the link is not in the file, or both are one", row->line);
        report_warn(r->put.report, "TASKPRED", row->line,
                    "A link to %lld from %lld, of which one is not in the file, was left out",
                    (long long)row->succ, (long long)row->pred);
        return OK;
    }
    l.type = type_of(r, row);
    l.lag_s = row->lag_s == DURATION_NONE ? 0 : row->lag_s;
    l.lag_unit = UNIT_HOURS;
    return record_put(&r->put, &link_entity, &l, ++r->n_links, row->line);
}

err xer_read_links(struct xer_reader *r)
{
    static const struct xer_binding binding = {columns, COUNT(columns), sizeof(struct row)};
    static const struct xer_column  far_columns[] = {
         {"task_id", XER_INT, offsetof(struct far, task)},
         {"ref", XER_TEXT, offsetof(struct far, ref)},
    };
    static const struct xer_binding far = {far_columns, COUNT(far_columns), sizeof(struct far)};
    TRY(xer_each(&r->context, xer_table(&r->file, XER_EXTERNAL), &far, far_see));
    return xer_each(&r->context, xer_table(&r->file, "TASKPRED"), &binding, link_put);
}
