/// The text of a file, with the encoding it was in.
package struct DecodedText: Sendable {
  package let encoding: TextEncoding
  /// Holds the text from ``start`` on.
  let bytes: [UInt8]
  /// Leads from ``utf8`` to the file, where the text was taken out of markup or has characters for their
  /// references; else nil, and the text is the file's.
  package let origin: SourceMap?
  /// Where the text begins: behind the byte order mark.
  let start: Int
  /// The references that the text has characters for, in their order.
  let replaced: [ReplacedReference]

  /// Valid UTF-8, without the byte order mark.
  package var utf8: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span.extracting(start...) }
  }

  /// Takes a text that is in memory already.
  package init(_ text: String) {
    self.init(validated: Array(text.utf8), start: 0, encoding: .utf8)
  }

  /// - Precondition: `bytes` are valid UTF-8 from `start` on. They are not copied.
  init(
    validated bytes: [UInt8], start: Int, encoding: TextEncoding, origin: SourceMap? = nil,
    replaced: [ReplacedReference] = []
  ) {
    self.bytes = bytes
    self.start = start
    self.encoding = encoding
    self.origin = origin
    self.replaced = replaced
  }
}
