/* cli/exchange.h - the formats of formats/, as the API wants them (api/exchange.h). */
#ifndef CLI_EXCHANGE_H
#define CLI_EXCHANGE_H

#include "api/exchange.h"

extern const struct exchange exchange_formats[]; /* ends with name == NULL */

/* What a reader reports, with where the file's own dates differ from those of its plan, which must
 * be calculated. Lives in mem and as long as the import. */
struct import;
struct exchange_report exchange_report_of(struct arena *mem, const struct import *import);

#endif
