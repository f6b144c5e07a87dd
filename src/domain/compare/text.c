/* domain/compare/text.c - a reason as one English sentence, with the values that prove it.
 *
 * For the command line; the web client has sentences of its own for the same codes and facts.
 */
#include "domain/compare/inquiry.h"
#include "domain/item.h"
#include "domain/link.h"

struct words {
    struct arena          *mem;
    const struct plan     *plan;
    const struct zone     *zone;
    const struct reasoned *r;
};

static str name(const struct words *w, struct id item)
{
    if (item.v == w->r->what.item->head.id.v)
        return S("its");
    const struct item *i = item.v ? plan_get(w->plan, &item_entity, item) : NULL;
    if (!i)
        return S("the project");
    return str_fmt(w->mem, "«%.*s»", STR_ARG(i->title));
}

static str moment(const struct words *w, instant t)
{
    if (t == INSTANT_NONE)
        return S("no date");
    str s = local_text(w->mem, zone_local(w->zone, t));
    return s.n < 16 ? s : str_fmt(w->mem, "%.*s %.*s", 10, s.p, 5, s.p + 11);
}

/* "12 h", "1 h 30 min", "40 s". */
static str span(const struct words *w, int64_t s)
{
    const char *sign = s < 0 ? "-" : "";
    int64_t     all = s < 0 ? -s : s, h = all / HOUR_S, min = all % HOUR_S / MINUTE_S;
    if (all < MINUTE_S)
        return str_fmt(w->mem, "%s%lld s", sign, (long long)all);
    if (!h)
        return str_fmt(w->mem, "%s%lld min", sign, (long long)min);
    return min ? str_fmt(w->mem, "%s%lld h %lld min", sign, (long long)h, (long long)min)
               : str_fmt(w->mem, "%s%lld h", sign, (long long)h);
}

/* "late finish 2026-03-04 17:00" */
static str fact(const struct words *w, size_t k)
{
    const struct fact *f = &w->r->facts[k];
    char               words[40];
    size_t             n = 0;
    for (const char *p = f->field; *p && n < sizeof words - 1; p++)
        words[n++] = *p == '_' ? ' ' : *p;
    words[n] = 0;
    str field = str_from(words);
    if (str_ends(field, S(" s")))
        field = str_sub(field, 0, field.n - 2);
    if (f->value == INT_NONE)
        return str_fmt(w->mem, "%.*s", STR_ARG(f->text));
    return str_fmt(w->mem, "%.*s %.*s", STR_ARG(field),
                   STR_ARG(f->is_span ? span(w, f->value) : moment(w, f->value)));
}

static str link_words(const struct words *w)
{
    static const char *const types[] = {"finish-to-start", "start-to-start", "finish-to-finish",
                                        "start-to-finish"};
    const struct link       *l = plan_get(w->plan, &link_entity, w->r->link);
    return str_from(types[l ? l->type : LINK_FS]);
}

/* "its start 2026-03-02 08:00", "«Design» finish 2026-03-04 17:00" */
static str whose(const struct words *w, size_t k)
{
    return str_fmt(w->mem, "%.*s %.*s", STR_ARG(name(w, w->r->facts[k].item)), STR_ARG(fact(w, k)));
}

static str by_link(const struct words *w)
{
    return str_fmt(w->mem,
                   "stale save: the file's own %.*s link is broken by %.*s of working time (%.*s, "
                   "%.*s)",
                   STR_ARG(link_words(w)), STR_ARG(span(w, w->r->by_s)), STR_ARG(whose(w, 0)),
                   STR_ARG(whose(w, 1)));
}

static str by_late(const struct words *w)
{
    const struct reasoned *r = w->r;
    const char            *what = r->link.v ? "what follows" : "the last finish in the file";
    if (r->by_s < 0)
        return str_fmt(w->mem, "stale late dates: %.*s lies %.*s behind %s (%.*s)",
                       STR_ARG(whose(w, 0)), STR_ARG(span(w, -r->by_s)), what,
                       STR_ARG(whose(w, 1)));
    return str_fmt(w->mem, "stale late dates: %.*s leaves %.*s unused before %s (%.*s)",
                   STR_ARG(whose(w, 0)), STR_ARG(span(w, r->by_s)), what, STR_ARG(whose(w, 1)));
}

