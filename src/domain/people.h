/* domain/people.h - users and what they say: accounts and comments. */
#ifndef DOMAIN_PEOPLE_H
#define DOMAIN_PEOPLE_H

#include "domain/meta.h"

struct user { /* of no project */
    struct record head;
    str           name, email;
};

struct comment {
    struct record head;
    struct id     item;
    struct id     user; /* absent = made by the program */
    str           body; /* Markdown */
};

extern const struct entity user_entity, comment_entity;

#endif
