/* base/heap.c - the few blocks that are counted by reference and freed one by one.
 *
 * malloc with one answer to its failing: the process ends with a message, as arenas do. What a user
 * can size is refused earlier, by the limits of readers and bodies.
 */
#include "base/heap.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

enum { KEPT_MOST = 16 << 20, BLOCK_OWN_PAGES = 2 << 20 };

static void *checked(void *block)
{
    if (!block) {
        fputs("out of memory\n", stderr);
        abort();
    }
    return block;
}

void *heap_alloc(size_t size)
{
    return checked(malloc(size ? size : 1));
}

void *heap_grow(void *block, size_t size)
{
    return checked(realloc(block, size ? size : 1));
}

void heap_free(void *block)
{
    free(block);
}

void heap_keep_pages(void)
{
    mallopt(M_TRIM_THRESHOLD, KEPT_MOST);
    mallopt(M_MMAP_THRESHOLD, BLOCK_OWN_PAGES);
}

void heap_trim(void)
{
    malloc_trim(0);
}
