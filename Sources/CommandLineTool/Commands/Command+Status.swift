import PolicySearch
import TerminalText

extension Command {
  static let status: Command = {
    let json = Flag.toggle("json", help: "Write one JSON object; see docs/json.md")
    return Command(
      name: "status",
      summary: "Tell what the index holds, and what was skipped",
      flags: [IndexLocation.flag, json],
      examples: [Example(arguments: "status", caption: "Documents, sizes, roots, skipped files")]
    ) { arguments, context in
      let status = try Library(directory: IndexLocation.resolve(arguments)).status()
      if arguments.isOn(json) {
        var writer = JSONWriter()
        status.write(to: &writer)
        writer.endLine()
        try context.output.write(String(decoding: writer.bytes, as: UTF8.self))
      } else {
        try context.output.write(text(status))
      }
      return .success
    }
  }()

  private static func text(_ status: LibraryStatus) -> String {
    let count = HumanReadable.count
    let total = status.structures.reduce(0) { $0 + $1.bytes }
    func share(_ bytes: Int) -> String {
      guard status.sourceBytes > 0 else { return "" }
      let hundredths = (bytes * 100 + status.sourceBytes / 2) / status.sourceBytes
      return "  \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
    var rows: [(String, String)] = [
      ("index", status.directory), ("generation", count(status.generation)),
      ("documents", count(status.documents)),
      ("deleted, still on disk", count(status.deletedDocuments)), ("files", count(status.files)),
      ("segments", count(status.segments)), ("characters", count(status.characters)),
      ("words", count(status.words)), ("distinct words", count(status.wordTerms)),
      ("distinct pairs", count(status.pairTerms)),
      ("ICU", status.unicodeVersions.current),
      (
        "segmenter",
        status.usesDictionary
          ? "by search in ICU's dictionary" : "by ICU itself: its dictionary has an unknown form"
      ),
      (
        "lexicon",
        "\(count(status.lexicon.builtIn)) built-in words, \(count(status.lexicon.divisions)) divisions, "
          + "\(count(status.lexicon.user)) of yours"
      ),
      ("source files", HumanReadable.bytes(status.sourceBytes)),
      ("index files", HumanReadable.bytes(total) + share(total) + " of the source files"),
    ]
    rows += status.structures.map {
      (
        "  " + String($0.name.map { $0 == "_" ? " " : $0 }),
        HumanReadable.bytes($0.bytes) + share($0.bytes)
      )
    }
    rows += status.roots.map { ("root", $0) }
    rows += status.skipped.map { ("skipped", "\($0.path): \($0.reason)") }
    if let warning = status.warning { rows.append(("warning", warning)) }
    return rows.map { DisplayWidth.padded($0, to: 30) + SearchReport.plain($1) + "\n" }.joined()
  }
}
