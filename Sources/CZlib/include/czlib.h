// A façade over zlib, which is loaded when it is first asked for: only a server needs it.

#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// The most bytes that `length` bytes can take as gzip (RFC 1952); 0 when zlib is not installed.
size_t czlib_gzip_bound(size_t length);

// Compresses `length` bytes to gzip in `output`, which has room for their bound, and returns how many bytes
// that took; 0 when memory is short. `level` is 1, the fastest, to 9.
size_t czlib_gzip(const uint8_t *_Nullable bytes, size_t length, int level, uint8_t *output,
                  size_t capacity);

#pragma clang assume_nonnull end

#endif
