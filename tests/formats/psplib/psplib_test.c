/* tests/formats/psplib/psplib_test.c - what the files say, broken files, and all the samples. */
#include "formats/psplib/psplib.h"

#include "../shared.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(psplib, .fini = finish);

/* Three jobs in a row; the middle one has two modes: 4 periods with 2 of R1, or 2 with 3 and 5 of
 * N1. */
static const char two_modes[] = "****************\n"
                                "jobs (incl. supersource/sink ):  3\n"
                                "RESOURCES\n"
                                "  - renewable                 :  1   R\n"
                                "  - nonrenewable              :  1   N\n"
                                "  - doubly constrained        :  0   D\n"
                                "PRECEDENCE RELATIONS:\n"
                                "jobnr.    #modes  #successors   successors\n"
                                "   1        1          1           2\n"
                                "   2        2          1           3\n"
                                "   3        1          0\n"
                                "****************\n"
                                "REQUESTS/DURATIONS:\n"
                                "jobnr. mode duration  R 1  N 1\n"
                                "----------------\n"
                                "  1      1     0       0    0\n"
                                "  2      1     4       2    0\n"
                                "         2     2       3    5\n"
                                "  3      1     0       0    0\n"
                                "****************\n"
                                "RESOURCEAVAILABILITIES:\n"
                                "  R 1  N 1\n"
                                "    3    9\n"
                                "****************\n";
static const char bare[] = "4 2\n 7 9\n 0 0 0 2\n 2 3\n 5 4 0 1 4\n 6 0 9 1 4\n 0 0 0 0\n";

static err read_text(const char *name, str text, struct level_problem *ret_problem)
{
    return psplib_read(&mem, source_memory(&mem, str_from(name), text), ret_problem);
}

/* The text with one part replaced. */
static str with(const char *text, const char *part, const char *other)
{
    const char *at = strstr(text, part);
    cr_assert_not_null(at, "«%s» is not in the text", part);
    return str_fmt(&mem, "%.*s%s%s", (int)(at - text), text, other, at + strlen(part));
}

static void refused(str text, enum err_code code, const char *part)
{
    struct level_problem p;
    err                  e = read_text("x.sm", text, &p);
    cr_assert_eq(e.code, code, "%d: %s", (int)e.code, e.code ? e.why : "it reads");
    cr_assert(strstr(e.why, part), "«%s» lacks «%s»", e.why, part);
}

Test(psplib, modes_and_stocks)
{
    struct level_problem p;
    cr_assert_eq(read_text("a.mm", str_from(two_modes), &p).code, ERR_NONE);
    cr_assert_eq(p.n_activities, 3);
    cr_assert_eq(p.n_resources, 1);
    cr_assert_eq(p.n_stocks, 1);
    cr_assert_eq(p.capacity[0], 3);
    cr_assert_eq(p.stock[0], 9);
    cr_assert_eq(memcmp(p.mode_first, (int32_t[]){0, 1, 3, 4}, 16), 0);
    cr_assert_eq(memcmp(p.mode_duration, (int32_t[]){0, 4, 2, 0}, 16), 0);
    cr_assert_eq(memcmp(p.mode_need, (int32_t[]){0, 2, 3, 0}, 16), 0);
    cr_assert_eq(memcmp(p.mode_use, (int32_t[]){0, 0, 5, 0}, 16), 0);
    cr_assert_eq(memcmp(p.succ_first, (int32_t[]){0, 1, 2, 2}, 16), 0);
    cr_assert_eq(memcmp(p.succ, (int32_t[]){1, 2}, 8), 0);
    cr_assert_null(p.succ_lag);
}

Test(psplib, bare_numbers)
{
    struct level_problem p;
    cr_assert_eq(read_text("a.rcp", str_from(bare), &p).code, ERR_NONE);
    cr_assert_eq(p.n_activities, 4);
    cr_assert_eq(memcmp(p.capacity, (int32_t[]){7, 9}, 8), 0);
    cr_assert_eq(memcmp(p.mode_duration, (int32_t[]){0, 5, 6, 0}, 16), 0);
    cr_assert_eq(memcmp(p.mode_need, (int32_t[]){0, 0, 4, 0, 0, 9, 0, 0}, 32), 0);
    cr_assert_eq(memcmp(p.succ_first, (int32_t[]){0, 2, 3, 4, 4}, 20), 0);
    cr_assert_eq(memcmp(p.succ, (int32_t[]){1, 2, 3, 3}, 16), 0);
}

Test(psplib, line_ends_of_other_systems_do_no_harm)
{
    char crlf[2 * sizeof two_modes], *to = crlf;
    for (const char *c = two_modes; *c; c++) {
        if (*c == '\n')
            *to++ = '\r';
        *to++ = *c;
    }
    *to = 0;
    struct level_problem p;
    cr_assert_eq(read_text("a.mm", str_from(crlf), &p).code, ERR_NONE);
    cr_assert_eq(p.mode_use[2], 5);
}

