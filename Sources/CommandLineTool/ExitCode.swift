import Glibc

/// What the process tells its caller, as grep does.
struct ExitCode: Equatable, Sendable {
  let value: Int32

  /// Something was found, or what was asked is done.
  static let success = ExitCode(value: 0)

  /// Nothing was found.
  static let noMatch = ExitCode(value: 1)

  /// The command line is wrong, or something failed; the reason stands on standard error.
  static let failure = ExitCode(value: 2)

  /// Nobody reads the output any more: what a shell reports of a process that SIGPIPE has ended.
  static let outputClosed = ExitCode(value: 128 + SIGPIPE)
}