static str by_itself(const struct words *w)
{
    const struct reasoned *r = w->r;
    if (r->n_facts == 1)
        return str_fmt(w->mem, "the file contradicts itself: it stores %.*s", STR_ARG(fact(w, 0)));
    if (r->what.what >= COMPARE_TOTAL_SLACK)
        return str_fmt(w->mem,
                       "the file contradicts itself: from %.*s to %.*s are %.*s of working time",
                       STR_ARG(whose(w, 0)), STR_ARG(whose(w, 1)), STR_ARG(span(w, r->by_s)));
    return str_fmt(w->mem, "the file contradicts itself: %.*s, but %.*s", STR_ARG(whose(w, 0)),
                   STR_ARG(whose(w, 1)));
}

static str by_cause(const struct words *w)
{
    const struct reasoned *r = w->r;
    if (r->cause.v == r->what.item->head.id.v)
        return S("follows from its own finish, the last in the file, which differs");
    if (r->root.v == r->cause.v || !r->root.v || r->root.v == r->what.item->head.id.v)
        return str_fmt(w->mem, "follows from %.*s", STR_ARG(name(w, r->cause)));
    return str_fmt(w->mem, "follows from %.*s, and that in the end from %.*s",
                   STR_ARG(name(w, r->cause)), STR_ARG(name(w, r->root)));
}

static str by_unsupported(const struct words *w)
{
    const struct reasoned *r = w->r;
    const str              what = unsupported_words(r->facts[0].text);
    if (r->cause.v == r->what.item->head.id.v)
        return str_fmt(w->mem, "unsupported: %.*s", STR_ARG(what));
    return str_fmt(w->mem, "unsupported: %.*s (%.*s)", STR_ARG(what), STR_ARG(name(w, r->cause)));
}

str reason_text(struct arena *mem, const struct plan *plan, const struct zone *zone,
                const struct reasoned *r)
{
    struct words w = {mem, plan, zone, r};
    switch (r->reason) {
    case REASON_NONE: return S("not explained");
    case REASON_FOLLOWS: return by_cause(&w);
    case REASON_OWN:
        return str_fmt(mem, "follows from its own stored %.*s, which differs",
                       STR_ARG(fact(&w, 0)));
    case REASON_EDITED: return S("changed here after the import");
    case REASON_OTHER_FILE:
        return str_fmt(mem, "its predecessor %.*s is in another file", STR_ARG(fact(&w, 0)));
    case REASON_LEVELLED:
        return str_fmt(
            mem, "levelled by the source: it begins when %.*s ends (%.*s), which needs %.*s too",
            STR_ARG(name(&w, r->cause)), STR_ARG(fact(&w, 0)), STR_ARG(fact(&w, 2)));
    case REASON_MANUAL:
        return str_fmt(mem, "manual edit: moved by hand to %.*s, but the file still has %.*s",
                       STR_ARG(fact(&w, 0)), STR_ARG(fact(&w, 1)));
    case REASON_LINK: return by_link(&w);
    case REASON_DURATION:
        return str_fmt(mem, "stale save: from %.*s to %.*s are %.*s of working time, but its %.*s",
                       STR_ARG(fact(&w, 0)), STR_ARG(fact(&w, 1)), STR_ARG(span(&w, r->by_s)),
                       STR_ARG(fact(&w, 2)));
    case REASON_CONSTRAINT:
        return str_fmt(mem, "stale save: %.*s is earlier than %.*s", STR_ARG(whose(&w, 1)),
                       STR_ARG(whose(&w, 0)));
    case REASON_LATE: return by_late(&w);
    case REASON_ITSELF: return by_itself(&w);
    case REASON_ROUNDED:
        return str_fmt(mem, "rounded by the source: %.*s is not whole minutes",
                       STR_ARG(fact(&w, 0)));
    case REASON_SAME_MOMENT: return S("the same working moment: no working time lies between");
    case REASON_UNSUPPORTED: return by_unsupported(&w);
    case REASON_COUNT: break;
    }
    return STR_NONE;
}
