import DocumentParsing
import PolicySearch
import TerminalText

/// A diagnosis for a person: what is told of a line begins with the number of the line.
struct DoctorReport {
  let terminal: Terminal

  /// The columns of a line number, and of the words behind it.
  private static let numberWidth = 6
  private static let labelWidth = 14

  // MARK: A file

  func text(_ diagnosis: FileDiagnosis) -> String {
    let name = SearchReport.plain(PathDisplay.relative(diagnosis.path))
    var lines = [terminal.styled(name, .bold)]
    if let file = diagnosis.file {
      lines += row("", "encoding", file.encoding.rawValue, file.encodingSource.explanation)
    }
    let candidates = (diagnosis.encodingChoice?.candidates ?? []).map(Self.phrase)
    if !candidates.isEmpty { lines += row("", "candidates", candidates.joined(separator: "; ")) }
    if let reason = diagnosis.skipReason { lines += row("", "skipped", reason) }
    if let sideFile = diagnosis.sideFile {
      let error = diagnosis.file?.sideFileError.map { "not followed: line \($0)" }
      lines += row("", "side file", PathDisplay.relative(sideFile), error)
    }
    if let file = diagnosis.file, let decisions = file.decisions {
      for (document, part) in zip(file.documents, decisions.parts) {
        lines += ["", heading("document \(document.part)")] + self.lines(of: document, part)
      }
      lines += section(
        "set apart",
        decisions.notices.flatMap { row(String($0.line), $0.rule.phrase, $0.text) })
      lines += section("joined to the line before", decisions.joins.flatMap(row))
    }
    lines += section(
      "suspicious characters",
      (diagnosis.file?.suspicious?.findings ?? []).flatMap { finding in
        let times = finding.count == 1 ? "once" : "\(HumanReadable.count(finding.count)) times"
        return row(
          String(finding.first.line), finding.code,
          "\(finding.kind.phrase), \(times), first in column \(finding.first.column)")
      })
    return joined(lines)
  }

  private func lines(of document: ParsedDocument, _ part: ParsingDecisions.Part) -> [String] {
    var lines = row(
      String(part.lines.lowerBound), "begins",
      part.rule.phrase + "; ends with line "
        + String(part.lines.upperBound))
    let values: [(Field, String?)] = [
      (.title, document.title), (.kind, document.kind), (.date, document.date?.description),
      (
        .speaker,
        document.speaker.map { [$0.office, $0.name].compactMap(\.self).joined(separator: " ") }
      ),
      (.issuer, document.issuer), (.number, document.number), (.region, document.region),
      (.occasion, document.occasion), (.adoption, document.adoption),
      (.passed, document.passed?.description), (.published, document.published?.description),
      (.effective, document.effective?.description),
    ]
    for (field, value) in values {
      guard let value, let source = document.sources[field] else { continue }
      lines += row(
        source.rule == .sideFile ? "" : source.line.map { String($0) } ?? "", field.rawValue, value,
        source.rule == .sideFile
          ? "side file, line \(source.line ?? 0)" : source.rule.phrase)
    }
    for field in [Field.title, .date, .kind] where document.unknownFields.contains(field) {
      lines += row("", field.rawValue, "not known")
    }
    return lines
  }

  /// How improbable the file is in an encoding, and where it breaks.
  private static func phrase(_ candidate: EncodingChoice.Candidate) -> String {
    let cost = candidate.cost.map { "cost \(Int($0.rounded()))" } ?? "no text"
    let failure = candidate.failure.map { ", wrong at byte \($0)" }
    return "\(candidate.encoding.rawValue) \(cost)\(failure ?? "")"
  }

  private func row(_ join: ParsingDecisions.Join) -> [String] {
    let before = "line \(join.from)"
    var remarks: [String] = []
    if join.isOverBlankLines { remarks.append("over blank lines") }
    if join.isInTitle { remarks.append("in the title") }
    return row(String(join.to), "goes on from", before, remarks.joined(separator: ", "))
  }

  // MARK: A library

  /// Most places that are named of each kind; the rest is counted.
  private static let namedPlaces = 20

