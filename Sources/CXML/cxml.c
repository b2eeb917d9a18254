#include "cxml.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

// MARK: Loading

// Most libraries hold no HTML: loading libxml2 and what it brings along would lengthen every start.
#define SONAME "libxml2.so.2"
#define FUNCTIONS(X) \
  X(xmlInitParser) \
  X(xmlSwitchEncoding) \
  X(xmlByteConsumed) \
  X(xmlStopParser) \
  X(htmlCreateMemoryParserCtxt) \
  X(htmlCtxtUseOptions) \
  X(htmlParseDocument) \
  X(htmlFreeParserCtxt)

#define MEMBER(name) typeof(&name) name;
static struct {
  FUNCTIONS(MEMBER)
} xml;
static pthread_once_t loading = PTHREAD_ONCE_INIT;
static bool loaded;

static void load(void) {
  void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  loaded = true;
#define LOAD(name) \
  xml.name = (typeof(&name))dlsym(handle, #name); \
  loaded = loaded && xml.name != NULL;
  FUNCTIONS(LOAD)
  // Not safe on several threads at once.
  if (loaded) xml.xmlInitParser();
}

// MARK: Events

typedef struct {
  htmlParserCtxtPtr parser;
  const cxml_handler *handler;
  void *context;
  size_t depth;
  bool too_deep;
} parse;

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
  (void)attributes;
  parse *parse = context;
  if (parse->too_deep) return;
  if (++parse->depth > CXML_GREATEST_DEPTH) {
    parse->too_deep = true;
    xml.xmlStopParser(parse->parser);
    return;
  }
  parse->handler->start_element(parse->context, (const char *)name);
}

static void end_element(void *context, const xmlChar *name) {
  parse *parse = context;
  if (parse->too_deep) return;
  if (parse->depth > 0) parse->depth -= 1;
  parse->handler->end_element(parse->context, (const char *)name);
}

static void text(void *context, const xmlChar *bytes, int count) {
  parse *parse = context;
  if (parse->too_deep || count <= 0) return;
  long end = xml.xmlByteConsumed(parse->parser);
  parse->handler->text(parse->context, bytes, (size_t)count, end < 0 ? 0 : (size_t)end);
}

// MARK: Parsing

cxml_status cxml_parse_html(
    const uint8_t *source, size_t count, const cxml_handler *handler, void *context) {
  pthread_once(&loading, load);
  if (!loaded) return CXML_LIBRARY_MISSING;
  if (count >= INT_MAX) return CXML_TOO_LARGE;
  if (count == 0) return CXML_PARSED;  // Which libxml2 takes for an error.

  htmlParserCtxtPtr parser = xml.htmlCreateMemoryParserCtxt((const char *)source, (int)count);
  if (parser == NULL) return CXML_NO_MEMORY;
  xml.htmlCtxtUseOptions(
      parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                  | HTML_PARSE_IGNORE_ENC);
  // Without conversion, positions in the parser's buffer are those of the source.
  xml.xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);

  parse parse = {.parser = parser, .handler = handler, .context = context};
  memset(parser->sax, 0, sizeof *parser->sax);
  parser->sax->startElement = start_element;
  parser->sax->endElement = end_element;
  parser->sax->characters = text;
  parser->sax->ignorableWhitespace = text;
  parser->sax->cdataBlock = text;
  parser->userData = &parse;
  xml.htmlParseDocument(parser);
  xml.htmlFreeParserCtxt(parser);
  return parse.too_deep ? CXML_TOO_DEEP : CXML_PARSED;
}
