import PolicySearch
import TerminalText

extension Command {
  /// What the command does, by its first operand.
  private enum LexiconAction: String, CaseIterable {
    case add, remove, list, suggest
  }

  static let lexicon: Command = {
    let number = Flag.value(
      "number", short: "n", valueName: "N", help: "Suggest at most N words", defaultValue: "30")
    let builtIn = Flag.toggle("built-in", help: "List the words that come with the product too")
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    return Command(
      name: "lexicon",
      summary: "Add words of your own, and find candidates in the documents",
      discussion: [
        "`add WORD…` makes each WORD one word of every query from now on: it ranks by the places at "
          + "which it stands, whatever words the documents were cut into. Nothing is read anew, "
          + "running servers notice. `remove WORD…` takes them back. What a search finds to the letter "
          + "does not depend on words.",
        "`list` shows your words, and is what happens without an action. `suggest` reads all documents and "
          + "proposes what is quoted repeatedly and is not one word, and words that stand together far "
          + "more often than chance would have it: occurrences, documents, text, how it is cut now, a "
          + "file in which it stands.",
        "Words are kept as search compares them: width, case, script and look-alike marks folded.",
      ],
      operands: Operands(
        name: "ACTION WORD", count: 0...Int.max,
        completion: .words(LexiconAction.allCases.map(\.rawValue))),
      flags: [IndexLocation.flag, number, builtIn, json],
      examples: [
        Example(arguments: "lexicon suggest", caption: "What may be words of your documents"),
        Example(arguments: "lexicon add 首席员工 金蓝领", caption: "Two words, effective at once"),
        Example(arguments: "lexicon remove 金蓝领", caption: "Take one back"),
      ]
    ) { arguments, context in
      let name = arguments.operands.first ?? LexiconAction.list.rawValue
      let words = Array(arguments.operands.dropFirst())
      guard let action = LexiconAction(rawValue: name) else {
        let names = LexiconAction.allCases.map(\.rawValue)
        let likely = nearest(to: name, among: names).map { "did you mean \($0)?" }
        throw UsageError(
          "unknown action '\(name)'; " + (likely ?? "it is \(names.joined(separator: ", "))"))
      }
      let takesWords = action == .add || action == .remove
      guard words.isEmpty != takesWords else {
        throw UsageError(
          takesWords ? "\(name) needs a WORD" : "\(name) takes no words, such as '\(words[0])'")
      }
      guard action == .list || !arguments.isOn(builtIn) else {
        throw UsageError("--built-in is for list")
      }
      let directory = IndexLocation.resolve(arguments)
      switch action {
      case .add, .remove:
        let lexicon = UserLexicon(directory: directory)
        let outcomes = try action == .add ? lexicon.add(words) : remove(words, from: lexicon)
        for outcome in outcomes {
          try context.output.write(
            arguments.isOn(json)
              ? line(outcome.write) : text(outcome, isAdded: action == .add))
        }
        return outcomes.contains(where: \.isChanged) ? .success : .noMatch
      case .list:
        let entries = try Library(directory: directory)
          .lexiconEntries(includesBuiltIn: arguments.isOn(builtIn))
        for entry in entries {
          try context.output.write(
            arguments.isOn(json)
              ? line(entry.write)
              : SearchReport.plain(entry.text)
                + (arguments.isOn(builtIn) ? "\t\(entry.source)" : "") + "\n")
        }
        return entries.isEmpty ? .noMatch : .success
      case .suggest:
        let limit = try arguments.integer(of: number, in: 1...100_000) ?? 30
        let suggestions = try Library(directory: directory).suggestions(limit: limit)
        if arguments.isOn(json) {
          for suggestion in suggestions { try context.output.write(line(suggestion.write)) }
        } else {
          try context.output.write(table(of: suggestions))
        }
        return suggestions.isEmpty ? .noMatch : .success
      }
    }
  }()

  private static func remove(
    _ words: [String], from lexicon: UserLexicon
  ) throws -> [UserLexicon.Outcome] {
    do throws(LibraryError) {
      return try lexicon.remove(words)
    } catch .userWord(.unknown(let word, let added)) {
      guard let likely = nearest(to: word, among: added) else {
        throw LibraryError.userWord(.unknown(word, added: added))
      }
      throw UsageError("“\(word)” was not added; did you mean \(likely)?")
    }
  }

  private static func text(_ outcome: UserLexicon.Outcome, isAdded: Bool) -> String {
    let change =
      switch (isAdded, outcome.isChanged) {
      case (true, true): "added"
      case (true, false): "there already"
      case (false, _): "removed"
      }
    let source =
      switch outcome.otherSource {
      case .dictionary: "one word in ICU's dictionary"
      case .builtIn: "one word in the built-in lexicon"
      case .division: "one word as an administrative division"
      case nil: ""
      }
    let remark =
      outcome.otherSource == nil ? "" : isAdded ? "; \(source) already" : "; still \(source)"
    return "\(SearchReport.plain(outcome.word)): \(change)\(remark)\n"
  }

  /// In columns, or with tabs between them in a pipe: occurrences, documents, text, words, file.
  private static func table(of suggestions: [LexiconSuggestion]) -> String {
    let texts = suggestions.map { SearchReport.plain($0.text) }
    let cuts = suggestions.map { SearchReport.plain($0.words.joined(separator: "|")) }
    let width = texts.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let cutWidth = cuts.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    var table = ""
    for ((suggestion, text), cut) in zip(zip(suggestions, texts), cuts) {
      let counts = [suggestion.occurrences, suggestion.documents].map { count in
        let digits = HumanReadable.count(count)
        return String(repeating: " ", count: max(0, 8 - digits.count)) + digits
      }
      let columns =
        counts + [
          DisplayWidth.padded(text, to: width), DisplayWidth.padded(cut, to: cutWidth),
          SearchReport.plain(PathDisplay.relative(suggestion.examplePath)),
        ]
      table += columns.joined(separator: "  ") + "\n"
    }
    return table
  }

  private static func line(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
