/// Puts lines together from the elements and texts of an HTML source, as they come.
final class HTMLTextWriter {
  /// Valid UTF-8, its lines ended with LF.
  private(set) var text: [UInt8] = []
  /// From ``text`` to the source.
  private(set) var sourceMap = SourceMap()

  /// What will separate the next character from the last.
  private enum Gap: Int {
    case none, space
    /// White space with a line break in it.
    case brokenSpace
    case cell, line, blankLine
  }

  /// How far a row of a table has come.
  private enum Row {
    /// There is none, or its line has ended: its other cells stand on lines of their own.
    case none
    case empty
    /// The next cell continues its line.
    case open
  }

  // A copy, for no class can hold a span.
  private let source: [UInt8]
  private var cursor = SourceCursor()
  private var gap = Gap.none
  /// Where the white space of the gap stands.
  private var gapPosition = SourcePosition(line: 1, column: 1)
  private var last: Unicode.Scalar = "\n"
  /// Where the map leads the next character, unless it gets an entry.
  private var expected: SourcePosition?
  private var row = Row.none
  /// Whether a cell has begun and has no text yet: a block that begins there begins no line.
  private var isAtCellStart = false
  private var droppedDepth = 0
  private var preformattedDepth = 0

  init(_ source: Span<UInt8>) {
    self.source = source.withUnsafeBufferPointer { Array($0) }
    text.reserveCapacity(source.count / 2)
  }

  // MARK: Elements

  func start(_ name: String) {
    switch HTMLElement(name) {
    case .inline: break
    case .dropped: droppedDepth += 1
    case .block: endBlock()
    case .preformatted:
      endBlock()
      preformattedDepth += 1
    case .lineBreak: breakLine()
    case .row:
      raiseGap(to: .line)
      row = .empty
    case .cell:
      // Over the line that a block in the last cell has ended.
      if row == .open { gap = .cell } else { raiseGap(to: .line) }
      isAtCellStart = true
    }
  }

  func end(_ name: String) {
    switch HTMLElement(name) {
    case .inline, .lineBreak: break
    case .dropped: droppedDepth = max(0, droppedDepth - 1)
    case .block: endBlock()
    case .preformatted:
      endBlock()
      preformattedDepth = max(0, preformattedDepth - 1)
    case .row:
      raiseGap(to: .line)
      row = .none
    case .cell: isAtCellStart = false
    }
  }

  private func endBlock() {
    if !isAtCellStart { raiseGap(to: .line) }
  }

  private func breakLine() {
    raiseGap(to: gap.rawValue >= Gap.line.rawValue ? .blankLine : .line)
  }

  private func raiseGap(to gap: Gap) {
    if gap.rawValue > self.gap.rawValue { self.gap = gap }
  }

  // MARK: Text

  /// Appends a piece of text that libxml2 has read up to about the byte `end` of the source.
  func append(_ piece: UnsafeBufferPointer<UInt8>, end: Int) {
    guard droppedDepth == 0 else { return }
    let start = verbatimStart(of: piece, end: end)
    var offset = start ?? referenceStart(before: end)
    for scalar in String(decoding: piece, as: UTF8.self).unicodeScalars {
      append(scalar, at: offset)
      if start != nil { offset += UTF8.width(scalar) }
    }
  }

  /// Where a piece stands in the source as it is; nil if it was put in for a character reference. libxml2 has read
  /// all of it or, where it divides long text, all but its last character.
  private func verbatimStart(of piece: UnsafeBufferPointer<UInt8>, end: Int) -> Int? {
    let lastWidth = 1 + piece.reversed().prefix { $0 & 0xC0 == 0x80 }.count
    for start in [end - piece.count, end - piece.count + lastWidth] {
      guard start >= 0, start + piece.count <= source.count else { continue }
      if source[start..<start + piece.count].elementsEqual(piece) { return start }
    }
    return nil
  }

  /// Where the character reference stands that ends before `end`.
  private func referenceStart(before end: Int) -> Int {
    let longestReference = 40
    let end = min(end, source.count)
    let range = max(0, end - longestReference)..<max(0, end)
    return source[range].lastIndex(of: UInt8(ascii: "&")) ?? end
  }

  private func append(_ scalar: Unicode.Scalar, at offset: Int) {
    cursor.advance(to: offset, in: source)
    switch scalar {
    case "\n" where preformattedDepth > 0: breakLine()
    case "\r" where preformattedDepth > 0: break
    case " ", "\t", "\u{C}", "\n", "\r":
      if preformattedDepth > 0 {
        write(" ", at: cursor.position)
      } else {
        if gap == .none { gapPosition = cursor.position }
        raiseGap(to: scalar == "\n" || scalar == "\r" ? .brokenSpace : .space)
      }
    case "\u{A0}": write(" ", at: cursor.position)
    default: write(scalar, at: cursor.position)
    }
  }

  private func write(_ scalar: Unicode.Scalar, at position: SourcePosition) {
    if !text.isEmpty { closeGap(before: scalar) }
    gap = .none
    isAtCellStart = false
    if row == .empty { row = .open }
    put(scalar, at: position)
  }

  private func closeGap(before scalar: Unicode.Scalar) {
    switch gap {
    case .none: break
    case .space: put(" ", at: gapPosition)
    case .brokenSpace:
      if !(Self.isWide(last) && Self.isWide(scalar)) { put(" ", at: gapPosition) }
    case .cell: put("\t", at: nil)
    case .line, .blankLine:
      let end = expected
      put("\n", at: nil)
      if gap == .blankLine { put("\n", at: end) }
      if row == .open { row = .none }
    }
  }

  /// Appends a character that stands at `position`, or one that the source has not, behind the last.
  private func put(_ scalar: Unicode.Scalar, at position: SourcePosition?) {
    if let position, position != expected {
      sourceMap.append(offset: text.count, line: position.line, column: position.column)
      expected = position
    }
    text.append(contentsOf: String(scalar).utf8)
    last = scalar
    if let here = expected {
      expected =
        scalar == "\n"
        ? SourcePosition(line: here.line + 1, column: 1)
        : SourcePosition(line: here.line, column: here.column + 1)
    }
  }

  /// Whether a character is of the kinds between which a line break is no space: ideographs, kana,
  /// Chinese punctuation.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF60, 0x20000...0x3FFFF: true
    case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026: true
    default: false
    }
  }
}
