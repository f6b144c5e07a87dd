/* base/zone.c - time zones.
 *
 * A TZif file (RFC 9636) is read once and becomes two sorted arrays: the instants where the
 * offset changes, up to INSTANT_MAX, and the offset from there on. The POSIX footer is spelt
 * out year by year at load, so that a question later is one binary search. Types, abbreviations
 * and "is daylight time" are not kept: only seconds east matter to a plan.
 *
 * Invariants: at[] ascends strictly; offset[i] differs from offset[i - 1]; offset[0] holds
 * before at[1], at[0] being the beginning of time.
 */
#include "base/zone.h"

#include "base/vec.h"
#include "base/zone_rule.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define ZONE_FOLDER "/usr/share/zoneinfo/"
enum { NAME_MOST = 64, FILE_MOST = 1 << 20, HEADER = 44 };

struct zone {
    struct zone *next; /* in the list of all that were read */
    str          name;
    instant     *at;     /* n of them */
    int32_t     *offset; /* seconds east from at[i] on */
    size_t       n;
};

static instant           utc_at[] = {INSTANT_NONE};
static int32_t           utc_offset[] = {0};
static const struct zone utc = {NULL, {"UTC", 3}, utc_at, utc_offset, 1};

static pthread_mutex_t all_lock = PTHREAD_MUTEX_INITIALIZER;
static struct arena    all_mem; /* as long as the process */
static struct zone    *all;

/* ---- reading ----------------------------------------------------------------------------- */

struct builder {
    struct arena *mem;
    VEC(instant)  at;
    VEC(int32_t)  offset;
};

static void change(struct builder *b, instant at, int32_t offset)
{
    if (b->at.n > 1 && b->at.v[b->at.n - 1] == at) /* daylight time that never ends */
        b->at.n = --b->offset.n;
    if (b->at.n && b->offset.v[b->at.n - 1] == offset)
        return;
    vec_push(b->mem, &b->at, at);
    vec_push(b->mem, &b->offset, offset);
}

static uint64_t big_endian(const unsigned char *p, size_t n)
{
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | p[i];
    return v;
}

struct header {
    size_t isut, isstd, leap, time, type, chars;
};

static bool header_read(str file, size_t at, struct header *ret)
{
    if (file.n < at + HEADER || memcmp(file.p + at, "TZif", 4) != 0)
        return false;
    const unsigned char *p = (const unsigned char *)file.p + at + 20;
    size_t               count[6];
    for (size_t i = 0; i < 6; i++)
        count[i] = big_endian(p + i * 4, 4);
    *ret = (struct header){count[0], count[1], count[2], count[3], count[4], count[5]};
    return ret->time < FILE_MOST && ret->type > 0 && ret->type <= 256 && ret->leap < FILE_MOST &&
           ret->chars < FILE_MOST && ret->isut < FILE_MOST && ret->isstd < FILE_MOST;
}

static size_t body_size(const struct header *h, size_t time_size)
{
    return h->time * (time_size + 1) + h->type * 6 + h->chars + h->leap * (time_size + 4) +
           h->isstd + h->isut;
}

static int32_t type_offset(const unsigned char *types, size_t i)
{
    return (int32_t)(uint32_t)big_endian(types + i * 6, 4);
}

static bool table_read(struct builder *b, const struct header *h, str body)
{
    const unsigned char *times = (const unsigned char *)body.p;
    const unsigned char *index = times + h->time * 8, *types = index + h->time;
    change(b, INSTANT_NONE, type_offset(types, 0));
    instant before = INSTANT_NONE;
    for (size_t i = 0; i < h->time; i++) {
        instant at = (int64_t)big_endian(times + i * 8, 8);
        if (index[i] >= h->type || (i > 0 && at <= before))
            return false;
        change(b, at, type_offset(types, index[i]));
        before = at;
    }
    return true;
}

/* Spells the footer out from the year of the last change in the table. */
static bool footer_read(struct builder *b, str footer)
{
    if (footer.n == 0)
        return true;
    struct zone_rule rule;
    if (!zone_rule_parse(footer, &rule))
        return false;
    instant last = b->at.v[b->at.n - 1];
    int     year = last < INSTANT_MIN ? 1900 : seconds_civil(last).year;
    if (!rule.has_daylight) {
        change(b, last < INSTANT_MIN ? INSTANT_MIN : last + 1, rule.standard);
        return true;
    }
    for (; year < 2200; year++) {
        struct zone_change two[2];
        zone_rule_year(&rule, year, two);
        for (size_t i = 0; i < 2; i++)
            if (two[i].at > last && two[i].at <= INSTANT_MAX)
                change(b, two[i].at, two[i].offset);
    }
    return true;
}

