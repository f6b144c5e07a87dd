/* http/files.h - the web client's files: embedded ones, or a folder for who works on the client. */
#ifndef HTTP_FILES_H
#define HTTP_FILES_H

#include "http/assets.h"
#include "http/message.h"

struct files {
    const struct asset *assets; /* in order of their paths */
    size_t              n;
    const char         *folder; /* instead of the assets; NULL = none */
};

/* Answers a GET: hashed names may be cached for a year, everything else is asked for again. A path
 * without a dot that is no file is a page of the client, so it gets /index.html. ERR_NOT_FOUND. */
err files_answer(const struct files *f, struct request *q, struct reply *to);

#endif