Test(psplib, kinds_are_told_apart)
{
    cr_assert(psplib_looks_like(str_from(two_modes), S("anything")));
    cr_assert(psplib_looks_like(str_from(bare), S("pat1.rcp")));
    cr_assert_not(psplib_looks_like(str_from(bare), S("numbers.csv")));
    cr_assert_not(psplib_looks_like(S("<?xml version=\"1.0\"?><Project>"), S("plan.xml")));
    cr_assert_not(psplib_looks_like(S(""), S("")));
}

Test(psplib, a_sentence_for_each_mistake)
{
    refused(with(bare, " 5 4 0 1 4", " 5 12 0 1 4"), ERR_INVALID,
            "activity 2 needs 12 of R1, which has 7");
    refused(with(two_modes, "1           3\n", "1           2\n"), ERR_CYCLE,
            "activities 2 wait for each other in a circle");
    refused(with(two_modes, "2      1     4 ", "2      1     many "), ERR_SYNTAX,
            "line 17: «many» stands where durations and requests are read");
    refused(with(two_modes, "2      1     4 ", "2      1    -4 "), ERR_SYNTAX, "«-4»");
    refused(with(two_modes, "2      1     4 ", "2      1 99999999999 "), ERR_SYNTAX,
            "from 0 to 1000000 is needed");
    refused(with(two_modes, "1           3\n", "1           4\n"), ERR_SYNTAX, "from 1 to 3");
    refused(with(two_modes, "   3        1          0\n", ""), ERR_SYNTAX, "job 3 of 3");
    refused(with(two_modes, "  3\nRESOURCES", "  9999999\nRESOURCES"), ERR_TOO_LARGE, "9999999");
    refused(with(two_modes, "  3\nRESOURCES", "  x\nRESOURCES"), ERR_SYNTAX, "no number");
    refused(with(two_modes, "0   D", "1   D"), ERR_UNSUPPORTED, "doubly constrained");
    refused(with(two_modes, "RESOURCEAVAILABILITIES:", "RESOURCES AGAIN"), ERR_SYNTAX,
            "ends before «RESOURCEAVAILABILITIES»");
    refused(with(two_modes, "jobs (", "works ("), ERR_SYNTAX, "jobs (incl.");
    refused(with(two_modes, "- renewable ", "- shared "), ERR_SYNTAX, "- renewable");
    refused(with(two_modes, "    3    9\n", "    3    -\n"), ERR_SYNTAX, "availabilities");
    refused(with(bare, "4 2", "0 2"), ERR_SYNTAX, "the numbers of activities and resources");
    refused(with(bare, " 0 0 0 0\n", ""), ERR_SYNTAX, "activity 4 of 4: line 7: the file ends");
}

Test(psplib, cut_anywhere_it_says_so)
{
    struct level_problem p;
    const size_t         whole = strstr(two_modes, "    9\n") - two_modes + 5;
    for (size_t n = 0; n < whole; n++) {
        err e = read_text("a.mm", (str){two_modes, n}, &p);
        cr_assert_neq(e.code, ERR_NONE, "cut after %zu bytes", n);
        cr_assert_gt(strlen(e.why), 10U);
    }
    for (size_t n = 0; n + 2 < sizeof bare - 1; n++)
        cr_assert_neq(read_text("a.rcp", (str){bare, n}, &p).code, ERR_NONE, "after %zu", n);
}

/* The longest path that each single-mode file states as MPM-Time is that of what was read. */
static int32_t longest_path(const struct level_problem *p)
{
    int32_t *finish = arena_array(&mem, int32_t, p->n_activities);
    int32_t  span = 0;
    for (int32_t i = 0; i < p->n_activities; i++) {
        finish[i] += p->mode_duration[p->mode_first[i]];
        span = finish[i] > span ? finish[i] : span;
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++)
            if (finish[p->succ[a]] < finish[i])
                finish[p->succ[a]] = finish[i];
    }
    return span;
}

static void sample(str path)
{
    struct level_problem p;
    const str            text = shared_text(&mem, path);
    err                  e = read_text("sample.sm", text, &p);
    cr_assert_eq(e.code, ERR_NONE, "%.*s: %s", STR_ARG(path), e.code ? e.why : "");
    const char *row = strstr(strstr(str_z(&mem, text), "MPM-Time"), "\n") + 1;
    int         stated = 0;
    cr_assert_eq(sscanf(row, "%*d %*d %*d %*d %*d %d", &stated), 1);
    cr_assert_eq(longest_path(&p), stated, "%.*s", STR_ARG(path));
}

Test(psplib, samples_have_the_path_they_state)
{
    static const char *const folders[] = {"j30.sm", "j120.sm"};
    for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
        str  folder = str_fmt(&mem, "%s/psplib/%s", SHARED_DATA, folders[k]);
        DIR *dir = opendir(folder.p);
        for (struct dirent *d = dir ? readdir(dir) : NULL; d; d = readdir(dir))
            if (strstr(d->d_name, ".sm"))
                sample(str_fmt(&mem, "%.*s/%s", STR_ARG(folder), d->d_name));
        if (dir)
            closedir(dir);
    }
}
