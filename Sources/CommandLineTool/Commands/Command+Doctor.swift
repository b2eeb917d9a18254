import DocumentParsing
import PolicySearch

extension Command {
  static let doctor: Command = {
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    return Command(
      name: "doctor",
      summary: "Show how files were read: every decision, and what to look at",
      operands: Operands(name: "FILE", count: 1...Int.max),
      flags: [IndexLocation.flag, json],
      examples: [
        Example(arguments: "doctor 讲话.txt", caption: "How a file is read, and why")
      ]
    ) { arguments, context in
      let parser = FileParser()
      var code = ExitCode.success
      for path in arguments.operands {
        do {
          let diagnosis = try FileDiagnosis(path: path, parser: parser)
          var writer = JSONWriter()
          diagnosis.write(to: &writer)
          writer.endLine()
          try context.output.write(String(decoding: writer.bytes, as: UTF8.self))
        } catch let error as LibraryError {
          context.report("gongwen doctor: \(error)\n")
          code = .failure
        }
      }
      return code
    }
  }()
}
