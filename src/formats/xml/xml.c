/* XML read as a stream into records, by the rows of nodes.
 *
 * One idea: expat's three events drive a stack of frames, one per open element that has a node. A
 * child element is looked up by (node, name) in one hash made of all rows at the start; it either
 * opens a frame, or is a leaf whose text is turned into a value when it ends, or is skipped and
 * counted.
 *
 * Invariants: (1) a frame's record stays in place until its close has run, then it is used again;
 * (2) after the first error no handler does anything more; (3) leaf and skip are never both a
 * frame: text belongs to the leaf only while skip is 0.
 *
 * Attributes are leaves named "@name", the own text of an element is one named "#". Nodes whose
 * first row is no attribute look at neither.
 *
 * Lines are counted here, by memchr over each chunk as far as somebody asks: expat's own counter
 * walks byte by byte.
 */
#include "formats/xml/xml.h"

#include "base/map.h"
#include "base/vec.h"
#include "formats/report.h"
#include "formats/xml/encoding.h"

#include <expat.h>

enum {
    XML_CHUNK = 1 << 16,
    XML_NODES_MAX = 64,
    XML_PATH_MAX = 160,
    XML_EXCERPT = 40,
    XML_UNKNOWN_MAX = 200
};

struct slot {
    const struct xml_node *node; /* NULL = free */
    const struct xml_row  *row;
    int64_t                count, line; /* dropped ones */
};

/* An element that no row knows. */
struct unknown {
    str     path; /* "Task/Colour" */
    int64_t count, line;
};

struct frame {
    const struct xml_node *node;
    void                  *record;
    void                  *own;  /* memory of this depth, kept */
    size_t                 size; /* of own */
    int64_t                order, line;
};

struct xml_in {
    struct arena             *mem;
    XML_Parser                parser;
    const struct xml_reading *reading;
    struct slot              *slots;
    size_t                    n_slots; /* a power of two */
    struct frame              frames[XML_DEPTH_MAX + 1];
    int                       n_frames, depth, skip;
    struct xml_place          closing;
    int64_t                   n_opened;
    bool                      in_leaf, leaf_has_children, root_seen;
    struct slot              *leaf; /* NULL in a leaf: the element is not known */
    struct buf                text;
    struct strmap             unknown_at; /* path → index in unknown */
    VEC(struct unknown)       unknown;
    err                       error;
    const char               *chunk;
    int64_t                   chunk_at, line_at, line, bytes;
};

void *xml_owner(const struct xml_in *in)
{
    return in->reading->owner;
}

struct arena *xml_arena(const struct xml_in *in)
{
    return in->mem;
}

/* ---- lines ------------------------------------------------------------------------------- */

static void count_lines(struct xml_in *in, int64_t to)
{
    const char *p = in->chunk + (in->line_at - in->chunk_at);
    const char *end = in->chunk + (to - in->chunk_at);
    while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
        in->line++;
        p++;
    }
    in->line_at = to;
}

int64_t xml_line(struct xml_in *in)
{
    int64_t at = XML_GetCurrentByteIndex(in->parser);
    if (at > in->line_at)
        count_lines(in, at);
    return in->line;
}

struct xml_place xml_place(const struct xml_in *in)
{
    return in->closing;
}

/* ---- errors ------------------------------------------------------------------------------ */

static void fail(struct xml_in *in, err e)
{
    if (in->error.code || !e.code)
        return;
    in->error = e;
    (void)XML_StopParser(in->parser, XML_FALSE);
}

