/* base/arena.c - memory by lifetime.
 *
 * A list of blocks, newest first; allocation moves a pointer in the newest. Blocks come zeroed
 * from calloc and remember how far they were ever used (`dirty`), so that fresh memory is not
 * zeroed twice. Exits are allocated in the arena itself, therefore the exits newer than a mark
 * are exactly those that a rewind gives back.
 *
 * Invariants: used ≤ dirty ≤ cap in every block; bytes from dirty to cap are zero; the chain of
 * exits is newest first. Under AddressSanitizer what is not handed out is poisoned and a gap
 * follows each allocation, so that an overflow is seen although malloc was not asked.
 */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(p, n)   ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { ALIGN = 16, BLOCK_FIRST = 4096 - 64, BLOCK_MOST = 1 << 20 };
enum { PAGE = 1 << 12, HUGE_PAGE = 1 << 21 };

struct arena_block {
    struct arena_block *prev;
    size_t              cap, used, dirty;
    _Alignas(ALIGN) unsigned char bytes[];
};

struct arena_exit {
    struct arena_exit *prev;
    void (*close)(void *);
    void *ptr;
};

static size_t aligned(size_t size)
{
    return (size + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
}

void arena_init(struct arena *mem, size_t limit)
{
    *mem = (struct arena){.limit = limit};
}

static void exits_run(struct arena *mem, struct arena_exit *until)
{
    while (mem->exits != until) {
        struct arena_exit *e = mem->exits;
        mem->exits = e->prev;
        e->close(e->ptr);
    }
}

/* Frees the blocks newer than `until`. */
static void blocks_free(struct arena *mem, struct arena_block *until)
{
    while (mem->block != until) {
        struct arena_block *b = mem->block;
        mem->block = b->prev;
        ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->cap);
        free(b);
    }
}

static void block_cut(struct arena_block *b, size_t used)
{
    b->used = used;
    ASAN_POISON_MEMORY_REGION(b->bytes + used, b->cap - used);
}

void arena_done(struct arena *mem)
{
    exits_run(mem, NULL);
    blocks_free(mem, NULL);
    mem->used = 0;
}

void arena_reset(struct arena *mem)
{
    exits_run(mem, NULL);
    struct arena_block *first = mem->block;
    while (first && first->prev)
        first = first->prev;
    blocks_free(mem, first);
    if (first)
        block_cut(first, 0);
    mem->used = 0;
}

/* Asks for huge pages: who walks a large array in no order then seldom waits for the page's
 * address. Not more than a wish, and of no consequence when it is refused. */
static void pages_wish(struct arena_block *b)
{
#ifdef MADV_HUGEPAGE
    const uintptr_t from = ((uintptr_t)b + PAGE - 1) & ~(uintptr_t)(PAGE - 1);
    const size_t    size = sizeof *b + b->cap - (from - (uintptr_t)b);
    (void)madvise((void *)from, size & ~(size_t)(PAGE - 1), MADV_HUGEPAGE);
#else
    (void)b;
#endif
}

static struct arena_block *block_new(struct arena *mem, size_t size)
{
    size_t cap = mem->block ? mem->block->cap * 2 : BLOCK_FIRST;
    if (cap > BLOCK_MOST)
        cap = BLOCK_MOST;
    if (cap < size)
        cap = size;
    struct arena_block *b = calloc(1, sizeof *b + cap);
    if (!b)
        return NULL;
    b->cap = cap;
    b->prev = mem->block;
    mem->block = b;
    if (cap >= HUGE_PAGE)
        pages_wish(b);
    ASAN_POISON_MEMORY_REGION(b->bytes, cap);
    return b;
}

/* What an allocation of so many bytes takes from its block. */
static size_t footprint(size_t size)
{
    return aligned(size ? size : 1) + GAP;
}

/* NULL when the machine has no memory. */
static void *take(struct arena *mem, size_t size)
{
    size_t              whole = footprint(size);
    struct arena_block *b = mem->block;
    if (!b || b->cap - b->used < whole) {
        b = block_new(mem, whole);
        if (!b)
            return NULL;
    }
    unsigned char *p = b->bytes + b->used;
    ASAN_UNPOISON_MEMORY_REGION(p, size);
    if (b->used < b->dirty) {
        size_t old = b->dirty - b->used;
        memset(p, 0, old < size ? old : size);
    }
    b->used += whole;
    if (b->dirty < b->used)
        b->dirty = b->used;
    mem->used += whole;
    return p;
}

void *arena_alloc(struct arena *mem, size_t size)
{
    if (size <= SIZE_MAX / 2) {
        void *p = take(mem, size);
        if (p)
            return p;
    }
    fprintf(stderr, "out of memory: %zu bytes\n", size);
    abort();
}

void *arena_try(struct arena *mem, size_t count, size_t size)
{
    size_t n;
    if (__builtin_mul_overflow(count, size, &n) || n > SIZE_MAX / 2)
        return NULL;
    if (mem->limit && (mem->used > mem->limit || footprint(n) > mem->limit - mem->used))
        return NULL;
    return take(mem, n);
}

/* True when the newest allocation was grown where it stands. */
static bool grow_in_place(struct arena *mem, unsigned char *old, size_t old_size, size_t new_size)
{
    struct arena_block *b = mem->block;
    size_t              had = footprint(old_size), wants = footprint(new_size);
    if (!b || b->used < had || b->bytes + (b->used - had) != old || b->cap - b->used < wants - had)
        return false;
    size_t used = b->used - had + wants;
    ASAN_UNPOISON_MEMORY_REGION(old, new_size);
    memset(old + old_size, 0, new_size - old_size);
    mem->used += wants - had;
    b->used = used;
    if (b->dirty < used)
        b->dirty = used;
    return true;
}

void *arena_grow(struct arena *mem, void *old, size_t old_size, size_t new_size)
{
    if (old && new_size <= old_size)
        return old;
    if (old && old_size && grow_in_place(mem, old, old_size, new_size))
        return old;
    void *p = arena_alloc(mem, new_size);
    if (old && old_size)
        memcpy(p, old, old_size);
    return p;
}

void arena_reserve(struct arena *mem, size_t size)
{
    if (size <= SIZE_MAX / 2 && (!mem->block || mem->block->cap - mem->block->used < size))
        (void)block_new(mem, size);
}

void *arena_copy(struct arena *mem, const void *bytes, size_t size)
{
    void *p = arena_alloc(mem, size);
    if (size)
        memcpy(p, bytes, size);
    return p;
}

struct arena_mark arena_mark(const struct arena *mem)
{
    return (struct arena_mark){mem->block, mem->exits, mem->block ? mem->block->used : 0,
                               mem->used};
}

void arena_rewind(struct arena *mem, struct arena_mark mark)
{
    exits_run(mem, mark.exits);
    blocks_free(mem, mark.block);
    if (mem->block)
        block_cut(mem->block, mark.block_used);
    mem->used = mark.used;
}

void arena_defer(struct arena *mem, void (*close)(void *), void *ptr)
{
    struct arena_exit *e = arena_new(mem, struct arena_exit);
    *e = (struct arena_exit){mem->exits, close, ptr};
    mem->exits = e;
}
