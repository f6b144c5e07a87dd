/* SQL from rows. */
#include "store/fixture.h"

#include "store/sql.h"

#include <criterion/criterion.h>

static str text_of(struct buf *b, const struct entity *e, enum sql_kind kind)
{
    buf_clear(b);
    sql_text(b, e, kind);
    return buf_view(b);
}

Test(sql, texts_of_a_small_entity)
{
    struct buf b = {0};
    cr_assert(
        str_eq(text_of(&b, &user_entity, SQL_INSERT),
               S("INSERT INTO \"user\" (\"id\", \"rev\", \"created_at\", \"updated_at\", \"name\", "
                 "\"email\") VALUES ($1, $2, $3, $4, $5, $6)")));
    cr_assert(str_eq(
        text_of(&b, &user_entity, SQL_UPDATE),
        S("UPDATE \"user\" SET \"id\" = $1, \"rev\" = $2, \"created_at\" = $3, \"updated_at\" = "
          "$4, \"name\" = $5, \"email\" = $6 WHERE \"id\" = $1 AND \"rev\" = $7")));
    cr_assert(str_eq(text_of(&b, &comment_entity, SQL_ERASE),
                     S("DELETE FROM \"comment\" WHERE \"project\" = $1")));
    cr_assert(str_starts(text_of(&b, &batch_entity, SQL_INSERT),
                         S("INSERT INTO \"batch\" (\"project\", ")));
    cr_assert(str_has(text_of(&b, &batch_entity, SQL_INSERT), S("\"effects\", \"hash\")")));
    for (int kind = 0; kind < SQL_KINDS; kind++)
        for (size_t i = 0; entities[i]; i++)
            cr_assert_gt(text_of(&b, entities[i], (enum sql_kind)kind).n, 10);
    buf_done(&b);
}

Test(sql, what_is_kept)
{
    cr_assert(sql_is_global(&project_entity) && sql_is_global(&user_entity));
    cr_assert_not(sql_is_global(&item_entity));
    cr_assert(sql_is_journal(&batch_entity) && !sql_is_journal(&item_entity));
    cr_assert_not(sql_keeps(&project_entity, &record_fields[1]));
    cr_assert(sql_keeps(&item_entity, &record_fields[1]));
    cr_assert_not(sql_keeps(&operation_entity, &record_fields[0]));
    cr_assert_str_eq(sql_extras(&batch_entity)[0], "effects");
    cr_assert_null(sql_extras(&item_entity)[0]);
}

Test(sql, placeholders_outside_quotes)
{
    struct buf b = {0};
    sql_placeholders(&b, S("SELECT '$1', \"$2\", $3"));
    cr_assert(str_eq(buf_view(&b), S("SELECT '$1', \"$2\", ?3")));
    buf_clear(&b);
    sql_select(&b, &user_entity, "WHERE 1 = 1");
    cr_assert(str_ends(buf_view(&b), S(" FROM \"user\" WHERE 1 = 1")));
    buf_done(&b);
}
