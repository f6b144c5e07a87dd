/* store/journal.c - the journal: batches with their operations, chained by hash, never edited.
 *
 * Triggers refuse to change or delete a row; only erasing a project may, after its tombstone is
 * written. `seq` counts 1, 2, … per project without gaps, which is checked at every addition.
 * `effects` are bytes that nobody here reads.
 */
#include "store/digest.h"
#include "store/sqlite.h"

#include "base/vec.h"
#include "domain/journal.h"

/* ---- adding ------------------------------------------------------------------------------ */

/* The hash lives in `mem`. */
static err last_of(struct conn *c, struct id project, struct arena *mem, int64_t *ret_seq,
                   str *ret_hash)
{
    struct call call;
    bool        row = false;
    TRY(call_fixed(c, FIXED_JOURNAL_LAST,
                   "SELECT \"seq\", \"hash\" FROM \"batch\" WHERE \"project\" = $1 ORDER BY "
                   "\"seq\" DESC LIMIT 1",
                   &call));
    call_int(&call, 1, project.v);
    err why = call_step(&call, "reading the journal", &row);
    if (!why.code) {
        *ret_seq = row ? sqlite3_column_int64(call.stmt, 0) : 0;
        if (mem)
            *ret_hash = row ? str_copy(mem, call_text(&call, 1)) : STR_NONE;
    }
    call_close(&call);
    return why;
}

err journal_last(struct store_tx *tx, struct id project, int64_t *ret_seq)
{
    return last_of(conn_of(tx), project, NULL, ret_seq, NULL);
}

static err add_batch(struct conn *c, const struct journal_entry *entry, str hash)
{
    struct call call;
    TRY(call_entity(c, &batch_entity, SQL_INSERT, &call));
    int n = row_bind(&call, &batch_entity, entry->batch);
    call_bytes(&call, n + 1, entry->effects);
    call_bytes(&call, n + 2, hash);
    err why = call_run(&call, "writing the journal");
    call_close(&call);
    return why;
}

static err add_operation(struct conn *c, const struct operation *operation)
{
    struct call call;
    TRY(call_entity(c, &operation_entity, SQL_INSERT, &call));
    row_bind(&call, &operation_entity, operation);
    err why = call_run(&call, "writing the journal");
    call_close(&call);
    return why;
}

static err add_entry(struct conn *c, struct arena *mem, const struct journal_entry *entry)
{
    const struct batch *batch = entry->batch;
    unsigned char       hash[DIGEST_BYTES];
    int64_t             last = 0;
    str                 previous;
    TRY(last_of(c, batch->head.project, mem, &last, &previous));
    if (batch->seq != last + 1)
        return err_make(ERR_CONFLICT, "The journal of project %lld is at %lld, not at %lld.",
                        (long long)batch->head.project.v, (long long)last,
                        (long long)batch->seq - 1);
    TRY(digest_entry(previous, entry, hash));
    TRY(add_batch(c, entry, (str){(const char *)hash, sizeof hash}));
    for (size_t i = 0; i < entry->n_operations; i++)
        TRY(add_operation(c, &entry->operations[i]));
    return OK;
}

err journal_add(struct store_tx *tx, const struct journal_entry *entry)
{
    struct arena mem = {0};
    err          why = add_entry(conn_of(tx), &mem, entry);
    arena_done(&mem);
    return why;
}

/* ---- reading ----------------------------------------------------------------------------- */

static err read_operations(struct conn *c, struct arena *mem, const struct batch *batch,
                           struct journal_entry *entry)
{
    VEC(struct operation) list = {0};
    struct buf            text = {0};
    struct call           call;
    bool                  row = false;
    sql_select(&text, &operation_entity, "WHERE \"project\" = $1 AND \"seq\" = $2 ORDER BY \"n\"");
    buf_char(&text, 0);
    err why = call_fixed(c, FIXED_OPERATIONS, text.p, &call);
    buf_done(&text);
    if (why.code)
        return why;
    call_int(&call, 1, batch->head.project.v);
    call_int(&call, 2, batch->seq);
    while (!(why = call_step(&call, "reading the journal", &row)).code && row) {
        struct operation borrowed, *kept;
        why = row_read(&call, &operation_entity, &borrowed);
        if (why.code)
            break;
        vec_push(mem, &list, (struct operation){0});
        kept = &list.v[list.n - 1];
        entity_copy(mem, &operation_entity, kept, &borrowed);
    }
    call_close(&call);
    entry->operations = list.v;
    entry->n_operations = list.n;
    return why;
}

/* The batch under the cursor; borrowed from it and from mem. */
static err read_entry(struct call *call, struct arena *mem, bool heads_only,
                      struct journal_entry *ret_entry)
{
    struct batch *batch = arena_new(mem, struct batch);
    int           columns = sqlite3_column_count(call->stmt);
    TRY(row_read(call, &batch_entity, batch));
    *ret_entry = (struct journal_entry){.batch = batch};
    if (heads_only)
        return OK;
    ret_entry->effects = call_text(call, columns - 2);
    return read_operations(call->conn, mem, batch, ret_entry);
}

