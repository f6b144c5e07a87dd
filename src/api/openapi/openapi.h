/* api/openapi/openapi.h - the parts of the printed description. */
#ifndef API_OPENAPI_OPENAPI_H
#define API_OPENAPI_OPENAPI_H

#include "api/parts.h"

/* schemas.c: components of all entities: NAME (as printed), NAME_part (any of its members, for
 * lists) and NAME_input (what may be set). Inside the open object of components.schemas. */
void schemas_of_entities(struct json_out *o);

/* A schema, or a reference to one, for a body. `must`: members that a new record cannot go without.
 */
void schema_of_shape(struct json_out *o, const struct shape *shape, bool must);

/* notation.c: a schema from the short notation described there. */
void schema_of_notation(struct json_out *o, const char *notation);

/* shapes.c: the schemas written down by hand. */
void schemas_by_hand(struct json_out *o);

#endif
