/* store/schema/schema_002.c - version 2: what the calculation profile of Primavera P6 needs.
 *
 * Plans that exist were calculated by the rules of Microsoft Project and stay so: every new column
 * has the value that leaves them as they are.
 */
#include "store/migrations.h"

const char *const schema_002[] = {
    "ALTER TABLE project ADD COLUMN profile @text NOT NULL DEFAULT 'msp';\n"
    "ALTER TABLE project ADD COLUMN lag_calendar @text NOT NULL DEFAULT 'predecessor';\n"
    "ALTER TABLE project ADD COLUMN progress_mode @text NOT NULL DEFAULT 'retained_logic';\n"
    "ALTER TABLE project ADD COLUMN float_type @text NOT NULL DEFAULT 'finish';\n"
    "ALTER TABLE project ADD COLUMN critical_by @text NOT NULL DEFAULT 'float';\n"
    "ALTER TABLE project ADD COLUMN must_finish_by @int;\n"
    "ALTER TABLE project ADD COLUMN use_expected_finish @int NOT NULL DEFAULT 0;\n",

    "ALTER TABLE item ADD COLUMN constraint2 @text NOT NULL DEFAULT 'asap';\n"
    "ALTER TABLE item ADD COLUMN constraint2_at @int;\n"
    "ALTER TABLE item ADD COLUMN activity_type @text NOT NULL DEFAULT 'task';\n"
    "ALTER TABLE item ADD COLUMN expected_finish @int;\n"
    "ALTER TABLE item ADD COLUMN external_start_at @int;\n"
    "ALTER TABLE item ADD COLUMN external_finish_at @int;\n"
    "ALTER TABLE item ADD COLUMN data_date @int;\n",

    NULL,
};
