/// What the lines after the body say about a document: the signature and the date of writing, and the
/// article that says when it comes into force.
struct DocumentEnding {
  private(set) var issuer: String?
  private(set) var date: PolicyDate?
  private(set) var issuerLine: Int?
  private(set) var dateLine: Int?
  private(set) var effective: PolicyDate?
  private(set) var effectiveLine: Int?

  /// Annexes follow the closing article, but seldom more lines of them.
  private static let closingLines = 40

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - lines: The document's lines below its head.
  ///   - titleIssuer: The body that the title begins with; annexes with dates may follow its signature.
  ///   - hasAnnex: Whether what the document sends round may follow its date.
  init(_ lines: ArraySlice<TextLine>, titleIssuer: String?, hasAnnex: Bool) {
    // `（此件公开发布）` may follow the date.
    let last = lines.lastIndex { !Self.isNote($0) }
    if let titleIssuer, let signed = Self.signature(of: titleIssuer, in: lines) {
      readSignature(at: signed, in: lines)
    } else if let last, Self.date(of: lines[last]) != nil {
      readSignature(at: last, in: lines)
    } else if hasAnnex,
      let first = lines.dropFirst().firstIndex(where: { Self.date(of: $0) != nil })
    {
      readSignature(at: first, in: lines)
    }
    for line in lines.suffix(Self.closingLines).reversed() where line.mayHold(Self.since) {
      guard let date = Self.effectiveDate(in: line.isWhole ? line.scalars : line.opening)
      else { continue }
      effective = date
      effectiveLine = line.source.number
      break
    }
  }

  /// The first date below the name of a body.
  private static func signature(of issuer: String, in lines: ArraySlice<TextLine>) -> Int? {
    lines.indices.dropFirst().first { index in
      date(of: lines[index]) != nil
        && lines[index - 1].scalars.withoutBlanks.elementsEqual(issuer.unicodeScalars)
    }
  }

  private static func isNote(_ line: TextLine) -> Bool {
    line.first == "（" && line.last == "）" && line.isWhole
  }

  private static func date(of line: TextLine) -> PolicyDate? {
    guard PolicyDate.canBegin(line.first) else { return nil }
    let scalars = line.scalars
    guard scalars.count <= 24, let date = PolicyDate.whole(scalars) else { return nil }
    return date.month == nil ? nil : date
  }

  private mutating func readSignature(at index: Int, in lines: ArraySlice<TextLine>) {
    date = Self.date(of: lines[index])
    dateLine = lines[index].source.number
    let above = lines[..<index]
    // Two bodies that sign together are not one issuer.
    guard let signature = above.last, Issuer.isBody(signature.scalars),
      signature.scalars.split(whereSeparator: \.isBlank).count(where: { $0.count > 2 }) < 2,
      above.dropLast().last.map({ !Issuer.isBody($0.scalars) }) ?? true
    else { return }
    issuer = String(signature.scalars.withoutBlanks)
    issuerLine = signature.source.number
  }

  /// The date of `本条例自2006年3月1日起施行`.
  private static func effectiveDate(in line: ArraySlice<Unicode.Scalar>) -> PolicyDate? {
    for index in line.indices where line[index] == since {
      guard let (date, count) = PolicyDate.reading(line[(index + 1)...]), date.day != nil else {
        continue
      }
      let after = line[(index + 1 + count)...].drop {
        $0 == "起" || $0.isBlank || $0 == "正" || $0 == "式"
      }
      if inForce.isPrefix(of: after) { return date }
    }
    return nil
  }

  private static let since: Unicode.Scalar = "自"
  private static let inForce: WordList = ["施行", "实施", "生效", "實施"]
}
