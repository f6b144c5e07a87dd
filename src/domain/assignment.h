/* domain/assignment.h - a resource on an item, and the pieces of a shaped assignment. */
#ifndef DOMAIN_ASSIGNMENT_H
#define DOMAIN_ASSIGNMENT_H

#include "domain/meta.h"

enum contour {
    CONTOUR_FLAT,
    CONTOUR_BACK_LOADED,
    CONTOUR_FRONT_LOADED,
    CONTOUR_DOUBLE_PEAK,
    CONTOUR_EARLY_PEAK,
    CONTOUR_LATE_PEAK,
    CONTOUR_BELL,
    CONTOUR_TURTLE,
    CONTOUR_CONTOURED, /* edited or split: by its pieces */
};
enum booking { BOOKING_SOFT, BOOKING_FIRM };
enum piece_kind { PIECE_REMAINING, PIECE_ACTUAL, PIECE_OVERTIME };
extern const char *const contour_words[];
extern const char *const booking_words[];
extern const char *const piece_kind_words[];

struct assignment {
    struct record head;
    struct id     item;
    struct id     resource; /* absent = a row without a resource */
    double        units;    /* 1 = 100 %; material: quantity */
    int64_t       work_s, actual_work_s, overtime_work_s;
    int64_t       remaining_work_s; /* DURATION_NONE = work less actual work */
    enum contour  contour;
    enum booking  booking;
    int64_t       delay_s, levelling_delay_s; /* working seconds after the item's start */
    int64_t       rate_table;                 /* 0–4: A–E */
    instant       start, finish; /* frame of a contoured one, or as imported; may be absent */
    int64_t       cost_minor, actual_cost_minor; /* of cost resources: input; else as imported */
    int64_t       source_uid;                    /* INT_NONE = not imported */
};

/* Time-phased work, kept for contoured assignments only. */
struct assignment_piece {
    struct record   head;
    struct id       assignment;
    enum piece_kind kind;
    instant         start, finish;
    int64_t         work_s; /* 0 over working time = a gap */
};

extern const struct entity assignment_entity, assignment_piece_entity;

#endif
