/* formats/xml/xml.h - XML bound to structs by tables, read as a stream and printed.
 *
 * An element is described by a node: how large its record is and one row per child element – its
 * name, the place in the record, and the type that turns text into a value and back. A reader is
 * then a set of tables and one `close` function per element that looks at a whole record. The same
 * rows, in the order of the format's schema, print a record. For formats that keep their values in
 * attributes rows are named "@attribute", and "#" for the text between the tags; the first row of
 * such a node is an attribute. They are read only.
 *
 * Refused: document types (and with them entities of one's own), nesting deeper than XML_DEPTH_MAX,
 * text longer than XML_TEXT_MAX, streams longer than IMPORT_BYTES_MAX, records that fill more than
 * XML_MEMORY_MAX of the reader's arena. Errors name the line.
 */
#ifndef FORMATS_XML_H
#define FORMATS_XML_H

#include "formats/formats.h"

enum { XML_DEPTH_MAX = 64, XML_TEXT_MAX = 1 << 20, XML_MEMORY_MAX = 1 << 30 };

struct xml_row;
struct xml_in;

/* How a text becomes a value. `units` is what the format has to know besides (minutes of a day …).
 */
struct xml_type {
    const char *what; /* "a date", for messages */
    /* `text` is trimmed unless keeps_blanks, never empty; false = not understood; *to unchanged
     * then. */
    bool (*read)(const struct xml_row *row, void *units, str text, void *to);
    /* Nothing is printed when it returns false: the value is absent. */
    bool (*print)(const struct xml_row *row, const void *units, const void *from, struct buf *to);
    bool keeps_blanks;
};

enum xml_row_flags {
    XML_IN_ONLY = 1 << 0, /* not printed */
    XML_LENIENT = 1 << 1, /* not understood: left as it was, with a warning, instead of an error */
    XML_SILENT = 1 << 2,  /* the same without a warning: results that only serve to compare */
};

/* One child element. Without type and node it is known and not kept: XML_DROPPED, XML_RECALCULATED.
 */
struct xml_row {
    const char            *name;
    const struct xml_type *type;
    const struct xml_node *node;   /* an element with children of its own */
    uint32_t               offset; /* of the member in the record */
    uint32_t               flags;
    const int8_t          *numbers; /* enums: value of file number i, -1 = none; see n_numbers */
    uint32_t               n_numbers;
    const char            *usual;   /* dropped: the text that means nothing is lost; NULL = "0" */
    bool                   dropped; /* counted in the report unless its text is the usual one */
};

#define XML_DROPPED(element)                                                                       \
    {                                                                                              \
        .name = (element), .dropped = true                                                         \
    }
#define XML_DROPPED_BUT(element, u)                                                                \
    {                                                                                              \
        .name = (element), .dropped = true, .usual = (u)                                           \
    }
#define XML_RECALCULATED(element)                                                                  \
    {                                                                                              \
        .name = (element)                                                                          \
    }

struct xml_node {
    const char           *name;
    size_t                size; /* of the record; 0 = children write into the parent's record */
    const struct xml_row *rows;
    size_t                n_rows;
    void (*open)(void *record); /* sets what is not zero in an absent record; may be NULL */
    /* The element is complete. May be NULL. Texts of the record live in the reader's arena. */
    err (*close)(struct xml_in *in, void *record, void *parent);
};

struct xml_reading {
    const struct xml_node *root;
    void                  *units, *owner; /* owner: the reader's own, see xml_owner */
    struct import_report  *report;        /* gets dropped elements and warnings */
};

/* Reads the whole source. `root_record` is the record of the root element, already opened.
 * ERR_SYNTAX with the line, ERR_TOO_LARGE, ERR_UNSUPPORTED for another root element. */
err xml_read(struct arena *mem, struct source source, const struct xml_reading *reading,
             void *root_record);

/* For close functions. */
void         *xml_owner(const struct xml_in *in);
struct arena *xml_arena(const struct xml_in *in);
int64_t       xml_line(struct xml_in *in); /* of what is being read, from 1 */

/* The element that is closing: how many began before it, plus 1; the same of the one around it; the
 * line of its begin (0 for nodes without attributes). Elements close after those in them, so this
 * is how their order is found again. */
struct xml_place {
    int64_t                order, outer, line;
    const struct xml_node *node; /* of the element */
};
struct xml_place xml_place(const struct xml_in *in);

/* ---- types that any format shares -------------------------------------------------------- */

extern const struct xml_type xml_text; /* str, blanks kept */
extern const struct xml_type xml_word; /* str, trimmed */
extern const struct xml_type xml_int;  /* int64_t; "12.0" is understood */
extern const struct xml_type xml_num;  /* double, finite; NaN = absent */
extern const struct xml_type xml_bool; /* 0 1 false true */
extern const struct xml_type xml_enum; /* any enum, by row->numbers */

/* ---- printing ---------------------------------------------------------------------------- */

struct xml_out {
    struct buf *to;
    int         depth;
    const void *units;
    void       *owner;
    /* Prints the elements of a row that has a node, each by xml_print; may be NULL when no row has
     * one. */
    void (*children)(struct xml_out *out, const struct xml_row *row, const void *record);
};

void xml_print(struct xml_out *out, const struct xml_node *node, const void *record);
/* The same with attributes, such as the name space of the root. */
void xml_print_root(struct xml_out *out, const struct xml_node *node, const char *attributes,
                    const void *record);
void xml_print_open(struct xml_out *out, const char *name);
void xml_print_close(struct xml_out *out, const char *name);
/* Text with < > & escaped and characters that XML 1.0 cannot hold left out. */
void xml_print_text(struct buf *to, str text);

#endif
