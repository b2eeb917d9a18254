import Glibc
import PolicySearch

extension Command {
  static let doctor: Command = {
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    return Command(
      name: "doctor",
      summary: "Show how files are read: every decision, and what to look at",
      discussion: [
        "Of each FILE: its encoding and how it was chosen, its documents and why each begins where it "
          + "does, every field with the line it was read from, the lines set apart and the lines "
          + "joined, and suspicious characters. A file of the library is read by the library's rules, "
          + "then by the flags.",
        "Without FILE: all files of the library, read anew: what was skipped, documents without title, "
          + "date or kind, copies, lines set apart, suspicious characters.",
        "What was read wrongly is corrected by a side file; see docs/side-files.md. Exit status: 0 all "
          + "is well, 1 something to look at (a file skipped, a side file that is not followed, a "
          + "document without title, date or kind, a suspicious character), 2 error.",
      ],
      operands: Operands(name: "FILE", count: 0...Int.max, completion: .files),
      flags: [IndexLocation.flag] + ReadingFlags.all + [json],
      examples: [
        Example(arguments: "doctor 讲话.txt", caption: "How a file is read, and why"),
        Example(arguments: "doctor", caption: "What to look at in the library"),
      ]
    ) { arguments, context in
      if arguments.operands.isEmpty {
        return try diagnoseLibrary(arguments, json: arguments.isOn(json), context)
      }
      return try diagnoseFiles(arguments, json: arguments.isOn(json), context)
    }
  }()

  private static func diagnoseLibrary(
    _ arguments: Arguments, json: Bool, _ context: CommandContext
  ) throws -> ExitCode {
    guard ReadingFlags.splits(arguments) == nil, try ReadingFlags.encodings(arguments).isEmpty
    else {
      throw UsageError(
        "--whole-file and --encoding need a FILE here; for the library give them to `gongwen index`"
      )
    }
    let library = try Library(directory: IndexLocation.resolve(arguments))
    let jobs = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let diagnosis = try LibraryDiagnosis(library, jobs: jobs)
    if json {
      try context.output.write(line(diagnosis.write))
    } else {
      try context.output.write(DoctorReport(terminal: context.terminal).text(diagnosis))
    }
    return diagnosis.isWell ? .success : .noMatch
  }

  private static func diagnoseFiles(
    _ arguments: Arguments, json: Bool, _ context: CommandContext
  ) throws -> ExitCode {
    let (libraryRules, roots) =
      try Library.rules(of: IndexLocation.resolve(arguments)) ?? (ReadingRules(), [])
    let encodings = try ReadingFlags.encodings(arguments)
    var isWell = true
    var isRead = true
    for (number, path) in arguments.operands.enumerated() {
      let absolute = PathDisplay.absolute(path)
      let isInLibrary = roots.contains { absolute == $0 || absolute.hasPrefix($0 + "/") }
      var rules = isInLibrary ? libraryRules : ReadingRules()
      rules.splits = ReadingFlags.splits(arguments) ?? rules.splits
      for rule in encodings { rules.add(rule) }
      do {
        let diagnosis = try FileDiagnosis(
          path: path, parser: rules.parser(for: absolute, roots: roots))
        isWell = isWell && diagnosis.isWell
        if json {
          try context.output.write(line(diagnosis.write))
        } else {
          try context.output.write(
            (number > 0 ? "\n" : "") + DoctorReport(terminal: context.terminal).text(diagnosis))
        }
      } catch let error as LibraryError {
        context.report("gongwen doctor: \(error)\n")
        isRead = false
      }
    }
    return isRead ? isWell ? .success : .noMatch : .failure
  }

  private static func line(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
