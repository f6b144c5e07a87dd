/* The large data's lists, read with a small CSV of our own so that no code under test takes part.
 */
#include "shared.h"

#include "formats/plan_file.h"

#include <string.h>

str shared_text(struct arena *mem, str path)
{
    struct source source;
    str           text = STR_NONE;
    if (source_file(mem, str_z(mem, path), &source).code)
        return STR_NONE;
    return source_all(mem, source, 64 << 20, &text).code ? STR_NONE : text;
}

bool csv_line(str *rest, str *ret_line)
{
    if (!rest->n)
        return false;
    bool found = str_cut(rest, '\n', ret_line);
    *ret_line = str_trim(*ret_line);
    return found;
}

str csv_cell(struct arena *mem, str line, size_t at)
{
    struct buf cell;
    buf_init(&cell, 1 << 16);
    bool   quoted = false;
    size_t column = 0;
    for (size_t i = 0; i < line.n && column <= at; i++) {
        if (line.p[i] == '"')
            quoted = !quoted;
        else if (line.p[i] == ',' && !quoted)
            column++;
        else if (column == at)
            buf_char(&cell, line.p[i]);
    }
    str text = cell.n ? str_copy(mem, buf_view(&cell)) : S("");
    buf_done(&cell);
    return text;
}

size_t csv_column(struct arena *mem, str head, const char *name)
{
    for (size_t i = 0; i < 200; i++)
        if (str_eq(csv_cell(mem, head, i), str_from(name)))
            return i;
    return 1000;
}

size_t shared_files(struct arena *mem, str prefix, struct shared_file **ret_files)
{
    str text = shared_text(mem, S(SHARED_DATA "/schedules.csv")), line;
    if (!text.p)
        return 0;
    size_t n = 0;
    str    head;
    (void)csv_line(&text, &head);
    size_t grade = csv_column(mem, head, "mpxj_grade"), oracle = csv_column(mem, head, "oracle");
    *ret_files = arena_array(mem, struct shared_file, 1000);
    while (csv_line(&text, &line) && n < 1000) {
        str name = csv_cell(mem, line, 0);
        if (!str_starts(name, prefix))
            continue;
        (*ret_files)[n++] = (struct shared_file){
            .path = str_fmt(mem, "%s/%.*s", SHARED_DATA, STR_ARG(name)),
            .name = name,
            .oracle = str_fmt(mem, "%s/%.*s", SHARED_DATA, STR_ARG(csv_cell(mem, line, oracle))),
            .grade = csv_cell(mem, line, grade),
        };
    }
    return n;
}

size_t shared_mspdi(struct arena *mem, struct shared_file **ret_files)
{
    return shared_files(mem, S("mspdi/"), ret_files);
}

err shared_read(struct arena *mem, str path, struct import *ret_import)
{
    struct source source;
    TRY(source_open(mem, str_z(mem, path), &source));
    return plan_file_read(mem, source, ret_import);
}
