/* engine/level/place.h - the parts of a pass, private to this folder. */
#ifndef ENGINE_LEVEL_PLACE_H
#define ENGINE_LEVEL_PLACE_H

#include "engine/level/machine.h"

/* narrow.c: a period is one word of 32 bits. */
int32_t narrow_find(const struct level_machine *m, int32_t mode, int32_t from);
void    narrow_add(struct level_machine *m, int32_t mode, int32_t start, bool is_taken);
int32_t narrow_run(struct level_machine *m, const struct level_pass *pass, int32_t *finish);

/* wide.c: a period is several words of 64 bits. */
int32_t wide_find(const struct level_machine *m, int32_t mode, int32_t from);
void    wide_add(struct level_machine *m, int32_t mode, int32_t start, bool is_taken);

#endif
