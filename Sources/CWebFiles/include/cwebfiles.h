/// What the page loads and what describes the API, embedded as they stand in the files beside the sources.
#ifndef CWEBFILES_H
#define CWEBFILES_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A file as a server hands it out; a constant of the program.
typedef struct {
  const char *path;      // of its address, with the slash that it begins with
  const char *type;      // the value of Content-Type
  const uint8_t *bytes;  // without a final zero
  size_t count;
} cwebfiles_file;

/// How many files there are.
size_t cwebfiles_count(void);

/// The file of a number below the count.
const cwebfiles_file *cwebfiles_at(size_t number);

#pragma clang assume_nonnull end

#endif
