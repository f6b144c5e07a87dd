/* tests/fuzz/pmxml_fuzz.c - libFuzzer on the reader of Primavera XML.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/pmxml/pmxml.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(pmxml_read, bytes, n);
}
