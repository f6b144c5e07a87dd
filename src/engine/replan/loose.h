/* engine/replan/loose.h - rows of items side by side in one array, with room to grow.
 *
 * Made from rows without gaps. A row that is full moves to the free end of the array and gets a
 * quarter more and two; the place it leaves is lost until all is made anew, so that the amount of
 * work stays small and every index of another row stands. Up to three columns run in parallel.
 */
#ifndef ENGINE_REPLAN_LOOSE_H
#define ENGINE_REPLAN_LOOSE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { LOOSE_COLUMNS = 3 };

struct loose {
    int32_t *begin, *end, *room; /* by row: [begin … end) is in use, room places are its own */
    int32_t  used, most;         /* places given out; there are */
    int32_t  n_columns;
    struct {
        char  *items;
        size_t size;
    } column[LOOSE_COLUMNS];
};

struct loose_size {
    int32_t rows, most_rows;
    int32_t spare; /* places behind the last row */
};

/* `row` as order_rows gives it: row i is [row[i] … row[i + 1]). Rows from `rows` on are empty. */
struct loose loose_new(struct arena *mem, const int32_t *row, struct loose_size size);

/* Adds a column with the items that stand there now, `from` may be NULL: zeroed. Gives its array,
 * which has room for all there may be and never moves. */
void *loose_column(struct loose *l, struct arena *mem, const void *from, size_t size);

/* Makes room before place `at` of the row ([begin … end]); gives the place, whose items are to be
 * set, or -1: no room is left. O(items of the row). */
int32_t loose_insert(struct loose *l, int32_t row, int32_t at);
void    loose_remove(struct loose *l, int32_t row, int32_t at);

/* The first place of the row whose first column, of int32_t, is v; -1 when there is none. */
int32_t loose_find(const struct loose *l, int32_t row, int32_t v);

/* Whether no two rows share a place and all lie within the array. O(rows log rows). */
bool loose_verify(const struct loose *l, int32_t n_rows);

#endif
