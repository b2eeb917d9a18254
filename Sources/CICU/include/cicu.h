#ifndef CICU_H
#define CICU_H
#include <stdint.h>
const char *cicu_version(void);
#endif
