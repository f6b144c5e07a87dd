/* base/log.h - JSON lines on stderr; only http and cli call it. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"
#include "base/str.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

void log_level_set(enum log_level level); /* default LOG_INFO; once, at start */

/* One line {"at":…,"level":…,"what":…,"text":…}; written with one write(2). Any thread. */
__attribute__((format(printf, 3, 4))) void log_line(enum log_level level, const char *what,
                                                    const char *fmt, ...);

#endif
