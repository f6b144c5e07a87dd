/* tests/fuzz/clndr_fuzz.c - libFuzzer on the working times of P6 calendars.
 *
 * What was read, cut or not, is printed; the print is whole and says the same again.
 */
#include "formats/xer/clndr.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena  mem = {0};
    struct clndr *read = arena_new(&mem, struct clndr), *again = arena_new(&mem, struct clndr);
    if (clndr_read(&mem, (str){(const char *)bytes, n}, read) && read->n_exceptions < 10000) {
        if (!clndr_read(&mem, clndr_text(&mem, read), again) ||
            memcmp(read->days, again->days, sizeof read->days) != 0 ||
            read->n_exceptions != again->n_exceptions)
            abort();
    }
    arena_done(&mem);
    return 0;
}
