/* tests/cli/commands_test.c - the real commands, on a file and a data folder of their own. */
#include "capture.h"

#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena mem;
static char         folder[64], file[128];

static const struct cli_command *const commands[] = {
    &cli_schedule,     &cli_lint,      &cli_import,    &cli_export,   &cli_project_list,
    &cli_project_show, &cli_item_list, &cli_item_show, &cli_item_add, &cli_item_set,
    &cli_link_add,     &cli_undo,      &cli_check,     &cli_version,  &cli_level,
    &cli_explain,      NULL,
};

static const char plan[] =
    "<?xml version=\"1.0\"?>\n<Project "
    "xmlns=\"http://schemas.microsoft.com/project\"><Title>Racks</Title>"
    "<StartDate>2026-03-02T08:00:00</StartDate><Tasks>"
    "<Task><UID>0</UID><OutlineLevel>0</OutlineLevel></Task>"
    "<Task><UID>11</UID><Name>Order, "
    "=now</Name><OutlineLevel>1</OutlineLevel><Duration>PT16H0M0S</Duration>"
    "<Finish>2026-03-03T17:00:00</Finish><ExtendedAttribute><FieldID>188743731</FieldID>"
    "<Value>rack 7</Value></ExtendedAttribute></Task>"
    "<Task><UID>12</UID><IsNull>1</IsNull></Task>"
    "<Task><UID>13</UID><Name>Build</Name><OutlineLevel>1</"
    "OutlineLevel><Duration>PT8H0M0S</Duration>"
    "<Finish>2026-03-09T17:00:00</Finish>"
    "<PredecessorLink><PredecessorUID>11</PredecessorUID><Type>1</Type></"
    "PredecessorLink></Task></Tasks></Project>";

static void start(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/gantline-cli-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    (void)snprintf(file, sizeof file, "%s/plan.xml", folder);
    FILE *f = fopen(file, "w");
    cr_assert_eq(fwrite(plan, 1, sizeof plan - 1, f), sizeof plan - 1);
    fclose(f);
}

static void finish(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
    arena_done(&mem);
}
TestSuite(commands, .init = start, .fini = finish);

/* Runs "import $FILE --data $DATA" and the like. */
static struct captured run(const char *words)
{
    char line[1024] = "";
    for (const char *p = words; *p; p++) {
        size_t n = strlen(line);
        if (strncmp(p, "$FILE", 5) == 0 || strncmp(p, "$DATA", 5) == 0) {
            (void)snprintf(line + n, sizeof line - n, "%s%s", p[1] == 'F' ? file : folder,
                           p[1] == 'F' ? "" : "/data");
            p += 4;
        } else {
            line[n] = *p;
        }
    }
    return capture(&mem, commands, line);
}

static void prints(const char *words, int code, const char *part)
{
    struct captured c = run(words);
    cr_assert_eq(c.code, code, "%s: %d, %.*s", words, c.code, STR_ARG(c.err));
    str where = code == CLI_OK ? c.out : c.err;
    cr_assert(str_has(where, str_from(part)), "%s: no \"%s\" in %.*s", words, part, STR_ARG(where));
}

/* Whatever was repaired is told beside the dates, whichever command reads the file. */
Test(commands, repairs_are_told)
{
    static const char head[] = "ERMHDR\t8.4\n%T\tPROJECT\n%F\tproj_id\tplan_start_date\n"
                               "%R\t1\t2026-03-02 08:00\n%T\tTASK\n%F\ttask_id\tproj_id\n";
    FILE             *f = fopen(file, "w");
    fputs(head, f);
    for (int i = 1; i <= 30; i++)
        fprintf(f, "%%R\t%d\t1\n", i);
    fputs("%T\tTASKPRED\n%F\ttask_id\tpred_task_id\n", f);
    for (int i = 1; i <= 30; i++)
        fprintf(f, "%%R\t%d\t99\n", i);
    fclose(f);
    static const char *const lines[] = {"schedule $FILE --csv", "lint $FILE", "level $FILE"};
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        const struct captured c = run(lines[k]);
        cr_expect(str_has(c.err, S("line 69: The file ends without %E: it was cut")), "%.*s",
                  STR_ARG(c.err));
        cr_expect(str_has(c.err, S("A link to 1 from 99")));
        cr_expect(str_has(c.err, S("warning: and 1")), "%.*s", STR_ARG(c.err));
        cr_expect_not(str_has(c.out, S("warning")));
    }
}

