/* store/schema/schema_006.c - version 6: two options of Primavera P6's calculation.
 *
 * Projects that were there before count external dates, and lags from early starts, as they did.
 */
#include "store/migrations.h"

const char *const schema_006[] = {
    "ALTER TABLE project ADD COLUMN ignore_external @int NOT NULL DEFAULT 0;\n"
    "ALTER TABLE project ADD COLUMN start_lag_from_actual @int NOT NULL DEFAULT 0;\n",

    NULL,
};
