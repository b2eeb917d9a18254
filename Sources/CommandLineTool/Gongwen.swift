import Glibc

@main struct Gongwen {
  static let commands = CommandSet(
    name: "gongwen", version: "0.1.0", summary: "Find wording in Chinese policy documents",
    commands: [
      .index, .search, .show, .outline, .status, .doctor, .verify, .segment, .lexicon, .synonyms,
      .serve,
    ])

  static func main() {
    let code = commands.run(
      Array(CommandLine.arguments.dropFirst()), output: StandardOutput(), environment: .process)
    exit(code.value)
  }
}