Test(commands, explain)
{
    prints("explain $FILE", CLI_OK, "starts when «Order, =now» finishes (FS)");
    prints("explain $FILE --item 11", CLI_OK, "starts with the project, 2 Mar 2026 08:00");
    prints("explain $FILE --item 12", CLI_FAILED, "The item with uid 12 has no dates.");
    prints("explain $FILE --item 14", CLI_FAILED, "The plan has no item with uid 14.");
    prints("explain $FILE --baseline 1", CLI_FAILED, "The project has no baseline 1.");
    prints("explain $FILE --against $FILE", CLI_OK, "no slip");
    prints("explain $FILE --against $FILE --json", CLI_OK, "\"moved_s\":0,\"chain\":[{\"uid\":13,");
    prints("explain $FILE --against $FILE --baseline 0", CLI_FAILED, "Choose one of");
}

Test(commands, schedule)
{
    struct captured c = run("schedule $FILE --csv");
    cr_assert(
        str_eq(c.out,
               S("uid,name,start,finish,early_start,early_finish,late_start,late_finish,"
                 "total_slack_s,free_slack_s,critical\n"
                 "11,\"Order, =now\",2026-03-02T08:00:00,2026-03-03T17:00:00,2026-03-02T08:00:00,"
                 "2026-03-03T17:00:00,2026-03-02T08:00:00,2026-03-03T17:00:00,0,0,1\n"
                 "13,Build,2026-03-04T08:00:00,2026-03-04T17:00:00,2026-03-04T08:00:00,"
                 "2026-03-04T17:00:00,2026-03-04T08:00:00,2026-03-04T17:00:00,0,0,1\n")),
        "%.*s", STR_ARG(c.out));
    prints("schedule $FILE", CLI_OK, "2026-03-04 17:00");
    prints("schedule $FILE --json", CLI_OK, "\"finish\":\"2026-03-04T17:00:00\"");
    prints("schedule $FILE --compare", CLI_OK,
           "uid 13 Build: finish is 2026-03-04T17:00:00, the file says 2026-03-09");
    prints("schedule $FILE --compare", CLI_OK,
           "1 of 2 tasks as stored; different: start 0, finish 1");
    prints("schedule $FILE --compare", CLI_OK, "2026-03-09T17:00:00 - not explained");
    prints("schedule $FILE --compare", CLI_OK,
           "reasons of 1 differences with 1 roots: not_explained 1");
    prints("schedule $FILE --compare --json", CLI_OK, "\"field\":\"finish\"");
    prints("schedule $FILE --compare --json", CLI_OK, "\"reason\":\"not_explained\"");
    prints("schedule $FILE --compare --csv", CLI_OK,
           "13,Build,finish,2026-03-04T17:00:00,2026-03-09T17:00:00,not_explained,,13,");
    prints("schedule $FILE --csv --json", CLI_USAGE, "Choose one of --json and --csv");
    prints("schedule /nowhere.xml", CLI_FAILED, "There is no file /nowhere.xml");
    prints("schedule", CLI_USAGE, "an argument is missing");
    prints("lint $FILE", CLI_FAILED, "rules are broken");
    cr_expect(str_has(run("lint $FILE").out, S("BAD GAO 10   baseline")));
    cr_expect(str_has(run("lint $FILE --json").out,
                      S("\"rule\":\"leads\",\"source\":\"DCMA 2\",\"state\":\"ok\"")));
}

Test(commands, data_folder)
{
    prints("project list --data $DATA", CLI_FAILED, "There are no data in");
    prints("import $FILE --data $DATA", CLI_OK, "Imported as project 1.");
    prints("import $FILE --data $DATA --json", CLI_OK,
           "\"differences\":{\"items\":1,\"start\":0,\"finish\":1}");
    prints("export 2 --data $DATA", CLI_OK, "<Value>rack 7</Value>");
    prints("project list --data $DATA", CLI_OK, "Racks");
    prints("project list --data $DATA --json", CLI_OK, "\"title\":\"Racks\"");
    prints("project show 1 --data $DATA", CLI_OK, "2026-03-02T08:00:00Z");
    prints("project show Racks --data $DATA --json", CLI_OK, "\"items\":3");
    prints("project show 77 --data $DATA", CLI_FAILED, "There is no project \"77\"");
    prints("item list 1 --data $DATA", CLI_OK, "critical");
    prints("item list 1 --data $DATA --filter title~eq~\"Build\" --json", CLI_OK,
           "{\"items\":[{\"id\":3,");
    prints("item list 1 --data $DATA --filter nonsense", CLI_FAILED, "nonsense");
    prints("item show 3 --data $DATA", CLI_OK, "Build");
    prints("item show 3 --data $DATA --json", CLI_OK, "\"title\":\"Build\"");
    prints("item show x --data $DATA", CLI_FAILED, "not the number");
    prints("check --data $DATA", CLI_OK, "No findings.");
    prints("export 1 --data $DATA", CLI_OK, "<PredecessorUID>11</PredecessorUID>");
    prints("export 1 --data $DATA --format csv --list links", CLI_OK, "pred,succ");
    prints("export 1 --data $DATA --format docx", CLI_FAILED, "mspdi, xer, pmxml or csv");
    prints("export 1 --data $DATA -o $FILE", CLI_OK, "");
    prints("schedule $FILE", CLI_OK, "Build");
}

