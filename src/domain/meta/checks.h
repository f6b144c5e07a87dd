/* domain/meta/checks.h - small rules that several entities share. */
#ifndef DOMAIN_META_CHECKS_H
#define DOMAIN_META_CHECKS_H

#include "domain/meta.h"

void check_shifts(str text, const char *field, struct problems *to); /* absent is fine */
void check_zone(str name, const char *field, struct problems *to);   /* absent is fine */

/* `later` must not lie before `earlier` when both are there. */
void check_order(instant earlier, instant later, const char *later_field, const char *earlier_field,
                 struct problems *to);
void check_days(day from, day till, struct problems *to); /* of members from and to */

#endif
