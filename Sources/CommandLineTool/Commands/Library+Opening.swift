import PolicySearch

extension Library {
  /// Opens the library that a command with filters reads, and says what should be known before its answer: a
  /// difference of ICU, and values of filters that no document has.
  static func open(
    _ arguments: Arguments, as command: String, _ context: CommandContext
  ) throws -> Library {
    let filters = try FilterFlags.filters(arguments)
    let library = try Library(directory: IndexLocation.resolve(arguments))
    if let warning = library.warning { context.report("gongwen \(command): \(warning)\n") }
    for (field, value) in try library.unknownValues(of: filters) {
      let remark = try FilterFlags.remark(on: value, of: field, in: library)
      context.report("gongwen \(command): \(remark)\n")
    }
    return library
  }
}