Test(commands, changes)
{
    prints("import $FILE --data $DATA", CLI_OK, "Imported");
    prints("item add 1 title=Test~the~racks duration_s=28800 --data $DATA", CLI_OK, "created 4");
    prints("link add 1 pred=3 succ=4 type=fs --data $DATA", CLI_OK, "1 items moved");
    prints("item set 1 duration_s=57600 title=Order --data $DATA", CLI_OK, "change 4");
    prints("item show 1 --data $DATA", CLI_OK, "Order");
    prints("undo 1 --data $DATA", CLI_OK, "change 5");
    prints("item show 1 --data $DATA", CLI_OK, "Order, =now");
    prints("undo 1 --redo --data $DATA", CLI_OK, "change 6");
    prints("item set 1 nothing=1 --data $DATA", CLI_FAILED, "no member \"nothing\"");
    prints("item set 1 title --data $DATA", CLI_FAILED, "Write title=VALUE");
    prints("item set 99 title=x --data $DATA", CLI_FAILED, "99");
    prints("link add 1 pred=3 succ=999 --data $DATA", CLI_FAILED, "999");
    prints("link add 1 pred=4 succ=3 --data $DATA", CLI_FAILED, "circle");
    prints("version", CLI_OK, "gantline ");
}

/* ---- level -------------------------------------------------------------------------------- */

/* Two days of work each for one person, both from the start. */
static void put_busy_plan(void)
{
    static const char head[] = "<?xml version=\"1.0\"?>\n<Project "
                               "xmlns=\"http://schemas.microsoft.com/project\"><Title>Busy</Title>"
                               "<StartDate>2026-03-02T08:00:00</StartDate><Tasks>";
    FILE             *f = fopen(file, "w");
    (void)fputs(head, f);
    for (int k = 1; k <= 3; k++)
        (void)fprintf(f,
                      "<Task><UID>%d</UID><Name>Job %d</Name><OutlineLevel>1</OutlineLevel>"
                      "<Duration>PT16H0M0S</Duration></Task>",
                      k, k);
    (void)fputs("</Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type>"
                "<MaxUnits>1</MaxUnits></Resource></Resources><Assignments>",
                f);
    for (int k = 1; k <= 3; k++)
        (void)fprintf(f,
                      "<Assignment><UID>%d</UID><TaskUID>%d</TaskUID><ResourceUID>1</ResourceUID>"
                      "<Units>1</Units><Work>PT16H0M0S</Work></Assignment>",
                      k, k);
    (void)fputs("</Assignments></Project>", f);
    fclose(f);
}

Test(commands, level_for_people)
{
    put_busy_plan();
    prints("level $FILE", CLI_OK, "finish before: 2026-03-03 17:00");
    prints("level $FILE", CLI_OK, "finish after:  2026-03-09 17:00, the best possible");
    prints("level $FILE", CLI_OK, "overloads before: 1\n");
    prints("level $FILE", CLI_OK, "Ann");
    prints("level $FILE", CLI_OK, "overloads after: 0\nmoved: 2\n");
    prints("level $FILE", CLI_OK, "waits for Ann, busy with Job");
    prints("level $FILE --split --reassign", CLI_OK, "overloads after: 0\nmoved: 2\n");
    prints("level $FILE --json --split --reassign", CLI_OK,
           "\"is_split\":false}],\"reassigned\":[]");
}

Test(commands, level_as_json_and_csv)
{
    put_busy_plan();
    prints("level $FILE --json --seed 3 --schedules 5", CLI_OK,
           "\"bound\":\"2026-03-09T17:00:00\"");
    prints("level $FILE --json", CLI_OK, "\"gap\":0,");
    prints("level $FILE --csv", CLI_OK, "uid,name,start,finish");
    prints("level $FILE --csv", CLI_OK, "2026-03-06T08:00:00,2026-03-09T17:00:00");
}

Test(commands, level_writes_a_plan_that_is_level)
{
    put_busy_plan();
    struct captured c = run("level $FILE --output $DATA");
    cr_assert_eq(c.code, CLI_OK, "%.*s", STR_ARG(c.err));
    prints("level $DATA", CLI_OK, "overloads before: 0");
    prints("schedule $DATA --csv", CLI_OK, "2026-03-09T17:00:00");
}

Test(commands, level_refuses)
{
    put_busy_plan();
    prints("level $FILE --goal fast", CLI_USAGE, "There is no goal \"fast\"");
    prints("level $FILE --schedules 0", CLI_USAGE, "--schedules");
    prints("level /nowhere/plan.xml", CLI_FAILED, "/nowhere/plan.xml");
}
