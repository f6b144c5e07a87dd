/* Stores on which every test of the contract runs, and small records to fill them with. */
#include "store/fixture.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

const char *folder_make_new(void)
{
    static char path[8][64];
    static int  next;
    char       *folder = path[next++ % 8];
    snprintf(folder, sizeof path[0], "/tmp/gantline-test-XXXXXX");
    cr_assert(mkdtemp(folder));
    return folder;
}

static int drop_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

void folder_drop(const char *folder)
{
    nftw(folder, drop_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void count_line(void *arg, str text)
{
    cr_assert(text.n > 0);
    ++*(int *)arg;
}

static void run_on(struct store *s, bool traced, void (*test)(struct store *s))
{
    int lines = 0;
    if (traced)
        s = store_trace(s, count_line, &lines);
    test(s);
    store_close(s);
    cr_assert_eq(lines > 0, traced);
}

void each_store(void (*test)(struct store *s))
{
    for (int traced = 0; traced < 2; traced++) {
        struct store *s;
        must(store_sqlite_memory(&s));
        run_on(s, traced, test);
        const char *folder = folder_make_new();
        must(store_sqlite_open(str_from(folder), &s));
        run_on(s, traced, test);
        folder_drop(folder);
    }
}

static bool fault_once(struct store *inner, int64_t n, err (*work)(struct store *s),
                       void (*look)(struct store *s, bool done))
{
    int64_t       calls = 0;
    struct store *s = store_fault(inner, n, ERR_FULL, &calls);
    err           e = work(s);
    if (calls >= n)
        cr_assert_eq(e.code, ERR_FULL, "call %lld failed, the work said %s", (long long)n, e.why);
    else
        cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    bool over = calls < n;
    look(inner, over); /* the wrapper may still have its failure ahead */
    store_close(s);
    return over;
}

void each_fault(err (*work)(struct store *s), void (*look)(struct store *s, bool done))
{
    bool over = false;
    for (int64_t n = 1; !over; n++) {
        struct store *s;
        must(store_sqlite_memory(&s));
        over = fault_once(s, n, work, look);
        const char *folder = folder_make_new();
        must(store_sqlite_open(str_from(folder), &s));
        cr_assert_eq(fault_once(s, n, work, look), over);
        folder_drop(folder);
        cr_assert_lt(n, 1000);
    }
}

void record_start(const struct entity *e, void *record, struct id project)
{
    struct record *head = record;
    entity_init(e, record);
    head->project = project;
    head->rev = 1;
    head->created_at = head->updated_at = 1000;
}

struct id project_add(struct store *s, const char *title)
{
    struct project   p;
    struct store_tx *tx;
    record_start(&project_entity, &p, (struct id){0});
    p.title = str_from(title);
    p.start = 0;
    must(store_begin(s, STORE_WRITE, &tx));
    must(store_insert(tx, &project_entity, &p));
    must(store_commit(tx));
    return p.head.id;
}

struct id item_add(struct store_tx *tx, struct id project, const char *title)
{
    struct item i;
    record_start(&item_entity, &i, project);
    i.title = str_from(title);
    must(store_insert(tx, &item_entity, &i));
    return i.head.id;
}

static err count_one(void *arg, const void *record)
{
    (void)record;
    ++*(size_t *)arg;
    return OK;
}

size_t count_rows(struct store *s, const struct entity *e, struct id project)
{
    struct store_tx *tx;
    size_t           n = 0;
    must(store_begin(s, STORE_READ, &tx));
    must(store_each(tx, e, project, count_one, &n));
    store_rollback(tx);
    return n;
}

err batch_add(struct store_tx *tx, struct id project, int64_t seq, int64_t record, str effects)
{
    struct batch     b;
    struct operation o;
    entity_init(&batch_entity, &b);
    entity_init(&operation_entity, &o);
    b.head.project = o.head.project = project;
    b.seq = o.seq = seq;
    b.at = 1000 + seq;
    b.note = S("why");
    o.op = OPERATION_UPDATE;
    o.entity = S("item");
    o.record.v = record;
    o.before = S("{\"title\":\"a\"}");
    o.after = S("{\"title\":\"b\"}");
    struct journal_entry entry = {
        .batch = &b, .operations = &o, .n_operations = 1, .effects = effects};
    return store_journal_add(tx, &entry);
}
