/* store/schema/schema_004.c - version 4: the results that an imported file had stored.
 *
 * Plans that were imported before kept none; their table stays empty.
 */
#include "store/migrations.h"

const char *const schema_004[] = {
    "CREATE TABLE source_result (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    item @int NOT NULL REFERENCES item (id), start @int, finish @int, early_start @int,\n"
    "    early_finish @int, late_start @int, late_finish @int, total_slack_s @int,\n"
    "    free_slack_s @int, critical @int, by_day @int NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX source_result_project ON source_result (project);\n"
    "CREATE INDEX source_result_item ON source_result (item);\n",

    NULL,
};
