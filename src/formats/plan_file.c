/* Looks at the first bytes of a stream and hands all of it to the reader of that kind.
 *
 * The bytes looked at are given out again before the rest, so that readers see a whole stream.
 */
#include "formats/plan_file.h"

#include "formats/gan/gan.h"
#include "formats/mpx/mpx.h"
#include "formats/outline/outline.h"
#include "formats/planner/planner.h"
#include "formats/pmxml/pmxml.h"
#include "formats/source.h"

#include <ctype.h>

enum { PEEKED = 4096 };

struct peeked {
    struct source inner;
    char          head[PEEKED];
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

typedef err read_fn(struct arena *mem, struct source source, struct import *ret_import);

/* What the tag of the root element says; the first row that fits. */
static const struct {
    const char *has;
    read_fn    *read;
} roots[] = {
    {"BusinessObjects", pmxml_read}, /* also APIBusinessObjects */
    {"<Project", mspdi_read},        {"mrproject-version", planner_read},
    {"project-start", planner_read}, {"<project", gan_read},
};

/* The begin of the root element, behind declaration and comments; without the zeros of UTF-16. */
static str root_tag(const struct peeked *p, char to[PEEKED])
{
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        if (p->head[i])
            to[n++] = p->head[i];
    size_t from = 0;
    while (from + 1 < n && (to[from] != '<' || !isalpha((unsigned char)to[from + 1])))
        from++;
    size_t end = from;
    while (end < n && to[end] != '>')
        end++;
    return (str){to + from, end - from};
}

static read_fn *xml_reader(const struct peeked *p)
{
    char head[PEEKED];
    str  tag = root_tag(p, head);
    for (size_t i = 0; i < COUNT(roots); i++)
        if (str_has(tag, str_from(roots[i].has)))
            return roots[i].read;
    return mspdi_read; /* it has the message */
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
                          "The file is neither a project of Microsoft Project (XML, MPX), "
                          "Primavera (XER, XML), GanttProject or GNOME Planner, nor a plan text.")
               : e;
}

err plan_file_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct peeked *p;
    TRY(peek(mem, source, &p));
    TRY(refuse_known(p));
    struct source whole = {.read = peeked_read, .self = p, .name = source.name};
    if (begins(p, "ERMHDR", 6) || begins(p, "\xEF\xBB\xBF\x45RMHDR", 9))
        return xer_read(mem, whole, ret_import);
    if (is_xml(p))
        return xml_reader(p)(mem, whole, ret_import);
    if (begins(p, "MPX", 3) || begins(p, "\xEF\xBB\xBFMPX", 6))
        return mpx_read(mem, whole, ret_import);
    return read_text(mem, whole, ret_import);
}
