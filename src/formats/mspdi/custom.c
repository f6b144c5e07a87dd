/* Custom fields: definitions, choices, values.
 *
 * A definition says FieldID and name ("Text1"); target and kind follow from both. A value says
 * FieldID and text, or the number of a choice: of the field's own list, or of an outline code,
 * whose texts are joined from the top ("Site.Hall.Rack"). Values are kept as text in the canonical
 * form of the kind.
 */
#include "formats/mspdi/reader.h"

#include <math.h>

enum { CHOICE_LEVELS = 16, FORMAT_DAYS = 7 };

/* ---- definitions -------------------------------------------------------------------------- */

/* The high bytes of a FieldID name the table that it belongs to. */
static const struct {
    int64_t            prefix;
    enum custom_target target;
} targets[] = {
    {0x0b4, CUSTOM_OF_ITEM},     {0x0b6, CUSTOM_OF_ITEM},       {0x0c4, CUSTOM_OF_RESOURCE},
    {0x0c6, CUSTOM_OF_RESOURCE}, {0x0f4, CUSTOM_OF_ASSIGNMENT}, {0x0f6, CUSTOM_OF_ASSIGNMENT},
};

static enum custom_target target_of(int64_t field_id)
{
    for (size_t i = 0; i < COUNT(targets); i++)
        if (field_id >> 20 == targets[i].prefix)
            return targets[i].target;
    return CUSTOM_OF_ITEM;
}

static const struct {
    const char      *stem;
    enum custom_kind kind;
} kinds[] = {
    {"Number", CUSTOM_NUMBER},     {"Cost", CUSTOM_COST}, {"Date", CUSTOM_DATE},
    {"Duration", CUSTOM_DURATION}, {"Flag", CUSTOM_FLAG}, {"Start", CUSTOM_START},
    {"Finish", CUSTOM_FINISH},
};

/* "Enterprise Project Number12" is a number: the word before the digits. */
static enum custom_kind kind_of(str name)
{
    while (name.n && name.p[name.n - 1] >= '0' && name.p[name.n - 1] <= '9')
        name.n--;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        str stem = str_from(kinds[i].stem);
        if (str_ends(name, stem) && (name.n == stem.n || name.p[name.n - stem.n - 1] == ' '))
            return kinds[i].kind;
    }
    return CUSTOM_TEXT;
}

static void field_open(void *record)
{
    struct mspdi_field *f = record;
    entity_init(&custom_field_entity, &f->f);
    f->field_id = INT_NONE;
}

static err field_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader *r = xml_owner(in);
    struct mspdi_field  *f = record;
    f->line = xml_line(in);
    if (f->field_id != INT_NONE)
        vec_push(r->mem, &r->fields, *f);
    return OK;
}

/* The record of a choice; its field is set when the field ends, since FieldID may come later. */
static void choice_open(void *record)
{
    struct mspdi_choice *c = record;
    c->id = INT_NONE;
}

static err choice_close(struct xml_in *in, void *record, void *parent)
{
    struct mspdi_reader      *r = xml_owner(in);
    struct mspdi_choice      *c = record;
    const struct mspdi_field *f = parent;
    c->field_id = f->field_id;
    if (c->id != INT_NONE)
        vec_push(r->mem, &r->choices, *c);
    return OK;
}

#define CHOICE(member) .offset = offsetof(struct mspdi_choice, member)
static const struct xml_row choice_rows[] = {
    {.name = "ID", .type = &xml_int, CHOICE(id)},
    {.name = "Value", .type = &xml_word, CHOICE(value)},
    XML_RECALCULATED("FieldGUID"),
    XML_DROPPED("Description"),
    XML_RECALCULATED("Phonetic"),
};
static const struct xml_node choice = {"Value",     sizeof(struct mspdi_choice),
                                       choice_rows, COUNT(choice_rows),
                                       choice_open, choice_close};
static const struct xml_row  choices_rows[] = {{.name = "Value", .node = &choice}};
static const struct xml_node choices = {"ValueList",         0,    choices_rows,
                                        COUNT(choices_rows), NULL, NULL};

