/* Notes as text: what RTF and HTML say, without how it looks.
 *
 * Not a reader of either format: marks go, paragraphs and breaks become line ends, escapes become
 * characters. A text that only happens to hold a brace or an angle bracket is left alone.
 */
#include "formats/notes.h"

#include "base/buf.h"

/* ---- shared ------------------------------------------------------------------------------- */

static void put_code_point(struct buf *to, uint32_t c)
{
    if (c < 0x80) {
        if (c >= 0x20 || c == '\n' || c == '\t')
            buf_char(to, (char)c);
    } else if (c < 0x800) {
        buf_char(to, (char)(0xc0 | (c >> 6)));
        buf_char(to, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000 && (c < 0xd800 || c > 0xdfff)) {
        buf_char(to, (char)(0xe0 | (c >> 12)));
        buf_char(to, (char)(0x80 | ((c >> 6) & 0x3f)));
        buf_char(to, (char)(0x80 | (c & 0x3f)));
    } else if (c > 0xffff && c < 0x110000) {
        buf_char(to, (char)(0xf0 | (c >> 18)));
        buf_char(to, (char)(0x80 | ((c >> 12) & 0x3f)));
        buf_char(to, (char)(0x80 | ((c >> 6) & 0x3f)));
        buf_char(to, (char)(0x80 | (c & 0x3f)));
    }
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static str trimmed(struct arena *mem, const struct buf *text)
{
    return str_copy(mem, str_trim(buf_view(text)));
}

/* ---- RTF ---------------------------------------------------------------------------------- */

struct rtf {
    str         in;
    size_t      at;
    int         depth, hidden; /* hidden: depth from which a group says nothing; 0 = none */
    int         skip;          /* characters that stand in for the \u before them */
    struct buf *to;
};

/* Groups that hold tables of fonts, colours and the like. */
static bool is_hidden_word(str word)
{
    return str_eq(word, S("fonttbl")) || str_eq(word, S("colortbl")) ||
           str_eq(word, S("stylesheet")) || str_eq(word, S("info")) || str_eq(word, S("pict")) ||
           str_eq(word, S("generator"));
}

static void rtf_put(struct rtf *r, uint32_t c)
{
    if (r->skip)
        r->skip--;
    else if (!r->hidden)
        put_code_point(r->to, c);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \'e4: a byte of Windows-1252; its odd range becomes a question mark. */
static void rtf_hex(struct rtf *r)
{
    int high = r->at + 1 < r->in.n ? hex_digit(r->in.p[r->at + 1]) : -1;
    int low = r->at + 2 < r->in.n ? hex_digit(r->in.p[r->at + 2]) : -1;
    r->at += 3;
    if (high >= 0 && low >= 0)
        rtf_put(r, high * 16 + low >= 0x80 && high * 16 + low < 0xa0 ? '?'
                                                                     : (uint32_t)(high * 16 + low));
}

static void rtf_word(struct rtf *r)
{
    size_t from = r->at;
    while (r->at < r->in.n && is_letter(r->in.p[r->at]))
        r->at++;
    str    word = str_sub(r->in, from, r->at);
    size_t digits = r->at;
    while (r->at < r->in.n && ((r->in.p[r->at] >= '0' && r->in.p[r->at] <= '9') ||
                               (r->at == digits && r->in.p[r->at] == '-')))
        r->at++;
    int64_t number = 0;
    bool    has_number = str_int(str_sub(r->in, digits, r->at), &number);
    if (r->at < r->in.n && r->in.p[r->at] == ' ')
        r->at++;
    if (is_hidden_word(word) && !r->hidden)
        r->hidden = r->depth;
    else if (str_eq(word, S("par")) || str_eq(word, S("line")))
        rtf_put(r, '\n');
    else if (str_eq(word, S("tab")))
        rtf_put(r, '\t');
    else if (str_eq(word, S("u")) && has_number) {
        rtf_put(r, (uint32_t)(number < 0 ? number + 65536 : number));
        r->skip = 1;
    }
}

static void rtf_control(struct rtf *r)
{
    char c = ++r->at < r->in.n ? r->in.p[r->at] : 0;
    if (is_letter(c)) {
        rtf_word(r);
    } else if (c == '\'') {
        rtf_hex(r);
    } else {
        if (c == '*' && !r->hidden)
            r->hidden = r->depth;
        else if (c == '~')
            rtf_put(r, ' ');
        else if (c == '\\' || c == '{' || c == '}')
            rtf_put(r, (unsigned char)c);
        r->at++;
    }
}

static void rtf_step(struct rtf *r)
{
    char c = r->in.p[r->at];
    if (c == '\\') {
        rtf_control(r);
        return;
    }
    r->at++;
    if (c == '{') {
        r->depth++;
    } else if (c == '}') {
        if (r->hidden == r->depth)
            r->hidden = 0;
        r->depth--;
    } else if (c != '\r' && c != '\n') {
        if (r->skip)
            r->skip--;
        else if (!r->hidden)
            buf_char(r->to, c);
    }
}

static str rtf_text(struct arena *mem, str notes)
{
    struct buf to;
    buf_init(&to, 0);
    struct rtf r = {.in = notes, .to = &to};
    while (r.at < r.in.n)
        rtf_step(&r);
    str text = trimmed(mem, &to);
    buf_done(&to);
    return text;
}

/* ---- HTML --------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    uint32_t    code;
} entities[] = {{"amp", '&'},  {"lt", '<'},    {"gt", '>'},
                {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}};

static size_t html_entity(str rest, struct buf *to)
{
    str     name;
    int64_t code = 0;
    str     head = str_sub(rest, 1, rest.n < 12 ? rest.n : 12);
    if (!memchr(head.p ? head.p : "", ';', head.n) || !str_cut(&head, ';', &name))
        return 0;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_eq(name, str_from(entities[i].name)))
            code = entities[i].code;
    if (!code && name.n > 1 && name.p[0] == '#' && !str_int(str_sub(name, 1, name.n), &code))
        code = 0;
    if (code <= 0)
        return 0;
    put_code_point(to, (uint32_t)code);
    return name.n + 2;
}

static bool tag_is(str tag, const char *name)
{
    size_t n = 0;
    while (n < tag.n && is_letter(tag.p[n]))
        n++;
    return str_eq_nocase(str_sub(tag, 0, n), str_from(name));
}

/* Length of the tag; 0 when it is none. Ends of paragraphs become line ends. */
static size_t html_tag(str rest, struct buf *to)
{
    const char *end = memchr(rest.p, '>', rest.n);
    if (!end || rest.n < 3 || !(is_letter(rest.p[1]) || rest.p[1] == '/' || rest.p[1] == '!'))
        return 0;
    bool closes = rest.p[1] == '/';
    str  tag = str_sub(rest, closes ? 2 : 1, (size_t)(end - rest.p));
    if (tag_is(tag, "br") ||
        (closes && (tag_is(tag, "p") || tag_is(tag, "div") || tag_is(tag, "li"))))
        buf_char(to, '\n');
    return (size_t)(end - rest.p) + 1;
}

static str html_text(struct arena *mem, str notes)
{
    struct buf to;
    buf_init(&to, 0);
    for (size_t i = 0; i < notes.n;) {
        str    rest = str_sub(notes, i, notes.n);
        size_t n = notes.p[i] == '<'   ? html_tag(rest, &to)
                   : notes.p[i] == '&' ? html_entity(rest, &to)
                                       : 0;
        if (!n)
            buf_char(&to, notes.p[i]);
        i += n ? n : 1;
    }
    str text = trimmed(mem, &to);
    buf_done(&to);
    return text;
}

static bool is_html(str notes)
{
    str start = str_trim(notes);
    return start.n && start.p[0] == '<' && str_has(notes, S("</"));
}

str notes_text(struct arena *mem, str notes)
{
    if (str_starts(str_trim(notes), S("{\\rtf")))
        return rtf_text(mem, notes);
    return is_html(notes) ? html_text(mem, notes) : notes;
}
