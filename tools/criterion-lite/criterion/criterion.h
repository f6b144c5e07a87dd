/* criterion/criterion.h, the small stand-in - all tests of a program in one process.
 *
 * Criterion runs each test in a process of its own, in memory that ThreadSanitizer does not let it
 * have and that valgrind starts anew every time. Built with -Din_process=true, tests find this
 * header instead: the same macros, one process, one thread of tests. A failed assertion leaves its
 * test by longjmp, or ends its thread. What a test leaves behind, the next one sees.
 */
#ifndef CRITERION_LITE_H
#define CRITERION_LITE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lite_options {
    void (*init)(void);
    void (*fini)(void);
    double      timeout; /* not kept here */
    bool        disabled;
    int         signal, exit_code; /* tests that want to die are passed over */
    const char *description;
};

struct lite_test {
    const char *suite, *name; /* name NULL: the options of a suite */
    void (*run)(void);
    struct lite_options options;
    struct lite_test   *next;
};

void lite_register(struct lite_test *t);

/* good, or a line about what was expected; must: a failure leaves the test. */
__attribute__((format(printf, 6, 7))) void lite_check(bool good, bool must, const char *file,
                                                      int line, const char *text, const char *fmt,
                                                      ...);
__attribute__((format(printf, 1, 2), noreturn)) void lite_skip(const char *fmt, ...);

#define Test(a, b, ...)                                                                            \
    static void                              lite_run_##a##_##b(void);                             \
    __attribute__((constructor)) static void lite_add_##a##_##b(void)                              \
    {                                                                                              \
        static struct lite_test t = {#a, #b, lite_run_##a##_##b, {__VA_ARGS__}, NULL};             \
        lite_register(&t);                                                                         \
    }                                                                                              \
    static void lite_run_##a##_##b(void)

#define TestSuite(a, ...)                                                                          \
    __attribute__((constructor)) static void lite_suite_##a(void)                                  \
    {                                                                                              \
        static struct lite_test t = {#a, NULL, NULL, {__VA_ARGS__}, NULL};                         \
        lite_register(&t);                                                                         \
    }                                                                                              \
    _Static_assert(true, "")

#define LITE(x, m, ...)                   lite_check(x, m, __FILE__, __LINE__, #x, "" __VA_ARGS__)
#define LITE_FLOAT(a, b, e)               (fabs((double)(a) - (double)(b)) <= (double)(e))

#define cr_skip_test(...)                 lite_skip("" __VA_ARGS__)
#define cr_log_info(...)                  ((void)printf("" __VA_ARGS__), (void)printf("\n"))
#define cr_skip                           cr_skip_test

#define cr_assert_fail(...)               LITE(false, true, __VA_ARGS__)
#define cr_fail                           cr_assert_fail
#define cr_assert(x, ...)                 LITE((x), true, __VA_ARGS__)
#define cr_assert_not(x, ...)             LITE(!(x), true, __VA_ARGS__)
#define cr_assert_null(x, ...)            LITE((x) == NULL, true, __VA_ARGS__)
#define cr_assert_not_null(x, ...)        LITE((x) != NULL, true, __VA_ARGS__)
#define cr_assert_eq(a, b, ...)           LITE((a) == (b), true, __VA_ARGS__)
#define cr_assert_neq(a, b, ...)          LITE((a) != (b), true, __VA_ARGS__)
#define cr_assert_lt(a, b, ...)           LITE((a) < (b), true, __VA_ARGS__)
#define cr_assert_leq(a, b, ...)          LITE((a) <= (b), true, __VA_ARGS__)
#define cr_assert_gt(a, b, ...)           LITE((a) > (b), true, __VA_ARGS__)
#define cr_assert_geq(a, b, ...)          LITE((a) >= (b), true, __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...)       LITE(strcmp((a), (b)) == 0, true, __VA_ARGS__)
#define cr_assert_str_neq(a, b, ...)      LITE(strcmp((a), (b)) != 0, true, __VA_ARGS__)
#define cr_assert_arr_eq(a, b, n, ...)    LITE(memcmp((a), (b), (n)) == 0, true, __VA_ARGS__)
#define cr_assert_float_eq(a, b, e, ...)  LITE(LITE_FLOAT(a, b, e), true, __VA_ARGS__)
#define cr_assert_float_neq(a, b, e, ...) LITE(!LITE_FLOAT(a, b, e), true, __VA_ARGS__)

#define cr_expect_fail(...)               LITE(false, false, __VA_ARGS__)
#define cr_expect(x, ...)                 LITE((x), false, __VA_ARGS__)
#define cr_expect_not(x, ...)             LITE(!(x), false, __VA_ARGS__)
#define cr_expect_null(x, ...)            LITE((x) == NULL, false, __VA_ARGS__)
#define cr_expect_not_null(x, ...)        LITE((x) != NULL, false, __VA_ARGS__)
#define cr_expect_eq(a, b, ...)           LITE((a) == (b), false, __VA_ARGS__)
#define cr_expect_neq(a, b, ...)          LITE((a) != (b), false, __VA_ARGS__)
#define cr_expect_lt(a, b, ...)           LITE((a) < (b), false, __VA_ARGS__)
#define cr_expect_leq(a, b, ...)          LITE((a) <= (b), false, __VA_ARGS__)
#define cr_expect_gt(a, b, ...)           LITE((a) > (b), false, __VA_ARGS__)
#define cr_expect_geq(a, b, ...)          LITE((a) >= (b), false, __VA_ARGS__)
#define cr_expect_str_eq(a, b, ...)       LITE(strcmp((a), (b)) == 0, false, __VA_ARGS__)
#define cr_expect_str_neq(a, b, ...)      LITE(strcmp((a), (b)) != 0, false, __VA_ARGS__)
#define cr_expect_arr_eq(a, b, n, ...)    LITE(memcmp((a), (b), (n)) == 0, false, __VA_ARGS__)
#define cr_expect_float_eq(a, b, e, ...)  LITE(LITE_FLOAT(a, b, e), false, __VA_ARGS__)

#endif
