/* api/exchange.h - file formats, as the API needs them: a table of functions handed in by who knows
 * both.
 *
 * The API may not include formats/; this is all it wants to know of them.
 */
#ifndef API_EXCHANGE_H
#define API_EXCHANGE_H

#include "domain/plan.h"

struct exchange_line {
    str     what, why;   /* why may be absent */
    int64_t count, line; /* line in the file; 0 = unknown */
};

struct exchange_report {
    const struct exchange_line *dropped, *warnings;
    size_t                      n_dropped, n_warnings;
    /* Items whose dates in the file differ from ours: in all, by start, by finish; -1 = the file
     * has none. */
    int64_t differing, by_start, by_finish;
};

struct exchange {
    const char *name;      /* "mspdi" */
    const char *type;      /* media type of a file */
    const char *extension; /* "xml" */
    /* Reads a whole file from its start; the caller unrefs the plan. NULL: cannot be read. */
    err (*read)(struct arena *mem, int fd, str name, struct plan **ret_plan,
                struct exchange_report *ret_report);
    /* NULL: cannot be written. The report lists what the format has no place for. */
    err (*write)(struct arena *mem, const struct plan *plan, struct buf *to,
                 struct exchange_report *ret_report);
};

/* What an import made, as it is printed over HTTP and by the command line: {"project":1,"report":{
 * "kept":{"item":12},"dropped":[{what,count,why}],"warnings":[{line,message}],"differences":{items,
 * start,finish}}}. */
void exchange_json(struct json_out *o, struct id project, const struct plan *plan,
                   const struct exchange_report *r);

#endif
