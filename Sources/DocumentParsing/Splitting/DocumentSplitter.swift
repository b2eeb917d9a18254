/// Finds the documents that one file holds.
///
/// Three forms are known: Markdown items with their list of contents or their own links, speeches that
/// follow one another each with its speaker and his office, and a new title that its own date, number,
/// salutation or speaker proves.
struct DocumentSplitter {
  /// The file's lines without the notices.
  private let lines: [TextLine]
  /// For each of ``lines`` whether a link to its source follows before the next line.
  private let hasLink: [Bool]

  /// The documents of a file, in their order; one at least.
  ///
  /// - Parameters:
  ///   - lines: The file's lines without the notices; not empty.
  ///   - hasLink: For each line whether a link to its source follows before the next.
  static func extents(of lines: [TextLine], hasLink: [Bool]) -> [DocumentExtent] {
    let splitter = DocumentSplitter(lines: lines, hasLink: hasLink)
    if let items = splitter.markdownItems() { return items }
    if let speeches = splitter.speeches() { return speeches }
    return splitter.titledDocuments()
  }

  // MARK: Markdown items

  private func markdownItems() -> [DocumentExtent]? {
    let heads = lines.indices.filter { lines[$0].first == "#" }
    guard heads.count > 2 else { return nil }
    let levels = heads.map { Self.level(of: lines[$0]) }
    for level in 1...6 {
      let items = zip(heads, levels).filter { $1 == level }.map(\.0)
      guard items.count > 1, items.allSatisfy({ isUnnumbered(lines[$0]) }) else { continue }
      let isListed = areListed(items)
      guard isListed || areLinked(items) else { continue }
      return markdownExtents(items, level: level, rule: isListed ? .contentsList : .sourceLink)
    }
    return nil
  }

  private static func level(of line: TextLine) -> Int? {
    guard let numbering = line.numbering, numbering.form == .markdown else { return nil }
    return numbering.number
  }

  private func isUnnumbered(_ line: TextLine) -> Bool {
    Numbering(line.opening.drop { $0 == "#" || $0.isBlank }) == nil
  }

  /// Whether the lines before the first head name half of the heads at least.
  private func areListed(_ items: [Int]) -> Bool {
    var list: [Unicode.Scalar] = []
    for line in lines[..<items[0]] where line.first != "#" { list += Self.letters(line.scalars) }
    let listed = items.count { item in
      let title = Self.letters(lines[item].scalars).prefix(8)
      guard let first = title.first else { return false }
      return list.indices.contains { list[$0] == first && list[$0...].starts(with: title) }
    }
    return 2 * listed >= items.count
  }

  /// Whether under each head stands one link to its source.
  private func areLinked(_ items: [Int]) -> Bool {
    zip(items, items.dropFirst() + [lines.count]).allSatisfy { start, end in
      hasLink[start..<end].count { $0 } == 1
    }
  }

