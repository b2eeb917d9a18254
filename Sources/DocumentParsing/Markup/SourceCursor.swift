/// A place that moves forward through a source, counting its lines and columns.
struct SourceCursor {
  /// In UTF-8 bytes.
  private(set) var offset = 0
  private var line = 1
  private var column = 1

  var position: SourcePosition { SourcePosition(line: line, column: column) }

  /// Goes on to `target`, at the start of a character; stays where that lies behind.
  mutating func advance(to target: Int, in source: [UInt8]) {
    while offset < min(target, source.count) {
      let byte = source[offset]
      offset += 1
      let endsLine =
        byte == 0x0A || byte == 0x0D && !(offset < source.count && source[offset] == 0x0A)
      if endsLine {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}