#define DEFINITION(member) .offset = offsetof(struct mspdi_field, member)
static const struct xml_row field_rows[] = {
    {.name = "FieldID", .type = &xml_int, DEFINITION(field_id)},
    {.name = "FieldName", .type = &xml_word, DEFINITION(f.name)},
    XML_RECALCULATED("CFType"),
    XML_RECALCULATED("Guid"),
    XML_RECALCULATED("ElemType"),
    XML_RECALCULATED("MaxMultiValues"),
    XML_RECALCULATED("UserDef"),
    {.name = "Alias", .type = &xml_word, DEFINITION(f.alias)},
    XML_RECALCULATED("SecondaryPID"),
    XML_RECALCULATED("SecondaryGuid"),
    XML_DROPPED("AutoRollDown"),
    XML_DROPPED("DefaultGuid"),
    XML_RECALCULATED("Ltuid"),
    XML_DROPPED("PhoneticAlias"),
    XML_DROPPED("RollupType"),
    XML_DROPPED("CalculationType"),
    XML_DROPPED("Formula"),
    XML_DROPPED("RestrictValues"),
    XML_DROPPED("ValuelistSortOrder"),
    XML_DROPPED("AppendNewValues"),
    XML_DROPPED("Default"),
    {.name = "ValueList", .node = &choices, .flags = XML_IN_ONLY},
};
const struct xml_node       mspdi_field_node = {"ExtendedAttribute", sizeof(struct mspdi_field),
                                                field_rows,          COUNT(field_rows),
                                                field_open,          field_close};
static const struct xml_row fields_rows[] = {
    {.name = "ExtendedAttribute", .node = &mspdi_field_node}};
const struct xml_node mspdi_fields_node = {"ExtendedAttributes", 0,    fields_rows,
                                           COUNT(fields_rows),   NULL, NULL};

/* ---- outline codes ------------------------------------------------------------------------ */

static const struct xml_row code_value_rows[] = {
    {.name = "ValueID", .type = &xml_int, CHOICE(id)},
    XML_RECALCULATED("FieldGUID"),
    XML_RECALCULATED("Type"),
    XML_RECALCULATED("IsCollapsed"),
    {.name = "ParentValueID", .type = &xml_int, CHOICE(parent)},
    {.name = "Value", .type = &xml_word, CHOICE(value)},
    XML_DROPPED("Description"),
};
static const struct xml_node code_value = {"Value",         sizeof(struct mspdi_choice),
                                           code_value_rows, COUNT(code_value_rows),
                                           choice_open,     choice_close};
static const struct xml_row  code_values_rows[] = {{.name = "Value", .node = &code_value}};
static const struct xml_node code_values = {
    "Values", 0, code_values_rows, COUNT(code_values_rows), NULL, NULL};

static const struct xml_row code_rows[] = {
    XML_RECALCULATED("Guid"),
    {.name = "FieldID", .type = &xml_int, DEFINITION(field_id)},
    {.name = "FieldName", .type = &xml_word, DEFINITION(f.name)},
    {.name = "Alias", .type = &xml_word, DEFINITION(f.alias)},
    XML_DROPPED("PhoneticAlias"),
    {.name = "Values", .node = &code_values},
    XML_DROPPED("Enterprise"),
    XML_DROPPED("EnterpriseOutlineCodeAlias"),
    XML_DROPPED("ResourceSubstitutionEnabled"),
    XML_DROPPED("LeafOnly"),
    XML_DROPPED("AllLevelsRequired"),
    XML_DROPPED("OnlyTableValuesAllowed"),
    XML_RECALCULATED("ShowIndent"),
    XML_DROPPED("Masks"),
};
static const struct xml_node code = {"OutlineCode", sizeof(struct mspdi_field),
                                     code_rows,     COUNT(code_rows),
                                     field_open,    field_close};
static const struct xml_row  codes_rows[] = {{.name = "OutlineCode", .node = &code}};
const struct xml_node        mspdi_outline_codes_node = {"OutlineCodes",    0,    codes_rows,
                                                         COUNT(codes_rows), NULL, NULL};

/* ---- values ------------------------------------------------------------------------------- */

