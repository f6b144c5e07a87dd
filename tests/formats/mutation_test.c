/* tests/formats/mutation_test.c - damaged files never crash a reader, nor what follows.
 *
 * Every sample is cut at many places and has bytes flipped, doubled and swapped for awkward
 * numbers, all from fixed seeds. What still reads is calculated and written in one of the formats,
 * and what was written reads again; refusals need a sentence. GANTLINE_MUTATIONS=n multiplies the
 * number of tries, for long runs by hand.
 */
#include "base/rng.h"
#include "formats/plan_file.h"
#include "formats/pmxml/pmxml.h"
#include "shared.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_BYTES = 60000, LARGE_BYTES = 400000, CUTS = 12, FLIPS = 24 };

static long     accepted, refused;
static uint64_t seed = 20260302;

static long tries(long n)
{
    const char *more = getenv("GANTLINE_MUTATIONS");
    int64_t     factor = 1;
    return more && str_int(str_from(more), &factor) && factor > 0 ? n * factor : n;
}

typedef err write_fn(struct arena *mem, const struct plan *plan, struct buf *to,
                     struct import_report *ret_report);

static void write_and_read(struct arena *mem, const struct plan *plan)
{
    static write_fn *const writers[] = {mspdi_write, xer_write, pmxml_write};
    struct import_report   report = {.mem = mem};
    struct import          again = {0};
    struct buf             to;
    buf_init(&to, 64 << 20);
    if (!writers[rng_below(&seed, COUNT(writers))](mem, plan, &to, &report).code) {
        const err e = plan_file_read(mem, source_memory(mem, S("again"), buf_view(&to)), &again);
        cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
        plan_unref(again.plan);
    }
    buf_done(&to);
}

static void try_bytes(str bytes)
{
    struct arena  mem = {0};
    struct import import = {0};
    struct source source = source_memory(&mem, S("mutant.xml"), bytes);
    err           e = plan_file_read(&mem, source_inflated(&mem, source), &import);
    if (e.code) {
        refused++;
        cr_assert(e.why && *e.why);
    } else {
        accepted++;
        if (!plan_calculate(import.plan, NULL).code)
            write_and_read(&mem, import.plan);
        plan_unref(import.plan);
    }
    arena_done(&mem);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One run of digits becomes another number of the same length, so that the file still reads. */
static void awkward_number(char *bytes, size_t n)
{
    static const char *const numbers[] = {"-1",    "00000", "99999", "4294967296",
                                          "1e308", "-0",    "NaN",   "9223372036854775807",
                                          "7",     "12"};
    const char              *number = numbers[rng_below(&seed, COUNT(numbers))];
    size_t                   at = rng_below(&seed, (uint32_t)n);
    while (at < n && !is_digit(bytes[at]))
        at++;
    for (size_t k = 0; at < n && is_digit(bytes[at]); at++)
        bytes[at] = number[k] ? number[k++] : '9';
}

static void mutate(char *bytes, size_t n)
{
    uint32_t how = rng_below(&seed, 12);
    size_t   at = rng_below(&seed, (uint32_t)n), other = rng_below(&seed, (uint32_t)n);
    size_t   length = rng_below(&seed, 64);
    if (how == 0)
        bytes[at] = (char)(bytes[at] ^ (1 << rng_below(&seed, 8)));
    else if (how > 2)
        awkward_number(bytes, n);
    else if (how == 1 && at + length < n && other + length < n)
        memmove(bytes + at, bytes + other, length);
    else
        bytes[at] = "<>&\"0/ -"[rng_below(&seed, 8)];
}

static void mutants(str sample, long times)
{
    char *bytes = malloc(sample.n);
    for (long i = 0; i < tries(CUTS * times); i++)
        try_bytes(str_sub(sample, 0, rng_below(&seed, (uint32_t)sample.n)));
    for (long i = 0; i < tries(FLIPS * times); i++) {
        memcpy(bytes, sample.p, sample.n);
        for (uint32_t k = rng_below(&seed, 6) + 1; k; k--)
            mutate(bytes, sample.n);
        try_bytes((str){bytes, sample.n});
    }
    free(bytes);
}

Test(mutation, damaged_files_are_refused_or_repaired, .timeout = 600)
{
    struct arena        mem = {0};
    struct shared_file *files = NULL;
    size_t              n = shared_mspdi(&mem, &files);
    if (!n)
        cr_skip_test("The large data are not here.");
    for (size_t i = 0; i < n; i++) {
        str sample = shared_text(&mem, files[i].path);
        if (sample.n && sample.n < SAMPLE_BYTES)
            mutants(sample, 1);
    }
    cr_assert_gt(accepted, 100);
    cr_assert_gt(refused, 100);
    arena_done(&mem);
}

/* Few files each, so each is tried more often. */
Test(mutation, the_other_formats_too, .timeout = 600)
{
    static const char *const folders[] = {"planner/", "gan/", "mpx/", "pmxml/", "xer/"};
    enum { XER_FOLDER = COUNT(folders) - 1 };
    struct arena mem = {0};
    for (size_t f = 0; f < COUNT(folders); f++) {
        struct shared_file *files = NULL;
        size_t              n = shared_files(&mem, str_from(folders[f]), &files);
        if (!n)
            cr_skip_test("The large data are not here.");
        accepted = refused = 0;
        for (size_t i = 0; i < n; i++) {
            const str sample = shared_text(&mem, files[i].path);
            if (sample.n < LARGE_BYTES)
                mutants(sample, 4);
        }
        cr_assert_gt(accepted, 20, "%s", folders[f]);
        cr_assert(refused > 20 || f == XER_FOLDER, "%s", folders[f]); /* it is lenient */
    }
    arena_done(&mem);
}
