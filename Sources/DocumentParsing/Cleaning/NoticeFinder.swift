/// Finds the lines that do not belong to any document's body.
///
/// A line is set apart only where its own words prove it, or where it stands among such lines, near
/// the start or the end of the file. So a notice may stay in the body, but no line of it is lost to
/// the notices.
struct NoticeFinder {
  private let lines: [TextLine]
  /// For each line the rule that sets it apart.
  private(set) var rules: [NoticeRule?]

  /// Page lines are looked for among so many lines at the start and as many at the end.
  private static let pageLines = 40
  /// Advertisements are looked for among so many lines at the start and as many at the end.
  private static let advertisementLines = 16

  /// Looks at the lines of a whole file.
  init(_ lines: [TextLine]) {
    self.lines = lines
    rules = Array(repeating: nil, count: lines.count)
    findFrontMatter()
    findCommentsAndInvisible()
    findPageLines(in: 0..<min(Self.pageLines, lines.count))
    let tail = max(lines.count - Self.pageLines, min(Self.pageLines, lines.count))
    findPageLines(in: tail..<lines.count)
    findAdvertisement()
  }

  private mutating func findFrontMatter() {
    guard let first = lines.first, first.source.number == 1, Self.isRule(first),
      let end = lines.prefix(Self.pageLines).dropFirst().firstIndex(where: Self.isRule),
      lines[1..<end].contains(where: { PageLine.isKey($0.scalars) }),
      lines[1..<end].allSatisfy({
        PageLine.isKey($0.scalars) || $0.indent.scalars > 0 || $0.first == "-"
      })
    else { return }
    for index in 0...end { rules[index] = .frontMatter }
  }

  private static func isRule(_ line: TextLine) -> Bool {
    line.first == "-" && line.scalars.count == 3 && line.scalars.allSatisfy { $0 == "-" }
  }

  private static let commentStart: WordList = ["<!--"]
  private static let commentEnd: WordList = ["-->"]

  private mutating func findCommentsAndInvisible() {
    var index = 0
    while index < lines.count {
      // Most lines are passed over with a look at their first character.
      switch lines[index].first {
      case "<" where Self.commentStart.isPrefix(of: lines[index].opening):
        if let end = lines[index...].firstIndex(where: {
          $0.last == ">" && Self.commentEnd.isSuffix(of: $0.closing)
        }) {
          for inside in index...end { rules[inside] = .comment }
          index = end
        }
      case "&" where CharacterReference.areBlank(lines[index].scalars):
        rules[index] = .invisible
      case "[", "h":
        if PageLine.isLink(lines[index].scalars) { rules[index] = .page }
      case let first where first.isInvisible:
        let scalars = lines[index].scalars
        if !scalars.isEmpty, scalars.allSatisfy({ $0.isInvisible || $0.isBlank }) {
          rules[index] = .invisible
        }
      default: break
      }
      index += 1
    }
  }

  /// Page lines that prove themselves, then those that do so only beside others.
  private mutating func findPageLines(in zone: Range<Int>) {
    let kinds = zone.map { index in
      if rules[index] != nil { return PageLine.certain }
      return PageLine.mayBe(from: lines[index].first, to: lines[index].last)
        ? PageLine(lines[index].scalars) : .other
    }
    for index in zone where kinds[index - zone.lowerBound] == .certain && rules[index] == nil {
      rules[index] = .page
    }
    if let license = zone.first(where: {
      PageLine.licenseCanBegin(with: lines[$0].first) && PageLine.isLicense(lines[$0].opening)
    }) {
      for index in license..<zone.upperBound where rules[index] == nil { rules[index] = .page }
    }
    guard kinds.contains(.certain) else { return }
    for order in [Array(zone), zone.reversed()] {
      for index in order where rules[index] == nil {
        let isBeside =
          index > zone.lowerBound && rules[index - 1] == .page
          || index + 1 < zone.upperBound && rules[index + 1] == .page
        let follows = index > zone.lowerBound && rules[index - 1] == .page
        switch kinds[index - zone.lowerBound] {
        case .besideOthers where isBeside: rules[index] = .page
        case .other
        where follows && PageLine.isValue(lines[index].scalars, after: lines[index - 1].scalars)
          && !isFirstOfTitle(index):
          rules[index] = .page
        default: break
        }
      }
    }
  }

  /// Whether a line names a body and goes on in the next as the title of what the body has issued.
  private func isFirstOfTitle(_ index: Int) -> Bool {
    guard index + 1 < lines.count, rules[index + 1] == nil else { return false }
    let head = DocumentHead(Array(lines[index...].prefix(3)))
    guard let title = head.title, head.titleLines.count > 1 else { return false }
    return Issuer.inTitle(Array(title.unicodeScalars)[...]) != nil
  }

  /// The lines from the start of the file up to the last that sells, and from the first that sells to
  /// the end of the file, where no line among them is a document's.
  private mutating func findAdvertisement() {
    let head = lines.indices.prefix(Self.advertisementLines).prefix(while: canBeAdvertisement)
    if let selling = selling(in: head) { setApart(0...selling.upperBound) }
    let tail = lines.indices.suffix(Self.advertisementLines).reversed()
      .prefix(while: canBeAdvertisement)
    guard let first = tail.last, first > 0 else { return }
    if let selling = selling(in: first..<lines.count) {
      setApart(selling.lowerBound...(lines.count - 1))
    }
  }

  private func canBeAdvertisement(_ index: Int) -> Bool {
    rules[index] != nil || PageLine.canBeAdvertisement(lines[index])
  }

  /// The first and the last line of a zone that sell; nil where they do not prove it together.
  private func selling(in zone: Range<Int>) -> ClosedRange<Int>? {
    var weight = 0
    var selling: ClosedRange<Int>?
    for index in zone where rules[index] == nil {
      let own = PageLine.sellingWeight(of: lines[index].scalars)
      guard own > 0 else { continue }
      weight += own
      selling = (selling?.lowerBound ?? index)...index
    }
    return weight >= PageLine.leastSellingWeight ? selling : nil
  }

  private mutating func setApart(_ zone: ClosedRange<Int>) {
    for index in zone where rules[index] == nil { rules[index] = .advertisement }
  }
}
