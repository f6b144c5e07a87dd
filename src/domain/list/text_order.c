/* domain/list/text_order.c - compares byte by byte, and runs of digits by their value.
 *
 * Leading zeros off, the longer run is the larger number. Texts that differ in zeros only are
 * told apart at the end, so that the order is total.
 */
#include "domain/list/text_order.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The run of digits at *i without leading zeros; *i moves behind it. */
static str digits_at(str s, size_t *i)
{
    size_t from = *i, to;
    while (from < s.n && s.p[from] == '0')
        from++;
    to = from;
    while (to < s.n && is_digit(s.p[to]))
        to++;
    *i = to;
    return str_sub(s, from, to);
}

static int digits_order(str a, str b)
{
    if (a.n != b.n)
        return a.n < b.n ? -1 : 1;
    return a.n ? memcmp(a.p, b.p, a.n) : 0;
}

int text_order(str a, str b)
{
    size_t i = 0, j = 0;
    if (!a.p || !b.p)
        return (b.p != NULL) - (a.p != NULL);
    while (i < a.n && j < b.n) {
        if (is_digit(a.p[i]) && is_digit(b.p[j])) {
            int order = digits_order(digits_at(a, &i), digits_at(b, &j));
            if (order)
                return order;
        } else if (a.p[i] != b.p[j]) {
            return (unsigned char)a.p[i] < (unsigned char)b.p[j] ? -1 : 1;
        } else {
            i++;
            j++;
        }
    }
    if (i < a.n || j < b.n)
        return i < a.n ? 1 : -1;
    return str_cmp(a, b);
}
