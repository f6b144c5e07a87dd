/* domain/entities.h - all entities at once, for who handles many of them. */
#ifndef DOMAIN_ENTITIES_H
#define DOMAIN_ENTITIES_H

#include "domain/assignment.h"
#include "domain/baseline.h"
#include "domain/calendar.h"
#include "domain/custom.h"
#include "domain/item.h"
#include "domain/journal.h"
#include "domain/link.h"
#include "domain/people.h"
#include "domain/project.h"
#include "domain/resource.h"
#include "domain/risk.h"
#include "domain/source_result.h"
#include "domain/uncertain/uncertain.h"

#endif
