/// The world a command runs in.
struct CommandContext {
  let output: StandardOutput
  let terminal: Terminal
  let environment: Environment

  /// Says something on standard error, in whole lines: warnings, and what was done.
  let report: (String) -> Void
}