static bool tzif_read(struct builder *b, str file)
{
    struct header h;
    if (!header_read(file, 0, &h) || file.p[4] < '2')
        return false;
    size_t at = HEADER + body_size(&h, 4); /* the 32-bit part is passed over */
    if (!header_read(file, at, &h))
        return false;
    at += HEADER;
    size_t n = body_size(&h, 8);
    if (file.n < at + n + 2 || file.p[at + n] != '\n')
        return false;
    str rest = str_sub(file, at + n + 1, file.n), footer;
    return table_read(b, &h, str_sub(file, at, at + n)) && str_cut(&rest, '\n', &footer) &&
           footer_read(b, footer);
}

static bool name_is_plain(str name)
{
    static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    for (size_t i = 0; i < name.n; i++)
        if (!memchr(good, name.p[i], sizeof good - 1))
            return false;
    return name.n > 0 && name.n <= NAME_MOST && name.p[0] != '/';
}

static bool file_read(struct arena *mem, str name, str *ret_file)
{
    char path[sizeof ZONE_FOLDER + NAME_MOST];
    snprintf(path, sizeof path, ZONE_FOLDER "%.*s", STR_ARG(name));
    FILE *f = fopen(path, "rbe");
    if (!f)
        return false;
    char  *bytes = arena_alloc(mem, FILE_MOST);
    size_t n = fread(bytes, 1, FILE_MOST, f);
    fclose(f);
    *ret_file = (str){bytes, n};
    return n > 0;
}

static struct zone *zone_find(str name)
{
    for (struct zone *z = all; z; z = z->next)
        if (str_eq(z->name, name))
            return z;
    return NULL;
}

/* Under all_lock. NULL when there is no such zone. */
static struct zone *zone_load(str name)
{
    struct arena   scratch = {0};
    struct builder b = {.mem = &scratch};
    str            file;
    struct zone   *z = NULL;
    if (file_read(&scratch, name, &file) && tzif_read(&b, file)) {
        z = arena_new(&all_mem, struct zone);
        z->name = str_copy(&all_mem, name);
        z->n = b.at.n;
        z->at = arena_copy(&all_mem, b.at.v, b.at.n * sizeof *b.at.v);
        z->offset = arena_copy(&all_mem, b.offset.v, b.at.n * sizeof *b.offset.v);
        z->next = all;
        all = z;
    }
    arena_done(&scratch);
    return z;
}

err zone_get(str name, const struct zone **ret_zone)
{
    if (str_eq(name, S("UTC"))) {
        *ret_zone = &utc;
        return OK;
    }
    struct zone *z = NULL;
    if (name_is_plain(name)) {
        pthread_mutex_lock(&all_lock);
        z = zone_find(name);
        if (!z)
            z = zone_load(name);
        pthread_mutex_unlock(&all_lock);
    }
    if (!z)
        return err_make(ERR_INVALID, "The time zone \"%.*s\" is not known", STR_ARG(name));
    *ret_zone = z;
    return OK;
}

/* ---- asking ------------------------------------------------------------------------------ */

const struct zone *zone_utc(void)
{
    return &utc;
}

str zone_name(const struct zone *z)
{
    return z->name;
}

/* The period that holds t. */
static size_t period_of(const struct zone *z, instant t)
{
    size_t low = 0, high = z->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (z->at[middle] <= t)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int32_t zone_offset(const struct zone *z, instant t)
{
    return z->offset[period_of(z, t)];
}

int64_t zone_local(const struct zone *z, instant t)
{
    return t + zone_offset(z, t);
}

instant zone_instant(const struct zone *z, int64_t local)
{
    /* The first period whose local end lies behind `local`. */
    size_t low = 0, high = z->n - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (local < z->at[middle + 1] + z->offset[middle])
            high = middle;
        else
            low = middle + 1;
    }
    instant t = local - z->offset[low];
    return low > 0 && t < z->at[low] ? z->at[low] : t;
}

instant zone_next_change(const struct zone *z, instant t)
{
    size_t next = period_of(z, t) + 1;
    return next < z->n ? z->at[next] : INSTANT_NONE;
}
