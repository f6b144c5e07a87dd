/* Tables of single-byte encodings, asked of iconv byte by byte.
 *
 * Expat knows UTF-8, UTF-16, ISO-8859-1 and ASCII; old exports say windows-1252 or windows-1251.
 * Encodings with several bytes a character are refused: a table cannot hold them.
 */
#include "formats/xml/encoding.h"

#include <errno.h>
#include <iconv.h>

enum { BYTES = 256, ASCII = 128 };

/* -1: no character; -2: the byte begins a longer one. */
static int32_t code_point(iconv_t to, unsigned char byte)
{
    char     in[1] = {(char)byte};
    uint32_t out = 0;
    char    *from = in, *at = (char *)&out;
    size_t   n_in = 1, n_out = sizeof out;
    (void)iconv(to, NULL, NULL, NULL, NULL);
    if (iconv(to, &from, &n_in, &at, &n_out) == (size_t)-1)
        return n_in == 1 && errno == EINVAL ? -2 : -1;
    return n_out ? -1 : (int32_t)out;
}

bool encoding_table(const char *name, int32_t ret_table[BYTES])
{
    iconv_t to = iconv_open("UTF-32LE", name);
    bool    is_plain = (intptr_t)to != -1;
    if (!is_plain)
        return false;
    for (int i = 0; i < BYTES && is_plain; i++) {
        ret_table[i] = code_point(to, (unsigned char)i);
        is_plain = ret_table[i] != -2 && (i >= ASCII || ret_table[i] == i);
    }
    (void)iconv_close(to);
    return is_plain;
}
