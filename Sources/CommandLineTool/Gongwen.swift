import Glibc

@main struct Gongwen {
  static let commands: CommandSet = CommandSet(
    name: "gongwen", version: "0.1.0", summary: "Find wording in Chinese policy documents",
    commands: [
      .index, .search, .kwic, .timeline, .first, .show, .outline, .values, .status, .doctor,
      .verify, .segment, .lexicon, .synonyms, .serve, .completion, .man,
    ])

  static func main() {
    let code = commands.run(
      Array(CommandLine.arguments.dropFirst()), output: StandardOutput(), environment: .process)
    exit(code.value)
  }
}
