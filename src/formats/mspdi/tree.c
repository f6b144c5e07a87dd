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
    int64_t             *parent_of;    /* by index of the task: id of the item above */
    bool                *has_children; /* by index */
    str                 *numbers;      /* by index: "2.1.3" */
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

/* Rows that are not real ones, from the last real one up to this. */
static void give_blanks(struct tree *tree, size_t until, int64_t parent)
{
    for (size_t i = tree->blanks_from; i < until; i++)
        tree->parent_of[i] = parent;
    tree->blanks_from = until + 1;
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
static err tree_add(struct tree *tree, const struct mspdi_task *t, size_t at)
{
    int64_t level = mspdi_level(t);
    while (tree->n_open && tree->open[tree->n_open].level >= level)
        tree->n_open--;
    struct open_level *parent = &tree->open[tree->n_open];
    if (tree->n_open == MSPDI_LEVELS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: the outline is deeper than %d levels",
                        (long long)t->line, MSPDI_LEVELS_MAX);
    if (level > parent->level + 1)
        tell_gap(tree, t, parent->level, level);
    tree->parent_of[at] = parent->id;
    if (parent->id)
        tree->has_children[parent->task] = true;
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
    const struct mspdi_task t = mspdi_task_at(r, at);
    if (mspdi_is_project_row(&t))
        return OK;
    if (map_get(&r->item_ids, t.uid, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: task UID %lld occurs twice", (long long)t.line,
                        (long long)t.uid);
    r->item_of[at] = ++r->n_items;
    map_put(&r->item_ids, t.uid, r->n_items);
    return OK;
}

/* Children are known only when the tree stands; numbers only while it is made. */
static err make_tree(struct tree *tree)
{
    struct mspdi_reader *r = tree->r;
    for (size_t i = 0; i < r->tasks.n; i++) {
        const struct mspdi_task t = mspdi_task_at(r, i);
        if (!r->item_of[i] || t.item.is_blank)
            continue;
        TRY(tree_add(tree, &t, i));
        str number = buf_view(&tree->number);
        tree->numbers[i] = str_eq(t.wbs, number) ? t.wbs : str_copy(r->mem, number);
    }
    give_blanks(tree, r->tasks.n, 0);
    return OK;
}

static err put_task(const struct tree *tree, size_t at)
{
    struct mspdi_reader *r = tree->r;
    struct mspdi_task    t = mspdi_task_at(r, at);
    if (!r->item_of[at])
        return OK;
    t.item.rank = r->item_of[at] * RANK_GAP;
    t.item.parent.v = tree->parent_of[at];
    t.has_children = tree->has_children[at];
    mspdi_complete_item(r, &t, tree->numbers[at]);
    return mspdi_put(r, &item_entity, &t.item, r->item_of[at], t.line);
}

err mspdi_build_tasks(struct mspdi_reader *r)
{
    const size_t n = r->tasks.n;
    r->item_of = arena_array(r->mem, int64_t, n + 1);
    for (size_t i = 0; i < n; i++)
        TRY(number_task(r, i));
    struct tree *tree = arena_new(r->mem, struct tree);
    tree->r = r;
    tree->parent_of = arena_array(r->mem, int64_t, n + 1);
    tree->has_children = arena_array(r->mem, bool, n + 1);
    tree->numbers = arena_array(r->mem, str, n + 1);
    buf_init(&tree->number, 0);
    err e = make_tree(tree);
    buf_done(&tree->number);
    for (size_t i = 0; i < n && !e.code; i++)
        e = put_task(tree, i);
    return e;
}
