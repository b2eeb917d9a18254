/// One of the tool's commands, as data: all that parsing it, explaining it and running it takes.
struct Command: Sendable {
  /// A command line worth knowing.
  struct Example: Sendable {
    let arguments: String
    let caption: String
  }

  let name: String

  /// What the command does, in one sentence without a full stop.
  let summary: String

  /// What else one has to know, in paragraphs; shown between the usage line and the flags.
  var discussion: [String] = []

  var operands: Operands = .none

  /// Its own flags; ``allFlags`` has the common ones as well.
  var flags: [Flag] = []

  var examples: [Example] = []

  let run: @Sendable (Arguments, CommandContext) throws -> ExitCode

  var allFlags: [Flag] { flags + [.color, .help] }
}
