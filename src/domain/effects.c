/* domain/effects.c - packing of moved dates.
 *
 * Layout: version 1 · count · per item: id less the id before · a byte of presence (bits 0–3: the
 * four dates in order of the struct) · the dates there are, each less the date there was before
 * it in the list (the first: less the item's before it). All but the presence are varints, dates
 * zigzag. Invariants: ids ascend strictly · no unused bytes · varints in their shortest form.
 */
#include "domain/effects.h"

#include "domain/item.h"

#include "base/vec.h"

enum { VERSION = 1, DATES = 4, VARINT_MAX = 10, ITEM_BYTES_MIN = 2 };

/* ---- out --------------------------------------------------------------------------------- */

static void varint_put(struct buf *to, uint64_t v)
{
    while (v >= 0x80) {
        buf_char(to, (char)(v | 0x80));
        v >>= 7;
    }
    buf_char(to, (char)v);
}

static uint64_t zigzag(int64_t v)
{
    return ((uint64_t)v << 1) ^ (v < 0 ? UINT64_MAX : 0);
}

static int64_t unzigzag(uint64_t v)
{
    return (int64_t)((v >> 1) ^ (v & 1 ? UINT64_MAX : 0));
}

static void dates_of(const struct effect *e, instant *dates)
{
    dates[0] = e->start_before;
    dates[1] = e->start_after;
    dates[2] = e->finish_before;
    dates[3] = e->finish_after;
}

static void effect_put(struct buf *to, const struct effect *e, instant *last)
{
    instant  dates[DATES];
    unsigned presence = 0;
    dates_of(e, dates);
    for (unsigned i = 0; i < DATES; i++)
        presence |= dates[i] != INSTANT_NONE ? 1u << i : 0;
    buf_char(to, (char)presence);
    for (int i = 0; i < DATES; i++) {
        if (dates[i] == INSTANT_NONE)
            continue;
        varint_put(to, zigzag(dates[i] - *last));
        *last = dates[i];
    }
}

void effects_pack(struct buf *to, const struct effect *v, size_t n)
{
    int64_t id = 0;
    instant last = 0;
    if (!n)
        return;
    buf_char(to, VERSION);
    varint_put(to, n);
    for (size_t i = 0; i < n; i++) {
        varint_put(to, (uint64_t)(v[i].item.v - id));
        id = v[i].item.v;
        effect_put(to, &v[i], &last);
    }
}

/* ---- in ---------------------------------------------------------------------------------- */

static bool varint_take(str *from, uint64_t *ret_value)
{
    uint64_t v = 0;
    for (size_t i = 0; i < from->n && i < VARINT_MAX; i++) {
        unsigned char c = (unsigned char)from->p[i];
        if ((i == VARINT_MAX - 1 && c > 1) || (i && !c))
            return false;
        v |= (uint64_t)(c & 0x7f) << (7 * i);
        if (c & 0x80)
            continue;
        *from = str_sub(*from, i + 1, from->n);
        *ret_value = v;
        return true;
    }
    return false;
}

static bool byte_take(str *from, unsigned *ret_value)
{
    if (!from->n)
        return false;
    *ret_value = (unsigned char)from->p[0];
    *from = str_sub(*from, 1, from->n);
    return true;
}

static bool date_take(str *from, instant *last)
{
    uint64_t v;
    instant  date;
    if (!varint_take(from, &v) || __builtin_add_overflow(*last, unzigzag(v), &date))
        return false;
    if (date < INSTANT_MIN || date > INSTANT_MAX)
        return false;
    *last = date;
    return true;
}

static bool effect_take(str *from, struct effect *e, int64_t *id, instant *last)
{
    instant  dates[DATES] = {INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE};
    uint64_t step;
    unsigned presence;
    if (!varint_take(from, &step) || !step || step > (uint64_t)(INT64_MAX - *id))
        return false;
    *id += (int64_t)step;
    if (!byte_take(from, &presence) || presence >> DATES)
        return false;
    for (unsigned i = 0; i < DATES; i++) {
        if (!(presence >> i & 1))
            continue;
        if (!date_take(from, last))
            return false;
        dates[i] = *last;
    }
    *e = (struct effect){{*id}, dates[0], dates[1], dates[2], dates[3]};
    return true;
}

static err damaged(void)
{
    return err_make(ERR_CORRUPT, "the moved dates of a journal entry are damaged");
}

err effects_unpack(struct arena *mem, str packed, struct effect **ret_effects, size_t *ret_n)
{
    unsigned       version;
    uint64_t       n = 0;
    int64_t        id = 0;
    instant        last = 0;
    str            rest = packed;
    struct effect *v = NULL;
    if (packed.n) {
        if (!byte_take(&rest, &version) || version != VERSION || !varint_take(&rest, &n) || !n)
            return damaged();
        if (n > rest.n / ITEM_BYTES_MIN || !(v = arena_try(mem, n, sizeof *v)))
            return damaged();
    }
    for (uint64_t i = 0; i < n; i++)
        if (!effect_take(&rest, &v[i], &id, &last))
            return damaged();
    if (rest.n)
        return damaged();
    *ret_effects = v;
    *ret_n = n;
    return OK;
}

/* ---- from two plans ------------------------------------------------------------------------ */

struct gather {
    struct arena      *mem;
    VEC(struct effect) v;
};

static void gather(void *arg, const struct plan_change *c)
{
    struct gather         *g = arg;
    const struct record   *head = c->before ? c->before : c->after;
    const struct item_row *a = c->row_before, *b = c->row_after;

    struct effect x = {head->id, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE};
    if (a) {
        x.start_before = a->start;
        x.finish_before = a->finish;
    }
    if (b) {
        x.start_after = b->start;
        x.finish_after = b->finish;
    }
    if (x.start_before != x.start_after || x.finish_before != x.finish_after)
        vec_push(g->mem, &g->v, x);
}

void effects_between(struct arena *mem, const struct plan *before, const struct plan *after,
                     struct effect **ret_effects, size_t *ret_n)
{
    struct gather g = {.mem = mem};
    plan_diff(before, after, &item_entity, gather, &g);
    *ret_effects = g.v.v;
    *ret_n = g.v.n;
}
