/* store/schema/schema_003.c - version 3: how the earned value of an item is told.
 *
 * Items that exist are measured by their per cent complete, as before.
 */
#include "store/migrations.h"

const char *const schema_003[] = {
    "ALTER TABLE item ADD COLUMN earned_method @text NOT NULL DEFAULT 'percent';\n"
    "ALTER TABLE item ADD COLUMN units_total @num;\n"
    "ALTER TABLE item ADD COLUMN units_done @num;\n"
    "ALTER TABLE item ADD COLUMN earned_base @int;\n",

    NULL,
};