  private static func letters(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.filter { scalar in
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      // ASCII, the punctuation of the West and of China: looked up faster than its properties.
      case 0..<0x80, 0x2000...0x206F, 0x3000...0x3006, 0x3008...0x3020, 0xFF00...0xFF0F,
        0xFF1A...0xFF20:
        false
      default:
        scalar.isHan || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      }
    }
  }

  /// The items end where a higher head follows; such a head goes with the item after it.
  private func markdownExtents(
    _ items: [Int], level: Int, rule: SplitRule
  ) -> [DocumentExtent] {
    var extents: [DocumentExtent] = []
    let first = lines[0]
    let occasion =
      Self.level(of: first).map { $0 < level } == true
      ? Array(first.scalars.drop { $0 == "#" || $0.isBlank }) : nil
    for (index, item) in items.enumerated() {
      let end = index + 1 < items.count ? items[index + 1] : lines.count
      var extent = DocumentExtent((index == 0 ? 0 : item)..<end)
      extent.titleStart = item
      extent.titleCount = 1
      extent.occasion = occasion
      extent.rule = rule
      if index == 0 { extent.contents = 0..<item }
      extents.append(extent)
    }
    return extents
  }

  // MARK: Speeches

  private func speeches() -> [DocumentExtent]? {
    var titles: [Int] = []
    for index in lines.indices.dropFirst() where isOffice(lines[index]) {
      if isSpeechTitle(index - 1), titles.last.map({ holdsSentence($0..<index) }) ?? true {
        titles.append(index - 1)
      }
    }
    guard let last = titles.last, titles.count > 1, holdsSentence(last..<lines.count) else {
      return nil
    }
    let heading = lines[..<titles[0]].flatMap(\.scalars)
    return titles.enumerated().map { index, title in
      let end = index + 1 < titles.count ? titles[index + 1] : lines.count
      var extent = DocumentExtent((index == 0 ? 0 : title)..<end)
      extent.titleStart = title
      extent.titleCount = 1
      extent.occasion = heading.isEmpty ? nil : heading
      extent.rule = .speakerLine
      return extent
    }
  }

  private func isOffice(_ line: TextLine) -> Bool {
    guard line.byteCount <= 180, line.last.isHan else { return false }
    let scalars = line.scalars
    return scalars.contains(where: \.isBlank) && Speaker(scalars)?.office != nil
  }

  private func isSpeechTitle(_ index: Int) -> Bool {
    let scalars = lines[index].scalars
    guard case .words = HeadPart(scalars) else { return false }
    return (4...40).contains(scalars.count) && Speaker(scalars) == nil
  }

  /// Whether there is more to these lines than headings and names.
  private func holdsSentence(_ lines: Range<Int>) -> Bool {
    self.lines[lines].contains { $0.byteCount >= 60 && $0.last == "。" }
  }

  // MARK: Titles

  private func titledDocuments() -> [DocumentExtent] {
    var extents = [DocumentExtent(lines.indices)]
    var title: String?
    var index = 0
    while index < lines.count {
      let start = extents[extents.count - 1].lines.lowerBound
      if index > start, !lines[index].last.isStop, endsDocument(lines[index - 1]),
        let (head, rule) = newHead(at: index, after: start), let found = head.title
      {
        let last =
          title ?? DocumentHead(Array(lines[start...].prefix(DocumentHead.lineLimit))).title ?? ""
        title = last
        // What a notice sends round is its annex, and a title printed twice is one.
        guard !last.contains(found), last.isEmpty || !found.contains(last) else {
          index += 1
          continue
        }
        extents[extents.count - 1].lines = start..<index
        extents.append(DocumentExtent(index..<lines.count))
        extents[extents.count - 1].rule = rule
        title = found
        index += head.titleLines.count
      }
      index += 1
    }
    return extents
  }

  /// The head of a document that begins at a line behind one that can end a document, and what proves it;
  /// nil where nothing does.
  private func newHead(at index: Int, after start: Int) -> (DocumentHead, SplitRule)? {
    guard isTitleStart(lines[index]) else { return nil }
    // A title ends within three lines.
    let end = lines[index...].prefix(3).firstIndex {
      DocumentKind.kind(ofTitle: $0.scalars) != nil
    }
    guard end != nil, holdsSentence(start..<index) else { return nil }
    let head = DocumentHead(Array(lines[index...].prefix(DocumentHead.lineLimit)))
    guard head.kind != nil, head.titleLines.lowerBound == 0, !head.titleLines.isEmpty else {
      return nil
    }
    let below = index + head.titleLines.count
    guard below < lines.count, holdsSentence(below..<lines.count) else { return nil }
    switch HeadPart(lines[below]) {
    case .date, .dateline: return (head, .titleAndDate)
    case .number: return (head, .titleAndNumber)
    case .salutation: return (head, .titleAndSalutation)
    case .words: return head.speaker == nil ? nil : (head, .titleAndSpeaker)
    case .subtitle, .structure, .sentence: return nil
    }
  }

  /// `关于…`, `在…`, or a name that goes on with 关于, on this line or the next.
  private func isTitleStart(_ line: TextLine) -> Bool {
    let opening = line.scalars
    guard opening.count >= 4, !line.last.isStop else { return false }
    return opening.first == "在" || Self.about.isPrefix(of: opening) || Issuer.isBody(opening)
      || Issuer.inTitle(opening) != nil
  }

  private static let about: WordList = ["关于", "關於"]

  /// Whether a document can end with this line: a sentence, a date, a signature, a note in brackets.
  private func endsDocument(_ line: TextLine) -> Bool {
    switch line.last {
    case "。", "！", "”", "）", ")", "…", "日": true
    default: Issuer.mayEnd(with: line.last) && Issuer.isBody(line.scalars)
    }
  }
}
