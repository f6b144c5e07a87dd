/* stored_test.c - files of GNOME Planner, GanttProject and MPX, calculated from their inputs alone,
 * against the results that they store themselves.
 *
 * The counts stand in stored_counts.csv and can only rise; tools/oracle-counts writes new ones.
 */
#include "domain/compare/compare.h"
#include "domain/entities.h"
#include "shared.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { FORMATS = 3 };
static const char *const formats[FORMATS] = {"planner", "gan", "mpx"};

struct tally {
    long all, start, finish;
};
static struct tally tallies[FORMATS][2]; /* [1]: summaries */

struct walk {
    const struct plan *plan;
    struct tally (*to)[2];
};

static bool is_summary(const struct plan *plan, struct id item)
{
    return plan_row_of(plan, item)->is_summary;
}

static void wrong(void *arg, const struct difference *d)
{
    struct walk  *w = arg;
    struct tally *t = &(*w->to)[is_summary(w->plan, d->item->head.id)];
    t->start -= d->what == COMPARE_START;
    t->finish -= d->what == COMPARE_FINISH;
}

static void count_file(struct arena *mem, const struct shared_file *file, struct tally (*to)[2])
{
    struct import     import;
    struct comparison c;
    err               e = shared_read(mem, file->path, &import);
    cr_assert_eq(e.code, ERR_NONE, "%.*s: %s", STR_ARG(file->name), e.why);
    e = plan_calculate(import.plan, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%.*s: %s", STR_ARG(file->name), e.why);
    for (size_t i = 0; i < import.stored.n; i++) {
        const struct stored_dates *s = &import.stored.v[i];
        struct tally              *t = &(*to)[is_summary(import.plan, (struct id){(int64_t)i + 1})];
        t->all++;
        t->start += s->start != INSTANT_NONE;
        t->finish += s->finish != INSTANT_NONE;
    }
    compare_stored(import.plan, &import.stored, wrong, &(struct walk){import.plan, to}, &c);
    plan_unref(import.plan);
}

static void write_counts(void)
{
    const char *wanted = getenv("GANTLINE_STORED_COUNTS");
    FILE       *to = wanted ? fopen(wanted, "w") : NULL;
    if (!to)
        return;
    fprintf(to, "format,kind,all,start,finish\n");
    for (int f = 0; f < FORMATS; f++)
        for (int s = 0; s < 2; s++)
            fprintf(to, "%s,%s,%ld,%ld,%ld\n", formats[f], s ? "summary" : "leaf",
                    tallies[f][s].all, tallies[f][s].start, tallies[f][s].finish);
    fclose(to);
}

static void expect_at_least(struct arena *mem, str line)
{
    int64_t want[3] = {0};
    int     f = 0;
    bool    s = str_eq(csv_cell(mem, line, 1), S("summary"));
    while (f < FORMATS - 1 && !str_eq(csv_cell(mem, line, 0), str_from(formats[f])))
        f++;
    for (size_t k = 0; k < 3; k++)
        cr_assert(str_int(csv_cell(mem, line, k + 2), &want[k]));
    cr_expect_geq(tallies[f][s].all, want[0], "%s", formats[f]);
    cr_expect_geq(tallies[f][s].start, want[1], "%s: starts", formats[f]);
    cr_expect_geq(tallies[f][s].finish, want[2], "%s: finishes", formats[f]);
}

Test(stored, as_the_files_say, .timeout = 60)
{
    struct arena        mem = {0};
    struct shared_file *files = NULL;
    for (int f = 0; f < FORMATS; f++) {
        size_t n = shared_files(&mem, str_fmt(&mem, "%s/", formats[f]), &files);
        if (!n)
            cr_skip_test("The large data are not here.");
        for (size_t i = 0; i < n; i++)
            count_file(&mem, &files[i], &tallies[f]);
    }
    write_counts();
    str text = shared_text(&mem, S(SOURCE_ROOT "/tests/formats/stored_counts.csv")), line;
    cr_assert_not_null(text.p);
    (void)csv_line(&text, &line);
    while (csv_line(&text, &line))
        expect_at_least(&mem, line);
    arena_done(&mem);
}
