import PolicySearch

/// What a search writes of its result.
enum SearchOutput: Equatable {
  /// A page of documents, with their best passages.
  case documents
  /// The files of the exact tier, with what is counted in them.
  case files(CountedUnit?)
  /// All occurrences in the exact tier.
  case occurrences(OccurrenceReport.Layout)
}

extension SearchOutput {
  static let count = Flag.toggle(
    "count", short: "c", help: "Only name each file with an exact match and its matching paragraphs"
  )
  static let countMatches = Flag.toggle(
    "count-matches", help: "Only name each file with an exact match and its matches")
  static let list = Flag.toggle(
    "files-with-matches", short: "l", help: "Only name the files with an exact match")
  static let onlyMatching = Flag.toggle(
    "only-matching", short: "o", help: "Print only what matches: file:line:match")
  static let vimgrep = Flag.toggle(
    "vimgrep", help: "Print a line for each match, for editors: file:line:column:paragraph")
  static let after = Flag.value(
    "after-context", short: "A", valueName: "N",
    help: "Print matching paragraphs and N behind each")
  static let before = Flag.value(
    "before-context", short: "B", valueName: "N",
    help: "Print matching paragraphs and N before each")
  static let context = Flag.value(
    "context", short: "C", valueName: "N",
    help: "Print matching paragraphs and N on either side of each; 0 for them alone")
  static let fileName = Flag.toggle(
    "filename", help: "Begin lines with file and line; --no-filename leaves them out")

  static let flags = [
    count, countMatches, list, onlyMatching, vimgrep, after, before, context, fileName,
  ]

  /// What a command line asks for; flags that contradict each other are an error.
  init(_ arguments: Arguments) throws(UsageError) {
    let context = try Self.context(arguments)
    var asked: [(name: String, output: SearchOutput)] = []
    if arguments.isOn(Self.count) { asked.append(("-c", .files(.paragraphs))) }
    if arguments.isOn(Self.countMatches) {
      asked.append(("--count-matches", .files(.occurrences)))
    }
    if arguments.isOn(Self.list) { asked.append(("-l", .files(nil))) }
    if arguments.isOn(Self.vimgrep) { asked.append(("--vimgrep", .occurrences(.places))) }
    if arguments.isOn(Self.onlyMatching) { asked.append(("-o", .occurrences(.matches))) }
    if let context { asked.append(("-A, -B, -C", .occurrences(.paragraphs(context)))) }
    if asked.map(\.name) == ["--vimgrep", "-o"] {
      asked = [("--vimgrep -o", .occurrences(.matchPlaces))]
    }
    guard asked.count < 2 else {
      throw UsageError(
        "\(asked[0].name) and \(asked[1].name) contradict each other; give one of them")
    }
    self = asked.first?.output ?? .documents
    if arguments.state(of: Self.fileName) == false {
      switch self {
      case .occurrences(.matches), .occurrences(.paragraphs): break
      default: throw UsageError("--no-filename needs -o, -A, -B or -C")
      }
    }
  }

  private static func context(
    _ arguments: Arguments
  ) throws(UsageError) -> OccurrenceReport.Context? {
    let range = 0...1_000_000
    let both = try arguments.integer(of: context, in: range)
    let before = try arguments.integer(of: before, in: range)
    let after = try arguments.integer(of: after, in: range)
    guard both != nil || before != nil || after != nil else { return nil }
    return OccurrenceReport.Context(before: before ?? both ?? 0, after: after ?? both ?? 0)
  }
}
