/* tests/cli/simulate_test.c - the command, and the whole corpus: without uncertainty a simulation
 * is the ordinary calculation. */
#include "capture.h"

#include "base/json.h"
#include "domain/item.h"
#include "domain/schedule/simulate.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena mem;
static char         folder[64];

static const struct cli_command *const commands[] = {&cli_simulate, NULL};

static void file_write(const char *name, const char *text)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    cr_assert_not_null(f);
    cr_assert_eq(fwrite(text, 1, strlen(text), f), strlen(text));
    fclose(f);
}

static void start(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/gantline-simulate-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    file_write("plan.txt", "project A Test ; start 2026-03-02T00:00 ; zone UTC\n"
                           "calendar Standard ; week Mon-Sun 00:00-24:00\n"
                           "1: First ; 80h\n"
                           "2: Second ; 80h ; < 1\n"
                           "3: Third ; 100h\n"
                           "4: End ; 0d ; < 2, 3\n");
}

static void finish(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
    arena_done(&mem);
}
TestSuite(simulate_command, .init = start, .fini = finish);

static struct captured run(const char *options)
{
    const str line = str_fmt(&mem, "simulate %s/plan.txt --estimates %s/list.csv %s", folder,
                             folder, options);
    return capture(&mem, commands, str_z(&mem, line));
}

static const char good[] = "uid,distribution,optimistic,most_likely,pessimistic\r\n"
                           "1,pert,60h,80h,PT160H0M0S\n"
                           "\"2\",triangular,1w,10d,15d\n\n"
                           "4,pert,,,\n";

static double number(const struct json *o, const char *name)
{
    return json_double(json_get(o, name));
}

Test(simulate_command, json_holds_finish_and_items)
{
    const struct json *root;
    file_write("list.csv", good);
    const struct captured c = run("--trials 4000 --seed 5 --threads 2 --json");
    cr_assert_eq(c.code, CLI_OK, "%.*s", STR_ARG(c.err));
    cr_assert_eq(json_parse(&mem, c.out, &root).code, ERR_NONE);
    cr_assert_eq(json_int(json_get(root, "trials")), 4000);
    cr_assert_eq(json_int(json_get(root, "seed")), 5);
    const struct json *f = json_get(root, "finish");
    const double       first = (60 + 4 * 80 + 160) / 6.0, second = (40 + 80 + 120) / 3.0;
    cr_assert(fabs(number(f, "mean_s") / HOUR_S - first - second) < 0.5);
    cr_assert_str_eq(str_z(&mem, json_text(json_get(f, "planned"))), "2026-03-08T16:00:00");
    cr_assert_eq(json_text(json_get(f, "p80")).n, 19);
    cr_assert_eq(json_count(json_get(root, "items")), 4);
    const struct json *item = json_at(json_get(root, "items"), 2);
    cr_assert_eq(json_int(json_get(item, "uid")), 3);
    cr_assert_eq(number(item, "criticality"), 0);
    cr_assert_str_eq(str_z(&mem, json_text(json_get(item, "p50"))), "2026-03-06T04:00:00");
}

Test(simulate_command, threads_do_not_change_the_output)
{
    file_write("list.csv", good);
    const struct captured one = run("--trials 999 --threads 1 --json --correlation 0.4");
    const struct captured eight = run("--trials 999 --threads 8 --json --correlation 0.4");
    cr_assert_eq(one.code, CLI_OK);
    cr_assert(str_eq(one.out, eight.out));
    cr_assert_not(str_eq(one.out, run("--trials 999 --seed 2 --json --correlation 0.4").out));
}

Test(simulate_command, text_is_for_people)
{
    file_write("list.csv", good);
    const struct captured c = run("");
    cr_assert_eq(c.code, CLI_OK);
    cr_assert(str_has(c.out, S("80 % by")) && str_has(c.out, S("what moves the finish")));
    cr_assert(str_has(c.out, S("Second")));
}

static void refuses(const char *list, const char *part)
{
    file_write("list.csv", list);
    const struct captured c = run("--trials 10");
    cr_assert_eq(c.code, CLI_FAILED, "%s", list);
    cr_assert(str_has(c.err, str_from(part)), "%.*s", STR_ARG(c.err));
}

#define HEAD "uid,distribution,optimistic,most_likely,pessimistic\n"

