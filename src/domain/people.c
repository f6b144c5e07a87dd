/* domain/people.c - rows of users and comments.
 *
 * Nothing in them needs a check of its own: a comment may be about any item, and names need not
 * differ.
 */
#include "domain/people.h"

static const struct field user_fields[] = {
    {FIELD(struct user, name), .flags = FIELD_REQUIRED, .max = 200, .doc = "Name as shown."},
    {FIELD(struct user, email), .max = 320, .doc = "Mail address."},
};

static const struct field comment_fields[] = {
    {FIELD(struct comment, item), .flags = FIELD_REQUIRED, .refers = "item",
     .doc = "Item that it is about."},
    {FIELD(struct comment, user), .refers = "user", .doc = "Who wrote it."},
    {FIELD(struct comment, body), .flags = FIELD_REQUIRED | FIELD_LONG, .doc = "Text in Markdown."},
};

const struct entity user_entity = {
    .name = "user",
    .plural = "users",
    .no = ENTITY_USER,
    .size = sizeof(struct user),
    .n_fields = COUNT(user_fields),
    .fields = user_fields,
    .doc = "Somebody who works with Gantline.",
};

const struct entity comment_entity = {
    .name = "comment",
    .plural = "comments",
    .no = ENTITY_COMMENT,
    .size = sizeof(struct comment),
    .n_fields = COUNT(comment_fields),
    .fields = comment_fields,
    .doc = "A remark on an item.",
};
