#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H
const char *cmicrohttpd_version(void);
#endif
