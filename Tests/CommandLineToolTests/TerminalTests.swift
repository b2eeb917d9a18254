import Glibc
import TerminalText
import Testing

@testable import CommandLineTool

@Suite struct `The terminal` {
  @Test(
    arguments: [
      // A terminal is coloured, a pipe is not, and a choice on the command line beats all.
      (.auto, true, ["TERM": "xterm"], true),
      (.auto, false, ["TERM": "xterm"], false),
      (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true),
      (.never, true, ["CLICOLOR_FORCE": "1", "TERM": "xterm"], false),
      (.auto, true, ["TERM": "dumb"], false),
      (.auto, true, [:], false),
      (.auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
      (.auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
      (.auto, false, ["CLICOLOR_FORCE": "1"], true),
      (.auto, false, ["CLICOLOR_FORCE": "0", "TERM": "xterm"], false),
      (.auto, false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
    ] as [(ColorChoice, Bool, [String: String], Bool)])
  func `is coloured`(
    choice: ColorChoice, isTerminal: Bool, environment: [String: String], expected: Bool
  ) {
    #expect(
      Terminal.usesColor(
        choice, outputIsTerminal: isTerminal, environment: Environment(environment)) == expected)
  }

  @Test func `is as wide as COLUMNS says`() {
    #expect(Terminal(color: .never, environment: Environment(["COLUMNS": "123"])).columns == 123)
    #expect(Terminal(color: .never, environment: Environment(["COLUMNS": "-1"])).columns > 0)
  }

  @Test func `sets words off only in colour`() {
    func styled(_ usesColor: Bool) -> String {
      Terminal(outputIsTerminal: true, errorIsTerminal: true, columns: 80, usesColor: usesColor)
        .styled("文", .match)
    }
    #expect(styled(true) == "\u{1B}[1;31m文\u{1B}[0m")
    #expect(styled(false) == "文")
  }
}

@Suite struct `A quantity for people` {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "-1,234"),
    (-123, "-123"),
  ])
  func `counts`(count: Int, text: String) {
    #expect(HumanReadable.count(count) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"),
    (999_499, "999 kB"), (999_500, "1.0 MB"), (37_200_000, "37 MB"), (2_000_000_000, "2.0 GB"),
    (.max, "9.2 EB"),
  ])
  func `measures bytes`(bytes: Int, text: String) {
    #expect(HumanReadable.bytes(bytes) == text)
  }

  @Test(
    arguments: [
      (.zero, "0.0 ms"), (.microseconds(420), "0.4 ms"), (.milliseconds(12), "12 ms"),
      (.microseconds(999_499), "999 ms"), (.microseconds(999_500), "1.0 s"), (.seconds(59), "59 s"),
      (.milliseconds(59_500), "1 min 00 s"), (.seconds(125), "2 min 05 s"),
      (.seconds(3599), "59 min 59 s"), (.seconds(3600), "1 h 00 min"),
      (.seconds(4900), "1 h 21 min"),
    ] as [(Duration, String)])
  func `tells time`(duration: Duration, text: String) {
    #expect(HumanReadable.duration(duration) == text)
  }
}

@Suite struct `Standard output` {
  @Test func `writes everything once and in order`() throws {
    let path = "/dev/shm/gongwen-output-\(getpid())"
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer {
      close(file)
      unlink(path)
    }
    let output = StandardOutput(descriptor: file)
    let lines = (0..<10_000).map { "第 \($0) 行\n" }
    for line in lines { try output.write(line) }
    try output.flush()
    try output.flush()
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = pread(file, &bytes, bytes.count, 0)
    #expect(bytes.prefix(count).elementsEqual(lines.joined().utf8))
  }

  @Test func `keeps a little text back until it is flushed`() throws {
    let pipe = Pipe()
    try StandardOutput(descriptor: pipe.writeEnd).write("草稿")
    #expect(pipe.readAll() == "")
  }

  @Test func `names the system's reason`() {
    let output = StandardOutput(descriptor: -1)
    #expect(throws: OutputError.failed(EBADF)) {
      try output.write("文")
      try output.flush()
    }
    #expect(OutputError.failed(EBADF).description.contains("Bad file descriptor"))
  }
}

@Suite struct `A progress bar` {
  private static func terminal(_ isTerminal: Bool) -> Terminal {
    Terminal(outputIsTerminal: false, errorIsTerminal: isTerminal, columns: 60, usesColor: false)
  }

  @Test(
    arguments: [
      (250, 1000, 79, "indexing  [=======                       ]  250/1,000  2.0 MB/s  30 s left"),
      (250, 1000, 59, "indexing  [===           ]  250/1,000  2.0 MB/s  30 s left"),
      (250, 1000, 50, "indexing  250/1,000  2.0 MB/s  30 s left"),
      (250, 1000, 20, "indexing  250/1,00…"),
      (1000, 1000, 64, "indexing  [============================]  1,000/1,000  2.0 MB/s"),
      (250, nil, 79, "indexing  250  2.0 MB/s"),
      (0, 0, 79, "indexing  0/0  2.0 MB/s"),
    ] as [(Int, Int?, Int, String)])
  func `fits its line`(done: Int, total: Int?, columns: Int, line: String) {
    let drawn = ProgressBar.line(
      label: "indexing", done: done, total: total, bytes: 20_000_000, elapsed: .seconds(10),
      columns: columns)
    #expect(drawn == line)
    #expect(DisplayWidth.columns(of: drawn) < columns)
  }

  @Test func `is redrawn at most ten times a second and wiped at the end`() {
    let start = ContinuousClock.now
    var drawn: [String] = []
    var bar = ProgressBar(
      label: "indexing", total: 2000, terminal: Self.terminal(true), isQuiet: false, start: start,
      draw: { drawn.append($0) })
    for millisecond in 0..<2000 {
      bar.update(done: millisecond, bytes: 0, now: start + .milliseconds(millisecond))
    }
    #expect(drawn.count == 20)
    #expect(drawn.allSatisfy { $0.hasPrefix("\rindexing") && $0.hasSuffix("\u{1B}[K") })
    bar.finish()
    bar.finish()
    #expect(drawn.count == 21)
    #expect(drawn.last == "\r\u{1B}[K")
  }

  @Test(arguments: [(true, true), (false, false), (false, true)])
  func `is not drawn in a pipe or when quiet`(isTerminal: Bool, isQuiet: Bool) {
    var drawn = ""
    var bar = ProgressBar(
      label: "indexing", total: 1, terminal: Self.terminal(isTerminal), isQuiet: isQuiet,
      draw: { drawn += $0 })
    bar.update(done: 1, bytes: 1)
    bar.finish()
    #expect(drawn == "")
  }
}
