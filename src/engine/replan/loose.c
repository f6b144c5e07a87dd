/* engine/replan/loose.c - rows with room.
 *
 * Invariants: begin ≤ end ≤ begin + room ≤ used ≤ most · places of two rows do not overlap · arrays
 * never move, so that callers may keep their addresses.
 */
#include "engine/replan/loose.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_MIN = 2 };

struct loose loose_new(struct arena *mem, const int32_t *row, struct loose_size size)
{
    struct loose l = {.begin = arena_array(mem, int32_t, size.most_rows + 1),
                      .end = arena_array(mem, int32_t, size.most_rows + 1),
                      .room = arena_array(mem, int32_t, size.most_rows + 1),
                      .used = row[size.rows],
                      .most = row[size.rows] + size.spare};
    memcpy(l.begin, row, sizeof *row * (size_t)size.rows);
    memcpy(l.end, row + 1, sizeof *row * (size_t)size.rows);
    for (int32_t i = 0; i < size.rows; i++)
        l.room[i] = row[i + 1] - row[i];
    return l;
}

void *loose_column(struct loose *l, struct arena *mem, const void *from, size_t size)
{
    char *items = arena_alloc(mem, size * (size_t)(l->most + 1));
    if (from)
        memcpy(items, from, size * (size_t)l->used);
    l->column[l->n_columns].items = items;
    l->column[l->n_columns++].size = size;
    return items;
}

static void items_move(struct loose *l, int32_t to, int32_t from, int32_t n)
{
    for (int32_t c = 0; c < l->n_columns; c++) {
        const size_t size = l->column[c].size;
        memmove(l->column[c].items + size * (size_t)to, l->column[c].items + size * (size_t)from,
                size * (size_t)n);
    }
}

/* False: there is no room for more. */
static bool row_widen(struct loose *l, int32_t row)
{
    const int32_t n = l->end[row] - l->begin[row], room = n + n / 4 + ROOM_MIN;
    if (room > l->most - l->used)
        return false;
    items_move(l, l->used, l->begin[row], n);
    l->begin[row] = l->used;
    l->end[row] = l->used + n;
    l->room[row] = room;
    l->used += room;
    return true;
}

int32_t loose_insert(struct loose *l, int32_t row, int32_t at)
{
    const int32_t before = at - l->begin[row];
    if (l->end[row] - l->begin[row] == l->room[row] && !row_widen(l, row))
        return -1;
    at = l->begin[row] + before;
    items_move(l, at + 1, at, l->end[row] - at);
    l->end[row]++;
    return at;
}

void loose_remove(struct loose *l, int32_t row, int32_t at)
{
    l->end[row]--;
    items_move(l, at, at + 1, l->end[row] - at);
}

int32_t loose_find(const struct loose *l, int32_t row, int32_t v)
{
    const int32_t *items = (const void *)l->column[0].items;
    for (int32_t k = l->begin[row]; k < l->end[row]; k++)
        if (items[k] == v)
            return k;
    return -1;
}

struct stretch {
    int32_t begin, end;
};

static int by_begin(const void *a, const void *b)
{
    const struct stretch *x = a, *y = b;
    return x->begin != y->begin ? (x->begin < y->begin ? -1 : 1)
                                : (x->end > y->end) - (x->end < y->end);
}

bool loose_verify(const struct loose *l, int32_t n_rows)
{
    struct arena    mem = {0};
    struct stretch *all = arena_array(&mem, struct stretch, n_rows + 1);
    bool            fine = l->used <= l->most;
    for (int32_t i = 0; i < n_rows; i++) {
        all[i] = (struct stretch){l->begin[i], l->begin[i] + l->room[i]};
        fine &= l->begin[i] >= 0 && l->begin[i] <= l->end[i] && l->end[i] <= all[i].end &&
                all[i].end <= l->used;
    }
    qsort(all, (size_t)n_rows, sizeof *all, by_begin);
    for (int32_t i = 1; i < n_rows; i++)
        fine &= all[i - 1].end <= all[i].begin || all[i - 1].begin == all[i - 1].end;
    arena_done(&mem);
    return fine;
}
