/* Custom fields printed: definitions with FieldIDs, values in MSPDI's forms.
 *
 * A field from a file keeps its FieldID. One made here takes a free text field of MS Project (Text1
 * … Text30) and shows its name as the alias; assignments have no text fields that could be taken.
 */
#include "formats/mspdi/writer.h"

#include <math.h>

enum { TEXT_FIELDS = 30 };

static const int32_t item_texts[TEXT_FIELDS] = {
    188743731, 188743734, 188743737, 188743740, 188743743, 188743746, 188743747, 188743748,
    188743749, 188743750, 188743997, 188743998, 188743999, 188744000, 188744001, 188744002,
    188744003, 188744004, 188744005, 188744006, 188744007, 188744008, 188744009, 188744010,
    188744011, 188744012, 188744013, 188744014, 188744015, 188744016,
};
static const int32_t resource_texts[TEXT_FIELDS] = {
    205520904, 205520905, 205520926, 205520927, 205520928, 205520993, 205520994, 205520995,
    205520996, 205520997, 205521121, 205521122, 205521123, 205521124, 205521125, 205521126,
    205521127, 205521128, 205521129, 205521130, 205521131, 205521132, 205521133, 205521134,
    205521135, 205521136, 205521137, 205521138, 205521139, 205521140,
};

/* ---- definitions -------------------------------------------------------------------------- */

/* taken: FieldIDs that are in use. */
static void choose_text(struct mspdi_writer *w, const struct custom_field *f, struct map *taken)
{
    const int32_t *texts = f->target == CUSTOM_OF_ITEM ? item_texts : resource_texts;
    for (int i = 0; i < TEXT_FIELDS && f->target != CUSTOM_OF_ASSIGNMENT; i++) {
        if (map_get(taken, texts[i], &(int64_t){0}))
            continue;
        map_put(taken, texts[i], 1);
        map_put(&w->field_uids, f->head.id.v, texts[i]);
        return;
    }
    report_drop(w->report, "custom_field", "MS Project has no free field for it", 0);
}

void mspdi_choose_fields(struct mspdi_writer *w)
{
    size_t     n = plan_slots(w->plan, &custom_field_entity);
    struct map taken = {0};
    map_init(&taken, w->mem, n);
    map_init(&w->field_uids, w->mem, n);
    for (size_t s = 0; s < n; s++) {
        const struct custom_field *f = plan_at(w->plan, &custom_field_entity, s);
        if (!f || f->source_uid == INT_NONE || map_get(&taken, f->source_uid, &(int64_t){0}))
            continue;
        map_put(&taken, f->source_uid, 1);
        map_put(&w->field_uids, f->head.id.v, f->source_uid);
    }
    for (size_t s = 0; s < n; s++) {
        const struct custom_field *f = plan_at(w->plan, &custom_field_entity, s);
        if (f && !map_or(&w->field_uids, f->head.id.v, 0))
            choose_text(w, f, &taken);
    }
}

/* "Text7" of a field that was given the seventh text field. */
static str text_name(const struct mspdi_writer *w, const struct custom_field *f, int64_t uid)
{
    const int32_t *texts = f->target == CUSTOM_OF_ITEM ? item_texts : resource_texts;
    for (int i = 0; i < TEXT_FIELDS; i++)
        if (texts[i] == uid)
            return str_fmt(w->mem, "Text%d", i + 1);
    return f->name;
}

void mspdi_write_fields(struct mspdi_writer *w)
{
    for (size_t s = 0; s < plan_slots(w->plan, &custom_field_entity); s++) {
        const struct custom_field *f = plan_at(w->plan, &custom_field_entity, s);
        struct mspdi_field         m = {0};
        m.field_id = f ? map_or(&w->field_uids, f->head.id.v, 0) : 0;
        if (!m.field_id)
            continue;
        m.f = *f;
        if (f->source_uid != m.field_id) {
            m.f.name = text_name(w, f, m.field_id);
            m.f.alias = f->alias.p ? f->alias : f->name;
        }
        xml_print(&w->out, &mspdi_field_node, &m);
    }
}

/* ---- values ------------------------------------------------------------------------------- */

static str printed(struct mspdi_writer *w, const struct xml_type *type, const void *value)
{
    struct buf text;
    buf_init(&text, 256);
    bool ok = type->print(NULL, &w->units, value, &text);
    str  s = ok ? str_copy(w->mem, buf_view(&text)) : STR_NONE;
    buf_done(&text);
    return s;
}

static str cost_text(struct mspdi_writer *w, str text)
{
    double v = 0;
    if (!str_double(text, &v))
        return text;
    v = round(v * 1e6) / 1e4; /* hundredths, free of binary dust */
    return printed(w, &xml_num, &v);
}

static str duration_text(struct mspdi_writer *w, str text)
{
    int64_t s = 0;
    return str_int(text, &s) ? printed(w, &mspdi_duration, &s) : text;
}

static str date_text(struct mspdi_writer *w, str text)
{
    instant t = INSTANT_NONE;
    return instant_parse(text, &t) ? printed(w, &mspdi_start, &t) : text;
}

static str value_text(struct mspdi_writer *w, enum custom_kind kind, str text)
{
    switch (kind) {
    case CUSTOM_TEXT:
    case CUSTOM_NUMBER: return text;
    case CUSTOM_COST: return cost_text(w, text);
    case CUSTOM_DATE:
    case CUSTOM_START:
    case CUSTOM_FINISH: return date_text(w, text);
    case CUSTOM_DURATION: return duration_text(w, text);
    case CUSTOM_FLAG: return str_eq(text, S("true")) ? S("1") : S("0");
    }
    return text;
}

void mspdi_write_values(struct mspdi_writer *w, const struct xml_node *node,
                        enum custom_target target, int64_t record)
{
    int64_t at = map_or(&w->values.first, mspdi_value_key(target, record), 0);
    for (; at; at = w->values.next[at - 1]) {
        const struct custom_value *v = plan_at(w->plan, &custom_value_entity, (size_t)at - 1);
        const struct custom_field *f = plan_get(w->plan, &custom_field_entity, v->field);
        struct mspdi_value         m = {.field_id = map_or(&w->field_uids, f->head.id.v, 0)};
        m.value_id = INT_NONE;
        m.format = f->kind == CUSTOM_DURATION ? 7 : INT_NONE;
        m.value = value_text(w, f->kind, v->value);
        if (m.field_id && m.value.p)
            xml_print(&w->out, node, &m);
    }
}
