/* tests/domain/list/text_order_test.c - the order of texts. */
#include "domain/list/text_order.h"

#include <criterion/criterion.h>

Test(text_order, ascends)
{
    const char *sorted[] = {"",     "0",      "00",     "1",   "a",  "a 09", "a 9",
                            "a 10", "a 10 b", "a 10 c", "a1b", "ab", "b"};
    for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
        for (size_t k = 0; k < sizeof sorted / sizeof *sorted; k++) {
            int order = text_order(str_from(sorted[i]), str_from(sorted[k]));
            cr_assert_eq((order > 0) - (order < 0), (i > k) - (i < k), "'%s' and '%s'", sorted[i],
                         sorted[k]);
        }
    cr_assert(text_order(STR_NONE, S("z")) > 0 && text_order(S("z"), STR_NONE) < 0);
    cr_assert_eq(text_order(STR_NONE, STR_NONE), 0);
}
