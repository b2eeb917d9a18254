import PolicySearch

extension Command {
  static let verify: Command = {
    let literal = Flag.value(
      "literal", valueName: "N",
      help: "Also search N random substrings of the documents, and expect to find each")
    let counts = Flag.value(
      "counts", valueName: "N",
      help: "Also compare the counts of N random substrings with a scan of all documents")
    let places = Flag.value(
      "places", valueName: "N",
      help: "Also search N random substrings, and compare reported places with the files")
    let seed = Flag.value(
      "seed", valueName: "N", help: "Take the same substrings as another run", defaultValue: "1")
    return Command(
      name: "verify",
      summary: "Check the index, and prove that search finds what stands in the documents",
      discussion: [
        "Verifies every checksum and reads every structure to its end. Exit status: 0 all is well, 1 a "
          + "substring was not found, miscounted or not at its place, 2 the index is damaged.",
        "--places compares file, line and column of every passage of the first 50 documents of each "
          + "search: what stands there, read anew, must fold to what was searched. Half of its "
          + "substrings lie across line breaks, joins and other seams. Files that have changed since "
          + "they were indexed are named and not compared.",
      ],
      flags: [IndexLocation.flag, literal, counts, places, seed],
      examples: [
        Example(arguments: "verify --literal 10000", caption: "Ten thousand random substrings"),
        Example(arguments: "verify --places 1000", caption: "Where they are said to stand"),
      ]
    ) { arguments, context in
      let library = try Library(directory: IndexLocation.resolve(arguments))
      let documents = try library.verify()
      try context.output.write(
        "checked \(HumanReadable.count(documents)) documents: checksums and structure are right\n")
      let seed = try arguments.integer(of: seed, in: 0...Int.max) ?? 1
      var isRight = true
      if let count = try arguments.integer(of: literal, in: 1...Int.max) {
        isRight = try verifyLiteral(library, count, seed, context.output)
      }
      if let count = try arguments.integer(of: counts, in: 1...Int.max) {
        isRight = try verifyCounts(library, count, seed, context.output) && isRight
      }
      if let count = try arguments.integer(of: places, in: 1...Int.max) {
        isRight = try verifyPlaces(library, count, seed, context.output) && isRight
      }
      return isRight ? .success : .noMatch
    }
  }()

  /// Whether all of `count` random substrings were found; reports those that were not.
  private static func verifyLiteral(
    _ library: Library, _ count: Int, _ seed: Int, _ output: StandardOutput
  ) throws -> Bool {
    let (checked, failures) = try library.verifyLiteral(count: count, seed: UInt64(seed))
    for failure in failures {
      try output.write(
        "not found: “\(SearchReport.plain(failure.text))” in \(failure.identifier): "
          + "\(failure.reason)\n")
    }
    try output.write(
      "\(HumanReadable.count(checked)) substrings of 1 to 40 characters (seed \(seed)): "
        + "\(HumanReadable.count(checked - failures.count)) found, "
        + "\(HumanReadable.count(failures.count)) failed\n")
    return failures.isEmpty
  }

  /// Whether the totals of `count` random substrings are those of a scan; reports the others.
  private static func verifyCounts(
    _ library: Library, _ count: Int, _ seed: Int, _ output: StandardOutput
  ) throws -> Bool {
    let (checked, failures) = try library.verifyCounts(count: count, seed: UInt64(seed))
    for failure in failures {
      try output.write(
        "miscounted: “\(SearchReport.plain(failure.text))”: \(failure.occurrences) occurrences in "
          + "\(failure.documents) documents, a scan finds \(failure.scannedOccurrences) in "
          + "\(failure.scannedDocuments)\n")
    }
    try output.write(
      "\(HumanReadable.count(checked)) substrings counted by a scan of all documents (seed \(seed)): "
        + "\(HumanReadable.count(checked - failures.count)) agree, "
        + "\(HumanReadable.count(failures.count)) failed\n")
    return failures.isEmpty
  }

  /// Whether the texts of `count` random substrings stand where search says; reports the others.
  private static func verifyPlaces(
    _ library: Library, _ count: Int, _ seed: Int, _ output: StandardOutput
  ) throws -> Bool {
    let result = try library.verifyPlaces(count: count, seed: UInt64(seed))
    for failure in result.failures {
      let found = failure.found.map { "there stands “\(SearchReport.plain($0))”" } ?? "not found"
      try output.write(
        "\(PathDisplay.relative(failure.path)):\(failure.line):\(failure.column): "
          + "“\(SearchReport.plain(failure.text))”: \(found)\n")
    }
    for path in result.changedFiles {
      try output.write("changed since it was indexed: \(PathDisplay.relative(path))\n")
    }
    try output.write(
      "\(HumanReadable.count(result.places)) places of "
        + "\(HumanReadable.count(result.substrings)) substrings compared with the files "
        + "(seed \(seed)): "
        + "\(HumanReadable.count(result.places - result.misplaced)) agree, "
        + "\(HumanReadable.count(result.failures.count)) failed"
        + (result.unverifiedPlaces > 0
          ? ", \(HumanReadable.count(result.unverifiedPlaces)) in changed files" : "") + "\n")
    return result.failures.isEmpty
  }
}
