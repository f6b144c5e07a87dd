/* tests/api/exchange_test.c - what an import made, as HTTP and the command line print it. */
#include "api/exchange.h"
#include "domain/entities.h"

#include <criterion/criterion.h>

Test(exchange, an_import_is_told_in_one_form)
{
    static const struct exchange_line dropped = {S("Task/Contact"), S("no place"), 3, 7};
    static const struct exchange_line warned[] = {{S("Bad date"), S("left out"), 2, 9},
                                                  {S("No title"), STR_NONE, 1, 0}};
    struct exchange_report            report = {.dropped = &dropped,
                                                .warnings = warned,
                                                .n_dropped = 1,
                                                .n_warnings = 2,
                                                .differing = 4,
                                                .by_start = -1,
                                                .by_finish = 4};
    struct plan                      *plan = plan_new((struct id){1});
    struct item                       item;
    struct buf                        b = {0};
    struct json_out                   o;
    entity_init(&item_entity, &item);
    item.head.id.v = 1;
    plan_put(plan, &item_entity, &item);
    jo_init(&o, &b);
    exchange_json(&o, (struct id){5}, plan, &report);
    cr_expect(
        str_eq(buf_view(&b),
               S("{\"project\":5,\"report\":{\"kept\":{\"item\":1},\"dropped\":[{\"what\":"
                 "\"Task/Contact\",\"count\":3,\"why\":\"no place\"}],\"warnings\":[{\"line\":"
                 "9,\"message\":\"Bad date: left out (2 times)\"},{\"line\":null,\"message\":"
                 "\"No title\"}],\"differences\":{\"items\":4,\"start\":0,\"finish\":4}}}")),
        "got %.*s", STR_ARG(buf_view(&b)));
    buf_done(&b);
    plan_unref(plan);
}
