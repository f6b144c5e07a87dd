/* store/schema/schema_007.c - version 7: what simulations count besides estimates and risks.
 *
 * Plans that were there before have none of it.
 */
#include "store/migrations.h"

const char *const schema_007[] = {
    "CREATE TABLE correlation (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    item @int NOT NULL REFERENCES item (id), other_item @int REFERENCES item (id),\n"
    "    group_name @text, value @num NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX correlation_project ON correlation (project);\n"
    "CREATE INDEX correlation_item ON correlation (item);\n"
    "CREATE INDEX correlation_other_item ON correlation (other_item);\n",

    "CREATE TABLE branch (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    decision @text NOT NULL, item @int NOT NULL REFERENCES item (id),\n"
    "    probability @num NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX branch_project ON branch (project);\n"
    "CREATE INDEX branch_item ON branch (item);\n",

    "CREATE TABLE cost_estimate (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    item @int NOT NULL REFERENCES item (id), optimistic_minor @int NOT NULL,\n"
    "    likely_minor @int NOT NULL, pessimistic_minor @int NOT NULL,\n"
    "    distribution @text NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX cost_estimate_project ON cost_estimate (project);\n"
    "CREATE INDEX cost_estimate_item ON cost_estimate (item);\n",

    "CREATE TABLE absence (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    resource @int NOT NULL REFERENCES resource (id), per_year @num NOT NULL,\n"
    "    optimistic_s @int NOT NULL, likely_s @int, pessimistic_s @int NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX absence_project ON absence (project);\n"
    "CREATE INDEX absence_resource ON absence (resource);\n",

    NULL,
};
