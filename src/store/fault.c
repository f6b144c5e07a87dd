/* store/fault.c - a store whose N-th call fails, for walking every failure of every function.
 *
 * The count runs over all calls that may fail, on all threads; the inner store is not asked when
 * one fails, except that a failing commit rolls back, as a real one does.
 */
#include "store/wrap.h"

struct fault {
    struct wrap   wrap;
    int64_t       fail_at;
    enum err_code code;
    int64_t      *calls;
};

static err before(struct wrap *w, const char *call)
{
    struct fault *f = (struct fault *)w;
    int64_t       n = __atomic_add_fetch(f->calls, 1, __ATOMIC_SEQ_CST);
    return n == f->fail_at
               ? err_make(f->code, "Call %lld (%s) was made to fail.", (long long)n, call)
               : OK;
}

static void after(struct wrap *w, const char *call, const char *about, err result)
{
    (void)w;
    (void)call;
    (void)about;
    err_drop(result);
}

struct store *store_fault(struct store *inner, int64_t fail_at, enum err_code code,
                          int64_t *ret_calls)
{
    struct fault *f = (struct fault *)wrap_new(inner, sizeof *f);
    f->wrap.before = before;
    f->wrap.after = after;
    f->fail_at = fail_at;
    f->code = code;
    f->calls = ret_calls;
    *ret_calls = 0;
    return &f->wrap.store;
}
