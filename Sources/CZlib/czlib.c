#include "czlib.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#define SONAME "libz.so.1"
#define FUNCTIONS(X) X(deflateInit2_) X(deflateBound) X(deflate) X(deflateEnd)

#define MEMBER(name) typeof(&name) name;
static struct {
  FUNCTIONS(MEMBER)
} zlib;
static pthread_once_t loading = PTHREAD_ONCE_INIT;
static bool loaded;

static void load(void) {
  void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  loaded = true;
#define LOAD(name) \
  zlib.name = (typeof(&name))dlsym(handle, #name); \
  loaded = loaded && zlib.name != NULL;
  FUNCTIONS(LOAD)
}

size_t czlib_gzip_bound(size_t length) {
  pthread_once(&loading, load);
  // Without a stream zlib takes the worst case for zlib's own wrapper, 6 bytes; gzip's is 18.
  return loaded ? zlib.deflateBound(NULL, length) + 12 : 0;
}

size_t czlib_gzip(const uint8_t *bytes, size_t length, int level, uint8_t *output,
                  size_t capacity) {
  pthread_once(&loading, load);
  if (!loaded) return 0;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  // 15 bits of window, and 16 for gzip instead of zlib's own wrapper.
  if (zlib.deflateInit2_(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                         (int)sizeof stream) != Z_OK)
    return 0;
  stream.next_in = (Bytef *)bytes;
  stream.avail_in = (uInt)length;
  stream.next_out = output;
  stream.avail_out = (uInt)capacity;
  int end = zlib.deflate(&stream, Z_FINISH);
  size_t size = stream.total_out;
  zlib.deflateEnd(&stream);
  return end == Z_STREAM_END ? size : 0;
}
