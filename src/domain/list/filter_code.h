/* domain/list/filter_code.h - the program a filter is compiled to, for filter.c and
 * filter_parse.c.
 *
 * Postfix: tests push a truth, and, or and not take theirs from the stack.
 */
#ifndef DOMAIN_LIST_FILTER_CODE_H
#define DOMAIN_LIST_FILTER_CODE_H

#include "domain/list/filter.h"

enum filter_op {
    FILTER_EQ,
    FILTER_NE,
    FILTER_LT,
    FILTER_LE,
    FILTER_GT,
    FILTER_GE,
    FILTER_CONTAINS,
    FILTER_IN
};
enum filter_step { FILTER_TEST, FILTER_AND, FILTER_OR, FILTER_NOT };

/* A literal: lo … hi, both included; they differ for a date that means a whole day. */
struct filter_value {
    bool    is_null;
    int64_t lo, hi;       /* all types but F_NUM and F_TEXT */
    double  num;          /* F_NUM */
    str     text, folded; /* F_TEXT */
};

struct filter_test {
    struct column        column;
    enum filter_op       op;
    struct filter_value *values; /* one, but for `in` */
    size_t               n_values;
};

enum {
    /* Tests, and, or; each not is 4 bytes of text. */
    FILTER_STEPS_MAX = 2 * FILTER_TESTS_MAX + FILTER_BYTES_MAX / 4,
    FILTER_STACK = 2 * FILTER_DEPTH_MAX + 8,
};

struct filter {
    size_t             n_steps, n_tests;
    uint8_t            steps[FILTER_STEPS_MAX]; /* tests in order of appearance */
    struct filter_test tests[FILTER_TESTS_MAX];
};

#endif
