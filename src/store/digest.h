/* store/digest.h - the hash that chains the journal: SHA-256(previous ‖ row). */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include "store/store.h"

enum { DIGEST_BYTES = 32 };

/* `previous` is absent or empty for the first batch of a project. A field goes in with its name
 * unless it is absent or zero, so that a column added later does not change old hashes. */
err digest_entry(str previous, const struct journal_entry *entry,
                 unsigned char ret_digest[DIGEST_BYTES]);

#endif
