/* tests/engine/case.h - plans as text files: what goes in, and which dates are expected.
 *
 * One line, one row; words by blanks; `name=value` members; `#` starts a comment.
 *
 *     project start=2026-03-02T08:00 [finish=…] [from=finish] [calendar=NAME] [honor=no]
 *             [multiple=yes] [split=no] [critical=1d]
 *     calendar NAME [base=NAME] [zone=Europe/Berlin]
 *       day mon 08:00-12:00 13:00-17:00          hours of a weekday; none = off
 *       week 2026-07-01 2026-07-31 fri 08:00-12:00
 *       exception KIND from=… to=… [every=n] [times=n] [days=bits] [month=n] [mday=n]
 *                 [position=0–4] [item=0–9] [hours …]
 *     task ID [parent=ID] [title=WORD] [duration=2d] [calendar=NAME] [constraint=snet at=…]
 * [deadline=…] [manual] [inactive] [external] [blank] [own_calendar] [fixed_duration]
 * [never_critical] [start=…] [finish=…] [actual_start=…] [actual_finish=…] [done=…] [remaining=…]
 *             [percent=…] [stop=…] [resume=…] [delay=…]
 *     link PRED SUCC [fs|ss|ff|sf] [lag=1d | lag=-1ed | lag=50% | lag=50e%]
 *     assign TASK [calendar=NAME] [units=1] [work=…] [overtime=…] [contour=0–8] [delay=…] [idle]
 *     piece START FINISH WORK                    of the assignment before it
 *     expect TASK [start=…] [finish=…] [es=…] [ef=…] [ls=…] [lf=…] [ts=…] [fs=…] [critical=yes]
 *            [duration=…] [driver=word] [by=PRED]
 *     expect error=cycle|invalid [why=part_of_the_sentence, _ for blanks]
 *
 * Members of the P6 profile: case_p6.h.
 *
 * Durations: 90s 30m 4h 2d (8 h) 1w (40 h), with a leading e for elapsed: 2ed; m and s are 60
 * and 1. Times without a zone are UTC.
 */
#ifndef TESTS_ENGINE_CASE_H
#define TESTS_ENGINE_CASE_H

#include "engine/cpm.h"

struct case_expect {
    str     line;
    int32_t line_no;
};

struct case_file {
    struct network      net;
    str                *ids; /* of tasks */
    struct case_expect *expects;
    int32_t             n_expects;
};

/* Reads the text of a case; ERR_SYNTAX tells the line. */
err case_read(struct arena *mem, str text, struct case_file *ret_case);

/* Calculates the case twice, verifies, compares; "" when all is as expected, else what is not. */
str case_check(struct arena *mem, const struct case_file *c);

/* A whole file, or STR_NONE. */
str case_load(struct arena *mem, const char *path);

#endif
