/* app/cross_check.c - circles that run through several projects.
 *
 * Inside one project the engine finds circles. Across projects it sees dates only, so here links
 * are walked: an item that is pushed pushes its followers, its parents show its dates, and a
 * summary that is pushed pushes what is below it. A link into the project closes a circle when that
 * walk from its successor reaches its predecessor. Walked only when the project both waits and is
 * waited for.
 */
#include "app/cross.h"

#include "app/inside.h"
#include "domain/entities.h"

enum { NAMES_MAX = 12 };

/* Links by predecessor and items by parent, of one plan. */
struct graph {
    const struct plan *plan;                   /* counted */
    struct map         link, child;            /* pred, parent → slot + 1 of the first */
    uint32_t          *next_link, *next_child; /* by slot: slot + 1 of the next, 0 = none */
};

struct node {
    int64_t   item;
    struct id project;
    bool      is_pushed; /* else only its dates changed, through what is below it */
    size_t    from;      /* node it was reached from */
};

struct walk {
    struct turn       *turn;
    struct arena      *mem;
    const struct plan *plan; /* of the edit */
    VEC(struct graph)  graphs;
    VEC(struct node)   nodes;
    struct map         seen;
};

static void chain(struct map *first, uint32_t *next, int64_t key, size_t slot)
{
    next[slot] = (uint32_t)map_or(first, key, 0);
    map_put(first, key, (int64_t)slot + 1);
}

static struct graph graph_new(struct arena *mem, const struct plan *plan)
{
    struct graph g = {.plan = plan};
    size_t       links = plan_slots(plan, &link_entity), items = plan_slots(plan, &item_entity);
    map_init(&g.link, mem, links);
    map_init(&g.child, mem, items);
    g.next_link = arena_array(mem, uint32_t, links);
    g.next_child = arena_array(mem, uint32_t, items);
    for (size_t s = 0; s < links; s++) {
        const struct link *l = plan_at(plan, &link_entity, s);
        if (l)
            chain(&g.link, g.next_link, l->pred.v, s);
    }
    for (size_t s = 0; s < items; s++) {
        const struct item *i = plan_at(plan, &item_entity, s);
        if (i && i->parent.v)
            chain(&g.child, g.next_child, i->parent.v, s);
    }
    return g;
}

/* Index into w->graphs: the array moves when it grows. */
static err graph_of(struct walk *w, struct id project, size_t *ret_graph)
{
    for (size_t i = 0; i < w->graphs.n; i++)
        if (plan_project(w->graphs.v[i].plan).v == project.v) {
            *ret_graph = i;
            return OK;
        }
    const struct plan *plan;
    if (plan_project(w->plan).v == project.v)
        plan = plan_ref(w->plan);
    else
        TRY(turn_plan(w->turn, project, &plan));
    vec_push(w->mem, &w->graphs, graph_new(w->mem, plan));
    *ret_graph = w->graphs.n - 1;
    return OK;
}

static void reach(struct walk *w, int64_t item, struct id project, bool is_pushed, size_t from)
{
    int64_t key = item * 2 + is_pushed, seen;
    if (map_get(&w->seen, key, &seen))
        return;
    map_put(&w->seen, key, 1);
    vec_push(w->mem, &w->nodes, (struct node){item, project, is_pushed, from});
}

static void reach_links(struct walk *w, const struct graph *g, struct node n, size_t at)
{
    for (int64_t s = map_or(&g->link, n.item, 0); s; s = g->next_link[s - 1]) {
        const struct link *l = plan_at(g->plan, &link_entity, (size_t)s - 1);
        reach(w, l->succ.v, n.project, true, at);
    }
    const struct cross *c = &w->turn->app->cross;
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].pred.v == n.item)
            reach(w, c->v[i].succ.v, c->v[i].succ_project, true, at);
}

static err step(struct walk *w, size_t at)
{
    struct node n = w->nodes.v[at];
    size_t      which;
    TRY(graph_of(w, n.project, &which));
    struct graph       g = w->graphs.v[which];
    const struct item *item = plan_get(g.plan, &item_entity, (struct id){n.item});
    reach_links(w, &g, n, at);
    if (item && item->parent.v)
        reach(w, item->parent.v, n.project, false, at);
    for (int64_t s = n.is_pushed ? map_or(&g.child, n.item, 0) : 0; s; s = g.next_child[s - 1]) {
        const struct item *child = plan_at(g.plan, &item_entity, (size_t)s - 1);
        reach(w, child->head.id.v, n.project, true, at);
    }
    return OK;
}

static str title_of(struct walk *w, struct node n)
{
    size_t which;
    if (graph_of(w, n.project, &which).code)
        return S("?");
    const struct item *i = plan_get(w->graphs.v[which].plan, &item_entity, (struct id){n.item});
    return i ? str_sub(i->title, 0, 60) : S("?");
}

/* "A → B → C → A", from the found predecessor back. */
static err circle(struct walk *w, size_t at)
{
    str text = title_of(w, w->nodes.v[at]), last = text;
    for (int names = 0; names < NAMES_MAX && w->nodes.v[at].from != at; names++) {
        at = w->nodes.v[at].from;
        text = str_fmt(w->mem, "%.*s → %.*s", STR_ARG(title_of(w, w->nodes.v[at])), STR_ARG(text));
    }
    return err_make(ERR_CYCLE,
                    "These items of several projects would wait for each other: %.*s → %.*s",
                    STR_ARG(last), STR_ARG(text));
}

static err walk_from(struct walk *w, const struct cross_link *l)
{
    w->nodes.n = 0;
    w->seen = (struct map){.mem = w->mem};
    reach(w, l->succ.v, l->succ_project, true, 0);
    for (size_t at = 0; at < w->nodes.n; at++) {
        if (w->nodes.v[at].item == l->pred.v)
            return circle(w, at);
        TRY(step(w, at));
    }
    return OK;
}

err cross_check(struct turn *turn, const struct plan *plan)
{
    const struct cross *c = &turn->app->cross;
    struct id           project = plan_project(plan);
    struct walk         w = {.turn = turn, .mem = turn->mem, .plan = plan};
    err                 e = OK;
    if (!cross_waiting_for(turn, project))
        return OK;
    for (size_t i = 0; i < c->n && !e.code; i++)
        if (c->v[i].succ_project.v == project.v)
            e = walk_from(&w, &c->v[i]);
    for (size_t i = 0; i < w.graphs.n; i++)
        plan_unref(w.graphs.v[i].plan);
    return e;
}
