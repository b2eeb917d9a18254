import Glibc

/// What standard output and standard error are connected to, and how to write for it.
struct Terminal: Sendable {
  /// A way to set words off. Without colour they stay plain.
  enum Style {
    case bold, dim, match

    /// The parameter of the escape sequence Select Graphic Rendition (ECMA-48, 8.3.117).
    fileprivate var parameter: String {
      switch self {
      case .bold: "1"
      case .dim: "2"
      // Bold red, as grep has it.
      case .match: "1;31"
      }
    }
  }

  /// Whether a person reads standard output.
  let outputIsTerminal: Bool

  /// Whether a person reads standard error.
  let errorIsTerminal: Bool

  /// Columns of a line; 80 where nothing says otherwise.
  let columns: Int

  /// Whether standard output is coloured.
  let usesColor: Bool

  init(outputIsTerminal: Bool, errorIsTerminal: Bool, columns: Int, usesColor: Bool) {
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.columns = columns
    self.usesColor = usesColor
  }

  /// No terminal: for what is written without colour wherever it goes.
  static let plain = Terminal(
    outputIsTerminal: false, errorIsTerminal: false, columns: 80, usesColor: false)

  /// The terminal of this process.
  init(color: ColorChoice, environment: Environment) {
    let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    self.init(
      outputIsTerminal: outputIsTerminal,
      errorIsTerminal: isatty(STDERR_FILENO) == 1,
      columns: Self.columns(environment: environment),
      usesColor: Self.usesColor(
        color, outputIsTerminal: outputIsTerminal, environment: environment))
  }

  /// Decides on colour: what the user says on the command line, else `NO_COLOR` (no-color.org),
  /// else `CLICOLOR_FORCE` (bixense.com/clicolors), else only on a terminal that understands it.
  static func usesColor(
    _ choice: ColorChoice, outputIsTerminal: Bool, environment: Environment
  ) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if environment["NO_COLOR"] != nil { return false }
      if let force = environment["CLICOLOR_FORCE"], force != "0" { return true }
      guard outputIsTerminal, let kind = environment["TERM"] else { return false }
      return kind != "dumb"
    }
  }

  private static func columns(environment: Environment) -> Int {
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      var size = winsize()
      if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
        return Int(size.ws_col)
      }
    }
    return 80
  }

  /// The text in a style, or as it is.
  func styled(_ text: String, _ style: Style) -> String {
    usesColor ? "\u{1B}[\(style.parameter)m\(text)\u{1B}[0m" : text
  }
}
