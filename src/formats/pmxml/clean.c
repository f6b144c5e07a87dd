/* A filter before the XML parser: takes out what XML 1.0 forbids, counts it.
 *
 * Bytes move through one buffer. What stands at its end and may go on in the next read (a
 * reference "&#…;", a letter of several bytes) is kept back. Nothing grows: a forbidden reference
 * is dropped, a wrong byte becomes '?', so a read never gives more than it took.
 */
#include "formats/pmxml/clean.h"

#include "base/err.h"

#include <ctype.h>
#include <string.h>

enum { CHUNK = 1 << 15, KEPT_BACK = 12, HEAD = 512 };

struct clean {
    struct source   inner;
    struct cleaned *counts;
    char            bytes[CHUNK];
    size_t          n, at;
    bool            at_end, is_plain, is_utf8;
};

static err fill(struct clean *c)
{
    size_t n = 0;
    memmove(c->bytes, c->bytes + c->at, c->n - c->at);
    c->n -= c->at;
    c->at = 0;
    while (!c->at_end && c->n < sizeof c->bytes) {
        TRY(c->inner.read(c->inner.self, c->bytes + c->n, sizeof c->bytes - c->n, &n));
        c->at_end = n == 0;
        c->n += n;
    }
    return OK;
}

/* Bytes of the letter that begins here if it is written well, else 0. */
static size_t letter_bytes(const char *p, size_t n)
{
    const unsigned char c = (unsigned char)*p;
    const size_t        want = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return want && want <= n && (want == 1 || str_is_utf8((str){p, want})) ? want : 0;
}

/* Bytes of a reference to a character that XML forbids, such as "&#0;" or "&#x1F;"; else 0. */
static size_t forbidden_reference(const char *p, size_t n)
{
    int64_t value = 0;
    size_t  i = 2;
    if (n < 4 || p[0] != '&' || p[1] != '#')
        return 0;
    const bool is_hex = p[i] == 'x';
    for (i += is_hex; i < n && i < KEPT_BACK && isxdigit((unsigned char)p[i]); i++) {
        const int digit = isdigit((unsigned char)p[i]) ? p[i] - '0' : (p[i] | 32) - 'a' + 10;
        if (!is_hex && digit > 9)
            return 0;
        value = value * (is_hex ? 16 : 10) + digit;
    }
    const bool is_allowed = value >= 32 ? value != 0xFFFE && value != 0xFFFF
                                        : value == '\t' || value == '\n' || value == '\r';
    return i < n && p[i] == ';' && !is_allowed ? i + 1 : 0;
}

/* Takes one character over, or drops it; false when more bytes are needed to tell. */
static bool step(struct clean *c, char *to, size_t *n)
{
    const char         *p = c->bytes + c->at;
    const size_t        rest = c->n - c->at;
    const unsigned char first = (unsigned char)*p;
    if ((first == '&' || first >= 0x80) && rest < KEPT_BACK && !c->at_end)
        return false;
    const size_t reference = first == '&' ? forbidden_reference(p, rest) : 0;
    const size_t letter = c->is_utf8 ? letter_bytes(p, rest) : 1;
    const bool   is_control = first < 32 && first != '\t' && first != '\n' && first != '\r';
    if (reference || is_control) {
        c->counts->left_out++;
        c->at += reference ? reference : 1;
        return true;
    }
    if (letter)
        memcpy(to + *n, p, letter);
    else
        to[*n] = '?';
    c->counts->misspelled += !letter;
    c->at += letter ? letter : 1;
    *n += letter ? letter : 1;
    return true;
}

static err clean_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    struct clean *c = self;
    size_t        n = 0;
    while (n == 0) {
        TRY(fill(c));
        if (c->n == 0)
            break;
        if (c->is_plain) {
            n = c->n < max ? c->n : max;
            memcpy(bytes, c->bytes, n);
            c->at = n;
            break;
        }
        while (n + 4 <= max && c->at < c->n && step(c, bytes, &n))
            ;
    }
    *ret_n = n;
    return OK;
}

/* What the head says: two bytes a letter, a code page of its own, or UTF-8. */
static void look(struct clean *c)
{
    const str head = {c->bytes, c->n < HEAD ? c->n : HEAD};
    c->is_plain = head.n > 1 && (!head.p[0] || !head.p[1] || (unsigned char)head.p[0] >= 0xFE);
    const bool says = str_has(head, S("encoding="));
    c->is_utf8 = !says || str_has(head, S("\"utf-8\"")) || str_has(head, S("\"UTF-8\"")) ||
                 str_has(head, S("'utf-8'")) || str_has(head, S("'UTF-8'"));
    c->counts->is_old = str_has((str){c->bytes, c->n}, S("<BusinessObjects"));
}

err clean_source(struct arena *mem, struct source inner, struct cleaned *counts,
                 struct source *ret_source)
{
    struct clean *c = arena_new(mem, struct clean);
    *counts = (struct cleaned){0};
    c->inner = inner;
    c->counts = counts;
    TRY(fill(c));
    look(c);
    *ret_source = (struct source){.read = clean_read, .self = c, .name = inner.name};
    return OK;
}