static void value_open(void *record)
{
    struct mspdi_value *v = record;
    v->field_id = v->value_id = v->format = INT_NONE;
}

static err value_keep(struct xml_in *in, struct mspdi_value *v, enum custom_target target,
                      size_t owner)
{
    struct mspdi_reader *r = xml_owner(in);
    v->target = target;
    v->owner = owner;
    v->line = xml_line(in);
    if (v->field_id != INT_NONE && (v->value.n || v->value_id != INT_NONE))
        vec_push(r->mem, &r->values, *v);
    return OK;
}

static err task_value_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    return value_keep(in, record, CUSTOM_OF_ITEM, ((struct mspdi_reader *)xml_owner(in))->tasks.n);
}

static err resource_value_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    return value_keep(in, record, CUSTOM_OF_RESOURCE,
                      ((struct mspdi_reader *)xml_owner(in))->resources.n);
}

static err assignment_value_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    return value_keep(in, record, CUSTOM_OF_ASSIGNMENT,
                      ((struct mspdi_reader *)xml_owner(in))->assignments.n);
}

#define VALUE(member) .offset = offsetof(struct mspdi_value, member)
static const struct xml_row value_rows[] = {
    XML_RECALCULATED("UID"),
    {.name = "FieldID", .type = &xml_int, VALUE(field_id)},
    {.name = "Value", .type = &xml_text, VALUE(value)},
    XML_RECALCULATED("ValueGUID"),
    {.name = "ValueID", .type = &xml_int, VALUE(value_id)},
    {.name = "DurationFormat", .type = &xml_int, VALUE(format)},
};
#define VALUE_NODE(element, close)                                                                 \
    {                                                                                              \
        element, sizeof(struct mspdi_value), value_rows, COUNT(value_rows), value_open, close      \
    }
const struct xml_node mspdi_task_value_node = VALUE_NODE("ExtendedAttribute", task_value_close);
const struct xml_node mspdi_task_code_node = VALUE_NODE("OutlineCode", task_value_close);
const struct xml_node mspdi_resource_value_node = VALUE_NODE("ExtendedAttribute",
                                                             resource_value_close);
const struct xml_node mspdi_resource_code_node = VALUE_NODE("OutlineCode", resource_value_close);
const struct xml_node mspdi_assignment_value_node = VALUE_NODE("ExtendedAttribute",
                                                               assignment_value_close);

/* ---- canonical texts ---------------------------------------------------------------------- */

static str decimal_text(struct arena *mem, double v)
{
    struct buf b;
    buf_init(&b, 64);
    buf_double(&b, v);
    str text = str_copy(mem, buf_view(&b));
    buf_done(&b);
    return text;
}

static str cost_text(struct mspdi_reader *r, str text)
{
    double v = 0;
    return str_double(text, &v) ? decimal_text(r->mem, v / 100) : text;
}

static str duration_text(struct mspdi_reader *r, str text)
{
    int64_t s = 0;
    bool    ok = mspdi_duration.read(NULL, &r->project.units, text, &s);
    return ok ? str_fmt(r->mem, "%lld", (long long)s) : text;
}

static str date_text(struct mspdi_reader *r, str text, bool is_finish)
{
    instant t = INSTANT_NONE;
    bool ok = (is_finish ? &mspdi_finish : &mspdi_start)->read(NULL, &r->project.units, text, &t);
    return ok && t != INSTANT_NONE ? instant_text(r->mem, t) : text;
}

static str canonical(struct mspdi_reader *r, enum custom_kind kind, str raw)
{
    str text = str_trim(raw);
    switch (kind) {
    case CUSTOM_TEXT: return raw;
    case CUSTOM_NUMBER: return text;
    case CUSTOM_COST: return cost_text(r, text);
    case CUSTOM_DATE:
    case CUSTOM_START: return date_text(r, text, false);
    case CUSTOM_FINISH: return date_text(r, text, true);
    case CUSTOM_DURATION: return text.n ? duration_text(r, text) : text;
    case CUSTOM_FLAG:
        return str_eq(text, S("1")) || str_eq_nocase(text, S("true")) ? S("true") : S("false");
    }
    return raw;
}

