/* tests/formats/builder/pack_test.c - packed records come back byte by byte, and a file of many
 * tasks is read in little memory. */
#include "formats/builder/pack.h"

#include "base/rng.h"
#include "domain/link.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <criterion/criterion.h>
#include <string.h>

enum { BYTES = 840, RUNS = 200 };

Test(pack, what_was_packed_comes_back)
{
    struct arena              mem = {0};
    uint64_t                  seed = 7;
    _Alignas(8) unsigned char record[BYTES], empty[BYTES], opened[BYTES];
    for (int run = 0; run < RUNS; run++) {
        for (size_t k = 0; k < BYTES; k++) {
            empty[k] = (unsigned char)rng_below(&seed, 256);
            record[k] = rng_below(&seed, 100) < (uint64_t)run / 2
                            ? (unsigned char)rng_below(&seed, 256)
                            : empty[k];
        }
        const uint64_t *packed = pack_make(&mem, record, empty, BYTES);
        memset(opened, 0, BYTES);
        pack_open(packed, empty, BYTES, opened);
        cr_assert_eq(memcmp(opened, record, BYTES), 0, "run %d", run);
    }
    arena_done(&mem);
}

Test(pack, a_task_that_says_little_takes_little)
{
    enum { N = 20000, BYTES_A_TASK = 450 };
    struct arena  text = {0}, mem = {0};
    struct buf    file;
    struct import import = {0};
    buf_init(&file, 0);
    buf_z(&file, "<Project><StartDate>2026-03-02T08:00:00</StartDate><Tasks>");
    for (int i = 1; i <= N; i++)
        buf_fmt(&file,
                "<Task><UID>%d</UID><Name>T%d</Name><Duration>PT1H0M0S</Duration><PredecessorLink>"
                "<PredecessorUID>%d</PredecessorUID></PredecessorLink></Task>",
                i, i, i - 1);
    buf_z(&file, "</Tasks></Project>");
    const err e = mspdi_read(&mem, source_memory(&text, S("x.xml"), buf_view(&file)), &import);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_expect_eq(plan_count(import.plan, &link_entity), N - 1);
    cr_expect_lt(mem.used, (size_t)N * BYTES_A_TASK, "%zu bytes a task", mem.used / N);
    plan_unref(import.plan);
    buf_done(&file);
    arena_done(&mem);
    arena_done(&text);
}
