/* tests/fuzz/psplib_fuzz.c - libFuzzer on the readers of scheduling problems, and on the search.
 *
 * Built and run by tools/fuzz; the corpus is ../shared/data/psplib. What reads and is small must be
 * scheduled, and the schedule must keep to the problem.
 */
#include "engine/level/bound.h"
#include "engine/level/check.h"
#include "engine/level/search.h"
#include "formats/psplib/psplib.h"
#include "formats/source.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { SMALL = 200, SHORT = 20000 };

static void schedule(struct arena *mem, const struct level_problem *p)
{
    struct level_result  r;
    struct level_options o = {.schedules = 40, .seed = 1};
    if (level_search(mem, p, &o, &r).code)
        return;
    if (level_verify(mem, p, &r.times).code || level_lower_bound(mem, p) > r.makespan)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena         mem = {0};
    struct level_problem p;
    str                  name = n % 2 ? S("fuzz.rcp") : S("fuzz.sm");
    struct source        source = source_memory(&mem, name, (str){(const char *)bytes, n});
    if (!psplib_read(&mem, source, &p).code && p.n_activities < SMALL && level_horizon(&p) < SHORT)
        schedule(&mem, &p);
    arena_done(&mem);
    return 0;
}