  func text(_ diagnosis: LibraryDiagnosis) -> String {
    let count = HumanReadable.count
    var facts: [(String, String)] = [
      ("index", diagnosis.directory),
      ("files", count(diagnosis.files)), ("documents", count(diagnosis.documents)),
    ]
    facts += diagnosis.encodings.map { ($0.encoding.rawValue, Self.files($0.files)) }
    if !diagnosis.rules.splits { facts.append(("split", "no: every file is one document")) }
    facts += diagnosis.rules.encodings.map { ("rule", "--encoding \($0)") }
    facts += diagnosis.notices.map { ("set apart", "\($0.rule.phrase), \(count($0.lines))") }
    facts.append(
      (
        "joined",
        "\(count(diagnosis.joins.lines)) lines, \(count(diagnosis.joins.overBlankLines)) of them "
          + "over blank lines"
      ))
    if diagnosis.sideFiles > 0 { facts.append(("side files", count(diagnosis.sideFiles))) }
    let pending = diagnosis.pending
    if pending.added + pending.changed + pending.removed > 0 {
      facts.append(
        (
          "not indexed",
          "\(Self.files(pending.added)) added, \(count(pending.changed)) changed, "
            + "\(count(pending.removed)) removed; `gongwen index` brings the index up to date"
        ))
    }
    var lines = facts.flatMap { row(nil, $0.0, $0.1) }
    lines += list("skipped", diagnosis.skipped.map { ($0.path, $0.reason) })
    lines += list(
      "side files that are not followed", diagnosis.sideFileErrors.map { ($0.path, $0.reason) })
    lines += list("documents without title", diagnosis.untitled.map(place))
    lines += list("documents without date", diagnosis.undated.map(place))
    lines += list("documents of unknown kind", diagnosis.withoutKind.map(place))
    lines += list(
      "files that hold several documents",
      diagnosis.several.map { ($0.path, "\(count($0.documents)) documents") })
    lines += list(
      "documents with several sources",
      diagnosis.duplicates.map { duplicate in
        let names = duplicate.sources.dropFirst().map { name($0.path, $0.part) }
        let first = duplicate.sources[0]
        return (name(first.path, first.part), "also " + names.joined(separator: ", "))
      }, isRelative: true)
    lines += list(
      "suspicious characters",
      diagnosis.suspicious.map { kind in
        let first = kind.first.first
        return (
          "\(kind.path):\(first.line):\(first.column)",
          "\(kind.first.kind.phrase): \(count(kind.count)) in \(Self.files(kind.files)), "
            + "first \(kind.first.code)"
        )
      })
    return joined(lines)
  }

  private static func files(_ count: Int) -> String {
    "\(HumanReadable.count(count)) file\(count == 1 ? "" : "s")"
  }

  private func place(_ place: LibraryDiagnosis.Place) -> (String, String) {
    ("\(place.path):\(place.line)", place.part > 1 ? "document \(place.part)" : "")
  }

  private func name(_ path: String, _ part: Int) -> String {
    PathDisplay.relative(path) + (part > 1 ? "#\(part)" : "")
  }

  /// Places with remarks below a heading with their number.
  private func list(
    _ title: String, _ entries: [(place: String, remark: String)], isRelative: Bool = false
  ) -> [String] {
    guard !entries.isEmpty else { return [] }
    var lines = ["", heading("\(title): \(HumanReadable.count(entries.count))")]
    for entry in entries.prefix(Self.namedPlaces) {
      let place = isRelative ? entry.place : PathDisplay.relative(entry.place)
      lines += wrapped(
        SearchReport.plain(entry.remark.isEmpty ? place : "\(place)  \(entry.remark)"), indent: 2,
        hanging: 6)
    }
    let rest = entries.count - Self.namedPlaces
    if rest > 0 { lines.append("  \(HumanReadable.count(rest)) more; --json names them all") }
    return lines
  }

  // MARK: Lines

  private func heading(_ text: String) -> String { terminal.styled(text, .bold) }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", heading(title)] + lines
  }

  /// The number of a line, a word for what is told, the value, and how it is known.
  private func row(
    _ number: String?, _ label: String, _ value: String, _ remark: String? = nil
  ) -> [String] {
    var margin = ""
    if let number {
      margin =
        String(repeating: " ", count: max(0, Self.numberWidth - number.utf8.count)) + number
        + "  "
    }
    margin += DisplayWidth.padded(label, to: Self.labelWidth)
    let text = SearchReport.plain(value)
    let hanging = DisplayWidth.columns(of: margin)
    guard let remark, !remark.isEmpty else {
      return wrapped(margin + text, indent: 0, hanging: hanging)
    }
    // The remark stands behind the value where there is room, else below it.
    let whole = "\(margin)\(text)  (\(remark))"
    if DisplayWidth.columns(of: whole) <= terminal.columns { return [whole] }
    return wrapped(margin + text, indent: 0, hanging: hanging)
      + [String(repeating: " ", count: hanging) + "(\(remark))"]
  }

  /// The text in lines that the terminal has room for; all but the first begin further right.
  private func wrapped(_ text: String, indent: Int, hanging: Int) -> [String] {
    let width = max(terminal.columns, hanging + 20)
    let first = String(repeating: " ", count: indent) + text
    guard DisplayWidth.columns(of: first) > width else { return [first] }
    let start = DisplayWidth.broken(first, to: width)[0]
    let margin = String(repeating: " ", count: hanging)
    return [start]
      + DisplayWidth.broken(String(first.dropFirst(start.count)), to: width - hanging)
      .map { margin + $0 }
  }

  private func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}
