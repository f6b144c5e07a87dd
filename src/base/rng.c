/* base/rng.c - random numbers.
 *
 * Repeatable ones are one 64-bit state moved by splitmix64, so that a stream per item or trial
 * costs eight bytes; bounded ones use Lemire's multiplication with rejection (2019), without
 * bias. Secure ones come from the kernel, which is asked until it has given everything.
 */
#include "base/rng.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

uint64_t rng_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

uint32_t rng_below(uint64_t *state, uint32_t limit)
{
    uint64_t product = (rng_next(state) >> 32) * limit;
    if ((uint32_t)product < limit) {
        uint32_t reject = (0U - limit) % limit;
        while ((uint32_t)product < reject)
            product = (rng_next(state) >> 32) * limit;
    }
    return (uint32_t)(product >> 32);
}

double rng_unit(uint64_t *state)
{
    return (double)(rng_next(state) >> 11) * 0x1p-53;
}

void rng_secure(void *bytes, size_t n)
{
    unsigned char *p = bytes;
    while (n > 0) {
        ssize_t got = getrandom(p, n, 0);
        if (got < 0 && errno != EINTR) {
            perror("getrandom");
            abort();
        }
        if (got > 0) {
            p += got;
            n -= (size_t)got;
        }
    }
}

str rng_token(struct arena *mem, size_t bytes)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned char *raw = arena_alloc(mem, bytes);
    char          *text = arena_alloc(mem, bytes / 3 * 4 + 5);
    size_t         n = 0;
    uint32_t       bits = 0;
    int            have = 0;
    rng_secure(raw, bytes);
    for (size_t i = 0; i < bytes; i++) {
        bits = bits << 8 | raw[i];
        for (have += 8; have >= 6; have -= 6)
            text[n++] = letters[bits >> (have - 6) & 63];
    }
    if (have > 0)
        text[n++] = letters[bits << (6 - have) & 63];
    return (str){text, n};
}
