/* Blocks that are freed one by one. */
#include "base/heap.h"

#include <criterion/criterion.h>
#include <string.h>

Test(heap, keeps_bytes_when_it_grows)
{
    char *p = heap_alloc(4);
    memcpy(p, "abcd", 4);
    p = heap_grow(p, 100000);
    cr_assert(memcmp(p, "abcd", 4) == 0);
    heap_free(p);
}

Test(heap, takes_nothing)
{
    heap_free(heap_alloc(0));
    heap_free(heap_grow(NULL, 8));
    heap_free(NULL);
}

Test(heap, keeps_pages)
{
    heap_keep_pages();
    char *p = heap_alloc(1 << 20);
    memset(p, 1, 1 << 20);
    heap_free(p);
}

Test(heap, gives_back_and_goes_on)
{
    char *p = heap_alloc(1 << 20);
    heap_free(p);
    heap_trim();
    p = heap_alloc(1 << 20);
    memset(p, 2, 1 << 20);
    cr_expect_eq(p[77], 2);
    heap_free(p);
}
