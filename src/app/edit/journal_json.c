/* app/edit/journal_json.c - the texts of a journal line, and the way back from them.
 *
 * A create keeps all members that are there, a delete too (with the rev, so that a restored record
 * goes on from it), an update only what differs. The names and forms are those of the API.
 */
#include "app/edit/edit.h"

/* Members that the operation itself or the batch tells already. */
static bool is_told(const struct field *f)
{
    bool of_head = f >= record_fields && f < record_fields + RECORD_FIELDS;
    return of_head && f->offset != offsetof(struct record, rev) &&
           f->offset != offsetof(struct record, created_at);
}

static bool is_wanted(const struct field *f, const void *record, const void *other)
{
    if (is_told(f) || (f->flags & FIELD_COMPUTED))
        return false;
    if (!other)
        return !field_is_absent(f, record);
    return f->offset >= sizeof(struct record) && !field_equal(f, record, other);
}

str journal_json(struct arena *mem, const struct entity *entity, const void *record,
                 const void *other)
{
    struct buf      text = {0};
    struct json_out o;
    if (!record)
        return STR_NONE;
    jo_init(&o, &text);
    jo_object(&o);
    for (size_t i = 0; i < entity_fields(entity); i++) {
        const struct field *f = entity_field(entity, i);
        if (!is_wanted(f, record, other))
            continue;
        jo_name(&o, f->name);
        field_json(&o, f, record);
    }
    jo_object_end(&o);
    str copy = str_copy(mem, buf_view(&text));
    buf_done(&text);
    return copy;
}
