/* base/heap.h - memory for things that are counted by reference and freed one by one.
 *
 * Everything else comes from an arena. A block is freed on any thread.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stddef.h>

/* Not zeroed, aligned for any type. Ends the process when the machine has no memory left. */
void *heap_alloc(size_t size) __attribute__((__malloc__, returns_nonnull));

/* The block with its bytes kept, at a new size; NULL is an empty block. */
void *heap_grow(void *block, size_t size) __attribute__((returns_nonnull));

void heap_free(void *block); /* NULL is fine */

/* For a process that lives long and allocates the same again and again: freed pages stay with it,
 * up to 16 MiB a thread, and are not faulted in anew each time. Call it before there are threads.
 */
void heap_keep_pages(void);

/* Gives back to the system what is free, after work that needed much more than usual. Milliseconds.
 */
void heap_trim(void);

#endif
