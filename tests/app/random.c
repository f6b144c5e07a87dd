/* Operations at random: what a careless person with many hands would do. */
#include "app/random.h"

#include "base/rng.h"

static int64_t any_id(struct fix *f, const struct entity *e, uint64_t *seed)
{
    const struct plan *p = fix_plan(f);
    size_t             n = plan_slots(p, e);
    for (int i = 0; n && i < 20; i++) {
        const struct record *r = plan_at(p, e, rng_below(seed, (uint32_t)n));
        if (r)
            return r->id.v;
    }
    return 999999;
}

const char *random_operation(struct fix *f, uint64_t *seed)
{
    long long item = any_id(f, &item_entity, seed), other = any_id(f, &item_entity, seed);
    switch (rng_below(seed, 12)) {
    case 0:
    case 1:
    case 2:
        return str_fmt(&f->mem,
                       "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"t%"
                       "u\",\"duration_s\":%u}}",
                       rng_below(seed, 1000), rng_below(seed, 9) * 14400)
            .p;
    case 3:
    case 4:
        return str_fmt(&f->mem,
                       "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-2,\"set\":{\"pred\":%lld,"
                       "\"succ\":%lld,\"lag_s\":%u}}",
                       item, other, rng_below(seed, 3) * 28800)
            .p;
    case 5:
        return str_fmt(
                   &f->mem,
                   "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}",
                   item, other)
            .p;
    case 6:
        return str_fmt(&f->mem,
                       "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"percent_"
                       "complete\":%u}}",
                       item, rng_below(seed, 5) * 25)
            .p;
    case 7: return str_fmt(&f->mem, "{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld}", item).p;
    case 8:
        return str_fmt(&f->mem,
                       "{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-3,\"set\":{\"title\":"
                       "\"r%u\"}}",
                       rng_below(seed, 99))
            .p;
    case 9:
        return str_fmt(&f->mem,
                       "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-4,\"set\":{\"item\":"
                       "%lld,\"resource\":%lld,\"units\":0.5}}",
                       item, (long long)any_id(f, &resource_entity, seed))
            .p;
    case 10:
        return str_fmt(&f->mem,
                       "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"duration_s\":"
                       "%u}}",
                       item, rng_below(seed, 9) * 14400)
            .p;
    default:
        return str_fmt(&f->mem,
                       "{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-5,\"set\":{\"number\":"
                       "%u}}",
                       rng_below(seed, 2))
            .p;
    }
}
