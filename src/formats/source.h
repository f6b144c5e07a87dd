/* formats/source.h - where a reader's bytes come from: memory, a file, or either through gzip.
 *
 * source_open is what the command line uses: it opens a file, looks at its first bytes and puts
 * the inflater in front when they are those of gzip.
 */
#ifndef FORMATS_SOURCE_H
#define FORMATS_SOURCE_H

#include "formats/formats.h"

/* A gzip stream may grow by this factor at most (beyond its first megabyte). */
enum { SOURCE_RATIO_MAX = 200 };

/* Borrows the bytes. */
struct source source_memory(struct arena *mem, str name, str bytes);

/* Closed when mem ends. ERR_NOT_FOUND, ERR_IO. */
err source_file(struct arena *mem, const char *path, struct source *ret_source);

/* As source_file, inflated when the file is gzip; the name loses its ".gz". */
err source_open(struct arena *mem, const char *path, struct source *ret_source);

/* Passes bytes on as they are, or inflated when they begin as gzip does (RFC 1952). Reading fails
 * with ERR_TOO_LARGE beyond SOURCE_RATIO_MAX, with ERR_SYNTAX for a damaged stream. */
struct source source_inflated(struct arena *mem, struct source inner);

/* All bytes, up to max; ERR_TOO_LARGE beyond. */
err source_all(struct arena *mem, struct source source, size_t max, str *ret_bytes);

#endif
