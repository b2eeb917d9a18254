import DocumentParsing
import PolicySearch
import TerminalText

/// Search results for a person at a terminal, or as plain lines.
struct SearchReport {
  let terminal: Terminal
  /// Items of a list that a person sees.
  private static let listedItems = 3

  /// One line for a pipe: tier, place, title and passage, and where there are any the other versions, separated by
  /// tabs.
  static func line(_ hit: SearchHit) -> String {
    let passage = hit.passages.first
    let position = passage.map { ":\($0.position.line):\($0.position.column)" } ?? ""
    let fields =
      [
        hit.tier.rawValue, PathDisplay.relative(hit.path) + position, hit.title ?? "",
        passage?.text ?? "",
      ]
      + [versions(hit)].compactMap { $0 }
    return fields.map(plain).joined(separator: "\t") + "\n"
  }

  /// The other versions of a hit by date and file; nil where there are none.
  private static func versions(_ hit: SearchHit) -> String? {
    guard hit.versionCount > 0 else { return nil }
    let versions = hit.versions.map { version in
      (version.date.map { "\($0) " } ?? "") + place(version.source)
    }
    let count = HumanReadable.count(hit.versionCount)
    return "also in \(count) version\(hit.versionCount == 1 ? "" : "s"): "
      + listed(versions, count: hit.versionCount)
  }

  private static func place(_ source: DocumentSource) -> String {
    PathDisplay.relative(source.path) + (source.part > 1 ? "#\(source.part)" : "")
  }

  /// What a hit's score is the sum of, the greatest first: the sum, then score, field, text and frequency
  /// of each part; separated by tabs. Nothing unless it was asked for.
  static func explanation(_ hit: SearchHit) -> [String] {
    guard let explanation = hit.explanation else { return [] }
    func line(_ score: Float, _ fields: String...) -> String {
      (["\(score)"] + fields.map(plain)).joined(separator: "\t")
    }
    return [line(hit.score, "score")]
      + explanation.enumerated().sorted {
        ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
      }.map { _, part in line(part.score, part.field.rawValue, part.text, "×\(part.frequency)") }
  }

