/* domain/meta.h - entities described by rows: the one place where a field is declared.
 *
 * A plain struct per entity, and beside it one `static const struct field` row per member, in the
 * same file. JSON, CSV, SQL, checks, audit differences, filters, OpenAPI, CLI help and TypeScript
 * types are functions over these rows. Every entity struct begins with `struct record head`,
 * whose five members (id, project, rev, created_at, updated_at) are described once.
 *
 * Absence: id.v == 0, INSTANT_NONE, DAY_NONE, str.p == NULL; with FIELD_OPTIONAL also
 * DURATION_NONE, INT_NONE and NaN. A bool and an enum are never absent.
 */
#ifndef DOMAIN_META_H
#define DOMAIN_META_H

#include "domain/field.h"
#include "domain/meta/problems.h"

struct record {
    struct id id;
    struct id project; /* 0 for project and user */
    int64_t   rev;     /* 1 when created, +1 with every change */
    instant   created_at, updated_at;
};

/* In an order in which what is referred to comes first (but for a project's calendar). */
enum entity_no {
    ENTITY_USER,
    ENTITY_PROJECT,
    ENTITY_CALENDAR,
    ENTITY_WORK_WEEK,
    ENTITY_CALENDAR_EXCEPTION,
    ENTITY_RESOURCE,
    ENTITY_RESOURCE_RATE,
    ENTITY_RESOURCE_AVAILABILITY,
    ENTITY_ITEM,
    ENTITY_LINK,
    ENTITY_ASSIGNMENT,
    ENTITY_ASSIGNMENT_PIECE,
    ENTITY_BASELINE,
    ENTITY_BASELINE_ITEM,
    ENTITY_BASELINE_ASSIGNMENT,
    ENTITY_COMMENT,
    ENTITY_CUSTOM_FIELD,
    ENTITY_CUSTOM_VALUE,
    ENTITY_SOURCE_RESULT,
    ENTITY_RISK,
    ENTITY_RISK_ITEM,
    ENTITY_CORRELATION,
    ENTITY_BRANCH,
    ENTITY_COST_ESTIMATE,
    ENTITY_ABSENCE,
    ENTITY_BATCH,
    ENTITY_OPERATION,
    ENTITY_COUNT,
};

struct entity {
    const char         *name;   /* "calendar_exception": table, JSON name, file name */
    const char         *plural; /* "calendar_exceptions": path and member of lists */
    enum entity_no      no;     /* its place in entities[] */
    size_t              size;
    size_t              n_fields;
    const struct field *fields;
    const char         *doc;
    /* Rules inside one record; adds what is wrong to `to`. May be NULL. */
    void (*check)(const void *record, struct problems *to);
};

/* ---- walking ----------------------------------------------------------------------------- */

enum { RECORD_FIELDS = 5 };
extern const struct field record_fields[RECORD_FIELDS];

/* All fields: the head's (item_row has none), then the entity's own. */
size_t              entity_fields(const struct entity *e);
const struct field *entity_field(const struct entity *e, size_t i);
const struct field *entity_find(const struct entity *e, str name); /* NULL when there is none */

/* Every entity by its number; NULL-terminated. */
extern const struct entity *const entities[];
bool                 entity_in_plan(const struct entity *e); /* all but user, batch and operation */
const struct entity *entity_named(str name);                 /* by name; NULL when there is none */
const struct entity *entity_plural(str name);                /* by plural */

/* ---- one record -------------------------------------------------------------------------- */

/* Fills in the initial values; head is zeroed, its instants absent. */
void entity_init(const struct entity *e, void *record);

/* All but rev, updated_at and what is calculated. */
bool entity_equal(const struct entity *e, const void *a, const void *b);

/* Texts too. */
void entity_copy(struct arena *mem, const struct entity *e, void *to, const void *from);

/* ---- checks --------------------------------------------------------------------------------- */

/* Ranges, words, required members, then e->check. */
void entity_check(const struct entity *e, const void *record, struct problems *to);

/* ---- JSON -------------------------------------------------------------------------------- */

/* Sets the members named in `object`; unknown, read-only and ill-typed ones become problems, and
 * so does null for what may not be absent. Texts are borrowed from the document. Negative ids
 * pass: they stand for records of the same batch, and entity_check refuses what is left of them. */
void entity_patch(const struct entity *e, void *record, const struct json *object,
                  struct problems *to);

/* Stored members, inside an open object. Items with what is calculated: domain/list/columns.h. */
void entity_json_members(struct json_out *o, const struct entity *e, const void *record);

#endif
