/* formats/outline/items.c - one line of an outline is one item, with its links and assignments.
 *
 * The indent gives the parent, the words behind the title the members. Names of predecessors are
 * kept and joined when all items are known.
 */
#include "domain/assignment.h"
#include "domain/item.h"
#include "domain/link.h"
#include "formats/outline/reader.h"

/* The item being read. */
struct draft {
    struct item item;
    str         links, people;
};

static err read_constraint(struct outline_reader *r, struct item *item, str word, str value)
{
    int kind = outline_word(constraint_words, word);
    item->constraint = (enum constraint_kind)kind;
    if (item->constraint <= CONSTRAINT_ALAP)
        return OK;
    bool is_start = item->constraint == CONSTRAINT_SNET || item->constraint == CONSTRAINT_SNLT ||
                    item->constraint == CONSTRAINT_MSO ||
                    item->constraint == CONSTRAINT_MANDATORY_START;
    return outline_time(r, value,
                        is_start ? r->project.default_start_s : r->project.default_finish_s,
                        &item->constraint_at);
}

static err read_estimate(struct outline_reader *r, struct item *item, str value)
{
    int64_t           *to[] = {&item->estimate_optimistic_s, &item->estimate_likely_s,
                               &item->estimate_pessimistic_s};
    str                part;
    enum duration_unit unit;
    for (size_t i = 0; i < COUNT(to); i++)
        if (!str_cut(&value, '/', &part) || !outline_duration(part, &r->day, to[i], &unit))
            return outline_error(r, "An estimate is three durations: «est 8d/10d/15d».");
    item->estimate_distribution = ESTIMATE_PERT;
    return OK;
}

static err read_calendar(struct outline_reader *r, struct item *item, str value)
{
    int64_t id;
    if (!strmap_get(&r->calendars, value, &id))
        return outline_error(r, "There is no calendar «%.*s».", STR_ARG(value));
    item->calendar = (struct id){id};
    item->ignore_resource_calendar = true;
    return OK;
}

static err read_milestone(struct item *item)
{
    item->kind = ITEM_MILESTONE;
    item->is_milestone = true;
    item->duration_s = 0;
    return OK;
}

/* Attributes of one word and a value; what is none of them is a duration. */
static err read_attribute(struct outline_reader *r, struct draft *d, str text)
{
    str          value = text, word;
    struct item *item = &d->item;
    int          index;
    str_cut(&value, ' ', &word);
    value = value.p ? str_trim(value) : S("");
    if (str_eq(word, S("ms")))
        return read_milestone(item);
    if (str_eq(word, S("<")))
        return d->links = value, OK;
    if (str_eq(word, S("@")))
        return d->people = value, OK;
    if (str_eq(word, S("#")))
        return item->body = value, OK;
    if (str_eq(word, S("by")))
        return outline_time(r, value, r->project.default_finish_s, &item->deadline);
    if (str_eq(word, S("cal")))
        return read_calendar(r, item, value);
    if (str_eq(word, S("est")))
        return read_estimate(r, item, value);
    if (str_eq(word, S("pts")) && str_double(value, &item->points))
        return OK;
    if (str_eq(word, S("prio")) && str_int(value, &item->priority))
        return OK;
    if (str_eq(word, S("kind")) && (index = outline_word(item_kind_words, value)) >= 0)
        return item->kind = (enum item_kind)index, OK;
    if (str_eq(word, S("state")) && (index = outline_word(item_state_words, value)) >= 0)
        return item->state = (enum item_state)index, OK;
    if (outline_word(constraint_words, word) >= 0)
        return read_constraint(r, item, word, value);
    if (outline_duration(text, &r->day, &item->duration_s, &item->duration_unit))
        return OK;
    return outline_error(r, "«%.*s» is not understood.", STR_ARG(text));
}

/* "key: Title"; a key is of small letters and digits. */
static str take_key(str *title)
{
    size_t n = 0;
    while (n < title->n && ((title->p[n] >= 'a' && title->p[n] <= 'z') ||
                            (title->p[n] >= '0' && title->p[n] <= '9')))
        n++;
    if (n == 0 || n + 1 >= title->n || title->p[n] != ':')
        return STR_NONE;
    str key = str_sub(*title, 0, n);
    *title = str_trim(str_sub(*title, n + 1, title->n));
    return key;
}

