/* base/arena.h - memory by lifetime instead of by free.
 *
 * An arena hands out memory that lives until the arena is reset or done. Blocks
 * double in size up to 1 MiB, so n bytes cost O(log n) calls of malloc. Not
 * thread-safe: an arena belongs to one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena_exit;

/* Zeroed is valid and empty: `struct arena mem = {0};`. */
struct arena {
    struct arena_block *block; /* newest */
    struct arena_exit  *exits; /* what arena_defer left, newest first */
    size_t              used;  /* bytes handed out since the last reset */
    size_t              limit; /* 0 = none; arena_try refuses beyond it */
};

struct arena_mark {
    struct arena_block *block;
    struct arena_exit  *exits;
    size_t              block_used, used;
};

void arena_init(struct arena *mem, size_t limit);

/* Runs the deferred exits, newest first, and frees every block. Fine on zeroed and done arenas. */
void arena_done(struct arena *mem);

/* As done, but keeps the first block for the next use. */
void arena_reset(struct arena *mem);

/* Zeroed memory, aligned for any type. Ends the process when the machine has no memory left:
 * use it for what we size ourselves. size 0 gives a valid pointer. */
void *arena_alloc(struct arena *mem, size_t size) __attribute__((__malloc__, returns_nonnull));

/* count * size zeroed bytes, or NULL when that overflows, passes the limit or cannot be had:
 * use it for what a user can size. */
void *arena_try(struct arena *mem, size_t count, size_t size) __attribute__((__malloc__));

/* The block grown to new_size with its bytes kept; in place when it was the newest. */
void *arena_grow(struct arena *mem, void *old, size_t old_size, size_t new_size);

/* What is allocated next, up to so many bytes, will lie side by side, on huge pages if that is
 * much: for arrays that are walked in no order. */
void arena_reserve(struct arena *mem, size_t size);

void *arena_copy(struct arena *mem, const void *bytes, size_t size);

#define arena_new(mem, type)          ((type *)arena_alloc((mem), sizeof(type)))
#define arena_array(mem, type, count) ((type *)arena_alloc((mem), sizeof(type) * (size_t)(count)))

struct arena_mark arena_mark(const struct arena *mem);
void              arena_rewind(struct arena *mem, struct arena_mark mark); /* scratch ends here */

/* Calls close(ptr) when the arena is reset, rewound past this point or done. */
void arena_defer(struct arena *mem, void (*close)(void *), void *ptr);

#define CLEANUP(fn) __attribute__((cleanup(fn)))

#endif
