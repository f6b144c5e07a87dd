/* domain/lint/inspect.h - what the rules share, for the files of this folder. */
#ifndef DOMAIN_LINT_INSPECT_H
#define DOMAIN_LINT_INSPECT_H

#include "base/vec.h"
#include "domain/entities.h"
#include "domain/lint/lint.h"
#include "domain/plan/outline.h"
#include "domain/schedule.h"

#define SLOT_NONE UINT32_MAX
enum { DAYS_MOST = 44 };

struct links_of {                   /* of an item and of the summaries above it */
    uint32_t starts, finishes;      /* links in that bound its start, its finish */
    uint32_t out_start, out_finish; /* links out, by the end they leave from */
};

struct inspect {
    struct arena         *mem;
    const struct plan    *plan;
    const struct project *project;
    const struct outline *outline;
    uint32_t              n;
    struct links_of      *links;    /* by slot */
    bool                 *resource; /* by slot: something is assigned */
    VEC(struct lint_hit)  hits[LINT_COUNT];
    size_t                of[LINT_COUNT];
    double                value[LINT_COUNT]; /* of indices */
    const char           *why[LINT_COUNT];   /* unknown */
};

static inline const struct item *inspect_item(const struct inspect *in, uint32_t slot)
{
    return plan_at(in->plan, &item_entity, slot);
}

void inspect_hit(struct inspect *in, enum lint_rule rule, struct lint_hit hit);
void inspect_item_hit(struct inspect *in, enum lint_rule rule, uint32_t slot, enum lint_fix fix);
uint32_t inspect_slot(const struct inspect *in, struct id item); /* SLOT_NONE */
bool     inspect_counts(const struct inspect *in, uint32_t slot);
bool     inspect_is_leaf(const struct inspect *in, uint32_t slot);
bool     inspect_is_done(const struct item *i);
bool     inspect_is_begun(const struct item *i);
bool     inspect_is_moment(const struct inspect *in, uint32_t slot);
uint32_t inspect_last_leaf(const struct inspect *in); /* unfinished, ends last; SLOT_NONE */
int64_t  inspect_day_s(const struct inspect *in, const struct item *i);

void inspect_links(struct inspect *in);    /* links.c: DCMA 1–4, GAO 2 */
void inspect_items(struct inspect *in);    /* items.c: DCMA 5–10, GAO 1, 9 */
void inspect_delay(struct inspect *in);    /* delay.c: DCMA 12 */
void inspect_progress(struct inspect *in); /* progress.c: DCMA 11, 13, 14, GAO 6, 10 */

#endif
