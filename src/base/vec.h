/* base/vec.h - a typed growing array in an arena.
 *
 *     VEC(int64_t) ids = {0};
 *     vec_push(mem, &ids, 7);      ids.v[0], ids.n
 *
 * Amortised O(1); the old memory stays in the arena until it ends.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type  *v;                                                                                  \
        size_t n, cap;                                                                             \
    }

#define vec_reserve(mem, vec, count)                                                               \
    do {                                                                                           \
        if ((vec)->cap < (size_t)(count)) {                                                        \
            size_t vec_cap_ = (vec)->cap ? (vec)->cap * 2 : 8;                                     \
            while (vec_cap_ < (size_t)(count))                                                     \
                vec_cap_ *= 2;                                                                     \
            (vec)->v = arena_grow((mem), (vec)->v, (vec)->cap * sizeof *(vec)->v,                  \
                                  vec_cap_ * sizeof *(vec)->v);                                    \
            (vec)->cap = vec_cap_;                                                                 \
        }                                                                                          \
    } while (0)

#define vec_push(mem, vec, ...)                                                                    \
    do {                                                                                           \
        vec_reserve((mem), (vec), (vec)->n + 1);                                                   \
        (vec)->v[(vec)->n++] = (__VA_ARGS__);                                                      \
    } while (0)

#endif
