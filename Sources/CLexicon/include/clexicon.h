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
/// Lines of four columns between tabs, ascending by code: official name, other complete names between
/// spaces, short name (both may be empty), code. A line that begins with # is a comment.
const uint8_t *clexicon_divisions(size_t *count);

/// Everyday words and what laws have for the same (lay-words.txt), UTF-8 of `*count` bytes without a final zero.
///
/// An entry a line: words between spaces, a tab, terms between spaces. A line that begins with # is a comment.
const uint8_t *clexicon_lay_words(size_t *count);

/// The readings of characters (pinyin.txt), UTF-8 of `*count` bytes without a final zero.
///
/// Lines of a syllable without its tone (ü written v), a tab, and the simplified characters of U+4E00 to
/// U+9FFF that are read so; ascending by syllable. A line that begins with # is a comment.
const uint8_t *clexicon_pinyin(size_t *count);

/// The terms of policy language (terms.txt), UTF-8 of `*count` bytes without a final zero.
///
/// One term a line. A line that begins with # is a comment; `# source:` heads a block and names its
/// source and licence.
const uint8_t *clexicon_terms(size_t *count);

/// The names that mean the same (synonyms.txt), UTF-8 of `*count` bytes without a final zero.
///
/// A group a line, its names between tabs, the full one first. A line that begins with # is a comment.
const uint8_t *clexicon_synonyms(size_t *count);

#pragma clang assume_nonnull end

#endif
