/// The way from a text that was taken out of markup to its file.
struct TextOrigin {
  private let map: SourceMap
  private let text: [UInt8]
  /// The offset at which each line of the text begins.
  private let lineStarts: [Int]

  /// - Parameter text: Valid UTF-8, its lines ended with LF only.
  init(_ map: SourceMap, of text: Span<UInt8>) {
    self.map = map
    let bytes = text.withUnsafeBufferPointer { Array($0) }
    lineStarts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    self.text = bytes
  }

  /// The line of the file where a line of the text begins, both from 1.
  func line(_ line: Int) -> Int { map.position(of: offset(line: line, column: 1), in: text).line }

  /// The place in the file of a place in the text.
  func position(of position: SourcePosition) -> SourcePosition {
    map.position(of: offset(line: position.line, column: position.column), in: text)
  }

  /// The map of a document that leads to the file, made of its map to the text.
  func following(_ documentMap: SourceMap, of document: [UInt8]) -> SourceMap {
    var result = SourceMap()
    let entries = documentMap.entries
    for (index, entry) in entries.enumerated() {
      let end = index + 1 < entries.count ? entries[index + 1].offset : document.count
      let start = offset(line: entry.source.line, column: entry.source.column)
      let position = map.position(of: start, in: text)
      result.append(offset: entry.offset, line: position.line, column: position.column)
      // Up to its next entry the document has the text's characters, so both have as many bytes.
      for inner in map.entries(in: start + 1..<start + 1 + max(0, end - entry.offset - 1)) {
        result.append(
          offset: entry.offset + inner.offset - start, line: inner.source.line,
          column: inner.source.column)
      }
    }
    return result
  }

  /// The offset in the text of a place in it.
  private func offset(line: Int, column: Int) -> Int {
    var offset = lineStarts[line - 1]
    for _ in 1..<column where offset < text.count {
      offset += 1
      while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