static err query_open(struct conn *c, const struct journal_query *q, struct call *ret_call)
{
    struct buf text = {0}, rest = {0};
    buf_z(&rest, "WHERE \"project\" = $1 AND \"seq\" < $2 AND \"seq\" > $3");
    if (q->entity)
        buf_z(&rest, " AND (\"seq\" IN (SELECT \"seq\" FROM \"operation\" WHERE \"project\" = $1 "
                     "AND \"entity\" = $5 AND \"record\" = $6) OR "
                     "($7 = 1 AND \"effects\" IS NOT NULL))");
    buf_fmt(&rest, " ORDER BY \"seq\" %s LIMIT $4", q->oldest_first ? "" : "DESC");
    buf_char(&rest, 0);
    sql_select(&text, &batch_entity, rest.p);
    buf_char(&text, 0);
    enum fixed down = q->entity ? FIXED_BATCHES_OF_DOWN : FIXED_BATCHES_DOWN;
    enum fixed up = q->entity ? FIXED_BATCHES_OF : FIXED_BATCHES;
    err        why = call_fixed(c, q->oldest_first ? up : down, text.p, ret_call);
    buf_done(&text);
    buf_done(&rest);
    return why;
}

static void query_bind(struct call *call, const struct journal_query *q)
{
    call_int(call, 1, q->project.v);
    call_int(call, 2, q->before ? q->before : INT64_MAX);
    call_int(call, 3, q->after);
    call_int(call, 4, q->limit ? q->limit : -1);
    if (!q->entity)
        return;
    call_str(call, 5, str_from(q->entity->name));
    call_int(call, 6, q->record.v);
    call_int(call, 7, q->or_moved);
}

err journal_each(struct store_tx *tx, const struct journal_query *q, store_journal_fn *see,
                 void *arg)
{
    struct arena mem = {0};
    struct call  call;
    bool         row = false;
    TRY(query_open(conn_of(tx), q, &call));
    query_bind(&call, q);
    err why;
    while (!(why = call_step(&call, "reading the journal", &row)).code && row) {
        struct journal_entry entry;
        why = read_entry(&call, &mem, q->heads_only, &entry);
        if (!why.code)
            why = see(arg, &entry);
        if (why.code)
            break;
        arena_reset(&mem);
    }
    call_close(&call);
    arena_done(&mem);
    return why;
}

/* ---- erasing and checking ---------------------------------------------------------------- */

static err run_for(struct conn *c, struct id project, enum fixed which, const char *sql)
{
    struct call call;
    TRY(call_fixed(c, which, sql, &call));
    call_int(&call, 1, project.v);
    err why = call_run(&call, "deleting a project");
    call_close(&call);
    return why;
}

err journal_erase(struct conn *c, struct id project)
{
    /* The tombstone comes first: it is what lets the triggers agree. */
    TRY(run_for(c, project, FIXED_TOMBSTONE,
                "INSERT INTO \"erased_project\" (\"project\", \"last_seq\", \"last_hash\") "
                "SELECT $1, coalesce(max(\"seq\"), 0), (SELECT \"hash\" FROM \"batch\" WHERE "
                "\"project\" = $1 "
                "ORDER BY \"seq\" DESC LIMIT 1) FROM \"batch\" WHERE \"project\" = $1"));
    TRY(run_for(c, project, FIXED_ERASE_OPERATIONS,
                "DELETE FROM \"operation\" WHERE \"project\" = $1"));
    return run_for(c, project, FIXED_ERASE_BATCHES, "DELETE FROM \"batch\" WHERE \"project\" = $1");
}

struct chain {
    int64_t       project, seq;
    unsigned char hash[DIGEST_BYTES];
};

static void find(void (*see)(void *arg, str finding), void *arg, const struct batch *b,
                 const char *what)
{
    struct arena mem = {0};
    see(arg, str_fmt(&mem, "Journal of project %lld, batch %lld: %s.", (long long)b->head.project.v,
                     (long long)b->seq, what));
    arena_done(&mem);
}

/* Findings are told, and the walk goes on from what stands there. */
static err check_link(struct call *call, struct arena *mem, struct chain *chain,
                      void (*see)(void *arg, str finding), void *arg)
{
    struct journal_entry entry;
    TRY(read_entry(call, mem, false, &entry));
    const struct batch *b = entry.batch;
    if (b->head.project.v != chain->project)
        *chain = (struct chain){.project = b->head.project.v};
    str previous = chain->seq ? (str){(const char *)chain->hash, DIGEST_BYTES} : STR_NONE;
    str stands = call_text(call, sqlite3_column_count(call->stmt) - 1);
    if (b->seq != chain->seq + 1)
        find(see, arg, b, "the one before it is missing");
    unsigned char hash[DIGEST_BYTES];
    TRY(digest_entry(previous, &entry, hash));
    if (!str_eq(stands, (str){(const char *)hash, DIGEST_BYTES}))
        find(see, arg, b, "the hash does not fit, it or the batch before it was changed");
    chain->seq = b->seq;
    if (stands.n == DIGEST_BYTES)
        memcpy(chain->hash, stands.p, DIGEST_BYTES);
    return OK;
}

err journal_check(struct conn *c, void (*see)(void *arg, str finding), void *arg)
{
    struct arena mem = {0};
    struct chain chain = {0};
    struct buf   text = {0};
    struct call  call;
    bool         row = false;
    sql_select(&text, &batch_entity, "ORDER BY \"project\", \"seq\"");
    buf_char(&text, 0);
    err why = call_fixed(c, FIXED_CHAIN, text.p, &call);
    buf_done(&text);
    if (why.code)
        return why;
    while (!(why = call_step(&call, "checking the journal", &row)).code && row) {
        why = check_link(&call, &mem, &chain, see, arg);
        if (why.code)
            break;
        arena_reset(&mem);
    }
    call_close(&call);
    arena_done(&mem);
    return why;
}
