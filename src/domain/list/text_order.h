/* domain/list/text_order.h - the order of texts for people: numbers inside by value, "Step 9"
 * before "Step 10". */
#ifndef DOMAIN_LIST_TEXT_ORDER_H
#define DOMAIN_LIST_TEXT_ORDER_H

#include "base/str.h"

/* Of folded texts (str_fold); absent last. Negative, 0 or positive. */
int text_order(str a, str b);

#endif
