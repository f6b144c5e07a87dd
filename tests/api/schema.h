/* tests/api/schema.h - replies held against the printed OpenAPI.
 *
 * Understands what the program prints: type (also a list of types), enum, required, properties,
 * additionalProperties (false or a schema), items, anyOf, allOf, $ref, minimum, maximum, format
 * date and date-time. Anything else in a schema fails, so that the checker cannot fall behind in
 * silence.
 */
#ifndef TESTS_API_SCHEMA_H
#define TESTS_API_SCHEMA_H

#include "base/json.h"

/* The schema of a reply; NULL when the document does not describe it. `path` as in the document;
 * *ret_type gets the media type described first. */
const struct json *schema_of_reply(const struct json *openapi, const char *method, str path,
                                   int status, str *ret_type);

/* Writes what is wrong to `why`, with the path of the value; true when nothing is. */
bool schema_check(const struct json *openapi, const struct json *schema, const struct json *value,
                  struct buf *why);

/* The path in the document ("/api/v1/items/{id}") of a path that was asked for. */
str schema_path(struct arena *mem, str asked);

#endif
