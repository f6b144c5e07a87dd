/* tests/formats/oracle_test.c - every MSPDI, MPX, XER and PMXML file of the large data, calculated
 * from its inputs alone, against the dates and slack that the program which saved it had stored.
 *
 * MPX mostly says days without times: there the day counts, and the files are a row of their own.
 * Counted per grade, leaves and summaries apart; the counts stand in oracle_counts.csv and can only
 * rise. tools/oracle-counts writes new ones. What falls short is told in
 * docs/scheduling-coverage.md.
 */
#include "domain/entities.h"
#include "shared.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 8, GRADES = 9, COUNTS = 2 * FIELDS + 2, MPX = 5 /* in grades */ };

static const char *const field_names[FIELDS] = {"start",           "finish",        "early_start",
                                                "early_finish",    "late_start",    "late_finish",
                                                "total_slack_min", "free_slack_min"};
static const char *const grades[GRADES] = {"A",   "B",   "C",     "D",       "no-recalc",
                                           "mpx", "xer", "pmxml", "no-tasks"};

/* all, start and finish both right, then each field that is right, then that the oracle says. */
struct counts {
    long v[COUNTS];
};

struct oracle {
    struct arena      *mem;
    const struct plan *plan;
    struct counts      counts[GRADES][2]; /* [1]: summaries */
    size_t             columns[FIELDS], uid, kind;
};

static int grade_of(str grade)
{
    for (int i = 0; i < GRADES; i++)
        if (str_eq(grade, str_from(grades[i])))
            return i;
    return GRADES - 1;
}

static const struct item_row *row_of(const struct plan *plan, int64_t uid)
{
    for (size_t s = 0; s < plan_slots(plan, &item_entity); s++) {
        const struct item *i = plan_at(plan, &item_entity, s);
        if (i && !i->is_blank && i->source_uid == uid)
            return plan_row(plan, s);
    }
    return NULL;
}

/* Oracle times are to the minute unless they say seconds; slack is in minutes. */
static bool is_right(struct arena *mem, const struct item_row *r, int field, bool by_day,
                     str expected)
{
    const int64_t values[FIELDS] = {r->start,         r->finish,      r->early_start,
                                    r->early_finish,  r->late_start,  r->late_finish,
                                    r->total_slack_s, r->free_slack_s};
    int64_t       v = values[field];
    double        minutes = 0;
    if (!expected.n)
        return v == INSTANT_NONE;
    if (v == INSTANT_NONE)
        return false;
    if (field >= 6)
        return str_double(expected, &minutes) && fabs((double)v / 60 - minutes) < 1;
    bool is_day = by_day && str_ends(expected, S("T00:00"));
    return str_starts(local_text(mem, v), is_day ? str_sub(expected, 0, 10) : expected);
}

static void count_task(struct oracle *o, str line, int grade)
{
    int64_t uid = 0;
    if (!str_int(csv_cell(o->mem, line, o->uid), &uid) || uid == 0)
        return;
    bool                   is_summary = str_eq(csv_cell(o->mem, line, o->kind), S("summary"));
    const struct item_row *r = row_of(o->plan, uid);
    struct counts         *c = &o->counts[grade][is_summary];
    bool                   right[FIELDS] = {false};
    c->v[0]++;
    for (int f = 0; f < FIELDS; f++) {
        const str expected = csv_cell(o->mem, line, o->columns[f]);
        right[f] = r && is_right(o->mem, r, f, grade == MPX, expected);
        c->v[2 + FIELDS + f] += expected.n > 0;
    }
    c->v[1] += right[0] && right[1];
    for (int f = 0; f < FIELDS; f++)
        c->v[2 + f] += right[f];
}

static void count_file(struct oracle *o, const struct shared_file *file)
{
    str           text = shared_text(o->mem, file->oracle), line;
    struct import import;
    err           e = shared_read(o->mem, file->path, &import);
    cr_assert_eq(e.code, ERR_NONE, "%.*s: %s", STR_ARG(file->name), e.why);
    e = plan_calculate(import.plan, NULL);
    int grade = grade_of(file->grade);
    for (int i = MPX; i < GRADES - 1; i++) /* kinds of files that are a row of their own */
        if (str_starts(file->name, str_from(grades[i])))
            grade = i;
    cr_assert_eq(e.code, ERR_NONE, "%.*s: %s", STR_ARG(file->name), e.why);
    o->plan = import.plan;
    (void)csv_line(&text, &line);
    o->uid = csv_column(o->mem, line, "uid");
    o->kind = csv_column(o->mem, line, "kind");
    for (int f = 0; f < FIELDS; f++)
        o->columns[f] = csv_column(o->mem, line, field_names[f]);
    while (csv_line(&text, &line))
        count_task(o, line, grade);
    plan_unref(import.plan);
}

static void print_counts(const struct oracle *o, FILE *to)
{
    fprintf(to, "grade,kind,all,start_and_finish");
    for (int f = 0; f < FIELDS; f++)
        fprintf(to, ",%s", field_names[f]);
    for (int f = 0; f < FIELDS; f++)
        fprintf(to, ",%s_said", field_names[f]);
    fprintf(to, "\n");
    for (int g = 0; g < GRADES; g++) {
        for (int s = 0; s < 2; s++) {
            if (!o->counts[g][s].v[0])
                continue;
            fprintf(to, "%s,%s", grades[g], s ? "summary" : "leaf");
            for (int k = 0; k < COUNTS; k++)
                fprintf(to, ",%ld", o->counts[g][s].v[k]);
            fprintf(to, "\n");
        }
    }
}

static void expect_at_least(const struct oracle *o, str line)
{
    int  g = grade_of(csv_cell(o->mem, line, 0));
    bool s = str_eq(csv_cell(o->mem, line, 1), S("summary"));
    for (int k = 0; k < COUNTS; k++) {
        int64_t want = 0;
        cr_assert(str_int(csv_cell(o->mem, line, (size_t)k + 2), &want));
        cr_expect_geq(o->counts[g][s].v[k], want, "grade %s, %s, column %d: %ld of %lld", grades[g],
                      s ? "summaries" : "leaves", k + 2, o->counts[g][s].v[k], (long long)want);
    }
}

Test(oracle, as_stored_by_the_program_that_saved, .timeout = 240)
{
    struct arena        mem = {0}, scratch = {0};
    struct shared_file *files = NULL;
    size_t              n = shared_mspdi(&mem, &files);
    struct oracle       o = {.mem = &scratch};
    if (!n)
        cr_skip_test("The large data are not here.");
    for (int kind = MPX - 1; kind < GRADES - 1; kind++) {
        if (kind >= MPX)
            n = shared_files(&mem, str_fmt(&mem, "%s/", grades[kind]), &files);
        for (size_t i = 0; i < n; i++) {
            if (!str_ends(files[i].oracle, S("/")))
                count_file(&o, &files[i]);
            arena_reset(&scratch);
        }
    }
    const char *wanted = getenv("GANTLINE_ORACLE_COUNTS");
    FILE       *to = wanted ? fopen(wanted, "w") : NULL;
    if (to) {
        print_counts(&o, to);
        fclose(to);
    }
    str text = shared_text(&mem, S(SOURCE_ROOT "/tests/formats/oracle_counts.csv")), line;
    cr_assert_not_null(text.p);
    (void)csv_line(&text, &line);
    o.mem = &mem;
    while (csv_line(&text, &line))
        expect_at_least(&o, line);
    arena_done(&scratch);
    arena_done(&mem);
}
