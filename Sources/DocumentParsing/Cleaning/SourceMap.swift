/// Leads every character of a document's text back to its place in the source file.
///
/// The map holds an entry only where the text stops following the source: from an entry on, each
/// scalar is one column further and each line break leads to column 1 of the next line. A clean file
/// needs one entry whatever its length; a blank line dropped, a line's tail cut, a line joined or set
/// apart costs one or two more.
package struct SourceMap: Sendable, Equatable {
  /// The first entry stands at offset 0; offsets rise strictly; lines fall where what was set
  /// apart follows the body.
  private(set) var entries: [Entry] = []

  struct Entry: Sendable, Equatable {
    /// In UTF-8 bytes of the text.
    var offset: Int
    var source: SourcePosition
  }

  init() {}

  /// States that the text from `offset` on, up to the next entry, follows the source from there.
  ///
  /// - Precondition: The first offset is 0, and each is greater than the one before.
  mutating func append(offset: Int, line: Int, column: Int) {
    precondition(entries.last.map { $0.offset < offset } ?? (offset == 0))
    entries.append(Entry(offset: offset, source: SourcePosition(line: line, column: column)))
  }

  /// The place of the character that stands at `offset` of `text`.
  ///
  /// The offset after the last character is the place where the text ends. An offset inside a
  /// character is taken for the character's own. Cost: a binary search, and a pass over the text
  /// between the entry and the offset at about 1 GB/s.
  ///
  /// - Parameters:
  ///   - offset: In UTF-8 bytes, 0...`text.count`.
  ///   - text: The text this map was made for.
  package func position(of offset: Int, in text: [UInt8]) -> SourcePosition {
    positions(of: CollectionOfOne(offset), in: text)[0]
  }

  /// The places of many characters in one pass over the text; see ``position(of:in:)``.
  ///
  /// - Parameter offsets: Rising, in UTF-8 bytes, each 0...`text.count`.
  package func positions(of offsets: some Sequence<Int>, in text: [UInt8]) -> [SourcePosition] {
    let span = text.span
    var positions: [SourcePosition] = []
    var entry = -1
    var from = 0
    var line = 1
    var column = 1
    for offset in offsets {
      precondition(from <= offset, "offsets must rise")
      let last = lastEntry(at: offset, from: max(entry, 0))
      if last != entry, last < entries.count {
        entry = last
        from = entries[entry].offset
        line = entries[entry].source.line
        column = entries[entry].source.column
      }
      advance(span.extracting(from..<offset), line: &line, column: &column)
      let inside = offset < span.count && span[offset] & 0xC0 == 0x80
      positions.append(SourcePosition(line: line, column: inside ? column - 1 : column))
      from = offset
    }
    return positions
  }

  /// The entries at offsets in `range`.
  func entries(in range: Range<Int>) -> ArraySlice<Entry> {
    let first = lastEntry(at: range.lowerBound, from: 0)
    return entries[first...].drop { $0.offset < range.lowerBound }
      .prefix { $0.offset < range.upperBound }
  }

  /// The last entry at or before `offset`; entries before `first` are known to be.
  private func lastEntry(at offset: Int, from first: Int) -> Int {
    var low = first
    var high = entries.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if entries[middle].offset <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func advance(_ text: Span<UInt8>, line: inout Int, column: inout Int) {
    var breaks = 0
    var lineStart = 0
    for index in text.indices where text[index] == 0x0A {
      breaks += 1
      lineStart = index + 1
    }
    if breaks > 0 {
      line += breaks
      column = 1
    }
    column += scalarCount(of: text.extracting(lineStart...))
  }
}

/// The number of Unicode scalars in valid UTF-8.
func scalarCount(of text: Span<UInt8>) -> Int {
  var continuations = 0
  for index in text.indices where text[index] & 0xC0 == 0x80 { continuations += 1 }
  return text.count - continuations
}
