/* cli/print.h - small printers that several commands share. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "base/buf.h"
#include "base/day.h"

/* Rows of texts in columns as wide as their widest cell, at most 60 characters each. */
struct print_table {
    struct arena *mem;
    size_t        n_columns;
    str          *cells;
    size_t        n, cap;
};
void print_table_init(struct print_table *t, struct arena *mem, size_t n_columns);
void print_cell(struct print_table *t, str text); /* row after row */
void print_table_end(const struct print_table *t, struct buf *to);

/* 14400 → "4h", 5400 → "1h 30m", 0 → "0"; STR_NONE for none. */
str print_duration(struct arena *mem, int64_t seconds);

/* "2026-03-02 08:00" in that zone; empty for none. */
struct zone;
str print_moment(struct arena *mem, const struct zone *zone, instant t);

#endif
