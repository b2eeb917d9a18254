/// Reads the character references that a page's text still has when it was saved as plain text.
///
/// People look for `“`, not for `&ldquo;`, and know of no reference before a word. So the text has the
/// character; what the file has is kept beside it and becomes a notice. A line of blanks only, such as
/// `&nbsp;&nbsp;`, stays as it is, and is a notice as a whole.
struct ReferenceText {
  private var text: [UInt8] = []
  private var sourceMap = SourceMap()
  private var replaced: [ReplacedReference] = []
  /// Whether the map does not yet know that the text follows the source again.
  private var isBehindReference = false

  /// A text with its references read; the same where it has none. Costs a search for `&`, and where one
  /// stands a copy.
  static func resolve(_ source: DecodedText) -> DecodedText {
    let bytes = source.utf8
    guard bytes.firstOffset(of: ampersand, from: 0, to: bytes.count) < bytes.count else {
      return source
    }
    var result = ReferenceText()
    result.append(linesOf: bytes)
    guard !result.replaced.isEmpty else { return source }
    return DecodedText(
      validated: result.text, start: 0, encoding: source.encoding, origin: result.sourceMap,
      replaced: result.replaced)
  }

  private static let ampersand = UInt8(ascii: "&")

  private mutating func append(linesOf source: Span<UInt8>) {
    text.reserveCapacity(source.count)
    sourceMap.append(offset: 0, line: 1, column: 1)
    var lines = SourceLines(source)
    while let line = lines.next() {
      let range = line.kept.lowerBound..<line.end
      if source.firstOffset(of: Self.ampersand, from: range.lowerBound, to: range.upperBound)
        < range.upperBound
      {
        append(source.extracting(range), line: line.number)
      } else {
        // SAFETY: the pointer is used within the call only.
        source.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
      }
      if line.end < source.count { text.append(0x0A) }
    }
  }

  /// Appends a line in which a reference may stand.
  private mutating func append(_ line: Span<UInt8>, line number: Int) {
    // SAFETY: a line of valid UTF-8 is valid UTF-8.
    let scalars = Array(String(copying: UTF8Span(unchecked: line)).unicodeScalars)
    let isBlank = CharacterReference.areBlank(scalars[...])
    var index = 0
    while index < scalars.count {
      if !isBlank, let reference = CharacterReference(scalars[index...]) {
        let end = index + reference.length
        note(
          String(scalars[index..<end]), at: SourcePosition(line: number, column: index + 1),
          goesOn: isBehindReference)
        append(reference.scalar, line: number, column: index + 1)
        isBehindReference = true
        index = end
      } else {
        append(scalars[index], line: number, column: index + 1)
        index += 1
      }
    }
    // The line break follows the source, too.
    if isBehindReference { mapEnd(line: number, column: scalars.count + 1) }
  }

  private mutating func append(_ scalar: Unicode.Scalar, line: Int, column: Int) {
    if isBehindReference { mapEnd(line: line, column: column) }
    text.append(contentsOf: String(scalar).utf8)
  }

  /// States that the end of the text stands at a place.
  private mutating func mapEnd(line: Int, column: Int) {
    sourceMap.append(offset: text.count, line: line, column: column)
    isBehindReference = false
  }

  private mutating func note(_ reference: String, at position: SourcePosition, goesOn: Bool) {
    if goesOn {
      replaced[replaced.count - 1].text += Array(reference.utf8)
    } else {
      replaced.append(ReplacedReference(position: position, text: Array(reference.utf8)))
    }
  }
}
