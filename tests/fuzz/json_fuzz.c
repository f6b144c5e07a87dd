/* tests/fuzz/json_fuzz.c - libFuzzer on what the API takes: JSON, and the members of a record in
 * it.
 *
 * A patch that leaves the record within its rules must print, and the print put into an empty
 * record gives the same one: what may not be set from outside is in neither.
 */
#include "base/json.h"
#include "domain/entities.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void print_and_read(struct arena *mem, const void *record)
{
    const struct json *again;
    struct problems    found;
    struct json_out    out;
    struct buf         text;
    struct item        second;
    buf_init(&text, 0);
    jo_init(&out, &text);
    jo_object(&out);
    entity_json_members(&out, &item_entity, record);
    jo_object_end(&out);
    if (json_parse(mem, buf_view(&text), &again).code)
        abort();
    entity_init(&item_entity, &second);
    problems_init(&found, mem);
    entity_patch(&item_entity, &second, again, &found);
    if (!entity_equal(&item_entity, record, &second))
        abort();
    buf_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena       mem = {0};
    const struct json *root;
    struct problems    found;
    struct item        item;
    entity_init(&item_entity, &item);
    problems_init(&found, &mem);
    if (!json_parse(&mem, (str){(const char *)bytes, n}, &root).code &&
        json_kind(root) == JSON_OBJECT) {
        entity_patch(&item_entity, &item, root, &found);
        entity_check(&item_entity, &item, &found);
        if (!problems_err(&found).code)
            print_and_read(&mem, &item);
    }
    arena_done(&mem);
    return 0;
}
