/* cli/schedule.h - a plan in a file as the commands read it, calculated as they print it. */
#ifndef CLI_SCHEDULE_H
#define CLI_SCHEDULE_H

#include "cli/cli.h"
#include "formats/formats.h"

/* Whatever kind of file it is. What was repaired is told on stderr, so that no date that follows
 * from a repair is printed in silence. The caller unrefs the plan. */
err schedule_read(struct cli *cli, const char *path, struct import *ret_import);

/* A line a task of the file: uid, name, dates, slack, critical. */
err schedule_csv(struct cli *cli, const struct import *import);

#endif
