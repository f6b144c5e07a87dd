/* cli/exchange.h - the formats of formats/, as the API wants them (api/exchange.h). */
#ifndef CLI_EXCHANGE_H
#define CLI_EXCHANGE_H

#include "api/exchange.h"

extern const struct exchange exchange_formats[]; /* ends with name == NULL */

#endif
