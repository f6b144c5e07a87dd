/* store/schema/schema_005.c - version 5: risks and the items that they touch.
 *
 * Plans that were there before have none.
 */
#include "store/migrations.h"

const char *const schema_005[] = {
    "CREATE TABLE risk (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    title @text NOT NULL, cause @text, event @text, effect @text, kind @text NOT NULL,\n"
    "    state @text NOT NULL, response @text NOT NULL, probability @num NOT NULL,\n"
    "    impact_optimistic_s @int, impact_likely_s @int, impact_pessimistic_s @int,\n"
    "    cost_optimistic_minor @int, cost_likely_minor @int, cost_pessimistic_minor @int,\n"
    "    owner @text, plan @text\n"
    ") @strict;\n"
    "CREATE INDEX risk_project ON risk (project);\n",

    "CREATE TABLE risk_item (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    risk @int NOT NULL REFERENCES risk (id), item @int NOT NULL REFERENCES item (id),\n"
    "    effect @text NOT NULL, factor @num NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX risk_item_project ON risk_item (project);\n"
    "CREATE INDEX risk_item_risk ON risk_item (risk);\n"
    "CREATE INDEX risk_item_item ON risk_item (item);\n",

    NULL,
};
