/* formats/estimates.c - reads a list of estimates, line by line, table by table.
 *
 * A header begins a table; which one, its words tell. Lines may end as they like. All lines are
 * read before any record is put, so that a list with a mistake changes nothing.
 */
#include "formats/estimates.h"

#include "domain/resource.h"
#include "formats/estimates/rows.h"

/* The table whose header the fields are; NULL: of none. */
static const struct estimates_table *table_of(const str *fields, int n)
{
    for (int t = 0; t < estimates_tables_n; t++) {
        const struct estimates_table *table = &estimates_tables[t];
        bool                          fits = n == table->n;
        for (int i = 0; fits && i < n; i++)
            fits = str_eq_nocase(fields[i], str_from(table->names[i]));
        if (fits)
            return table;
    }
    return NULL;
}

/* A header, which changes the table, or a row of it. */
static err line_read(struct estimates_reader *r, str line, const struct estimates_table **table)
{
    str                           f[ESTIMATES_FIELDS_MAX];
    const int                     n = estimates_split(r->mem, line, f);
    const struct estimates_table *begins = table_of(f, n);
    if (begins)
        *table = begins;
    else if (!*table)
        return err_make(ERR_SYNTAX,
                        "Line %lld of the estimates must be the header "
                        "«uid,distribution,optimistic,most_likely,pessimistic» or that of another "
                        "table.",
                        r->line);
    else if (n != (*table)->n)
        return err_make(ERR_SYNTAX, "Line %lld of the estimates: there must be %d fields%s.",
                        r->line, (*table)->n, n < 0 ? "; a quote does not end" : "");
    return begins ? OK : (*table)->read(r, f);
}

static size_t lines_of(str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    return n;
}

static void slots_fill(struct estimates_reader *r)
{
    const size_t slots = plan_slots(r->plan, &item_entity);
    map_init(&r->slots, r->mem, slots);
    for (size_t s = 0; s < slots; s++) {
        const struct item *i = plan_at(r->plan, &item_entity, s);
        if (i && !i->is_blank && i->source_uid != INT_NONE)
            map_put(&r->slots, i->source_uid, (int64_t)s);
    }
}

static void resources_fill(struct estimates_reader *r)
{
    strmap_init(&r->resources, r->mem, plan_slots(r->plan, &resource_entity));
    for (size_t k = 0; k < plan_slots(r->plan, &resource_entity); k++) {
        const struct resource *one = plan_at(r->plan, &resource_entity, k);
        if (one && one->title.p)
            strmap_put(&r->resources, one->title, one->head.id.v);
    }
}

static void last_ids_fill(struct estimates_reader *r)
{
    for (int no = 0; entities[no]; no++) {
        if (!entity_in_plan(entities[no]))
            continue;
        for (size_t k = 0; k < plan_slots(r->plan, entities[no]); k++) {
            const struct record *one = plan_at(r->plan, entities[no], k);
            if (one && one->id.v > r->last_id[no])
                r->last_id[no] = one->id.v;
        }
    }
}

err estimates_read(struct arena *mem, str csv, struct plan *plan, size_t *ret_n)
{
    struct estimates_reader r = {.mem = mem, .plan = plan, .project = plan_project_record(plan)};
    str                     line;
    if (str_starts(csv, S("\xef\xbb\xbf")))
        csv = str_sub(csv, 3, csv.n);
    if (!str_is_utf8(csv))
        return err_make(ERR_SYNTAX, "The estimates are not UTF-8 text.");
    r.puts = arena_array(mem, struct estimates_put, 2 * lines_of(csv));
    r.estimated = arena_array(mem, bool, plan_slots(plan, &item_entity) + 1);
    slots_fill(&r);
    last_ids_fill(&r);
    resources_fill(&r);
    strmap_init(&r.risks, mem, 16);
    const struct estimates_table *table = NULL;
    while (str_cut(&csv, '\n', &line)) {
        r.line++;
        line = str_trim(line);
        if (!table || line.n)
            TRY(line_read(&r, line, &table));
    }
    for (size_t i = 0; i < r.n; i++)
        plan_put(plan, r.puts[i].entity, r.puts[i].record);
    *ret_n = r.n_estimates;
    return OK;
}
