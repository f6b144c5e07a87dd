/* formats/builder/pack.h - records held as what they differ in from an empty one of their kind.
 *
 * A record of a file has a hundred members, of which most say nothing. Held packed it takes 8 bytes
 * for each member that says something, and one bit for every 8 bytes of it; it is opened one at a
 * time where it is needed. Texts are pointers: what they point at must live as long.
 */
#ifndef FORMATS_BUILDER_PACK_H
#define FORMATS_BUILDER_PACK_H

#include "base/arena.h"

#include <stdint.h>

enum { PACK_BYTES_MAX = 4096 };

/* Both records are of `size` bytes, a multiple of 8 up to PACK_BYTES_MAX, aligned to 8. O(size). */
const uint64_t *pack_make(struct arena *mem, const void *record, const void *empty, size_t size);

/* The record again, over the whole of ret_record. O(size). */
void pack_open(const uint64_t *packed, const void *empty, size_t size, void *ret_record);

#endif
