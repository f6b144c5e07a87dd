/* Tasks into items: the tree from levels and order.
 *
 * The parent of a task is the nearest one before it with a smaller level, so gaps in the levels do
 * no harm. A blank row says level 0 wherever it stands; it goes to the parent of the next real
 * task, which keeps the order of rows as it was.
 *
 * Unique id 0 is the project's own summary row: not an item; its notes are the project's.
 */
#include "formats/mspdi/reader.h"

struct open_level {
    int64_t level;
    int64_t children; /* not blank ones so far */
    size_t  task;     /* index, when id is not 0 */
    int64_t id;       /* of the item; 0 = the project */
    size_t  number_n; /* length of its outline number in tree.number */
};

struct tree {
    struct mspdi_reader *r;
    struct open_level    open[MSPDI_LEVELS_MAX + 1]; /* [0] is the project */
    int                  n_open;                     /* besides [0] */
    size_t               blanks_from;                /* blank rows from here on wait for a parent */
    struct buf           number;                     /* outline number of the last task */
    int64_t              gaps;
};

bool mspdi_is_project_row(const struct mspdi_task *t)
{
    return t->uid == 0 && (t->level == 0 || t->level == INT_NONE || t->no == 0);
}

int64_t mspdi_level(const struct mspdi_task *t)
{
    if (t->level != INT_NONE)
        return t->level < 1 ? 1 : t->level;
    int64_t dots = 0;
    for (size_t i = 0; i < t->outline_number.n; i++)
        dots += t->outline_number.p[i] == '.';
    return dots + 1;
}

static void give_blanks(struct tree *tree, size_t until, int64_t parent)
{
    for (size_t i = tree->blanks_from; i < until; i++)
        if (tree->r->tasks.v[i]->item.is_blank)
            tree->r->tasks.v[i]->item.parent.v = parent;
    tree->blanks_from = until;
}

static void tell_gap(struct tree *tree, const struct mspdi_task *t, int64_t from, int64_t to)
{
    if (tree->gaps++)
        return;
    report_warn(
        tree->r->report, "Task/OutlineLevel", t->line,
        "The outline jumps from level %lld to %lld; the task became a child of the row above",
        (long long)from, (long long)to);
}

/* Parent and outline number of a real task. */
static err tree_add(struct tree *tree, size_t at)
{
    struct mspdi_task *t = tree->r->tasks.v[at];
    int64_t            level = mspdi_level(t);
    while (tree->n_open && tree->open[tree->n_open].level >= level)
        tree->n_open--;
    struct open_level *parent = &tree->open[tree->n_open];
    if (tree->n_open == MSPDI_LEVELS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: the outline is deeper than %d levels",
                        (long long)t->line, MSPDI_LEVELS_MAX);
    if (level > parent->level + 1)
        tell_gap(tree, t, parent->level, level);
    t->item.parent.v = parent->id;
    if (parent->id)
        tree->r->tasks.v[parent->task]->has_children = true;
    give_blanks(tree, at, parent->id);
    tree->number.n = parent->number_n;
    if (parent->id)
        buf_char(&tree->number, '.');
    buf_int(&tree->number, ++parent->children);
    tree->open[++tree->n_open] = (struct open_level){level, 0, at, tree->r->item_of[at],
                                                     tree->number.n};
    return OK;
}

static err number_task(struct mspdi_reader *r, size_t at)
{
    struct mspdi_task *t = r->tasks.v[at];
    if (mspdi_is_project_row(t))
        return OK;
    if (map_get(&r->item_ids, t->uid, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: task UID %lld occurs twice", (long long)t->line,
                        (long long)t->uid);
    r->item_of[at] = ++r->n_items;
    t->item.rank = r->n_items * RANK_GAP;
    map_put(&r->item_ids, t->uid, r->n_items);
    return OK;
}

/* Children are known only when the tree stands; numbers only while it is made. */
static err make_tree(struct tree *tree, str *numbers)
{
    struct mspdi_reader *r = tree->r;
    for (size_t i = 0; i < r->tasks.n; i++) {
        if (!r->item_of[i] || r->tasks.v[i]->item.is_blank)
            continue;
        TRY(tree_add(tree, i));
        str wbs = r->tasks.v[i]->wbs;
        str number = buf_view(&tree->number);
        numbers[i] = str_eq(wbs, number) ? wbs : str_copy(r->mem, number);
    }
    give_blanks(tree, r->tasks.n, 0);
    return OK;
}

err mspdi_build_tasks(struct mspdi_reader *r)
{
    r->item_of = arena_array(r->mem, int64_t, r->tasks.n + 1);
    str *numbers = arena_array(r->mem, str, r->tasks.n + 1);
    for (size_t i = 0; i < r->tasks.n; i++)
        TRY(number_task(r, i));
    struct tree *tree = arena_new(r->mem, struct tree);
    tree->r = r;
    buf_init(&tree->number, 0);
    err e = make_tree(tree, numbers);
    buf_done(&tree->number);
    TRY(e);
    for (size_t i = 0; i < r->tasks.n; i++) {
        struct mspdi_task *t = r->tasks.v[i];
        if (!r->item_of[i])
            continue;
        mspdi_complete_item(r, t, numbers[i]);
        TRY(mspdi_put(r, &item_entity, &t->item, r->item_of[i], t->line));
    }
    return OK;
}
