/* base/banned.h - calls that this code does without; included by every file through the build. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* System headers that declare them come first; poisoning after a declaration is allowed. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol gets gmtime localtime asctime   \
    ctime rand srand system tmpnam
#ifndef MAY_ALLOCATE /* base/ and the few files that hand memory to a library */
#pragma GCC poison malloc calloc realloc strdup strndup
#endif

#endif
