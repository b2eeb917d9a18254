import IntegerCoding

// Layout, all varints:
//
//     number of entries
//     per entry: offset − offset before (the first: 0),
//                line − line before (the first: line − 1), zigzag: n ≥ 0 as 2n, n < 0 as −2n − 1,
//                column − 1
extension SourceMap {
  /// Appends the map as bytes for ``init(decoding:)``, some three bytes an entry.
  package func encode(to output: inout [UInt8]) {
    output.appendVarint(UInt64(entries.count))
    var offset = 0
    var line = 1
    for entry in entries {
      output.appendVarint(UInt64(entry.offset - offset))
      let step = entry.source.line - line
      output.appendVarint(UInt64(step >= 0 ? 2 * step : -2 * step - 1))
      output.appendVarint(UInt64(entry.source.column - 1))
      offset = entry.offset
      line = entry.source.line
    }
  }

  /// Reads a map that fills `bytes`.
  ///
  /// - Throws: ``DecodingError`` where ``encode(to:)`` cannot have written the bytes.
  package init(decoding bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    self.init()
    var reader = ByteReader(bytes)
    let count = try Self.number(from: &reader)
    var offset = 0
    var line = 1
    for index in 0..<count {
      let start = reader.offset
      let step = try Self.number(from: &reader)
      guard (step == 0) == (index == 0) else { throw DecodingError(offset: start) }
      offset += step
      let lineStart = reader.offset
      let lines = try Self.number(from: &reader)
      line += lines.isMultiple(of: 2) ? lines / 2 : -(lines + 1) / 2
      guard line > 0 else { throw DecodingError(offset: lineStart) }
      append(offset: offset, line: line, column: 1 + (try Self.number(from: &reader)))
    }
    guard reader.isAtEnd else { throw DecodingError(offset: reader.offset) }
  }

  /// A number no file reaches is damage; the bound also keeps sums of them from overflowing.
  private static func number(from reader: inout ByteReader) throws(DecodingError) -> Int {
    let start = reader.offset
    guard let value = try? reader.varint(), value < 1 << 32 else {
      throw DecodingError(offset: start)
    }
    return Int(value)
  }

  /// The bytes are no source map.
  package struct DecodingError: Error, Equatable, CustomStringConvertible {
    /// The byte at which it shows.
    package let offset: Int

    /// What is wrong and where, to be completed by the name of the file and the remedy.
    package var description: String { "the source map is damaged at its byte \(offset)" }
  }
}
