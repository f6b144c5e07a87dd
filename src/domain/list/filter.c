/* domain/list/filter.c - running a compiled filter on a record.
 *
 * No allocation but for folded texts, no recursion; compiling is in filter_parse.c, which
 * guarantees that the stack never over- or underruns.
 */
#include "domain/list/filter.h"

#include "domain/list/filter_code.h"
#include "domain/list/text_order.h"

/* ---- one test ---------------------------------------------------------------------------- */

/* -1, 0, 1: the field's value lies below, in, above the literal. */
static int place(const struct field *f, const void *from, const struct filter_value *v,
                 struct arena *scratch)
{
    if (f->type == F_TEXT) {
        int order = text_order(str_fold(scratch, field_str(f, from)), v->folded);
        return (order > 0) - (order < 0);
    }
    if (f->type == F_NUM) {
        double x = field_num(f, from);
        return (x > v->num) - (x < v->num);
    }
    int64_t x = field_int(f, from);
    return (x > v->hi) - (x < v->lo);
}

static bool equals(const struct field *f, const void *from, const struct filter_value *v,
                   struct arena *scratch)
{
    bool is_absent = !from || field_is_absent(f, from);
    if (v->is_null || is_absent)
        return v->is_null && is_absent;
    if (f->type == F_TEXT)
        return str_eq(field_str(f, from), v->text);
    return place(f, from, v, scratch) == 0;
}

static bool equals_any(const struct filter_test *t, const struct field *f, const void *from,
                       struct arena *scratch)
{
    for (size_t i = 0; i < t->n_values; i++)
        if (equals(f, from, &t->values[i], scratch))
            return true;
    return false;
}

static bool test_order(const struct filter_test *t, const struct field *f, const void *from,
                       struct arena *scratch)
{
    if (!from || field_is_absent(f, from))
        return false;
    if (t->op == FILTER_CONTAINS)
        return str_has(str_fold(scratch, field_str(f, from)), t->values[0].folded);
    int at = place(f, from, &t->values[0], scratch);
    if (t->op == FILTER_LT)
        return at < 0;
    if (t->op == FILTER_LE)
        return at <= 0;
    return t->op == FILTER_GT ? at > 0 : at >= 0;
}

static bool test_run(const struct filter_test *t, struct arena *scratch, const void *record,
                     const struct item_row *row)
{
    const void         *from;
    const struct field *f = column_source(t->column, record, row, &from);
    switch (t->op) {
    case FILTER_EQ:
    case FILTER_IN: return equals_any(t, f, from, scratch);
    case FILTER_NE: return !equals_any(t, f, from, scratch);
    case FILTER_LT:
    case FILTER_LE:
    case FILTER_GT:
    case FILTER_GE:
    case FILTER_CONTAINS: break;
    }
    return test_order(t, f, from, scratch);
}

/* ---- the program ------------------------------------------------------------------------- */

bool filter_takes(const struct filter *f, struct arena *scratch, const void *record,
                  const struct item_row *row)
{
    bool              stack[FILTER_STACK] = {true};
    size_t            n = 0, test = 0;
    struct arena_mark mark = arena_mark(scratch);
    for (size_t i = 0; i < f->n_steps; i++) {
        switch ((enum filter_step)f->steps[i]) {
        case FILTER_TEST: stack[n++] = test_run(&f->tests[test++], scratch, record, row); break;
        case FILTER_AND:
            n--;
            stack[n - 1] = stack[n - 1] && stack[n];
            break;
        case FILTER_OR:
            n--;
            stack[n - 1] = stack[n - 1] || stack[n];
            break;
        case FILTER_NOT: stack[n - 1] = !stack[n - 1]; break;
        }
    }
    arena_rewind(scratch, mark);
    return stack[0];
}

bool filter_is_stored(const struct filter *f)
{
    for (size_t i = 0; i < f->n_tests; i++)
        if (f->tests[i].column.of_row)
            return false;
    return true;
}
