/* domain/custom.h - fields that a project adds, and their values. */
#ifndef DOMAIN_CUSTOM_H
#define DOMAIN_CUSTOM_H

#include "domain/meta.h"

enum custom_target { CUSTOM_OF_ITEM, CUSTOM_OF_RESOURCE, CUSTOM_OF_ASSIGNMENT };
enum custom_kind {
    CUSTOM_TEXT,
    CUSTOM_NUMBER,
    CUSTOM_COST,     /* decimal in main units: "12.50" */
    CUSTOM_DATE,     /* instant */
    CUSTOM_DURATION, /* seconds */
    CUSTOM_FLAG,     /* true, false */
    CUSTOM_START,    /* instant */
    CUSTOM_FINISH,   /* instant */
};
extern const char *const custom_target_words[];
extern const char *const custom_kind_words[];

struct custom_field {
    struct record      head;
    enum custom_target target;
    enum custom_kind   kind;
    str                name;       /* "Text1" */
    str                alias;      /* what people see; absent = the name */
    int64_t            source_uid; /* INT_NONE = not imported */
};

struct custom_value {
    struct record head;
    struct id     field;
    struct id     record; /* item, resource or assignment, as the field's target says */
    str           value;  /* canonical text of the field's kind; absent = none */
};

extern const struct entity custom_field_entity, custom_value_entity;

/* The text is what the kind asks for: rule of a value across records, called by app and readers. */
bool custom_kind_accepts(enum custom_kind kind, str text);

#endif