/* ---- into the plan ------------------------------------------------------------------------ */

static err put_field(struct mspdi_reader *r, struct mspdi_field *f, int64_t *ret_id)
{
    int64_t id = (int64_t)plan_count(r->plan, &custom_field_entity) + 1;
    f->f.target = target_of(f->field_id);
    if (!f->f.name.n)
        f->f.name = str_fmt(r->mem, "Field %lld", (long long)f->field_id);
    f->f.kind = kind_of(f->f.name);
    f->f.source_uid = f->field_id;
    map_put(&r->field_ids, f->field_id, id);
    *ret_id = id;
    return mspdi_put(r, &custom_field_entity, &f->f, id, f->line);
}

static err put_fields(struct mspdi_reader *r)
{
    int64_t id = 0;
    for (size_t i = 0; i < r->fields.n; i++)
        if (!map_get(&r->field_ids, r->fields.v[i].field_id, &id))
            TRY(put_field(r, &r->fields.v[i], &id));
    return OK;
}

static const struct mspdi_choice *
find_choice(const struct mspdi_reader *r, const struct map *places, int64_t field_id, int64_t id)
{
    int64_t at = 0;
    return map_get(places, field_id * 1000003 + id, &at) && r->choices.v[at].id == id
               ? &r->choices.v[at]
               : NULL;
}

/* From the top of the code down; a circle of parents ends after CHOICE_LEVELS. */
static str choice_text(const struct mspdi_reader *r, const struct map *places,
                       const struct mspdi_value *v)
{
    str     text = STR_NONE;
    int64_t id = v->value_id;
    for (int level = 0; level < CHOICE_LEVELS; level++) {
        const struct mspdi_choice *c = find_choice(r, places, v->field_id, id);
        if (!c)
            return text;
        text = text.n ? str_fmt(r->mem, "%.*s.%.*s", STR_ARG(c->value), STR_ARG(text)) : c->value;
        id = c->parent;
    }
    return text;
}

static int64_t record_of(const struct mspdi_reader *r, const struct mspdi_value *v)
{
    if (v->target == CUSTOM_OF_ITEM)
        return r->item_of[v->owner];
    return v->target == CUSTOM_OF_RESOURCE ? r->resource_of[v->owner] : r->assignment_of[v->owner];
}

static err put_value(struct mspdi_reader *r, const struct mspdi_value *v, int64_t *ids)
{
    int64_t field_id = 0;
    if (!map_get(&r->field_ids, v->field_id, &field_id)) {
        struct mspdi_field f;
        memset(&f, 0, sizeof f);
        field_open(&f);
        f.field_id = v->field_id;
        f.line = v->line;
        TRY(put_field(r, &f, &field_id));
    }
    const struct custom_field *field = plan_get(r->plan, &custom_field_entity,
                                                (struct id){field_id});
    struct custom_value        value;
    entity_init(&custom_value_entity, &value);
    value.field.v = field_id;
    value.record.v = record_of(r, v);
    value.value = canonical(r, field->kind, v->value);
    if (!value.record.v)
        return OK;
    if (field->target != v->target || !custom_kind_accepts(field->kind, value.value)) {
        report_drop(r->report, "ExtendedAttribute/Value", "It does not fit the kind of its field",
                    v->line);
        return OK;
    }
    return mspdi_put(r, &custom_value_entity, &value, ++*ids, v->line);
}

err mspdi_build_custom(struct mspdi_reader *r)
{
    struct map places = {0};
    int64_t    ids = 0;
    map_init(&places, r->mem, r->choices.n);
    for (size_t i = 0; i < r->choices.n; i++)
        map_put(&places, r->choices.v[i].field_id * 1000003 + r->choices.v[i].id, (int64_t)i);
    TRY(put_fields(r));
    for (size_t i = 0; i < r->values.n; i++) {
        struct mspdi_value *v = &r->values.v[i];
        if (!v->value.n)
            v->value = choice_text(r, &places, v);
        if (v->value.n)
            TRY(put_value(r, v, &ids));
    }
    return OK;
}