  /// The page of results with its totals.
  func text(_ result: SearchResult) -> String {
    var lines = [totals(result)] + lines(result.facets)
    if let absence = result.absence { lines += AbsenceReport(terminal: terminal).lines(absence) }
    lines.append("")
    var tier: Tier?
    for hit in result.hits {
      if hit.tier != tier {
        if tier != nil || hit.tier == .related {
          lines += [terminal.styled(Self.heading(hit.tier), .dim), ""]
        }
        tier = hit.tier
      }
      lines += self.lines(hit) + [""]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func totals(_ result: SearchResult) -> String {
    var text =
      "exact: \(HumanReadable.documents(result.exactDocuments)), "
      + "\(HumanReadable.count(result.exactOccurrences)) "
      + "occurrence\(result.exactOccurrences == 1 ? "" : "s"); "
      + "related: \(HumanReadable.documents(result.relatedDocuments))"
    if let first = result.hits.first, let last = result.hits.last {
      text += "; shown: \(first.rank)–\(last.rank)"
    }
    let time = HumanReadable.duration(.microseconds(result.elapsed))
    return terminal.styled("\(text) (\(time))", .dim)
  }

  private static func heading(_ tier: Tier) -> String {
    switch tier {
    case .exact: "── exact ──"
    case .related: "── related: any of the words, other names, redactions ──"
    }
  }

  /// A hit with its passages.
  func lines(_ hit: SearchHit) -> [String] {
    let number = "\(hit.rank). "
    let indent = String(repeating: " ", count: number.count)
    let width = max(20, terminal.columns - number.count)
    var lines: [String] = []
    for (index, line) in DisplayWidth.wrapped(
      Self.plain(hit.title ?? PathDisplay.name(hit.path)), to: width
    )
    .enumerated() {
      lines.append((index == 0 ? number : indent) + terminal.styled(line, .bold))
    }
    var place = PathDisplay.relative(hit.path)
    if let position = hit.passages.first?.position { place += ":\(position.line)" }
    let facts = [
      hit.kind, hit.date?.description, hit.speaker?.name, hit.issuer, place,
      hit.identifier.description,
    ]
    lines.append(
      indent + terminal.styled(Self.plain(facts.compactMap { $0 }.joined(separator: " · ")), .dim))
    lines += Self.explanation(hit).map { line in
      let fields = line.split(separator: "\t")
      return indent + "  " + terminal.styled(fields.joined(separator: "  "), .dim)
    }
    if hit.sources.count > 1 {
      let others = hit.sources.dropFirst().map(Self.place)
      lines += note("also in " + Self.listed(others), width: width).map { indent + $0 }
    }
    if let versions = Self.versions(hit) {
      lines += note(versions, width: width).map { indent + $0 }
    }
    if let rank = hit.sameTextAs {
      lines += note("same text as hit \(rank), but for notices or fields", width: width).map {
        indent + $0
      }
    }
    for passage in hit.passages where hit.sameTextAs == nil || passage.sameAs == nil {
      lines += self.lines(passage, width: width - 2).map { indent + "  " + $0 }
    }
    return lines
  }

  private func lines(_ passage: Passage, width: Int) -> [String] {
    if let rank = passage.sameAs {
      return note("line \(passage.position.line): same as hit \(rank)", width: width)
    }
    var lines: [String] = []
    if passage.isNotice { lines += note("not in the body, but in a notice:", width: width) }
    if !passage.section.isEmpty {
      let path = Self.plain(passage.section.joined(separator: " → "))
      lines.append(terminal.styled(DisplayWidth.truncated(path, to: width), .dim))
    }
    lines += marked(passage, width: width)
    let differences = passage.differences.map { "“\($0.text)”: \($0.equivalence.remark)" }
    if !differences.isEmpty { lines += note(differences.joined(separator: "; "), width: width) }
    let places = passage.repetitions.map { place in
      "line \(place.position.line)"
        + (place.section == passage.section ? "" : " (\(place.section.joined(separator: " → ")))")
    }
    if !places.isEmpty {
      let listed = Self.listed(places, count: passage.repetitionCount)
      lines += note("also at \(listed)", width: width)
    }
    if !passage.alsoIn.isEmpty {
      let hits = passage.alsoIn.map(String.init).joined(separator: ", ")
      lines += note("also in hit\(passage.alsoIn.count == 1 ? "" : "s") \(hits)", width: width)
    }
    return lines
  }

  /// Something said about a hit, in lines of at most `width` columns.
  private func note(_ text: String, width: Int) -> [String] {
    DisplayWidth.wrapped(Self.plain(text), to: width).map { terminal.styled($0, .dim) }
  }

  /// The first of some items, and how many more there are of `count`, or of the items.
  private static func listed(_ items: [String], count: Int? = nil) -> String {
    let rest = (count ?? items.count) - listedItems
    return items.prefix(listedItems).joined(separator: ", ")
      + (rest > 0 ? " and \(HumanReadable.count(rest)) more" : "")
  }

  /// The passage in lines of at most `width` columns, with its matches set off.
  private func marked(_ passage: Passage, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var run = ""
    var isMatch = false
    var columns = 0
    var unit = 0
    func endRun() {
      line += isMatch && !run.isEmpty ? terminal.styled(run, .match) : run
      run = ""
    }
    for scalar in passage.text.unicodeScalars {
      let inMatch = passage.matches.contains { $0.contains(unit) }
      if inMatch != isMatch {
        endRun()
        isMatch = inMatch
      }
      let width0 = DisplayWidth.columns(of: scalar)
      if columns + width0 > width {
        endRun()
        lines.append(line)
        line = ""
        columns = 0
      }
      if Self.isShown(scalar) {
        run.unicodeScalars.append(scalar)
        columns += width0
      }
      unit += scalar.value > 0xFFFF ? 2 : 1
    }
    endRun()
    lines.append(line)
    return lines
  }

  /// The text without characters that could steer a terminal or break the line.
  static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter(isShown)))
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Overrides and isolates of the bidirectional algorithm reorder what is beside them.
    case 0x202A...0x202E, 0x2066...0x2069: false
    default: scalar.properties.generalCategory != .control
    }
  }
}
