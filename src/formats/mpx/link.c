/* Predecessors of MPX: "10FS+1d,9" - numbers of rows, or unique ids in a field of their own.
 *
 * The list is separated as the file's records are, so that a decimal comma does no harm.
 */
#include "formats/mpx/reader.h"

#include <ctype.h>

/* Digits, then letters, then a lag with its sign. */
struct pred {
    int64_t no;
    str     type, lag;
};

static bool take_apart(str text, struct pred *p)
{
    size_t digits = 0, letters = 0;
    while (digits < text.n && isdigit((unsigned char)text.p[digits]))
        digits++;
    letters = digits;
    while (letters < text.n && text.p[letters] != '+' && text.p[letters] != '-')
        letters++;
    p->type = str_trim(str_sub(text, digits, letters));
    p->lag = str_trim(str_sub(text, letters, text.n));
    return str_int(str_sub(text, 0, digits), &p->no);
}

static bool set_lag(const struct mpx_reader *r, struct link *l, str text)
{
    struct mpx_span span = {.s = 0, .unit = UNIT_DAYS};
    if (!text.n)
        return true;
    if (text.p[0] == '+')
        text = str_sub(text, 1, text.n);
    if (!mpx_span_read(&r->format, text, &span))
        return false;
    l->lag_unit = span.unit;
    l->lag_s = span.s;
    l->lag_percent = span.percent;
    l->lag_kind = duration_unit_is_elapsed(span.unit) ? LAG_ELAPSED : LAG_WORKING;
    if (span.is_percent)
        l->lag_kind = span.is_elapsed_percent ? LAG_ELAPSED_PERCENT : LAG_PERCENT;
    return true;
}

static err read_pred(struct mpx_reader *r, const struct mpx_task *t, bool by_uid, str text)
{
    struct link l;
    struct pred p = {0};
    entity_init(&link_entity, &l);
    bool ok = take_apart(text, &p) && (!p.type.n || mpx_link_type(p.type, &l.type)) &&
              set_lag(r, &l, p.lag);
    if (!ok)
        return err_make(ERR_SYNTAX, "Line %lld: the predecessor \"%.*s\" is not understood",
                        (long long)t->line, STR_ARG(str_sub(text, 0, 40)));
    int64_t at = map_or(by_uid ? &r->task_uid : &r->task_no, p.no, -1);
    if (at >= 0 && !r->tasks.v[at]->item.is_blank)
        l.pred = r->tasks.v[at]->item.head.id;
    if (!t->item.is_blank)
        l.succ = t->item.head.id;
    return builder_link(&r->b, &l, t->line);
}

static err read_preds(struct mpx_reader *r, const struct mpx_task *t)
{
    bool by_uid = !t->preds.n;
    str  rest = by_uid ? t->uid_preds : t->preds, part;
    char separator = r->format.separator == ';' ? ';' : ',';
    while (str_cut(&rest, separator, &part))
        if (str_trim(part).n)
            TRY(read_pred(r, t, by_uid, str_trim(part)));
    return OK;
}

err mpx_build_links(struct mpx_reader *r)
{
    for (size_t i = 0; i < r->tasks.n; i++)
        if (!mpx_is_project_row(r->tasks.v[i]))
            TRY(read_preds(r, r->tasks.v[i]));
    return OK;
}
