/* tests/fuzz/estimates_fuzz.c - libFuzzer on lists of three-point estimates (CSV).
 *
 * A list is put into a plan of three items whole or not at all; what was put calculates.
 */
#include "formats/estimates.h"

#include "domain/item.h"
#include "formats/outline/outline.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena  mem = {0};
    struct import import = {0};
    size_t        put = 0;
    const str plan = S("project P Plan ; start 2026-03-02T08:00\nOne ; 2d\nTwo ; 1d\nThree ; 1d\n");
    if (outline_read(&mem, plan, (struct outline_options){.today = DAY_NONE}, &import).code)
        abort();
    for (size_t s = 0; s < plan_slots(import.plan, &item_entity); s++) {
        struct item i = *(const struct item *)plan_at(import.plan, &item_entity, s);
        i.source_uid = (int64_t)s + 1;
        plan_put(import.plan, &item_entity, &i);
    }
    const err e = estimates_read(&mem, (str){(const char *)bytes, n}, import.plan, &put);
    if ((e.code && put) || plan_calculate(import.plan, NULL).code)
        abort();
    plan_unref(import.plan);
    arena_done(&mem);
    return 0;
}