static int excerpt(str text)
{
    size_t n = text.n < XML_EXCERPT ? text.n : XML_EXCERPT;
    while (n && n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
        n--;
    return (int)n;
}

static const char *parent_name(const struct xml_in *in)
{
    for (int i = in->n_frames - 1; i >= 0; i--)
        if (in->frames[i].node->size)
            return in->frames[i].node->name;
    return in->reading->root->name;
}

static void not_understood(struct xml_in *in, const struct xml_row *row, str text)
{
    if (row->flags & XML_SILENT)
        return;
    if (row->flags & XML_LENIENT) {
        report_warn(in->reading->report, row->name, xml_line(in),
                    "%s/%s: \"%.*s\" is not %s; left out", parent_name(in), row->name,
                    excerpt(text), text.p, row->type->what);
        return;
    }
    fail(in, err_make(ERR_SYNTAX, "Line %lld: %s/%s: \"%.*s\" is not %s", (long long)xml_line(in),
                      parent_name(in), row->name, excerpt(text), text.p, row->type->what));
}

/* ---- rows -------------------------------------------------------------------------------- */

static size_t slot_hash(const struct xml_node *node, const char *name)
{
    uint64_t h = (uint64_t)(uintptr_t)node * 0x9e3779b97f4a7c15u;
    for (; *name; name++)
        h = (h ^ (unsigned char)*name) * 0x100000001b3u;
    return (size_t)(h ^ (h >> 29));
}

static struct slot *slot_find(const struct xml_in *in, const struct xml_node *node,
                              const char *name)
{
    size_t i = slot_hash(node, name) & (in->n_slots - 1);
    while (in->slots[i].node &&
           (in->slots[i].node != node || strcmp(in->slots[i].row->name, name) != 0))
        i = (i + 1) & (in->n_slots - 1);
    return &in->slots[i];
}

/* Every node once, however many parents it has. */
static size_t gather_nodes(const struct xml_node *root, const struct xml_node **nodes,
                           size_t *ret_rows)
{
    size_t n = 0;
    nodes[n++] = root;
    for (size_t at = 0; at < n; at++) {
        *ret_rows += nodes[at]->n_rows;
        for (size_t i = 0; i < nodes[at]->n_rows; i++) {
            const struct xml_node *child = nodes[at]->rows[i].node;
            size_t                 k = 0;
            while (k < n && nodes[k] != child)
                k++;
            if (child && k == n && n < XML_NODES_MAX)
                nodes[n++] = child;
        }
    }
    return n;
}

static void index_rows(struct xml_in *in)
{
    const struct xml_node *nodes[XML_NODES_MAX];
    size_t                 n_rows = 0;
    size_t                 n = gather_nodes(in->reading->root, nodes, &n_rows);
    in->n_slots = 64;
    while (in->n_slots < n_rows * 3)
        in->n_slots *= 2;
    in->slots = arena_array(in->mem, struct slot, in->n_slots);
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < nodes[k]->n_rows; i++) {
            struct slot *s = slot_find(in, nodes[k], nodes[k]->rows[i].name);
            *s = (struct slot){nodes[k], &nodes[k]->rows[i], 0, 0};
        }
    }
}

/* ---- frames ------------------------------------------------------------------------------ */

static bool has_attributes(const struct xml_node *node)
{
    return node->n_rows && node->rows[0].name[0] == '@';
}

static void frame_push(struct xml_in *in, const struct xml_node *node)
{
    struct frame *f = &in->frames[in->n_frames];
    void         *parent = in->n_frames ? in->frames[in->n_frames - 1].record : NULL;
    f->node = node;
    f->record = parent;
    f->order = ++in->n_opened;
    f->line = has_attributes(node) ? xml_line(in) : 0;
    in->n_frames++;
    if (!node->size)
        return;
    if (f->size < node->size) {
        f->own = arena_alloc(in->mem, node->size);
        f->size = node->size;
    }
    memset(f->own, 0, node->size);
    f->record = f->own;
    if (node->open)
        node->open(f->record);
}

/* ---- leaves ------------------------------------------------------------------------------ */

/* Names are the file's to choose, so they are counted by hash, and only so many of them. */
static void count_unknown(struct xml_in *in, const char *name)
{
    char    path[XML_PATH_MAX];
    int64_t at = 0;
    int     n = snprintf(path, sizeof path, "%s/%.80s", parent_name(in), name);
    str     key = {path, (size_t)n};
    if (in->unknown.n >= XML_UNKNOWN_MAX && !strmap_get(&in->unknown_at, key, &at))
        key = S("other elements");
    if (!strmap_get(&in->unknown_at, key, &at)) {
        key = str_copy(in->mem, key);
        at = (int64_t)in->unknown.n;
        strmap_put(&in->unknown_at, key, at);
        vec_push(in->mem, &in->unknown, (struct unknown){key, 0, xml_line(in)});
    }
    in->unknown.v[at].count++;
}

static void leaf_dropped(struct xml_in *in, const char *name, str text)
{
    const struct xml_row *row = in->leaf ? in->leaf->row : NULL;
    str                   usual = row && row->usual ? str_from(row->usual) : S("0");
    if (!in->leaf_has_children && (text.n == 0 || (row && str_eq(text, usual))))
        return;
    if (row) {
        if (!in->leaf->count++)
            in->leaf->line = xml_line(in);
        return;
    }
    count_unknown(in, name);
}

static void leaf_end(struct xml_in *in, const char *name)
{
    const struct xml_row *row = in->leaf ? in->leaf->row : NULL;
    str                   raw = buf_view(&in->text);
    str                   text = str_trim(raw);
    if (buf_err(&in->text).code) {
        fail(in, err_make(ERR_TOO_LARGE, "Line %lld: the text of %s/%.80s is longer than %d bytes",
                          (long long)xml_line(in), parent_name(in), name, XML_TEXT_MAX));
    } else if (!row || row->dropped) {
        leaf_dropped(in, name, text);
    } else if (row->type && text.n) {
        char *record = in->frames[in->n_frames - 1].record;
        str   value = row->type->keeps_blanks ? raw : text;
        if (row->type == &xml_text || row->type == &xml_word)
            value = str_copy(in->mem, value);
        if (!row->type->read(row, in->reading->units, value, record + row->offset))
            not_understood(in, row, text);
    }
    in->in_leaf = in->leaf_has_children = false;
    in->leaf = NULL;
}