Test(simulate_command, a_wrong_list_is_refused_with_its_line)
{
    refuses("uid,optimistic\n", "Line 1 of the estimates must be the header");
    refuses("", "Line 1");
    refuses(HEAD "1,pert,1d,2d\n", "Line 2 of the estimates: there must be 5 fields");
    refuses(HEAD "1,pert,1d,2d,3d,4d\n", "5 fields");
    refuses(HEAD "1,pert,1d,2d,3d\n9,pert,1d,2d,3d\n", "Line 3 of the estimates: «9»");
    refuses(HEAD "one,pert,1d,2d,3d\n", "is no uid");
    refuses(HEAD "1,pert,1d,2d,3d\n1,pert,1d,2d,3d\n", "already");
    refuses(HEAD "1,gamma,1d,2d,3d\n", "is no distribution");
    refuses(HEAD "1,pert,NaN,2d,3d\n", "«NaN» is no duration");
    refuses(HEAD "1,pert,-1d,2d,3d\n", "is no duration");
    refuses(HEAD "1,pert,1ed,2d,3d\n", "elapsed");
    refuses(HEAD "1,pert,3d,2d,4d\n", "must not get smaller");
    refuses(HEAD "1,pert,PT,2d,4d\n", "is no duration");
    refuses(HEAD "1,lognormal,0h,0h,0h\n", "above 0");
    refuses(HEAD "\"1,pert,3d,2d,4d\n", "quote");
    refuses(HEAD "1,pert,\xff,2d,4d\n", "UTF-8");
}

Test(simulate_command, options_are_checked)
{
    file_write("list.csv", good);
    cr_assert_eq(run("--trials 0").code, CLI_USAGE);
    cr_assert_eq(run("--trials x").code, CLI_USAGE);
    cr_assert_eq(run("--threads 65").code, CLI_USAGE);
    cr_assert_eq(run("--correlation 2").code, CLI_USAGE);
}

/* ---- the corpus -------------------------------------------------------------------------------
 */

static int n_files, n_items;

static void item_is_as_planned(const struct plan *p, const struct plan_simulation *s, size_t slot,
                               const char *path)
{
    const struct item_row        *row = plan_row(p, slot);
    const struct simulation_item *x = plan_simulation_item(s, slot);
    if (!row || !x)
        return;
    n_items++;
    for (int k = 0; k < SIMULATION_POINTS; k++)
        cr_assert(x->start[k] == row->start && x->finish[k] == row->finish, "%s: item %zu", path,
                  slot);
    cr_assert_eq(x->criticality, row->critical ? 1.0 : 0.0, "%s: item %zu", path, slot);
}

/* Every item that may vary gets an estimate that does not. */
static void estimates_put(struct plan *p)
{
    for (size_t slot = 0; slot < plan_slots(p, &item_entity); slot++) {
        const struct item *i = plan_at(p, &item_entity, slot);
        if (!i || i->duration_s == DURATION_NONE)
            continue;
        struct item item = *i;
        item.estimate_optimistic_s = item.estimate_likely_s = item.estimate_pessimistic_s =
            i->duration_s;
        plan_put(p, &item_entity, &item);
    }
}

static int file_check(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    struct arena  own = {0};
    struct source source;
    struct import import = {0};
    (void)info;
    (void)at;
    if (kind == FTW_F && !source_open(&own, path, &source).code &&
        !plan_file_read(&own, source, &import).code) {
        const struct plan_simulation_options o = {.trials = 18, .threads = 2, .seed = 1};
        struct plan_simulation               s;
        estimates_put(import.plan);
        if (!plan_calculate(import.plan, NULL).code) {
            const err e = plan_simulate(&own, import.plan, NULL, &o, &s);
            cr_assert_eq(e.code, ERR_NONE, "%s: %s", path, e.why);
            for (size_t slot = 0; slot < s.n_slots; slot++)
                item_is_as_planned(import.plan, &s, slot, path);
            n_files++;
        }
    }
    plan_unref(import.plan);
    arena_done(&own);
    return 0;
}

Test(simulate_command, without_uncertainty_the_corpus_comes_out_as_planned, .timeout = 280)
{
    static const char *const folders[] = {
        "mspdi/mpxj", "mspdi/mpxj-generated", "mspdi/other", "mspdi/from-mpp", "xer", "mpx", "gan",
        "planner"};
    if (access(SHARED_DATA, R_OK) != 0)
        cr_skip_test("no corpus here");
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        (void)nftw(str_z(&mem, str_fmt(&mem, "%s/%s", SHARED_DATA, folders[i])), file_check, 8,
                   FTW_PHYS);
    cr_assert_gt(n_files, 100);
    cr_assert_gt(n_items, 5000);
}
