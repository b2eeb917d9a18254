/// Finds the sections of a document's body.
///
/// Numbers at the start of a paragraph count in every form; inside a paragraph `一是…；二是…`, `一要…` and
/// `第一，…` count where the series begins with one and has a second. A section lasts until the next of its
/// form, or of a form further out.
struct SectionFinder: ~Escapable {
  private let text: Span<UInt8>
  private var marks: [Mark] = []
  /// The bytes of the number read last.
  private var numberBytes = 0

  /// A number found, not yet known to be a section's.
  private struct Mark {
    var form: Numbering.Form
    var number: Int
    var start: Int
    var heading: Range<Int>
  }

  /// In bytes; a longer heading is cut after its first clause, and here at the latest.
  private static let headingLimit = 180
  /// In bytes; of a clause inside a paragraph.
  private static let clauseLimit = 90

  /// The sections of a text in the order they begin.
  ///
  /// - Parameters:
  ///   - text: The body.
  ///   - title: A Markdown head that says this is the title, and begins no section.
  static func sections(of text: Span<UInt8>, title: String?) -> [Section] {
    var finder = SectionFinder(text: text)
    finder.findMarks()
    if let first = finder.marks.first, first.form == .markdown,
      finder.string(first.heading) == title
    {
      finder.marks.removeFirst()
    }
    finder.keepSeries()
    return finder.tree()
  }

  @_lifetime(copy text)
  private init(text: Span<UInt8>) { self.text = text }

  private mutating func findMarks() {
    var start = 0
    while start < text.count {
      let end = text.firstOffset(of: 0x0A, from: start, to: text.count)
      readParagraph(start..<end)
      start = end + 1
    }
  }

  private mutating func readParagraph(_ paragraph: Range<Int>) {
    var start = paragraph.lowerBound
    while start < paragraph.upperBound, let blank = blank(at: start) { start += blank }
    guard start < paragraph.upperBound else { return }
    var inner = start
    if let numbering = numbering(at: start, to: paragraph.upperBound) {
      let length = numberBytes
      marks.append(
        Mark(
          form: numbering.form, number: numbering.number, start: paragraph.lowerBound,
          heading: (numbering.form == .markdown ? start + length : start)..<headingEnd(
            of: numbering.form, from: start + length, to: paragraph.upperBound)))
      inner = start + length
    }
    readClauses(inner..<paragraph.upperBound)
  }

  /// Finds `一是`, `一要` and `第一，` after the end of a clause.
  private mutating func readClauses(_ paragraph: Range<Int>) {
    var index = paragraph.lowerBound
    while let end = clauseEnd(in: index..<paragraph.upperBound) {
      index = end
      guard let numbering = numbering(at: index, to: paragraph.upperBound),
        numbering.form >= .ordinal
      else { continue }
      let length = numberBytes
      marks.append(
        Mark(
          form: numbering.form, number: numbering.number, start: index,
          heading:
            index..<headingEnd(
              of: numbering.form, from: index + length, to: paragraph.upperBound)))
      index += length
    }
  }

