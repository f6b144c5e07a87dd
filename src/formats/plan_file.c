/* Looks at the first bytes of a stream and hands all of it to the reader of that kind.
 *
 * The bytes looked at are given out again before the rest, so that readers see a whole stream.
 */
#include "formats/plan_file.h"

#include "formats/outline/outline.h"
#include "formats/source.h"

struct peeked {
    struct source inner;
    char          head[64];
    size_t        n, at;
};

static err peeked_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    struct peeked *p = self;
    if (p->at == p->n)
        return p->inner.read(p->inner.self, bytes, max, ret_n);
    const size_t n = p->n - p->at < max ? p->n - p->at : max;
    memcpy(bytes, p->head + p->at, n);
    p->at += n;
    *ret_n = n;
    return OK;
}

static err peek(struct arena *mem, struct source inner, struct peeked **ret_peeked)
{
    struct peeked *p = arena_new(mem, struct peeked);
    size_t         n = 0;
    p->inner = inner;
    do {
        TRY(inner.read(inner.self, p->head + p->n, sizeof p->head - p->n, &n));
        p->n += n;
    } while (n > 0 && p->n < sizeof p->head);
    *ret_peeked = p;
    return OK;
}

/* "<", perhaps after blanks and a byte order mark; UTF-16 is XML too, a plan text is UTF-8. */
static bool is_xml(const struct peeked *p)
{
    for (size_t i = 0; i < p->n; i++) {
        const unsigned char c = (unsigned char)p->head[i];
        if (c == '<' || c == 0xFE || c == 0xFF || c == 0)
            return true;
        const bool is_mark = i < 3 && (c == 0xEF || c == 0xBB || c == 0xBF);
        if (!is_mark && c != ' ' && c != '\t' && c != '\r' && c != '\n')
            return false;
    }
    return true; /* empty: the XML reader has the better message */
}

static bool begins(const struct peeked *p, const char *bytes, size_t n)
{
    return p->n >= n && memcmp(p->head, bytes, n) == 0;
}

/* Files people will try: a word of help instead of a syntax error. */
static err refuse_known(const struct peeked *p)
{
    if (begins(p, "\xD0\xCF\x11\xE0", 4))
        return err_make(ERR_UNSUPPORTED,
                        "This is a binary file of Microsoft Project (.mpp); save it "
                        "there as XML and import that.");
    if (begins(p, "PK\x03\x04", 4))
        return err_make(ERR_UNSUPPORTED, "This is a zip archive; import the XML file in it.");
    return OK;
}

static err read_text(struct arena *mem, struct source whole, struct import *ret_import)
{
    str text;
    TRY(source_all(mem, whole, PLAN_TEXT_MAX, &text));
    err e = outline_read(mem, text, (struct outline_options){.today = DAY_NONE}, ret_import);
    return err_is(e, ERR_UNSUPPORTED)
               ? err_make(ERR_UNSUPPORTED,
                          "The file is neither Microsoft Project XML nor a plan text.")
               : e;
}

err plan_file_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct peeked *p;
    TRY(peek(mem, source, &p));
    TRY(refuse_known(p));
    struct source whole = {.read = peeked_read, .self = p, .name = source.name};
    if (is_xml(p))
        return mspdi_read(mem, whole, ret_import);
    return read_text(mem, whole, ret_import);
}
