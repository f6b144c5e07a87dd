/* domain/level/choices.c - who else may do an assignment: members of roles and groups.
 *
 * A resource belongs to the groups that its group_name names, separated by commas or semicolons;
 * a role is a group of its own title besides. Names are compared folded. A role, or a resource that
 * stands for somebody not yet named, is done by its members where it has any; who is booked softly
 * may be exchanged for another of the groups.
 */
#include "base/vec.h"
#include "domain/level/inside.h"

enum { GROUPS_MAX = 16, MEMBERS_MAX = 64 };

struct groups {
    str name[GROUPS_MAX];
    int n;
};

struct choosing {
    struct level_build *l;
    struct groups      *groups; /* by resource of the input */
    VEC(int32_t)        who, calendar;
};

static const struct resource *resource_at(const struct choosing *c, int32_t r)
{
    return plan_get(c->l->b.p, &resource_entity, c->l->resources[r]);
}

static bool is_role(const struct resource *r)
{
    return r->kind == RESOURCE_ROLE || r->is_generic;
}

static void group_add(struct groups *g, struct arena *mem, str name)
{
    const str folded = str_fold(mem, str_trim(name));
    if (folded.n && g->n < GROUPS_MAX)
        g->name[g->n++] = folded;
}

static struct groups groups_of(struct arena *mem, const struct resource *r)
{
    struct groups g = {.n = 0};
    str           all = r->group_name, part;
    if (is_role(r))
        group_add(&g, mem, r->title);
    while (str_cut(&all, ',', &part)) {
        str rest = part, one;
        while (str_cut(&rest, ';', &one))
            group_add(&g, mem, one);
    }
    return g;
}

static bool share_a_group(const struct groups *a, const struct groups *b)
{
    for (int i = 0; i < a->n; i++)
        for (int k = 0; k < b->n; k++)
            if (str_eq(a->name[i], b->name[k]))
                return true;
    return false;
}

/* Whether `r` may do what `given` is asked for. */
static bool may_do(const struct choosing *c, int32_t given, int32_t r)
{
    const struct resource *who = resource_at(c, r), *asked = resource_at(c, given);
    if (r == given)
        return !is_role(asked);
    return !is_role(who) && !who->is_inactive && (is_role(asked) || who->kind == asked->kind) &&
           share_a_group(&c->groups[given], &c->groups[r]);
}

static int32_t calendar_of(const struct choosing *c, int32_t r)
{
    const struct build *b = &c->l->b;
    const int32_t       own = build_calendar(b, resource_at(c, r)->calendar);
    return own == CALENDAR_NONE ? b->net.options.calendar : own;
}

/* Rows for one assignment; none when it stays where it is. */
static void members_add(struct choosing *c, const struct assignment *a, int32_t given)
{
    const size_t before = c->who.n;
    const bool   may_go = is_role(resource_at(c, given)) || a->booking == BOOKING_SOFT;
    for (int32_t r = 0; may_go && r < c->l->in.n_resources; r++) {
        if (c->who.n - before == MEMBERS_MAX || !may_do(c, given, r))
            continue;
        vec_push(c->l->b.mem, &c->who, r);
        vec_push(c->l->b.mem, &c->calendar, calendar_of(c, r));
    }
    if (c->who.n == before + 1 && c->who.v[before] == given)
        c->who.n = c->calendar.n = before;
}

void level_choices_fill(struct level_build *l)
{
    struct arena   *mem = l->b.mem;
    struct choosing c = {.l = l, .groups = arena_array(mem, struct groups, l->in.n_resources + 1)};
    const int32_t   n = l->b.net.n_assignments;
    int32_t        *first = arena_array(mem, int32_t, n + 2);
    struct level_choices *choices = arena_new(mem, struct level_choices);
    for (int32_t r = 0; r < l->in.n_resources; r++)
        c.groups[r] = groups_of(mem, resource_at(&c, r));
    for (int32_t a = 0; a < n; a++) {
        const struct assignment *record = plan_at(l->b.p, &assignment_entity, (size_t)a);
        if (record && l->b.net.assignments.task[a] != TASK_NONE && l->in.resource_of[a] >= 0)
            members_add(&c, record, l->in.resource_of[a]);
        first[a + 1] = (int32_t)c.who.n;
    }
    *choices = (struct level_choices){first, c.who.v, c.calendar.v};
    if (c.who.n)
        l->in.choices = choices;
}

void level_splits_fill(struct level_build *l)
{
    bool *may_split = arena_array(l->b.mem, bool, l->b.net.n_tasks + 1);
    for (size_t s = 0; s < plan_slots(l->b.p, &item_entity); s++) {
        const struct item *i = plan_at(l->b.p, &item_entity, s);
        may_split[s] = i && i->can_split && !l->b.net.p6;
    }
    l->in.may_split = may_split;
}
