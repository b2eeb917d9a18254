import Glibc

@main struct Gongwen {
  static let commands: CommandSet = CommandSet(
    name: "gongwen", version: "0.1.0", summary: "Find wording in Chinese policy documents",
    entries: [
      "index": { .index },
      "search": { .search },
      "kwic": { .kwic },
      "timeline": { .timeline },
      "first": { .first },
      "show": { .show },
      "outline": { .outline },
      "values": { .values },
      "status": { .status },
      "doctor": { .doctor },
      "verify": { .verify },
      "segment": { .segment },
      "lexicon": { .lexicon },
      "synonyms": { .synonyms },
      "serve": { .serve },
      "completion": { .completion },
      "man": { .man },
    ])

  static func main() {
    let code = commands.run(
      Array(CommandLine.arguments.dropFirst()), output: StandardOutput(), environment: .process)
    exit(code.value)
  }
}
