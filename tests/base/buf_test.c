/* tests/base/buf_test.c - the growing buffer. */
#include "base/buf.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define eq(b, text) cr_assert(str_eq(buf_view(b), S(text)), "%.*s", STR_ARG(buf_view(b)))

Test(buf, puts)
{
    struct buf b;
    buf_init(&b, 0);
    eq(&b, "");
    buf_put(&b, "ab", 2);
    buf_str(&b, S("cd"));
    buf_str(&b, STR_NONE);
    buf_z(&b, "ef");
    buf_char(&b, '-');
    buf_int(&b, INT64_MIN);
    buf_char(&b, ' ');
    buf_int(&b, 0);
    buf_fmt(&b, " %s", "x");
    eq(&b, "abcdef--9223372036854775808 0 x");
    cr_assert(err_is(buf_err(&b), ERR_NONE));
    buf_clear(&b);
    eq(&b, "");
    buf_done(&b);
    buf_done(&b);
}

Test(buf, doubles_read_back)
{
    double     values[] = {0.1, 1.0 / 3, 1e300, 5e-324, 123456.789, -2.5, 1e15, 3, 0.1 + 0.2};
    struct buf b = {0};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        double back = 0;
        buf_clear(&b);
        buf_double(&b, values[i]);
        cr_assert(str_double(buf_view(&b), &back), "%.*s", STR_ARG(buf_view(&b)));
        cr_assert(back == values[i]);
    }
    uint64_t seed = 3;
    for (int i = 0; i < 200000; i++) {
        double v = (double)(int64_t)(rng_next(&seed) >> (i % 50)) / (double)(1 + i % 1000),
               back = 0;
        v = i % 2 ? v : -v;
        buf_clear(&b);
        buf_double(&b, v);
        cr_assert(str_double(buf_view(&b), &back) && back == v, "%.17g %.*s", v,
                  STR_ARG(buf_view(&b)));
    }
    buf_clear(&b);
    const double shortest[] = {-0.5, 33.333333, 0.000001, 100.25, -1234.5, 1e22};
    for (size_t i = 0; i < sizeof shortest / sizeof *shortest; i++) {
        buf_double(&b, shortest[i]);
        buf_char(&b, ' ');
    }
    eq(&b, "-0.5 33.333333 0.000001 100.25 -1234.5 1e+22 ");
    buf_clear(&b);
    buf_double(&b, 0.1);
    buf_char(&b, ' ');
    buf_double(&b, 42);
    buf_char(&b, ' ');
    buf_double(&b, NAN);
    buf_char(&b, ' ');
    buf_double(&b, -INFINITY);
    eq(&b, "0.1 42 null null");
    buf_done(&b);
}

Test(buf, maximum)
{
    struct buf b;
    buf_init(&b, 10);
    buf_z(&b, "12345678");
    buf_z(&b, "abc");
    buf_char(&b, 'x');
    buf_fmt(&b, "%d", 1);
    eq(&b, "12345678");
    cr_assert(b.full);
    cr_assert(err_is(buf_err(&b), ERR_TOO_LARGE));
    buf_clear(&b);
    buf_z(&b, "1234567890");
    cr_assert(err_is(buf_err(&b), ERR_NONE));
    buf_done(&b);
}

Test(buf, grows_and_moves_out)
{
    struct buf b = {0};
    for (int i = 0; i < 100000; i++)
        buf_char(&b, (char)('a' + i % 26));
    size_t n;
    char  *p = buf_take(&b, &n);
    cr_assert_eq(n, 100000);
    cr_assert_eq(p[27], 'b');
    cr_assert_null(b.p);
    buf_free(p);
    buf_free(NULL);
}
