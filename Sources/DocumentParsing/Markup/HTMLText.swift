internal import CXML

/// Takes the text out of HTML, with the way back to its source.
///
/// Blocks and line breaks make lines, the cells of a table's row stand in one line with tabs between
/// them. White space is collapsed as in a browser; a line break between Chinese characters is no space
/// (CSS Text Level 3, 4.1.3). All other text is kept, but for scripts, styles and what stands in for
/// them: also what a style sheet would hide.
package enum HTMLText {
  /// More elements are not open at once in a source that is read.
  static let greatestDepth = Int(CXML_GREATEST_DEPTH)

  /// The text of an HTML source. Its positions lead to the source; see ``DecodedText/origin``. Costs
  /// some 25 ns a byte, and the loading of libxml2 once in a process.
  ///
  /// - Throws: ``HTMLError`` where libxml2 is missing or gives up.
  package static func extract(from source: DecodedText) throws(HTMLError) -> DecodedText {
    let writer = HTMLTextWriter(source.utf8)
    let status = source.utf8.withUnsafeBufferPointer { bytes -> cxml_status in
      guard let base = bytes.baseAddress else { return .CXML_PARSED }
      var handler = cxml_handler(
        start_element: { context, name in HTMLText.writer(context).start(String(cString: name)) },
        end_element: { context, name in HTMLText.writer(context).end(String(cString: name)) },
        text: { context, bytes, count, end in
          // SAFETY: libxml2 passes `count` bytes, for the time of the call.
          HTMLText.writer(context).append(
            UnsafeBufferPointer(start: bytes, count: count), end: end)
        })
      // SAFETY: the writer outlives the call, and the handler is called within it only.
      return withExtendedLifetime(writer) {
        cxml_parse_html(base, bytes.count, &handler, Unmanaged.passUnretained(writer).toOpaque())
      }
    }
    switch status {
    case .CXML_PARSED: break
    case .CXML_LIBRARY_MISSING: throw .libraryMissing
    case .CXML_NO_MEMORY: throw .outOfMemory
    case .CXML_TOO_LARGE: throw .tooLarge
    case .CXML_TOO_DEEP: throw .tooDeep
    }
    return DecodedText(
      validated: writer.text, start: 0, encoding: source.encoding, origin: writer.sourceMap)
  }

  /// - Parameter context: A writer.
  private static func writer(_ context: UnsafeMutableRawPointer) -> HTMLTextWriter {
    // SAFETY: `extract` passes a writer and keeps it.
    Unmanaged<HTMLTextWriter>.fromOpaque(context).takeUnretainedValue()
  }
}
