/* domain/list/sort.c - sorting records by columns.
 *
 * Keys are taken out of the records first, one cell per key and record, so that a comparison
 * reads plain numbers and folded texts.
 */
#include "domain/list/sort.h"

#include "domain/list/text_order.h"

struct cell {
    bool is_absent;
    union {
        int64_t whole;
        double  num;
        str     folded;
    };
};

struct line {
    struct sorted      what;
    const struct cell *cells;
};

/* ---- compiling --------------------------------------------------------------------------- */

static err key_add(const struct entity *e, str word, struct sort *to)
{
    bool          is_reversed = str_starts(word, S("-"));
    str           name = is_reversed ? str_sub(word, 1, word.n) : word;
    struct column c = columns_find(e, name);
    if (!c.field)
        return err_make(ERR_INVALID, "sort: '%.*s' is not a column of %s",
                        STR_ARG(str_sub(name, 0, 60)), e->name);
    if (to->n == SORT_KEYS_MAX)
        return err_make(ERR_INVALID, "sort: more than %d keys", SORT_KEYS_MAX);
    to->keys[to->n] = c;
    to->is_reversed[to->n++] = is_reversed;
    return OK;
}

err sort_compile(const struct entity *e, str text, struct sort *ret_sort)
{
    struct sort s = {0};
    str         rest = str_trim(text).n ? text : STR_NONE, word;
    while (str_cut(&rest, ',', &word))
        TRY(key_add(e, str_trim(word), &s));
    *ret_sort = s;
    return OK;
}

/* ---- running ----------------------------------------------------------------------------- */

static struct cell cell_of(struct arena *mem, struct column c, const struct sorted *what)
{
    const void         *from;
    const struct field *f = column_source(c, what->record, what->row, &from);
    struct cell         cell = {.is_absent = !from || field_is_absent(f, from)};
    if (cell.is_absent)
        return cell;
    if (f->type == F_TEXT)
        cell.folded = str_fold(mem, field_str(f, from));
    else if (f->type == F_NUM)
        cell.num = field_num(f, from);
    else
        cell.whole = field_int(f, from);
    return cell;
}

static int cell_order(enum field_type type, const struct cell *a, const struct cell *b)
{
    if (a->is_absent || b->is_absent)
        return a->is_absent - b->is_absent;
    if (type == F_TEXT)
        return text_order(a->folded, b->folded);
    if (type == F_NUM)
        return (a->num > b->num) - (a->num < b->num);
    return (a->whole > b->whole) - (a->whole < b->whole);
}

static int line_order(const void *x, const void *y, void *sort)
{
    const struct sort *s = sort;
    const struct line *a = x, *b = y;
    for (size_t k = 0; k < s->n; k++) {
        int order = cell_order(s->keys[k].field->type, &a->cells[k], &b->cells[k]);
        if (order)
            return s->is_reversed[k] ? -order : order;
    }
    int64_t id_a = ((const struct record *)a->what.record)->id.v;
    int64_t id_b = ((const struct record *)b->what.record)->id.v;
    return (id_a > id_b) - (id_a < id_b);
}

void sort_run(struct arena *mem, const struct sort *s, struct sorted *v, size_t n)
{
    struct sort  keys = *s;
    struct line *lines = arena_array(mem, struct line, n);
    struct cell *cells = arena_array(mem, struct cell, n * s->n);
    for (size_t i = 0; i < n; i++) {
        lines[i] = (struct line){v[i], cells + i * s->n};
        for (size_t k = 0; k < s->n; k++)
            cells[i * s->n + k] = cell_of(mem, s->keys[k], &v[i]);
    }
    qsort_r(lines, n, sizeof *lines, line_order, &keys);
    for (size_t i = 0; i < n; i++)
        v[i] = lines[i].what;
}
