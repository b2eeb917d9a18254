#include "cmicrohttpd.h"
#include <microhttpd.h>
const char *cmicrohttpd_version(void) { return MHD_get_version(); }
