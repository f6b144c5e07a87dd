/* api/shape.h - what the body of a request or reply looks like, for the documentation.
 *
 * Bodies made of entities are printed from their rows; the few others are written down once as JSON
 * Schema, in openapi/shapes.c.
 */
#ifndef API_SHAPE_H
#define API_SHAPE_H

#include "domain/meta.h"

enum shape_kind {
    SHAPE_RECORD, /* one record, as printed */
    SHAPE_INPUT,  /* members of one record that may be set */
    SHAPE_LIST,   /* {"<plural>":[…],"next":…} */
    SHAPE_NAMED,  /* a schema of its own, by name */
    SHAPE_BYTES,  /* not JSON: a media type */
};

struct shape {
    enum shape_kind      kind;
    const struct entity *entity;
    const char          *name;   /* SHAPE_NAMED: component; SHAPE_BYTES: media type */
    const char          *schema; /* SHAPE_NAMED: in the notation of openapi/notation.c */
};

extern const struct shape shape_plan, shape_operations, shape_change, shape_undo, shape_journal,
    shape_history, shape_level_start, shape_level, shape_level_accept, shape_why, shape_slip,
    shape_earned_value, shape_imported, shape_exported, shape_differences, shape_lint,
    shape_example, shape_me, shape_users, shape_openapi, shape_file, shape_export, shape_events,
    shape_health, shape_simulation, shape_simulation_wish;

#endif
