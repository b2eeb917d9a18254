import PolicySearch

extension Command {
  static let verify: Command = {
    let literal = Flag.value(
      "literal", valueName: "N",
      help: "Also search N random substrings of the documents, and expect to find each")
    let seed = Flag.value(
      "seed", valueName: "N", help: "Take the same substrings as another run", defaultValue: "1")
    return Command(
      name: "verify",
      summary: "Check the index, and prove that search finds what stands in the documents",
      discussion: [
        "Verifies every checksum and reads every structure to its end. Exit status: 0 all is well, 1 a "
          + "substring was not found, 2 the index is damaged."
      ],
      flags: [IndexLocation.flag, literal, seed],
      examples: [
        Example(arguments: "verify --literal 10000", caption: "Ten thousand random substrings")
      ]
    ) { arguments, context in
      let library = try Library(directory: IndexLocation.resolve(arguments))
      let documents = try library.verify()
      try context.output.write(
        "checked \(HumanReadable.count(documents)) documents: checksums and structure are right\n")
      guard let count = try arguments.integer(of: literal, in: 1...Int.max) else { return .success }
      let seed = try arguments.integer(of: seed, in: 0...Int.max) ?? 1
      let failures = try library.verifyLiteral(count: count, seed: UInt64(seed))
      for failure in failures {
        try context.output.write(
          "not found: “\(SearchReport.plain(failure.text))” in \(failure.identifier): "
            + "\(failure.reason)\n")
      }
      try context.output.write(
        "\(HumanReadable.count(count)) substrings of 1 to 40 characters (seed \(seed)): "
          + "\(HumanReadable.count(count - failures.count)) found, "
          + "\(HumanReadable.count(failures.count)) failed\n")
      return failures.isEmpty ? .success : .noMatch
    }
  }()
}
