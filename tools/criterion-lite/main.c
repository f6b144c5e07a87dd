/* tools/criterion-lite/main.c - runs the tests of a program one after another.
 *
 * Prints as Criterion does: what failed, and one line of synthesis on a copy of stdout, because
 * tests may redirect the streams.
 * usage: test_LAYER [PART-OF-A-NAME]     only tests whose suite::name contains it
 */
#include "criterion/criterion.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

static struct lite_test *tests, **last = &tests;
static jmp_buf           leave;
static pthread_t         tester;
static FILE             *out;
static _Atomic int       failures;
static bool              skipped;

void lite_register(struct lite_test *t)
{
    *last = t;
    last = &t->next;
}

static _Noreturn void leave_test(void)
{
    if (pthread_equal(pthread_self(), tester))
        longjmp(leave, 1);
    pthread_exit(NULL);
}

void lite_check(bool good, bool must, const char *file, int line, const char *text, const char *fmt,
                ...)
{
    if (good)
        return;
    failures++;
    fprintf(out, "%s:%d: not true: %s ", file, line, text);
    va_list args;
    va_start(args, fmt);
    vfprintf(out, fmt, args);
    va_end(args);
    fputc('\n', out);
    fflush(out);
    if (must)
        leave_test();
}

void lite_skip(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vfprintf(out, fmt, args);
    va_end(args);
    fputc('\n', out);
    skipped = true;
    leave_test();
}

static struct lite_options suite_of(const struct lite_test *t)
{
    for (const struct lite_test *s = tests; s; s = s->next)
        if (!s->name && strcmp(s->suite, t->suite) == 0)
            return s->options;
    return (struct lite_options){0};
}

static void call(void (*fn)(void))
{
    if (fn)
        fn();
}

static bool passes(const struct lite_test *t)
{
    struct lite_options suite = suite_of(t);
    failures = 0;
    if (setjmp(leave) == 0) {
        call(suite.init);
        call(t->options.init);
        t->run();
        call(t->options.fini);
        call(suite.fini);
    }
    return failures == 0;
}

static bool is_wanted(const struct lite_test *t, const char *part)
{
    char name[256];
    snprintf(name, sizeof name, "%s::%s", t->suite, t->name ? t->name : "");
    return t->name && !t->options.disabled && !t->options.signal && !t->options.exit_code &&
           strstr(name, part);
}

int main(int argc, char **argv)
{
    int n = 0, bad = 0;
    tester = pthread_self();
    out = fdopen(dup(STDOUT_FILENO), "w");
    if (!out)
        return 2;
    for (const struct lite_test *t = tests; t; t = t->next) {
        if (!is_wanted(t, argc > 1 ? argv[argc - 1] : ""))
            continue;
        skipped = false;
        bool good = passes(t);
        n += !skipped;
        bad += !good;
        fprintf(out, "[%s] %s::%s\n", good ? skipped ? "SKIP" : " OK " : "FAIL", t->suite, t->name);
        fflush(out);
    }
    fprintf(out, "[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | Crashing: 0\n", n,
            n - bad, bad);
    fclose(out);
    return bad ? 1 : 0;
}
