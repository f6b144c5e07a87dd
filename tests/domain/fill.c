/* tests/domain/fill.c - records with every member set.
 *
 * Values differ from each other and from initial ones, so that a member that is read from another's
 * place is noticed.
 */
#include "domain/fill.h"

#include "base/rng.h"

static int64_t number_between(const struct field *f, uint64_t *seed)
{
    int64_t low = f->min < 0 ? -1000 : (int64_t)f->min + 1;
    int64_t high = f->max > 0 && f->max < 1e6 ? (int64_t)f->max : 1000000;
    return low + (int64_t)rng_below(seed, (uint32_t)(high - low + 1));
}

static void fill_field(struct arena *mem, const struct field *f, void *record, uint64_t *seed)
{
    switch (f->type) {
    case F_TEXT:
        field_str_set(
            f, record,
            str_fmt(mem, "%c\"\\é%u", 'a' + (int)rng_below(seed, 26), rng_below(seed, 1000)));
        break;
    case F_NUM: field_num_set(f, record, (double)number_between(f, seed) + 0.25); break;
    case F_BOOL: field_int_set(f, record, !field_int(f, record)); break;
    case F_ENUM:
        field_int_set(f, record, 1 + rng_below(seed, (uint32_t)words_count(f->words) - 1));
        break;
    case F_DAY: field_int_set(f, record, 10000 + rng_below(seed, 20000)); break;
    case F_INSTANT:
        field_int_set(f, record, 1000000000 + (int64_t)rng_below(seed, 1000000000));
        break;
    case F_ID: field_int_set(f, record, 1 + rng_below(seed, 1000000)); break;
    case F_INT:
    case F_SECONDS:
    case F_MONEY: field_int_set(f, record, number_between(f, seed)); break;
    }
}

void fill_record(struct arena *mem, const struct entity *e, void *record, uint64_t seed)
{
    entity_init(e, record);
    for (size_t i = 0; i < entity_fields(e); i++)
        fill_field(mem, entity_field(e, i), record, &seed);
}

struct item fill_item(int64_t id, int64_t parent, int64_t rank, const char *title)
{
    struct item i;
    entity_init(&item_entity, &i);
    i.head.id.v = id;
    i.head.project.v = 1;
    i.head.rev = 1;
    i.parent.v = parent;
    i.rank = rank;
    i.title = str_from(title);
    return i;
}
