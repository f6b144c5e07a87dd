/* domain/list/filter_parse.c - from the text of a filter to its program.
 *
 * One function per rule of the grammar in filter.h. The parser recurses for parentheses and `not`
 * only, at most FILTER_DEPTH_MAX deep, and every level leaves at most two truths on the stack,
 * which bounds FILTER_STACK.
 */
#include "domain/list/filter_code.h"

#include "base/vec.h"

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_TEXT, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA };

struct token {
    enum token_kind kind;
    str             text; /* of a word; of a text without its quotes, escapes resolved */
    size_t          at;   /* byte from 1 */
};

struct parser {
    struct arena        *mem;
    const struct entity *entity;
    const struct zone   *zone;
    str                  all;
    size_t               next;  /* first byte not yet read */
    struct token         token; /* looked at, not yet taken */
    int                  depth;
    struct filter       *f;
};

static err any(struct parser *p);

/* ---- words ------------------------------------------------------------------------------- */

static bool is_blank_char(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_word(char c)
{
    return is_blank_char(c) || c == '(' || c == ')' || c == ',' || c == '"';
}

static err read_quoted(struct parser *p)
{
    char  *out = arena_alloc(p->mem, p->all.n);
    size_t n = 0, i = p->next + 1;
    while (i < p->all.n && p->all.p[i] != '"') {
        if (p->all.p[i] == '\\' && i + 1 < p->all.n)
            i++;
        out[n++] = p->all.p[i++];
    }
    if (i == p->all.n)
        return err_make(ERR_INVALID, "filter: the quote at %zu is not closed", p->token.at);
    p->next = i + 1;
    p->token.kind = TOKEN_TEXT;
    p->token.text = (str){out, n};
    return OK;
}

static void read_word(struct parser *p)
{
    size_t from = p->next;
    while (p->next < p->all.n && !ends_word(p->all.p[p->next]))
        p->next++;
    p->token.kind = TOKEN_WORD;
    p->token.text = str_sub(p->all, from, p->next);
}

static err advance(struct parser *p)
{
    while (p->next < p->all.n && is_blank_char(p->all.p[p->next]))
        p->next++;
    p->token = (struct token){.kind = TOKEN_END, .at = p->next + 1};
    if (p->next == p->all.n)
        return OK;
    char c = p->all.p[p->next];
    if (c == '"')
        return read_quoted(p);
    if (c != '(' && c != ')' && c != ',') {
        read_word(p);
        return OK;
    }
    p->token.kind = c == '(' ? TOKEN_OPEN : c == ')' ? TOKEN_CLOSE : TOKEN_COMMA;
    p->token.text = str_sub(p->all, p->next, p->next + 1);
    p->next++;
    return OK;
}

static bool at_word(const struct parser *p, str word)
{
    return p->token.kind == TOKEN_WORD && str_eq_nocase(p->token.text, word);
}

static err unexpected(const struct parser *p, const char *wanted)
{
    if (p->token.kind == TOKEN_END)
        return err_make(ERR_INVALID, "filter: %s is missing at the end", wanted);
    return err_make(ERR_INVALID, "filter: %s is wanted at %zu, not '%.*s'", wanted, p->token.at,
                    STR_ARG(str_sub(p->token.text, 0, 60)));
}

static err take(struct parser *p, enum token_kind kind, const char *wanted)
{
    if (p->token.kind != kind)
        return unexpected(p, wanted);
    return advance(p);
}

/* ---- values ------------------------------------------------------------------------------ */

/* A date alone is that day, from its first to its last second. */
static bool day_value(const struct parser *p, str text, struct filter_value *v)
{
    day d;
    if (!day_parse(text, &d))
        return false;
    const struct zone *zone = p->zone ? p->zone : zone_utc();
    v->lo = zone_instant(zone, (int64_t)d * DAY_S);
    v->hi = zone_instant(zone, ((int64_t)d + 1) * DAY_S) - 1;
    return true;
}

/* Any member of any type fits in here, so that field_parse has a place to write to. */
union value_space {
    int64_t whole;
    double  num;
    str     text;
};

static err typed_value(const struct parser *p, const struct field *f, str text,
                       struct filter_value *v)
{
    union value_space space = {0};
    struct field      here = *f;
    here.offset = 0;
    if (f->type == F_INSTANT && day_value(p, text, v))
        return OK;
    if (!text.n && f->type != F_TEXT)
        return field_expected(f);
    TRY(field_parse(&here, &space, text));
    if (f->type == F_TEXT)
        v->text = space.text;
    else if (f->type == F_NUM)
        v->num = space.num;
    else
        v->lo = v->hi = field_int(&here, &space);
    return OK;
}

static err value(struct parser *p, struct filter_test *t, struct filter_value *v)
{
    const struct field *f = t->column.field;
    if (p->token.kind != TOKEN_WORD && p->token.kind != TOKEN_TEXT)
        return unexpected(p, "a value");
    *v = (struct filter_value){.is_null = at_word(p, S("null"))};
    if (v->is_null && t->op != FILTER_EQ && t->op != FILTER_NE && t->op != FILTER_IN)
        return err_make(ERR_INVALID, "filter: null at %zu is for eq, ne and in only", p->token.at);
    err e = v->is_null ? OK : typed_value(p, f, p->token.text, v);
    if (e.code)
        return err_make(ERR_INVALID, "filter: the value of %s at %zu %s", f->name, p->token.at,
                        e.why);
    v->text = str_copy(p->mem, v->text);
    v->folded = str_fold(p->mem, v->text);
    return advance(p);
}

static err value_list(struct parser *p, struct filter_test *t)
{
    VEC(struct filter_value) list = {0};
    struct filter_value      v;
    TRY(take(p, TOKEN_OPEN, "'(' after in"));
    for (;;) {
        TRY(value(p, t, &v));
        vec_push(p->mem, &list, v);
        if (p->token.kind != TOKEN_COMMA)
            break;
        TRY(advance(p));
    }
    t->values = list.v;
    t->n_values = list.n;
    return take(p, TOKEN_CLOSE, "',' or ')'");
}

/* ---- tests ------------------------------------------------------------------------------- */

static const char *const op_words[] = {"eq", "ne", "lt", "le", "gt", "ge", "contains", "in", NULL};

static err column(struct parser *p, struct filter_test *t)
{
    if (p->token.kind != TOKEN_WORD)
        return unexpected(p, "the name of a column");
    t->column = columns_find(p->entity, p->token.text);
    if (!t->column.field)
        return err_make(ERR_INVALID, "filter: '%.*s' at %zu is not a column of %s",
                        STR_ARG(str_sub(p->token.text, 0, 60)), p->token.at, p->entity->name);
    return advance(p);
}

static err operator(struct parser *p, struct filter_test *t)
{
    int64_t op;
    if (p->token.kind != TOKEN_WORD || !words_find(op_words, p->token.text, &op))
        return unexpected(p, "eq, ne, lt, le, gt, ge, contains or in");
    t->op = (enum filter_op)op;
    if (t->op == FILTER_CONTAINS && t->column.field->type != F_TEXT)
        return err_make(ERR_INVALID, "filter: contains at %zu is for texts only, not for %s",
                        p->token.at, t->column.field->name);
    return advance(p);
}

static void step(struct parser *p, enum filter_step s)
{
    p->f->steps[p->f->n_steps++] = (uint8_t)s;
}

static err test(struct parser *p)
{
    if (p->f->n_tests == FILTER_TESTS_MAX)
        return err_make(ERR_INVALID, "filter: more than %d tests", FILTER_TESTS_MAX);
    struct filter_test *t = &p->f->tests[p->f->n_tests];
    TRY(column(p, t));
    TRY(operator(p, t));
    p->f->n_tests++;
    step(p, FILTER_TEST);
    if (t->op == FILTER_IN)
        return value_list(p, t);
    t->values = arena_new(p->mem, struct filter_value);
    t->n_values = 1;
    return value(p, t, t->values);
}

/* ---- the grammar ------------------------------------------------------------------------- */

static err deeper(struct parser *p)
{
    if (++p->depth > FILTER_DEPTH_MAX)
        return err_make(ERR_INVALID, "filter: nested too deeply at %zu", p->token.at);
    return advance(p);
}

static err one(struct parser *p)
{
    bool is_not = at_word(p, S("not"));
    if (!is_not && p->token.kind != TOKEN_OPEN)
        return test(p);
    TRY(deeper(p));
    if (is_not) {
        TRY(one(p));
        step(p, FILTER_NOT);
    } else {
        TRY(any(p));
        TRY(take(p, TOKEN_CLOSE, "and, or or ')'"));
    }
    p->depth--;
    return OK;
}

static err all(struct parser *p)
{
    TRY(one(p));
    while (at_word(p, S("and"))) {
        TRY(advance(p));
        TRY(one(p));
        step(p, FILTER_AND);
    }
    return OK;
}

static err any(struct parser *p)
{
    TRY(all(p));
    while (at_word(p, S("or"))) {
        TRY(advance(p));
        TRY(all(p));
        step(p, FILTER_OR);
    }
    return OK;
}

err filter_compile(struct arena *mem, const struct entity *e, const struct zone *zone, str text,
                   const struct filter **ret_filter)
{
    struct parser p = {.mem = mem, .entity = e, .zone = zone, .all = text};
    if (text.n > FILTER_BYTES_MAX)
        return err_make(ERR_INVALID, "filter: longer than %d bytes", FILTER_BYTES_MAX);
    if (!str_is_utf8(text))
        return err_make(ERR_INVALID, "filter: not UTF-8 text");
    p.f = arena_new(mem, struct filter);
    TRY(advance(&p));
    if (p.token.kind != TOKEN_END) {
        TRY(any(&p));
        TRY(take(&p, TOKEN_END, "and, or or the end"));
    }
    *ret_filter = p.f;
    return OK;
}