  /// The offset after the first of 。 ； ： ！ that at least a number and a clause may follow.
  private func clauseEnd(in part: Range<Int>) -> Int? {
    // E3 80 82, EF BC 9B, EF BC 9A, EF BC 81: few characters begin with these two bytes, and what does
    // not is passed over fast.
    var index = part.lowerBound
    while true {
      index = firstOffsetOfE3OrEF(from: index, to: part.upperBound)
      guard index + 9 <= part.upperBound else { return nil }
      switch (text[index], text[index + 1], text[index + 2]) {
      case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x9B), (0xEF, 0xBC, 0x9A), (0xEF, 0xBC, 0x81):
        return index + 3
      default: index += 3
      }
    }
  }

  /// The first offset of one of these bytes in a range, but for its last seven bytes, or its end: by eight
  /// bytes, since one of them stands every few characters.
  private func firstOffsetOfE3OrEF(from start: Int, to end: Int) -> Int {
    text.withUnsafeBytes { text in
      var index = start
      while index + 8 <= end {
        // SAFETY: 8 bytes from the index end at or before the end, which is at most the count.
        let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        // The lowest of the high bits stands where a byte is E3 or EF, and so zero.
        let (ideographic, fullWidth) = (
          word ^ 0xE3E3_E3E3_E3E3_E3E3, word ^ 0xEFEF_EFEF_EFEF_EFEF
        )
        let zeros =
          ((ideographic &- 0x0101_0101_0101_0101) & ~ideographic
            | (fullWidth &- 0x0101_0101_0101_0101) & ~fullWidth) & 0x8080_8080_8080_8080
        if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
        index += 8
      }
      return end
    }
  }

  /// Leaves of the numbers that run inside text those that belong to a series with a first and a second.
  private mutating func keepSeries() {
    var kept = Array(repeating: true, count: marks.count)
    // The number a series has come to and its first mark, for each form from `ordinal` on.
    var open: [(number: Int, first: Int)?] = [nil, nil, nil]
    for (index, mark) in marks.enumerated() {
      if mark.form < .ordinal {
        // A heading further out ends the series inside it.
        open = [nil, nil, nil]
        continue
      }
      kept[index] = false
      let form = mark.form.rawValue - Numbering.Form.ordinal.rawValue
      if mark.number == 1 {
        open[form] = (1, index)
      } else if let series = open[form], mark.number == series.number + 1 {
        if mark.number == 2 { kept[series.first] = true }
        kept[index] = true
        open[form] = (mark.number, series.first)
      }
    }
    guard kept.contains(false) else { return }
    var result: [Mark] = []
    for (index, mark) in marks.enumerated() where kept[index] { result.append(mark) }
    marks = result
  }

  /// Nests the sections by their forms, and ends each where its next neighbour or an outer one begins.
  private func tree() -> [Section] {
    var levels: [Int] = []
    levels.reserveCapacity(marks.count)
    var ends = Array(repeating: text.count, count: marks.count)
    var stack: [(rank: Int, index: Int)] = []
    for (index, mark) in marks.enumerated() {
      let rank = Self.rank(of: mark)
      if let same = stack.lastIndex(where: { $0.rank == rank }) {
        while stack.count > same { ends[stack.removeLast().index] = mark.start }
      } else {
        while let last = stack.last, last.rank > rank {
          ends[last.index] = mark.start
          stack.removeLast()
        }
      }
      stack.append((rank, index))
      levels.append(stack.count)
    }
    return marks.indices.map { index in
      Section(
        level: levels[index], heading: string(marks[index].heading),
        range: marks[index].start..<ends[index])
    }
  }

  /// Heads of Markdown count by their number of `#`, all others by their form.
  private static func rank(of mark: Mark) -> Int {
    mark.form == .markdown ? mark.number : 10 + mark.form.rawValue
  }

  // MARK: Text

  /// The end of a heading: of a short paragraph without a full stop all of it, else its first clause.
  private func headingEnd(of form: Numbering.Form, from start: Int, to end: Int) -> Int {
    if form == .article { return articleHeadingEnd(from: start, to: end) }
    let isClause = form >= .ordinal
    let limit = min(end, start + (isClause ? Self.clauseLimit : Self.headingLimit))
    var index = start
    while index < limit {
      let byte = text[index]
      if index + 3 <= end {
        if byte == 0xE3, text[index + 1] == 0x80, text[index + 2] == 0x82 { return index }
        if byte == 0xEF, text[index + 1] == 0xBC {
          let third = text[index + 2]
          if third == 0x9B || third == 0x9A || third == 0x81 || (isClause && third == 0x8C) {
            return index
          }
        }
      }
      index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
    return min(index, end)
  }

  /// `第五条【适用范围】`, or only `第五条`.
  private func articleHeadingEnd(from start: Int, to end: Int) -> Int {
    guard start + 3 <= end, text[start] == 0xE3, text[start + 1] == 0x80, text[start + 2] == 0x90
    else { return start }
    var index = start
    while index + 3 <= end, index < start + Self.clauseLimit {
      if text[index] == 0xE3, text[index + 1] == 0x80, text[index + 2] == 0x91 { return index + 3 }
      index += 1
    }
    return start
  }

  /// The length of the blank character at an offset; nil where there is none.
  private func blank(at offset: Int) -> Int? {
    switch text[offset] {
    case 0x20, 0x09: 1
    case 0xC2 where text[offset + 1] == 0xA0: 2
    case 0xE3 where text[offset + 1] == 0x80 && text[offset + 2] == 0x80: 3
    default: nil
    }
  }

  /// The number at an offset; ``numberBytes`` is its length.
  private mutating func numbering(at start: Int, to end: Int) -> Numbering? {
    guard start < end, Numbering.canBegin(with: text.scalar(at: start).0) else { return nil }
    // No number with what follows it is longer.
    var scalars = [14 of Unicode.Scalar](repeating: "\0")
    var count = 0
    var offset = start
    // Nor do more than two characters behind the last of a number tell what it is, but for a number behind 之.
    var others = 0
    while count < scalars.count, offset < end, others < 2 || scalars[count - 1] == "之" {
      let (scalar, width) = text.scalar(at: offset)
      if Numbering.canBegin(with: scalar) {
        others = 0
      } else if !scalar.isBlank {
        others += 1
      }
      scalars[count] = scalar
      count += 1
      offset += width
    }
    guard let numbering = Numbering(scalars.span.extracting(..<count)) else { return nil }
    numberBytes = 0
    for index in 0..<numbering.length { numberBytes += UTF8.width(scalars[index]) }
    return numbering
  }

  private func string(_ range: Range<Int>) -> String {
    // SAFETY: valid UTF-8 cut between characters is valid UTF-8.
    String(copying: UTF8Span(unchecked: text.extracting(range)))
  }
}
