/* Records printed as XML by the rows of their nodes, one element a line, indented by tabs.
 *
 * The buffer's maximum is what limits the size; nothing here fails.
 */
#include "formats/xml/xml.h"

static void indent(struct xml_out *out)
{
    for (int i = 0; i < out->depth; i++)
        buf_char(out->to, '\t');
}

void xml_print_open(struct xml_out *out, const char *name)
{
    indent(out);
    buf_char(out->to, '<');
    buf_z(out->to, name);
    buf_z(out->to, ">\n");
    out->depth++;
}

void xml_print_close(struct xml_out *out, const char *name)
{
    out->depth--;
    indent(out);
    buf_z(out->to, "</");
    buf_z(out->to, name);
    buf_z(out->to, ">\n");
}

static void print_char(struct buf *to, char c)
{
    if (c == '<')
        buf_z(to, "&lt;");
    else if (c == '>')
        buf_z(to, "&gt;");
    else if (c == '&')
        buf_z(to, "&amp;");
    else if (c == '\r')
        buf_z(to, "&#13;");
    else if ((unsigned char)c >= 0x20 || c == '\t' || c == '\n')
        buf_char(to, c);
}

/* U+FFFE and U+FFFF: well-formed UTF-8 that XML refuses. */
static bool is_noncharacter(const char *p, size_t left)
{
    return left >= 3 && !memcmp(p, "\xef\xbf", 2) && ((unsigned char)p[2] & 0xfe) == 0xbe;
}

void xml_print_text(struct buf *to, str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool          skip = c == 0xef && is_noncharacter(text.p + i, text.n - i);
        if (!skip && c >= 0x20 && c != '<' && c != '>' && c != '&')
            continue;
        buf_put(to, text.p + from, i - from);
        if (!skip)
            print_char(to, (char)c);
        i += skip ? 2 : 0;
        from = i + 1;
    }
    if (text.n > from)
        buf_put(to, text.p + from, text.n - from);
}

/* The tag goes out first and is taken back when the value is absent. */
static void print_value(struct xml_out *out, const struct xml_row *row, const void *record)
{
    size_t before = out->to->n;
    indent(out);
    buf_char(out->to, '<');
    buf_z(out->to, row->name);
    buf_char(out->to, '>');
    if (!row->type->print(row, out->units, (const char *)record + row->offset, out->to)) {
        out->to->n = before;
        return;
    }
    buf_z(out->to, "</");
    buf_z(out->to, row->name);
    buf_z(out->to, ">\n");
}

static void print_rows(struct xml_out *out, const struct xml_node *node, const void *record)
{
    for (size_t i = 0; i < node->n_rows; i++) {
        const struct xml_row *row = &node->rows[i];
        if (row->flags & XML_IN_ONLY)
            continue;
        if (row->node && out->children)
            out->children(out, row, record);
        else if (row->type)
            print_value(out, row, record);
    }
}

void xml_print(struct xml_out *out, const struct xml_node *node, const void *record)
{
    xml_print_open(out, node->name);
    print_rows(out, node, record);
    xml_print_close(out, node->name);
}

void xml_print_root(struct xml_out *out, const struct xml_node *node, const char *attributes,
                    const void *record)
{
    buf_fmt(out->to, "<%s %s>\n", node->name, attributes);
    out->depth++;
    print_rows(out, node, record);
    xml_print_close(out, node->name);
}
