// An opaque face of libxml2's HTML parser: Swift sees no header of libxml2, and the library is loaded
// when the first HTML file is read.
#ifndef CXML_H
#define CXML_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// How a parse ended.
typedef enum __attribute__((enum_extensibility(closed))) {
  CXML_PARSED = 0,
  /// libxml2.so.2 cannot be loaded.
  CXML_LIBRARY_MISSING = 1,
  CXML_NO_MEMORY = 2,
  /// The input is 2 GiB or more.
  CXML_TOO_LARGE = 3,
  /// More elements are open at once than `CXML_GREATEST_DEPTH`.
  CXML_TOO_DEEP = 4,
} cxml_status;

/// Far more than pages have. Without a bound, every end tag that closes nothing is looked for among all
/// open elements.
#define CXML_GREATEST_DEPTH 2048

/// What a parse calls, in the order of the source. Names are in lower case, end with NUL and last for
/// the call, as text does.
typedef struct {
  void (*start_element)(void *context, const char *name);
  /// Also where an element is closed by what follows it; and for `br` and others that hold nothing.
  void (*end_element)(void *context, const char *name);
  /// A piece of text, never empty, its entities replaced. Of verbatim text, `end` is where in the
  /// source it ends, or where its last character begins; of an entity, where that ends.
  void (*text)(void *context, const uint8_t *bytes, size_t count, size_t end);
} cxml_handler;

/// Parses `count` bytes of valid UTF-8 as HTML, however malformed, and calls `handler`.
///
/// What the source says about its encoding is ignored; nothing else is opened, be it a file, a DTD or a
/// network address. Entities of HTML are replaced, which expand to one character each. Comments are
/// passed over. May be called on several threads at once.
cxml_status cxml_parse_html(
    const uint8_t *source, size_t count, const cxml_handler *handler, void *context);

#pragma clang assume_nonnull end

#endif
