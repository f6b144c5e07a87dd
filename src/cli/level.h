/* cli/level.h - what `gantline level` does with a file that holds a plan. */
#ifndef CLI_LEVEL_H
#define CLI_LEVEL_H

#include "cli/cli.h"

/* The options that plans have, for the command's row. */
#define CLI_LEVEL_PLAN                                                                             \
    {"--goal", "GOAL", "finish (the default), dates, change or smooth; of plans.", false},         \
        {"--split", NULL, "Items that can be split may be interrupted; of plans.", false},         \
        {"--reassign", NULL, "Roles go to members, soft bookings to others of a group; of plans.", \
         false},                                                                                   \
        {"--csv", NULL, "Print the levelled dates as comma-separated values; of plans.", false},   \
    {                                                                                              \
        "--output", "FILE", "Also write the levelled plan as MSPDI; -o is the same.", false        \
    }

enum { LEVEL_SCHEDULES = 200, LEVEL_SCHEDULES_MAX = 100000000, LEVEL_SECONDS_MAX = 86400 };

/* Levels the plan in the file and prints what came of it. Reads --schedules, --seconds, --seed,
 * --goal, --json, --csv, --output. */
err level_plan_file(struct cli *cli, const char *path);

#endif
