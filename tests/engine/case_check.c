/* tests/engine/case_check.c - calculates a case, verifies it, and compares with what it expects. */
#include "base/buf.h"
#include "engine/case.h"

#include <stdio.h>
#include <string.h>

static const char *const driver_words[] = {"none",    "project_start", "link",     "constraint",
                                           "manual",  "actual",        "resource", "late",
                                           "summary", "external"};

struct checker {
    struct arena           *mem;
    const struct case_file *c;
    struct cpm_result       result;
    struct buf              wrong;
};

static bool next_word(str *rest, str *word)
{
    *rest = str_trim(*rest);
    if (!rest->n || rest->p[0] == '#')
        return false;
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
        n++;
    *word = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->n);
    return true;
}

/* What the row holds, written as in the file. */
static str value_of(struct checker *k, const struct cpm_row *r, str name)
{
    static const char *const times[] = {"start", "finish", "es", "ef", "ls", "lf"};
    const instant            values[] = {r->start,        r->finish,     r->early_start,
                                         r->early_finish, r->late_start, r->late_finish};
    for (int i = 0; i < 6; i++)
        if (str_eq(name, str_from(times[i]))) {
            if (values[i] == INSTANT_NONE)
                return S("none");
            const str text = local_text(k->mem, values[i]);
            return str_ends(text, S(":00")) ? str_sub(text, 0, text.n - 3) : text;
        }
    if (str_eq(name, S("ts")))
        return str_fmt(k->mem, "%lldm", (long long)(r->total_slack_s / 60));
    if (str_eq(name, S("fs")))
        return str_fmt(k->mem, "%lldm", (long long)(r->free_slack_s / 60));
    if (str_eq(name, S("duration")))
        return str_fmt(k->mem, "%lldm", (long long)(r->duration_s / 60));
    if (str_eq(name, S("critical")))
        return r->critical ? S("yes") : S("no");
    if (str_eq(name, S("driver")))
        return str_from(driver_words[r->driver_kind]);
    if (str_eq(name, S("by")))
        return r->driver == LINK_NONE ? S("none") : k->c->ids[k->c->net.links.pred[r->driver]];
    return STR_NONE;
}

static void expect_row(struct checker *k, const struct case_expect *x)
{
    str     rest = x->line, id, word, name;
    int32_t task = 0;
    next_word(&rest, &id);
    while (task < k->c->net.n_tasks && !str_eq(k->c->ids[task], id))
        task++;
    if (task == k->c->net.n_tasks) {
        buf_fmt(&k->wrong, "line %d: no task %.*s\n", x->line_no, STR_ARG(id));
        return;
    }
    while (next_word(&rest, &word)) {
        str value = word;
        str_cut(&value, '=', &name);
        const str is = value_of(k, &k->result.rows[task], name);
        if (!str_eq(is, value))
            buf_fmt(&k->wrong, "line %d: %.*s %.*s is %.*s, not %.*s\n", x->line_no, STR_ARG(id),
                    STR_ARG(name), STR_ARG(is), STR_ARG(value));
    }
}

static bool expects_error(const struct case_expect *x)
{
    return str_starts(str_trim(x->line), S("error="));
}

/* "error=cycle why=a_→_b" against what came. */
static void expect_error(struct checker *k, const struct case_expect *x, err e)
{
    str        rest = str_trim(x->line), word;
    const bool cycle = str_starts(rest, S("error=cycle"));
    if (e.code != (cycle ? ERR_CYCLE : ERR_INVALID))
        buf_fmt(&k->wrong, "line %d: error is %d %s\n", x->line_no, e.code,
                e.code ? e.why : "none");
    next_word(&rest, &word);
    if (!e.code || !next_word(&rest, &word) || !str_starts(word, S("why=")))
        return;
    char *part = arena_copy(k->mem, word.p, word.n);
    for (size_t i = 0; i < word.n; i++)
        part[i] = part[i] == '_' ? ' ' : part[i];
    if (!str_has(str_from(e.why), str_sub((str){part, word.n}, 4, word.n)))
        buf_fmt(&k->wrong, "line %d: the sentence is: %s\n", x->line_no, e.why);
}

/* Both runs of one calculator give the same bytes, and the invariants hold. */
static err run(struct checker *k)
{
    const struct prepared *p;
    int32_t                row;
    TRY(network_prepare(k->mem, &k->c->net, &p));
    struct cpm *cpm = cpm_new(k->mem, p);
    TRY(cpm_pass(cpm, &k->result));
    const size_t size = sizeof(struct cpm_row) * (size_t)k->result.n;
    void        *first = arena_copy(k->mem, k->result.rows, size);
    TRY(cpm_pass(cpm, &k->result));
    if (memcmp(first, k->result.rows, size) != 0)
        buf_z(&k->wrong, "a second run gives other bytes\n");
    const int broken = cpm_verify(p, &k->result, &row);
    if (broken)
        buf_fmt(&k->wrong, "invariant %d is broken at row %d\n", broken, row);
    return OK;
}

str case_check(struct arena *mem, const struct case_file *c)
{
    struct checker k = {.mem = mem, .c = c};
    buf_init(&k.wrong, 1 << 16);
    const err e = run(&k);
    bool      told = false;
    for (int32_t i = 0; i < c->n_expects; i++) {
        told |= expects_error(&c->expects[i]);
        if (expects_error(&c->expects[i]))
            expect_error(&k, &c->expects[i], e);
        else if (!e.code)
            expect_row(&k, &c->expects[i]);
    }
    if (e.code && !told)
        buf_fmt(&k.wrong, "error: %s\n", e.why);
    const str out = str_copy(mem, buf_view(&k.wrong));
    buf_done(&k.wrong);
    return out.p ? out : S("");
}

str case_load(struct arena *mem, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return STR_NONE;
    size_t n = 0, cap = 1 << 12, got;
    char  *bytes = arena_alloc(mem, cap);
    while ((got = fread(bytes + n, 1, cap - n, f)) > 0) {
        n += got;
        if (n == cap) {
            bytes = arena_grow(mem, bytes, cap, cap * 2);
            cap *= 2;
        }
    }
    fclose(f);
    return (str){bytes, n};
}
