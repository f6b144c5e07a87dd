/* tests/base/arena_test.c - memory by lifetime. */
#include "base/arena.h"

#include "base/vec.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

static int  closed[8];
static int  n_closed;
static void note_close(void *ptr)
{
    closed[n_closed++] = *(int *)ptr;
}

static bool all_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

Test(arena, zeroed_and_aligned_for_any_size)
{
    struct arena mem = {0};
    for (size_t size = 0; size < 5000; size += 37) {
        unsigned char *p = arena_alloc(&mem, size);
        cr_assert_eq((uintptr_t)p % 16, 0);
        cr_assert(all_zero(p, size));
        memset(p, 0xEE, size);
    }
    unsigned char *large = arena_alloc(&mem, 3 << 20);
    cr_assert(all_zero(large, 3 << 20));
    arena_done(&mem);
    arena_done(&mem);
    cr_assert_eq(mem.used, 0);
}

Test(arena, reset_keeps_one_block_and_gives_zeroes_again)
{
    struct arena mem;
    arena_init(&mem, 0);
    for (int i = 0; i < 100; i++)
        memset(arena_alloc(&mem, 1000), 0xEE, 1000);
    arena_reset(&mem);
    cr_assert_eq(mem.used, 0);
    cr_assert_not_null(mem.block);
    unsigned char *p = arena_alloc(&mem, 3000);
    cr_assert(all_zero(p, 3000));
    arena_done(&mem);
    arena_reset(&mem);
    cr_assert_null(mem.block);
}

Test(arena, what_is_reserved_lies_side_by_side)
{
    struct arena mem = {0};
    arena_alloc(&mem, 100);
    arena_reserve(&mem, 5 << 20);
    const uintptr_t from = (uintptr_t)arena_alloc(&mem, 2 << 20);
    for (int i = 0; i < 3; i++) {
        unsigned char  *p = arena_alloc(&mem, 900000);
        const uintptr_t at = (uintptr_t)p;
        cr_assert(at > from && at < from + (5 << 20));
        cr_assert(all_zero(p, 900000));
    }
    const struct arena_block *block = mem.block;
    arena_reserve(&mem, 1000); /* there is room */
    cr_assert_eq(mem.block, block);
    arena_reserve(&mem, SIZE_MAX); /* cannot be had */
    cr_assert_eq(mem.block, block);
    arena_done(&mem);
}

Test(arena, try_refuses_overflow_and_limit)
{
    struct arena mem;
    arena_init(&mem, 10000);
    cr_assert_null(arena_try(&mem, SIZE_MAX / 2, 3));
    cr_assert_null(arena_try(&mem, 1, SIZE_MAX));
    cr_assert_null(arena_try(&mem, 1, 10001));
    cr_assert_not_null(arena_try(&mem, 100, 50));
    cr_assert_null(arena_try(&mem, 100, 50));
    cr_assert_not_null(arena_alloc(&mem, 20000), "what we size ourselves is not limited");
    cr_assert_null(arena_try(&mem, 1, 1));
    arena_done(&mem);
}

Test(arena, grow_in_place_and_by_copy)
{
    struct arena mem = {0};
    char        *text = arena_alloc(&mem, 5);
    memcpy(text, "abcd", 5);
    char *same = arena_grow(&mem, text, 5, 200);
    cr_assert_eq(same, text);
    cr_assert_str_eq(same, "abcd");
    cr_assert(all_zero((unsigned char *)same + 5, 195));
    (void)arena_alloc(&mem, 1);
    char *moved = arena_grow(&mem, same, 200, 400);
    cr_assert_neq(moved, same);
    cr_assert_str_eq(moved, "abcd");
    cr_assert_eq(arena_grow(&mem, moved, 400, 100), moved);
    char *far = arena_grow(&mem, moved, 400, 1 << 21);
    cr_assert_str_eq(far, "abcd");
    cr_assert_not_null(arena_grow(&mem, NULL, 0, 16));
    arena_done(&mem);
}

Test(arena, copy)
{
    struct arena mem = {0};
    char        *p = arena_copy(&mem, "hello", 6);
    cr_assert_str_eq(p, "hello");
    cr_assert_not_null(arena_copy(&mem, NULL, 0));
    arena_done(&mem);
}

Test(arena, mark_and_rewind)
{
    struct arena mem = {0};
    int         *first = arena_new(&mem, int);
    *first = 7;
    struct arena_mark mark = arena_mark(&mem);
    size_t            used = mem.used;
    for (int i = 0; i < 50; i++)
        memset(arena_alloc(&mem, 2000), 0xEE, 2000);
    arena_rewind(&mem, mark);
    cr_assert_eq(mem.used, used);
    cr_assert_eq(*first, 7);
    cr_assert(all_zero(arena_alloc(&mem, 2000), 2000));
    arena_done(&mem);

    mark = arena_mark(&mem); /* of an empty arena */
    (void)arena_alloc(&mem, 10);
    arena_rewind(&mem, mark);
    cr_assert_null(mem.block);
}

Test(arena, exits_run_newest_first)
{
    struct arena mem = {0};
    int          numbers[] = {1, 2, 3};
    n_closed = 0;
    arena_defer(&mem, note_close, &numbers[0]);
    struct arena_mark mark = arena_mark(&mem);
    arena_defer(&mem, note_close, &numbers[1]);
    arena_defer(&mem, note_close, &numbers[2]);
    arena_rewind(&mem, mark);
    cr_assert_eq(n_closed, 2);
    cr_assert_eq(closed[0], 3);
    cr_assert_eq(closed[1], 2);
    arena_done(&mem);
    cr_assert_eq(n_closed, 3);
    cr_assert_eq(closed[2], 1);
}

Test(arena, vec_grows)
{
    struct arena mem = {0};
    VEC(int64_t) ids = {0};
    for (int64_t i = 0; i < 1000; i++)
        vec_push(&mem, &ids, i * i);
    cr_assert_eq(ids.n, 1000);
    for (int64_t i = 0; i < 1000; i++)
        cr_assert_eq(ids.v[i], i * i);
    vec_reserve(&mem, &ids, 5000);
    cr_assert_geq(ids.cap, 5000);
    cr_assert_eq(ids.v[999], 999 * 999);
    arena_done(&mem);
}
