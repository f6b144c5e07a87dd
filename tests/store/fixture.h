/* tests/store/fixture.h - stores to test on, and records to put into them. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "domain/entities.h"

#include "store/store.h"

#include <stdio.h>
#include <string.h>

/* A folder of its own below /tmp, removed with all in it by folder_drop. */
const char *folder_make_new(void);
void        folder_drop(const char *folder);

/* Runs `test` on each store: in memory, in a file, and both under trace. */
void each_store(void (*test)(struct store *s));

/* Lets call 1, 2, … of `work` fail on a fresh store until none does; after each failure `look` must
 * find the store whole. In memory and in a file. */
void each_fault(err (*work)(struct store *s), void (*look)(struct store *s, bool done));

#define must(call)                                                                                 \
    do {                                                                                           \
        err must_ = (call);                                                                        \
        cr_assert_eq(must_.code, ERR_NONE, "%s: %s", #call, must_.why);                            \
    } while (0)
#define must_fail(call, want)                                                                      \
    do {                                                                                           \
        err must_ = (call);                                                                        \
        cr_assert_eq(must_.code, want, "%s: code %d, %s", #call, must_.code,                       \
                     must_.why ? must_.why : "no error");                                          \
    } while (0)

/* A project with the title, written in a transaction of its own. */
struct id project_add(struct store *s, const char *title);
/* A new record of the entity, ready to insert. */
void record_start(const struct entity *e, void *record, struct id project);
/* Inserts an item in the open transaction. */
struct id item_add(struct store_tx *tx, struct id project, const char *title);

/* How many rows each() shows. */
size_t count_rows(struct store *s, const struct entity *e, struct id project);
/* Adds batch `seq` with one operation about `record`, in the open transaction. */
err batch_add(struct store_tx *tx, struct id project, int64_t seq, int64_t record, str effects);

#endif
