/* http/assets.h - the files of the web client, inside the program.
 *
 * tools/embed makes the table at build time from web/dist, sorted by path. Without a built client
 * it holds one page, "/index.html", which says so. Everything here is constant.
 */
#ifndef HTTP_ASSETS_H
#define HTTP_ASSETS_H

#include <stdbool.h>
#include <stddef.h>

struct asset_body {
    const unsigned char *p; /* NULL: this variant does not exist */
    size_t               n;
};

struct asset {
    const char       *path;                /* "/index.html", "/assets/index-CLpyamqo.js" */
    const char       *type;                /* Content-Type */
    const char       *etag;                /* with its quotes; the same for all three variants */
    bool              immutable;           /* its name carries a hash: may be cached for ever */
    struct asset_body plain, gzip, brotli; /* plain always; the others where they are smaller */
};

extern const struct asset assets[]; /* assets_n of them, in order of strcmp of their paths */
extern const size_t       assets_n;

#endif