/* Puts the item into the outline; its number ("6.1") is a name too. */
static err place(struct outline_reader *r, struct draft *d, int level, str key)
{
    if (level >= OUTLINE_LEVELS || (level > 0 && r->at_level[level - 1] < 0))
        return outline_error(r, "This line is indented too far.");
    int64_t             index = (int64_t)r->items.n;
    int64_t             parent = level > 0 ? r->at_level[level - 1] : -1;
    struct outline_item at = {
        .id = index + 1,
        .parent = parent,
        .before = r->at_level[level],
        .links = d->links,
        .line = r->line,
    };
    r->number[level] = at.before < 0 ? 1 : r->number[level] + 1;
    r->at_level[level] = index;
    for (int i = level + 1; i < OUTLINE_LEVELS; i++)
        r->at_level[i] = -1;
    d->item.head.id = (struct id){at.id};
    d->item.head.project = r->project.head.id;
    d->item.source_uid = at.id;
    d->item.parent = (struct id){parent < 0 ? 0 : r->items.v[parent].id};
    d->item.rank = r->number[level] * RANK_GAP;
    vec_push(r->mem, &r->items, at);
    str wbs = S("");
    for (int i = 0; i <= level; i++)
        wbs = str_fmt(r->mem, "%.*s%s%lld", STR_ARG(wbs), i ? "." : "", (long long)r->number[i]);
    strmap_put(&r->names, wbs, index);
    if (key.p)
        strmap_put(&r->names, key, index);
    return OK;
}

/* "ERP lead, Testers[400%]" */
static err assign(struct outline_reader *r, const struct item *item, str people)
{
    str part;
    while (str_cut(&people, ',', &part)) {
        struct assignment a;
        str               units = str_trim(part), title;
        int64_t           resource;
        entity_init(&assignment_entity, &a);
        str_cut(&units, '[', &title);
        if (units.p &&
            (!str_ends(units, S("]")) || !outline_share(str_sub(units, 0, units.n - 1), &a.units)))
            return outline_error(r, "«%.*s»: units are written [50%%].", STR_ARG(part));
        if (!strmap_get(&r->resources, str_trim(title), &resource))
            return outline_error(r, "There is no resource «%.*s».", STR_ARG(title));
        a.head.id = (struct id){++r->last_id[ID_ASSIGNMENT]};
        a.head.project = r->project.head.id;
        a.item = item->head.id;
        a.resource = (struct id){resource};
        a.work_s = (int64_t)((double)item->duration_s * a.units + 0.5);
        plan_put(r->plan, &assignment_entity, &a);
    }
    return OK;
}

err outline_item_line(struct outline_reader *r, str line, int level)
{
    struct draft d = {0};
    str          part;
    entity_init(&item_entity, &d.item);
    d.item.duration_s = r->day.day_s;
    str_cut(&line, ';', &part);
    d.item.title = str_trim(part);
    str key = take_key(&d.item.title);
    while (str_cut(&line, ';', &part))
        TRY(read_attribute(r, &d, str_trim(part)));
    TRY(place(r, &d, level, key));
    if (d.people.p)
        TRY(assign(r, &d.item, d.people));
    plan_put(r->plan, &item_entity, &d.item);
    return OK;
}

err outline_find(const struct outline_reader *r, const struct outline_item *from, str name,
                 int64_t *ret_id)
{
    int64_t index = -1;
    int     back = outline_prev(name);
    if (back > 0 && from) {
        index = from->before;
        for (int i = 1; i < back && index >= 0; i++)
            index = r->items.v[index].before;
    } else {
        strmap_get(&r->names, name, &index);
    }
    if (index < 0)
        return outline_error(r, "There is no item «%.*s».", STR_ARG(name));
    *ret_id = r->items.v[index].id;
    return OK;
}

static err link_item(struct outline_reader *r, const struct outline_item *to)
{
    str rest = to->links, part;
    while (str_cut(&rest, ',', &part)) {
        struct outline_link words;
        struct link         link;
        entity_init(&link_entity, &link);
        if (!outline_link_parse(part, &r->day, &words))
            return outline_error(r, "«%.*s» is no link; write a, b+2d or c!SS.", STR_ARG(part));
        TRY(outline_find(r, to, words.name, &link.pred.v));
        link.head.id = (struct id){++r->last_id[ID_LINK]};
        link.head.project = r->project.head.id;
        link.succ = (struct id){to->id};
        link.type = words.type;
        link.lag_kind = words.lag_kind;
        link.lag_s = words.lag_s;
        link.lag_percent = words.lag_percent;
        link.lag_unit = words.lag_unit;
        plan_put(r->plan, &link_entity, &link);
    }
    return OK;
}

err outline_links(struct outline_reader *r)
{
    for (size_t i = 0; i < r->items.n; i++) {
        r->line = r->items.v[i].line;
        if (r->items.v[i].links.p)
            TRY(link_item(r, &r->items.v[i]));
    }
    return OK;
}
