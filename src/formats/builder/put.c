/* A record's last step into the plan: the entity's own rules, with repairs that are told.
 *
 * Repairs follow from the entity's rows: numbers come to the nearest limit, texts are cut and lose
 * control characters, a name that is missing becomes the record's number, members
 * that may be absent and break a rule are left out. Each is a warning with the line. What is still
 * against a rule then is an error: such a record cannot be kept.
 */
#include "formats/builder/put.h"

#include "domain/field.h"
#include "domain/project.h"
#include "formats/report.h"

enum { TEXT_USUAL = 4000, TEXT_LONG = 1000000 };

struct record_place {
    int64_t id, line;
};

static const char *name_of(const struct entity *e, const struct field *f, char *to, size_t n)
{
    (void)snprintf(to, n, "%s/%s", e->name, f->name);
    return to;
}

static bool is_number(const struct field *f)
{
    return f->type == F_INT || f->type == F_NUM || f->type == F_SECONDS || f->type == F_MONEY;
}

static double number_of(const struct field *f, const void *record)
{
    return f->type == F_NUM ? field_num(f, record) : (double)field_int(f, record);
}

static void clamp_number(const struct put_to *in, const struct entity *e, const struct field *f,
                         void *record, int64_t line)
{
    char   name[120];
    double v = number_of(f, record);
    bool   has_limits = f->min < 0 || f->min > 0 || f->max > 0 || f->max < 0;
    double to = v < f->min ? f->min : f->max;
    if (!has_limits || (v >= f->min && v <= f->max))
        return;
    report_warn(in->report, e->name, line, "%s: %.15g became %.15g, the nearest that is allowed",
                name_of(e, f, name, sizeof name), v, to);
    if (f->type == F_NUM)
        field_num_set(f, record, to);
    else
        field_int_set(f, record, (int64_t)to);
}

static void cut_text(const struct put_to *in, const struct entity *e, const struct field *f,
                     void *record, int64_t line)
{
    char   name[120];
    str    s = field_str(f, record);
    size_t n = f->max > 0 ? (size_t)f->max : f->flags & FIELD_LONG ? TEXT_LONG : TEXT_USUAL;
    if (s.n <= n)
        return;
    while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    report_warn(in->report, e->name, line, "%s: a text of %zu bytes was cut to %zu",
                name_of(e, f, name, sizeof name), s.n, n);
    field_str_set(f, record, str_copy(in->mem, str_sub(s, 0, n)));
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' && c != '\n' && c != '\t' && c != '\r';
}

static void clean_text(const struct put_to *in, const struct entity *e, const struct field *f,
                       void *record, int64_t line)
{
    char       name[120];
    const str  s = field_str(f, record);
    struct buf to;
    size_t     left_out = 0;
    for (size_t i = 0; i < s.n; i++)
        left_out += is_control(s.p[i]);
    if (!left_out)
        return;
    buf_init(&to, 0);
    for (size_t i = 0; i < s.n; i++)
        if (!is_control(s.p[i]))
            buf_char(&to, s.p[i]);
    field_str_set(f, record, str_copy(in->mem, buf_view(&to)));
    buf_done(&to);
    report_warn(in->report, e->name, line, "%s: %zu control characters were left out",
                name_of(e, f, name, sizeof name), left_out);
}

static void repair_members(const struct put_to *in, const struct entity *e, void *record,
                           int64_t line)
{
    for (size_t i = 0; i < e->n_fields; i++) {
        const struct field *f = &e->fields[i];
        if (f->type == F_TEXT)
            clean_text(in, e, f, record, line);
        if (field_is_absent(f, record))
            continue;
        if (f->type == F_TEXT)
            cut_text(in, e, f, record, line);
        else if (is_number(f))
            clamp_number(in, e, f, record, line);
    }
}

/* A name that must not be empty: what it is, and its number. */
static bool call_by_number(const struct put_to *in, const struct entity *e, const struct field *f,
                           void *record, struct record_place at)
{
    char name[120];
    if (f->type != F_TEXT || str_trim(field_str(f, record)).n)
        return false;
    field_str_set(f, record, str_fmt(in->mem, "%s %lld", e->name, (long long)at.id));
    report_warn(in->report, e->name, at.line, "%s is empty; it is called \"%s %lld\" now",
                name_of(e, f, name, sizeof name), e->name, (long long)at.id);
    return true;
}

/* Members that a rule names and that may be absent. */
static void leave_out(const struct put_to *in, const struct entity *e, void *record,
                      const struct problems *found, struct record_place at)
{
    for (size_t i = 0; i < found->n; i++) {
        const struct field *f = entity_find(e, found->v[i].field);
        if (f && call_by_number(in, e, f, record, at))
            continue;
        if (!f || field_is_absent(f, record) || !field_may_be_absent(f))
            continue;
        report_warn(in->report, e->name, at.line, "%s/%s %.*s; it was left out", e->name, f->name,
                    STR_ARG(found->v[i].message));
        field_clear(f, record);
    }
}

static err check_repaired(const struct put_to *in, const struct entity *e, void *record,
                          struct record_place at)
{
    const int64_t   line = at.line;
    struct problems found;
    problems_init(&found, in->mem);
    repair_members(in, e, record, line);
    entity_check(e, record, &found);
    leave_out(in, e, record, &found, at);
    problems_init(&found, in->mem);
    entity_check(e, record, &found);
    err why = problems_err(&found);
    return why.code ? err_wrap(why, "Line %lld: %s", (long long)line, e->name) : OK;
}

err record_put(const struct put_to *in, const struct entity *e, void *record, int64_t id,
               int64_t line)
{
    struct problems found;
    if (id > IMPORT_RECORDS_MAX)
        return err_make(ERR_TOO_LARGE,
                        "Line %lld: the file holds more than %d %s; import it in parts",
                        (long long)line, IMPORT_RECORDS_MAX, e->plural);
    problems_init(&found, in->mem);
    entity_check(e, record, &found);
    if (problems_err(&found).code)
        TRY(check_repaired(in, e, record, (struct record_place){id, line}));
    struct record *head = record;
    head->id.v = id;
    head->project.v = e == &project_entity ? 0 : 1;
    head->rev = 1;
    plan_put(in->plan, e, record);
    return OK;
}