/* ---- attributes and own text --------------------------------------------------------------- */

static void read_attributes(struct xml_in *in, const struct xml_node *node,
                            const XML_Char **attributes)
{
    if (!has_attributes(node))
        return;
    for (size_t i = 0; attributes[i] && !in->error.code; i += 2) {
        char name[XML_PATH_MAX / 2];
        if (strncmp(attributes[i], "xmlns", 5) == 0)
            continue;
        (void)snprintf(name, sizeof name, "@%s", attributes[i]);
        struct slot *s = slot_find(in, node, name);
        in->leaf = s->node ? s : NULL;
        buf_clear(&in->text);
        buf_z(&in->text, attributes[i + 1]);
        leaf_end(in, name);
    }
    buf_clear(&in->text);
}

static struct slot *own_text(const struct xml_in *in)
{
    const struct xml_node *node = in->frames[in->n_frames - 1].node;
    struct slot           *s = has_attributes(node) ? slot_find(in, node, "#") : NULL;
    return s && s->node ? s : NULL;
}

static void frame_pop(struct xml_in *in)
{
    struct slot *text = own_text(in);
    if (text) {
        in->leaf = text;
        leaf_end(in, "#");
    }
    struct frame *f = &in->frames[--in->n_frames];
    struct frame *outer = in->n_frames ? &in->frames[in->n_frames - 1] : NULL;
    in->closing = (struct xml_place){f->order, outer ? outer->order : 0, f->line, f->node};
    if (f->node->close && !in->error.code)
        fail(in, f->node->close(in, f->record, outer ? outer->record : NULL));
}

/* ---- events ------------------------------------------------------------------------------ */

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static void open_root(struct xml_in *in, const char *name)
{
    in->root_seen = true;
    if (strcmp(name, in->reading->root->name) != 0)
        fail(in,
             err_make(ERR_UNSUPPORTED, "Line %lld: the file begins with <%.60s>, expected is <%s>",
                      (long long)xml_line(in), name, in->reading->root->name));
}

/* xsi:nil says that an element is empty (XML Schema part 1, 2.6.2). */
static bool is_nil(const char *attribute)
{
    return strcmp(local_name(attribute), "nil") == 0;
}

static void on_start(void *user, const XML_Char *full, const XML_Char **attributes)
{
    struct xml_in *in = user;
    const char    *name = local_name(full);
    if (in->error.code)
        return;
    if (++in->depth > XML_DEPTH_MAX) {
        fail(in, err_make(ERR_TOO_LARGE, "Line %lld: elements are nested deeper than %d",
                          (long long)xml_line(in), XML_DEPTH_MAX));
        return;
    }
    if (!in->root_seen) {
        open_root(in, name);
        if (!in->error.code)
            read_attributes(in, in->reading->root, attributes);
        return;
    }
    if (in->in_leaf || in->skip) {
        in->leaf_has_children = true;
        in->skip++;
        return;
    }
    const struct xml_node *node = in->frames[in->n_frames - 1].node;
    struct slot           *s = slot_find(in, node, name);
    if (s->node && s->row->node) {
        frame_push(in, s->row->node);
        read_attributes(in, s->row->node, attributes);
        return;
    }
    in->leaf_has_children = has_attributes(node) && attributes[0] && !is_nil(attributes[0]);
    in->in_leaf = true;
    in->leaf = s->node ? s : NULL;
    buf_clear(&in->text);
}

static void on_end(void *user, const XML_Char *full)
{
    struct xml_in *in = user;
    if (in->error.code)
        return;
    in->depth--;
    if (in->skip)
        in->skip--;
    else if (in->in_leaf)
        leaf_end(in, local_name(full));
    else
        frame_pop(in);
}

static void on_text(void *user, const XML_Char *text, int length)
{
    struct xml_in *in = user;
    if (in->skip || in->error.code || (!in->in_leaf && !(in->n_frames && own_text(in))))
        return;
    if (!in->in_leaf || !in->leaf || in->leaf->row->type || in->leaf->row->dropped)
        buf_put(&in->text, text, (size_t)length);
}

static int on_encoding(void *user, const XML_Char *name, XML_Encoding *ret_encoding)
{
    (void)user;
    int32_t table[256];
    if (!encoding_table(name, table))
        return XML_STATUS_ERROR;
    for (int i = 0; i < 256; i++)
        ret_encoding->map[i] = table[i];
    ret_encoding->data = NULL;
    ret_encoding->convert = NULL;
    ret_encoding->release = NULL;
    return XML_STATUS_OK;
}

