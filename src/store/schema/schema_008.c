/* store/schema/schema_008.c - version 8: where late dates of several projects in one plan begin.
 *
 * Projects that were there before have each its own finish, as they did.
 */
#include "store/migrations.h"

const char *const schema_008[] = {
    "ALTER TABLE project ADD COLUMN float_to_last_finish @int NOT NULL DEFAULT 0;\n",

    NULL,
};
