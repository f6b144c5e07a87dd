/* bench/mspdi_bench.c - what reading an MS Project XML file costs beside a bare parse of it.
 *
 *   mspdi_bench FILE...
 *
 * One JSON line a file: CPU of mspdi_read against expat with handlers that only count, both in this
 * run, best of five. The file lies in memory for both.
 */
#define MAY_ALLOCATE
#include "formats/formats.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5, PART = 1 << 16 };

struct bytes {
    char  *p;
    size_t n, at;
};

static double cpu_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static err read_bytes(void *self, char *to, size_t max, size_t *ret_n)
{
    struct bytes *b = self;
    size_t        n = b->n - b->at < max ? b->n - b->at : max;
    memcpy(to, b->p + b->at, n);
    b->at += n;
    *ret_n = n;
    return OK;
}

static void count_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    (void)name, (void)attributes;
    ++*(long *)user;
}

static void count_end(void *user, const XML_Char *name)
{
    (void)user, (void)name;
}

static void count_text(void *user, const XML_Char *text, int n)
{
    (void)text;
    *(long *)user += n;
}

static double bare(const struct bytes *b)
{
    long       seen = 0;
    double     start = cpu_s();
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, &seen);
    XML_SetElementHandler(parser, count_start, count_end);
    XML_SetCharacterDataHandler(parser, count_text);
    for (size_t at = 0; at < b->n; at += PART) {
        size_t n = b->n - at < PART ? b->n - at : PART;
        if (XML_Parse(parser, b->p + at, (int)n, at + n == b->n) == XML_STATUS_ERROR)
            exit(1);
    }
    XML_ParserFree(parser);
    return cpu_s() - start;
}

static double ours(struct bytes *b, size_t *ret_items)
{
    struct arena  mem = {0};
    struct import import = {0};
    b->at = 0;
    double start = cpu_s();
    err e = mspdi_read(&mem, (struct source){.read = read_bytes, .self = b, .name = S("bench.xml")},
                       &import);
    double used = cpu_s() - start;
    if (e.code) {
        fprintf(stderr, "mspdi_bench: %s\n", e.why);
        exit(1);
    }
    *ret_items = plan_count(import.plan, entity_named(S("item")));
    plan_unref(import.plan);
    arena_done(&mem);
    return used;
}

static bool load(const char *path, struct bytes *ret_bytes)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    fseek(f, 0, SEEK_END);
    ret_bytes->n = (size_t)ftell(f);
    rewind(f);
    ret_bytes->p = malloc(ret_bytes->n + 1);
    size_t n = ret_bytes->p ? fread(ret_bytes->p, 1, ret_bytes->n, f) : 0;
    fclose(f);
    return n == ret_bytes->n;
}

int main(int n, char **path)
{
    for (int i = 1; i < n; i++) {
        struct bytes b = {0};
        size_t       items = 0;
        double       best_bare = 1e9, best = 1e9;
        if (!load(path[i], &b)) {
            perror(path[i]);
            return 1;
        }
        for (int k = 0; k < ROUNDS; k++) {
            double x = bare(&b), y = ours(&b, &items);
            best_bare = x < best_bare ? x : best_bare;
            best = y < best ? y : best;
        }
        printf(
            "{\"bench\":\"MSPDI in, %zu items\",\"value\":%.4f,\"unit\":\"s\",\"reference\":%.4f,"
            "\"ratio\":%.2f,\"goal\":4}\n",
            items, best, best_bare, best / best_bare);
        free(b.p);
    }
    return 0;
}
