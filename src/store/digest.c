/* store/digest.c - the journal's hash, over a form of the rows that depends on nothing but them.
 *
 * Each value is preceded by its field's name and its length, so that two different batches never
 * give the same bytes. Enums go in as words, numbers as 8 bytes, least significant first.
 */
#include "store/digest.h"

#include "domain/journal.h"
#include "store/sql.h"

#include <openssl/sha.h>

static void add_int(struct buf *to, int64_t v)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)v >> (8 * i));
    buf_put(to, bytes, sizeof bytes);
}

static void add_str(struct buf *to, str v)
{
    add_int(to, (int64_t)v.n);
    buf_str(to, v);
}

/* Of the types that batches and operations have. */
static void add_value(struct buf *to, const struct field *f, const void *record)
{
    const void *p = (const char *)record + f->offset;
    if (f->type == F_TEXT)
        add_str(to, *(const str *)p);
    else if (f->type == F_ENUM)
        add_str(to, str_from(f->words[*(const unsigned *)p]));
    else
        add_int(to, *(const int64_t *)p);
}

static bool is_zero(const struct field *f, const void *record)
{
    return f->type == F_INT &&
           *(const int64_t *)(const void *)((const char *)record + f->offset) == 0;
}

static void add_record(struct buf *to, const struct entity *e, const void *record)
{
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        if (!sql_keeps(e, f) || field_is_absent(f, record) || is_zero(f, record))
            continue;
        add_str(to, str_from(f->name));
        add_value(to, f, record);
    }
}

err digest_entry(str previous, const struct journal_entry *entry,
                 unsigned char ret_digest[DIGEST_BYTES])
{
    struct buf bytes = {0};
    add_str(&bytes, previous);
    add_record(&bytes, &batch_entity, entry->batch);
    add_str(&bytes, entry->effects);
    for (size_t i = 0; i < entry->n_operations; i++)
        add_record(&bytes, &operation_entity, &entry->operations[i]);
    err e = buf_err(&bytes);
    if (!e.code)
        SHA256((const unsigned char *)bytes.p, bytes.n, ret_digest);
    buf_done(&bytes);
    return e;
}
