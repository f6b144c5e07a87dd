/* http/bytes.h - finished bytes shared by many: cached replies, events on their way to many
 * readers.
 *
 * Immutable and reference-counted; any thread. The gzip form is made at most once, when first asked
 * for.
 */
#ifndef HTTP_BYTES_H
#define HTTP_BYTES_H

#include "base/buf.h"

struct bytes;

/* Takes the buffer's memory; the buffer is empty afterwards. One reference. */
struct bytes *bytes_take(struct buf *from);
struct bytes *bytes_ref(struct bytes *b);
void          bytes_unref(struct bytes *b); /* NULL is fine */

str bytes_plain(const struct bytes *b); /* valid as long as the reference */
str bytes_gzip(struct bytes *b);        /* the same, packed; absent when that failed */

/* Packs `plain` (zlib level 1, gzip frame) behind what `to` holds; false when it cannot. The
 * packer's memory (256 KB) belongs to the thread and is used again. */
bool gzip_pack(str plain, struct buf *to);

#endif
