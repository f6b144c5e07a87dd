/* cli/differences.h - where a file's own results are not the calculated ones, and why. */
#ifndef CLI_DIFFERENCES_H
#define CLI_DIFFERENCES_H

#include "base/json.h"
#include "cli/cli.h"
#include "formats/formats.h"

/* The plan must be calculated. Text: a line a difference with its reason, then two lines of counts.
 * CSV: a line a difference. JSON: members "differences" and "summary" of an open object. */
err differences_text(struct cli *cli, const struct import *import);
err differences_csv(struct cli *cli, const struct import *import);
err differences_json(struct cli *cli, const struct import *import, struct json_out *o);

#endif
