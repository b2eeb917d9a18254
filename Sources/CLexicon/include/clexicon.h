/// The texts of the built-in vocabulary, embedded as they stand in the files beside the sources.
///
/// Nothing is read before it is asked for: the pages of the binary are loaded when they are touched.
#ifndef CLEXICON_H
#define CLEXICON_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The administrative divisions (divisions.txt), UTF-8 of `*count` bytes without a final zero.
///
/// Lines of three columns between tabs: code, complete names between spaces, short name (may be
/// empty); a line that begins with # is a comment.
const uint8_t *clexicon_divisions(size_t *count);

#pragma clang assume_nonnull end

#endif
