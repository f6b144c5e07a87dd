/* cli/schedule.h - a calculated plan as the commands print it. */
#ifndef CLI_SCHEDULE_H
#define CLI_SCHEDULE_H

#include "cli/cli.h"
#include "formats/formats.h"

/* A line a task of the file: uid, name, dates, slack, critical. */
err schedule_csv(struct cli *cli, const struct import *import);

#endif
