/// Finds the lines of a document that go on in the paragraph of the line before.
///
/// A paragraph ends where a sentence ends, and where the next line begins something of its own: a
/// heading, an article, a list item, a salutation, a date, a name. Elsewhere a line break is taken for
/// an accident of printing where something shows it: a bracket left open, a comma at the end, a line of
/// running text that stops without a stop.
struct Reflow: ~Escapable {
  private let lines: [TextLine]
  private let source: Span<UInt8>
  /// Whether the document puts a blank line after every paragraph, so that lines without one between
  /// them belong together.
  private let separatesByBlankLines: Bool

  /// Enough for a name and a verb, too short for a sentence: a line so long is a splinter where the
  /// line after it shows the sentence going on.
  private static let splinterLimit = 12
  /// A Han character has three bytes.
  private static let splinterBytes = 3 * splinterLimit
  /// More splinters in a row are a table or a list.
  private static let splintersInARow = 6

  @_lifetime(copy source)
  private init(_ lines: [TextLine], in source: Span<UInt8>) {
    self.lines = lines
    self.source = source
    var ends = 0
    var separated = 0
    for index in lines.indices.dropLast() where lines[index].endsSentence {
      ends += 1
      if lines[index + 1].followsBlankLine { separated += 1 }
    }
    separatesByBlankLines = ends >= 4 && separated * 10 >= ends * 9
  }

  /// For each line whether it goes on in the paragraph of the one before; for the first it does not.
  ///
  /// - Parameters:
  ///   - title: The lines that are the title, which are one paragraph.
  ///   - source: What the lines are lines of.
  static func joined(
    _ lines: [TextLine], title: Range<Int>, in source: Span<UInt8>
  ) -> [Bool] {
    let reflow = Reflow(lines, in: source)
    var joined = Array(repeating: false, count: lines.count)
    var next = 1
    while next < lines.count {
      if title.contains(next), title.contains(next - 1) {
        joined[next] = true
      } else if let end = reflow.splinters(from: next - 1) {
        for index in next...end { joined[index] = true }
        next = end
      } else {
        joined[next] =
          !lines[next - 1].endsSentence && !title.contains(next) && !title.contains(next - 1)
          && reflow.goesOn(lines[next - 1], in: lines[next])
      }
      next += 1
    }
    return joined
  }

  /// Whether a line that ends no sentence goes on in the next.
  private func goesOn(_ line: TextLine, in next: TextLine) -> Bool {
    guard !Self.isBlock(line), !Self.isBlock(next) else { return false }
    if Self.continues(next.first) { return true }
    guard !Self.beginsOwn(next) else { return false }
    if Self.leavesOff(line.last) { return !Self.isOwn(next) }
    let marks = LineMarks(source.extracting(line.source.kept))
    if let open = marks.leftOpen, self.marks(ofStart: next).closed == open { return true }
    // A heading ends without a stop.
    let isHeading = line.numbering != nil && !marks.holdsStop
    guard !isHeading, next.indent.scalars < 2, !Self.isOwn(next), !Self.isOwn(line) else {
      return false
    }
    if separatesByBlankLines, !next.followsBlankLine { return true }
    return marks.isRunning && line.byteCount >= 45
      && (next.endsSentence || next.byteCount >= 120)
  }

  /// The line with which a sentence goes on after splinters of it from `start` on.
  private func splinters(from start: Int) -> Int? {
    guard start > 0, lines[start - 1].endsSentence, lines[start].byteCount <= Self.splinterBytes,
      isSplinter(lines[start])
    else { return nil }
    var end = start + 1
    while end < lines.count, end - start <= Self.splintersInARow, isSplinter(lines[end]) {
      end += 1
    }
    guard (2...Self.splintersInARow).contains(end - start), end < lines.count else { return nil }
    let last = lines[end - 1]
    let open = LineMarks(source.extracting(last.source.kept)).leftOpen
    let isOpen = open != nil && marks(ofStart: lines[end]).closed == open
    let dangles = Self.dangles(last.last)
    return (isOpen || dangles) && !Self.beginsOwn(lines[end]) ? end : nil
  }

  private func isSplinter(_ line: TextLine) -> Bool {
    guard line.byteCount <= Self.splinterBytes else { return false }
    // A line so short is whole.
    let scalars = line.scalars
    return scalars.count <= Self.splinterLimit && !Self.beginsOwn(line)
      && !Self.isBlock(line) && !scalars.contains(where: \.isBlank) && !Self.isOwn(line)
      && scalars.allSatisfy { $0.isHan || $0 == "《" || $0 == "“" || $0 == "（" }
  }

  /// The marks of as much of a line as a bracket opened on the line before may reach into.
  private func marks(ofStart line: TextLine) -> LineMarks {
    let kept = line.source.kept
    var end = min(kept.upperBound, kept.lowerBound + 180)
    while end < kept.upperBound, source[end] & 0xC0 == 0x80 { end += 1 }
    return LineMarks(source.extracting(kept.lowerBound..<end))
  }

  // MARK: What a line is

  /// Whether a line is a block of Markdown, whose line break counts.
  private static func isBlock(_ line: TextLine) -> Bool {
    switch line.first {
    case "#", "|", ">", "`", "<", "!": true
    case "*" where line.opening.dropFirst().first == "*":
      line.closing.suffix(2).allSatisfy { $0 == "*" }
    case "-", "*", "+": line.opening.dropFirst().first?.isBlank == true || isRule(line)
    default: false
    }
  }

  private static func isRule(_ line: TextLine) -> Bool {
    line.opening.allSatisfy { $0 == line.first }
  }

  /// Whether a line begins with the mark of a heading or a list item.
  private static func beginsOwn(_ line: TextLine) -> Bool {
    switch line.first {
    case "—", "─", "●", "•", "·", "※", "■", "◆", "○", "★", "▲", "△": true
    default:
      line.numbering != nil
        || Self.annexes.mayBegin(with: line.first) && Self.annexes.isPrefix(of: line.opening)
    }
  }

  private static let annexes: WordList = ["附件", "附：", "附表", "附录", "表"]

  /// Whether a short line stands for itself: a date, a salutation, a name.
  private static func isOwn(_ line: TextLine) -> Bool {
    guard line.isWhole else { return false }
    let scalars = line.scalars
    switch HeadPart(scalars) {
    case .date, .dateline, .number, .salutation, .subtitle, .structure: return true
    case .words: return Speaker(scalars) != nil
    case .sentence: return false
    }
  }

  /// Whether no line begins with this: what closes, and what stands between words.
  private static func continues(_ first: Unicode.Scalar) -> Bool {
    switch first {
    case "，", "。", "、", "；", "：", "！", "？", "）", "》", "〉", "”", "’", "〕", "】", "」", "』", "%", "％":
      true
    default: false
    }
  }

  /// Whether no line ends with this: what stands between words, and what opens.
  private static func leavesOff(_ last: Unicode.Scalar) -> Bool {
    switch last {
    case "，", "、", "（", "《", "〈", "“", "‘", "〔", "「", "『", ",": true
    default: false
    }
  }

  /// Whether a phrase seldom ends with this word.
  private static func dangles(_ last: Unicode.Scalar) -> Bool {
    switch last {
    case "了", "的", "和", "与", "及", "在", "对", "把", "被", "向", "从", "为", "或", "并", "是", "使", "于": true
    default: false
    }
  }
}
