internal import DocumentParsing
internal import TextAnalysis

/// A source file as verification reads it: its decoded lines, counted anew, and which of them the parser
/// says it has set apart. It knows no source map.
struct VerificationSource {
  /// Without their line breaks, which are LF, CR LF or CR.
  private let lines: [[Unicode.Scalar]]
  private let isMarkup: Bool
  /// The lines set apart, from 1, and their texts.
  private let notices: [(line: Int, text: String)]
  /// The lines of each document, notices before and behind them not counted.
  private let parts: [ClosedRange<Int>]

  /// - Parameter parsed: What the parser makes of the file, with its decisions.
  init(_ bytes: [UInt8], path: String, parsed: ParsedFile) throws(TextDecodingError) {
    let decoded = try TextDecoder.decode(bytes, as: parsed.encoding)
    lines = Self.lines(of: decoded.utf8)
    isMarkup = SourceFormat(path: path) == .html
    notices = parsed.decisions?.notices.map { ($0.line, $0.text) } ?? []
    parts = parsed.decisions?.parts.map(\.lines) ?? []
  }

  private static func lines(of utf8: Span<UInt8>) -> [[Unicode.Scalar]] {
    // SAFETY: a decoded text is valid UTF-8.
    let text = String(copying: UTF8Span(unchecked: utf8))
    var lines: [[Unicode.Scalar]] = [[]]
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\r" || scalar == "\n" && last != "\r" {
        lines.append([])
      } else if scalar != "\n" {
        lines[lines.count - 1].append(scalar)
      }
      last = scalar
    }
    return lines
  }

  /// Nil where `text` (folded) begins in the fold of the character at a place of the file; else the fold of
  /// what stands there. It begins inside that fold where it begins with a part of a character: “C” of ℃.
  ///
  /// Of a plain text, what stands at a place is the rest of its line, then the following lines of the
  /// document's body, then the lines set apart; of a line set apart, the rest of it and those behind it.
  /// Of HTML it is what is left of the source from the place on without tags, comments and what is no
  /// text, entities decoded (see ``MarkupCharacters``). There a line set apart may be passed over, and from
  /// the end of a body or of such a line the texts of the lines set apart may follow, as the parser has
  /// them: their places are not compared again. Neither are spaces.
  ///
  /// - Parameter part: The document's number in the file, from 1.
  func difference(
    from text: [UInt16], at place: SourcePosition, ofPart part: Int, _ folder: inout TextFolder
  ) -> String? {
    guard lines.indices.contains(place.line - 1), parts.indices.contains(part - 1),
      (1...max(1, lines[place.line - 1].count)).contains(place.column)
    else { return "" }
    let rest = lines[place.line - 1].dropFirst(place.column - 1)
    var characters = MarkupCharacters(Array(rest))
    let first = isMarkup ? characters.next() : rest.first
    let width = max(1, folder.fold(first.map(String.init) ?? "").units.count)
    let found: [UInt16]
    let begins: Bool
    if isMarkup {
      let wanted = text.filter { $0 != 0x20 }
      let notices = notices.map { Self.unspaced($0.text, &folder) }.filter { !$0.isEmpty }
      // Invisible characters vanish.
      let count = wanted.count + notices.reduce(0) { $0 + $1.count } + 64
      found = markup(from: place, count: count, &folder)
      begins = (0..<width).contains {
        Self.follows(Array(found.dropFirst($0)), wanted, passingOver: notices)
      }
    } else {
      found = plain(from: place, inPart: part, count: text.count + width, &folder)
      begins = (0..<width).contains { found.dropFirst($0).starts(with: text) }
    }
    return begins ? nil : String(decoding: found.prefix(text.count), as: UTF16.self)
  }

  // MARK: Plain text

  /// At least `count` units of what stands at a place, where there are so many.
  private func plain(
    from place: SourcePosition, inPart part: Int, count: Int, _ folder: inout TextFolder
  ) -> [UInt16] {
    var text = String.UnicodeScalarView(lines[place.line - 1].dropFirst(place.column - 1))
    var units = folder.fold(String(text)).units
    for line in linesBehind(place.line, inPart: part) {
      // What follows may still change the last character.
      if units.count > count + 1 { break }
      text.append("\n")
      text.append(contentsOf: lines[line - 1])
      units = folder.fold(String(text)).units
    }
    return units
  }

  /// The lines of a document that are read behind one of its lines.
  private func linesBehind(_ line: Int, inPart part: Int) -> [Int] {
    let start = part == 1 ? 1 : parts[part - 1].lowerBound
    let end = part == parts.count ? Int.max : parts[part].lowerBound
    let setApart = notices.map(\.line).filter { $0 >= start && $0 < end }
    guard !setApart.contains(line) else { return setApart.filter { $0 > line } }
    let notices = Set(setApart)
    let last = parts[part - 1].upperBound
    return (line < last ? (line + 1...last).filter { !notices.contains($0) } : []) + setApart
  }

  // MARK: HTML

  /// The fold of the first `count` characters that stand at a place, without spaces.
  private func markup(
    from place: SourcePosition, count: Int, _ folder: inout TextFolder
  ) -> [UInt16] {
    let source =
      lines[place.line - 1].dropFirst(place.column - 1) + ["\n"]
      + lines[place.line...].joined(separator: ["\n"])
    var characters = MarkupCharacters(Array(source))
    var found = String.UnicodeScalarView()
    while found.count < count, let scalar = characters.next() { found.append(scalar) }
    return Self.unspaced(String(found), &folder)
  }

  private static func unspaced(_ text: String, _ folder: inout TextFolder) -> [UInt16] {
    folder.fold(text).units.filter { $0 != 0x20 }
  }

  /// Whether `found` begins with `wanted` where notices are passed over, or follow at its end.
  private static func follows(
    _ found: [UInt16], _ wanted: [UInt16], passingOver notices: [[UInt16]]
  ) -> Bool {
    var found = found
    while !found.starts(with: wanted) {
      let end = zip(found, wanted).prefix { $0 == $1 }.count
      guard let notice = notice(among: notices, around: end, of: found) else {
        return end > 0
          && notices.indices.contains {
            notices[$0...].joined().starts(with: wanted[end...])
          }
      }
      found.removeSubrange(notice)
    }
    return true
  }

  /// Where a notice stands that `index` is in: its beginning may be like what was expected in its place.
  private static func notice(
    among notices: [[UInt16]], around index: Int, of units: [UInt16]
  ) -> Range<Int>? {
    for notice in notices {
      for start in max(0, index - notice.count + 1)...index
      where units[start...].starts(with: notice) { return start..<start + notice.count }
    }
    return nil
  }
}
