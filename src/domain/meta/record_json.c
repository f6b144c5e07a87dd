/* domain/meta/record_json.c - records in and out of JSON, by their rows.
 *
 * Out: two forms of a value. In records, moments are RFC 3339 text and flags true or false, for
 * people and other programs; in columns, moments are seconds and flags 0 or 1, because hundreds
 * of thousands of them are read by our own client. In: only what may be set, every mistake told
 * at once.
 */
#include "domain/plan.h"

/* ---- out --------------------------------------------------------------------------------- */

static void day_json(struct json_out *o, int64_t d)
{
    struct arena mem = {0};
    jo_str(o, day_text(&mem, (day)d));
    arena_done(&mem);
}

static void instant_json(struct json_out *o, int64_t at)
{
    struct civil c = seconds_civil(at);
    char         text[64];
    int n = snprintf(text, sizeof text, "\"%04d-%02d-%02dT%02d:%02d:%02dZ\"", c.year, c.month,
                     c.day, c.hour, c.minute, c.second);
    jo_raw(o, (str){text, (size_t)n});
}

void field_json(struct json_out *o, const struct field *f, const void *record)
{
    if (field_is_absent(f, record)) {
        jo_null(o);
        return;
    }
    switch (f->type) {
    case F_BOOL: jo_bool(o, field_int(f, record)); break;
    case F_DAY: day_json(o, field_int(f, record)); break;
    case F_INSTANT: instant_json(o, field_int(f, record)); break;
    case F_ENUM: jo_z(o, field_word(f, record)); break;
    case F_NUM: jo_double(o, field_num(f, record)); break;
    case F_TEXT: jo_str(o, field_str(f, record)); break;
    case F_ID:
    case F_INT:
    case F_SECONDS:
    case F_MONEY: jo_int(o, field_int(f, record)); break;
    }
}

void field_column(struct json_out *o, const struct field *f, const void *record)
{
    bool as_number = f->type == F_BOOL || f->type == F_DAY || f->type == F_INSTANT;
    if (as_number && !field_is_absent(f, record))
        jo_int(o, field_int(f, record));
    else
        field_json(o, f, record);
}

void entity_json_members(struct json_out *o, const struct entity *e, const void *record)
{
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        jo_name(o, f->name);
        field_json(o, f, record);
    }
}

/* ---- in ---------------------------------------------------------------------------------- */

/* JSON_REAL counts when it has no fraction and fits. */
static bool whole_number(const struct json *v, int64_t *ret_value)
{
    if (json_kind(v) == JSON_REAL) {
        double d = json_double(v);
        if (!(d > -9e15 && d < 9e15) || (double)(int64_t)d < d || (double)(int64_t)d > d)
            return false;
    } else if (json_kind(v) != JSON_INT) {
        return false;
    }
    *ret_value = json_int(v);
    return true;
}

static err whole_patch(const struct field *f, void *record, const struct json *value)
{
    int64_t whole;
    if (!whole_number(value, &whole) || whole == INT64_MIN)
        return field_expected(f);
    field_int_set(f, record, whole);
    return OK;
}

static err text_patch(const struct field *f, void *record, const struct json *value)
{
    if (json_kind(value) != JSON_TEXT || (f->type != F_TEXT && !json_text(value).n))
        return field_expected(f);
    return field_parse(f, record, json_text(value));
}

err field_patch(const struct field *f, void *record, const struct json *value)
{
    if (json_kind(value) == JSON_NULL) {
        if (!field_may_be_absent(f))
            return err_make(ERR_INVALID, "must not be null");
        field_clear(f, record);
        return OK;
    }
    switch (f->type) {
    case F_TEXT:
    case F_DAY:
    case F_INSTANT:
    case F_ENUM: return text_patch(f, record, value);
    case F_BOOL:
        if (json_kind(value) != JSON_BOOL)
            return field_expected(f);
        field_int_set(f, record, json_bool(value));
        return OK;
    case F_NUM:
        if (json_kind(value) != JSON_INT && json_kind(value) != JSON_REAL)
            return field_expected(f);
        field_num_set(f, record, json_double(value));
        return OK;
    case F_ID:
    case F_INT:
    case F_SECONDS:
    case F_MONEY: break;
    }
    return whole_patch(f, record, value);
}

static void unknown_member(const struct entity *e, const char *name, struct problems *to)
{
    if (e->no == ENTITY_ITEM && entity_find(&item_row_entity, str_from(name)))
        problems_add(to, name, "is calculated and cannot be set");
    else
        problems_add(to, name, "is not a member of %s", e->name);
}

static void member_patch(const struct entity *e, void *record, void *it, struct problems *to)
{
    const char         *name = str_z(to->mem, json_name(it));
    const struct field *f = entity_find(e, json_name(it));
    if (!f) {
        unknown_member(e, name, to);
        return;
    }
    if (f->flags & FIELD_READONLY) {
        problems_add(to, name, "is set by the server only");
        return;
    }
    err failed = field_patch(f, record, json_value(it));
    if (failed.code)
        problems_add(to, name, "%s", failed.why);
}

void entity_patch(const struct entity *e, void *record, const struct json *object,
                  struct problems *to)
{
    if (json_kind(object) != JSON_OBJECT) {
        problems_add(to, "", "the members to set must be an object");
        return;
    }
    for (void *it = json_first(object); it; it = json_next(object, it))
        member_patch(e, record, it, to);
}
