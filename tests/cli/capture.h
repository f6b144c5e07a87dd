/* tests/cli/capture.h - runs a command line in this process and keeps what it prints. */
#ifndef TESTS_CLI_CAPTURE_H
#define TESTS_CLI_CAPTURE_H

#include "cli/cli.h"

struct captured {
    int code;
    str out, err; /* in mem */
};

/* `line` is cut at blanks; "~" in a word stands for a blank. */
struct captured capture(struct arena *mem, const struct cli_command *const *commands,
                        const char *line);

#endif
