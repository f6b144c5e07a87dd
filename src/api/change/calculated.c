/* api/change/calculated.c - items that only the calculation changed, told in few bytes.
 *
 * An edit may move ten thousand items, and who is told has all their records already. So only the
 * id comes and those calculated members that changed somewhere, each in the shortest of three
 * forms: all values; one value for all; or a patch of what stands there, before the change or in
 * a column told earlier (most early starts are the start), at the rows that are not like it.
 */
#include "api/out.h"
#include "api/parts.h"

struct told {
    const struct calculated    *c;
    const struct layout_column *columns[COLUMNS_MAX]; /* told so far */
    size_t                      n;
    uint32_t                   *rows, *best; /* of a patch; n of c each */
    size_t                      n_best;
    const struct layout_column *like; /* NULL: what was there before */
};

static bool is_kept(const struct told *t, const struct field *f, size_t i)
{
    return field_equal(f, t->c->before[i], t->c->after[i]);
}

static bool is_changed(const struct told *t, const struct field *f)
{
    for (size_t i = 0; i < t->c->n; i++)
        if (!is_kept(t, f, i))
            return true;
    return false;
}

static bool is_one(const struct told *t, const struct field *f)
{
    for (size_t i = 1; i < t->c->n; i++)
        if (!field_equal(f, t->c->after[0], t->c->after[i]))
            return false;
    return true;
}

/* ---- patches --------------------------------------------------------------------------------- */

/* Takes the patch over `like` if it is shorter than the one that is best so far. */
static void try_patch(struct told *t, const struct field *f, const struct layout_column *like)
{
    size_t n = 0;
    for (size_t i = 0; i < t->c->n; i++) {
        const struct item_row *row = t->c->after[i];
        bool is_same = like ? field_int(f, row) == field_int(like->column.field, row)
                            : is_kept(t, f, i);
        if (is_same)
            continue;
        if (n + 1 >= t->n_best)
            return;
        t->rows[n++] = (uint32_t)i;
    }
    if (n >= t->n_best)
        return;
    uint32_t *rows = t->best;
    t->best = t->rows;
    t->rows = rows;
    t->n_best = n;
    t->like = like;
}

/* A row of a patch costs its number besides its value: at most half of them pay. */
static bool find_patch(struct told *t, const struct field *f)
{
    size_t none = t->c->n / 2 + 1;
    t->n_best = none;
    t->like = NULL;
    try_patch(t, f, NULL);
    for (size_t i = 0; f->type == F_INSTANT && i < t->n; i++)
        if (t->columns[i]->column.field->type == F_INSTANT)
            try_patch(t, f, t->columns[i]);
    return t->n_best < none;
}

static void out_patch(struct out *o, const struct told *t, const struct field *f)
{
    out_char(o, '{');
    if (t->like) {
        out_str(o, S("\"like\":"));
        out_text(o, str_from(t->like->column.field->name));
        out_char(o, ',');
    }
    out_str(o, S("\"rows\":["));
    for (size_t i = 0; i < t->n_best; i++) {
        if (i)
            out_char(o, ',');
        out_int(o, t->best[i]);
    }
    out_str(o, S("],\"values\":["));
    for (size_t i = 0; i < t->n_best; i++) {
        if (i)
            out_char(o, ',');
        out_value(o, OUT_COLUMN, f, t->c->after[t->best[i]]);
    }
    out_str(o, S("]}"));
}

/* ---- columns --------------------------------------------------------------------------------- */

static void out_all(struct out *o, const struct told *t, const struct field *f)
{
    for (size_t i = 0; i < t->c->n; i++) {
        out_char(o, i ? ',' : '[');
        out_value(o, OUT_COLUMN, f, t->c->after[i]);
    }
    out_char(o, ']');
}

static void out_ids(struct out *o, const struct calculated *c)
{
    out_str(o, S("\"id\":"));
    for (size_t i = 0; i < c->n; i++) {
        out_char(o, i ? ',' : '[');
        out_int(o, ((const struct record *)c->items[i])->id.v);
    }
    out_char(o, ']');
}

static void out_column(struct out *o, struct told *t, const struct layout_column *column)
{
    const struct field *f = column->column.field;
    out_char(o, ',');
    out_str(o, column->name);
    if (t->c->n > 1 && is_one(t, f)) {
        out_str(o, S("{\"all\":"));
        out_value(o, OUT_COLUMN, f, t->c->after[0]);
        out_char(o, '}');
    } else if (find_patch(t, f)) {
        out_patch(o, t, f);
    } else {
        out_all(o, t, f);
    }
    t->columns[t->n++] = column;
}

static void out_columns(struct out *o, struct arena *mem, const struct calculated *c)
{
    const struct layout *l = layout_of(&item_entity);
    struct told          t = {.c = c};
    t.rows = arena_array(mem, uint32_t, c->n);
    t.best = arena_array(mem, uint32_t, c->n);
    out_ids(o, c);
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].column.of_row && is_changed(&t, l->v[i].column.field))
            out_column(o, &t, &l->v[i]);
}

void calculated_json(struct json_out *o, struct arena *mem, const struct calculated *c)
{
    struct out out;
    jo_raw(o, S("{\"count\":"));
    out_init(&out, o->to);
    out_int(&out, (int64_t)c->n);
    out_str(&out, S(",\"columns\":{"));
    if (c->n)
        out_columns(&out, mem, c);
    out_str(&out, S("}}"));
    out_flush(&out);
}