static void on_doctype(void *user, const XML_Char *name, const XML_Char *sysid,
                       const XML_Char *pubid, int has_subset)
{
    (void)name, (void)sysid, (void)pubid, (void)has_subset;
    struct xml_in *in = user;
    fail(in, err_make(ERR_SYNTAX, "Line %lld: a document type is not allowed",
                      (long long)xml_line(in)));
}

/* ---- the loop ---------------------------------------------------------------------------- */

static err expat_error(struct xml_in *in)
{
    const unsigned long long line = XML_GetCurrentLineNumber(in->parser);
    const enum XML_Error     code = XML_GetErrorCode(in->parser);
    if (in->error.code)
        return in->error;
    if (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
        code == XML_ERROR_PARTIAL_CHAR)
        return err_make(ERR_SYNTAX, "Line %llu: the file ends in the middle; it was cut", line);
    if (code == XML_ERROR_UNKNOWN_ENCODING)
        return err_make(ERR_UNSUPPORTED,
                        "Line %llu: the encoding that the file declares is not known here; save it "
                        "as UTF-8",
                        line);
    return err_make(ERR_SYNTAX, "Line %llu: %s", line, XML_ErrorString(code));
}

/* The head of OLE files, such as those of MS Project itself. */
static bool is_binary(const char *chunk, size_t n)
{
    return n >= 4 && memcmp(chunk, "\xd0\xcf\x11\xe0", 4) == 0;
}

static err read_chunk(struct xml_in *in, struct source source, char *chunk, bool *ret_end)
{
    size_t n = 0;
    TRY(source.read(source.self, chunk, XML_CHUNK, &n));
    if (in->bytes == 0 && is_binary(chunk, n))
        return err_make(
            ERR_UNSUPPORTED,
            "This is a binary file, not XML; save it as XML in the program that made it");
    in->bytes += (int64_t)n;
    if (in->bytes > IMPORT_BYTES_MAX)
        return err_make(ERR_TOO_LARGE, "The file is larger than %d MB", IMPORT_BYTES_MAX >> 20);
    if (XML_Parse(in->parser, chunk, (int)n, n == 0) != XML_STATUS_OK)
        return expat_error(in);
    if (in->mem->used > XML_MEMORY_MAX)
        return err_make(ERR_TOO_LARGE,
                        "Line %lld: what the file holds up to here takes more than %d MB; import "
                        "it in parts",
                        (long long)in->line, XML_MEMORY_MAX >> 20);
    count_lines(in, in->chunk_at + (int64_t)n);
    in->chunk_at += (int64_t)n;
    *ret_end = n == 0;
    return OK;
}

static err parser_new(struct xml_in *in)
{
    in->parser = XML_ParserCreate(NULL);
    if (!in->parser)
        return err_make(ERR_TOO_LARGE, "No memory for reading XML");
    XML_SetUserData(in->parser, in);
    XML_SetElementHandler(in->parser, on_start, on_end);
    XML_SetCharacterDataHandler(in->parser, on_text);
    XML_SetStartDoctypeDeclHandler(in->parser, on_doctype);
    XML_SetUnknownEncodingHandler(in->parser, on_encoding, NULL);
    return OK;
}

static void report_dropped(const struct xml_in *in)
{
    for (size_t i = 0; i < in->unknown.n; i++)
        report_drop_many(in->reading->report, in->unknown.v[i].path, S("Not known to this reader"),
                         in->unknown.v[i].count, in->unknown.v[i].line);
    for (size_t i = 0; i < in->n_slots; i++) {
        const struct slot *s = &in->slots[i];
        if (!s->count)
            continue;
        char path[XML_PATH_MAX];
        int  n = snprintf(path, sizeof path, "%s/%s", s->node->name, s->row->name);
        report_drop_many(in->reading->report, (str){path, (size_t)n}, STR_NONE, s->count, s->line);
    }
}

err xml_read(struct arena *mem, struct source source, const struct xml_reading *reading,
             void *root_record)
{
    struct xml_in *in = arena_new(mem, struct xml_in);
    *in = (struct xml_in){.mem = mem, .reading = reading, .line = 1};
    TRY(parser_new(in));
    index_rows(in);
    strmap_init(&in->unknown_at, mem, 16);
    in->frames[0] = (struct frame){
        .node = reading->root, .record = root_record, .order = ++in->n_opened, .line = 1};
    in->n_frames = 1;
    buf_init(&in->text, XML_TEXT_MAX);
    char *chunk = arena_alloc(mem, XML_CHUNK);
    in->chunk = chunk;
    bool end = false;
    err  e = OK;
    while (!e.code && !end)
        e = read_chunk(in, source, chunk, &end);
    XML_ParserFree(in->parser);
    buf_done(&in->text);
    if (!e.code)
        report_dropped(in);
    return e;
}
