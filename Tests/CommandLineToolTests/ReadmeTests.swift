import Testing

@Suite struct `The README` {
  /// The package's folder.
  private static let package: String = {
    var path = #filePath[...]
    for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.endIndex)] }
    return String(path)
  }()

  /// The commands of its examples, without the program's name and what is said beside them.
  private static let commands = Tool.read(package + "/README.md").split(separator: "\n")
    .filter { $0.hasPrefix("$ gongwen ") }
    .map { line in
      String(line.dropFirst("$ gongwen ".count).prefix { $0 != "#" })
    }

  @Test func `shows commands that work on the samples`() {
    #expect(Self.commands.count > 5)
    let tool = Tool()
    #expect(tool.bash("ln -s '\(Self.package)/samples' samples").code == 0)
    for command in Self.commands where command != "serve" {
      let result = tool.bash("\"$gongwen\" \(command)")
      #expect(result.code == 0, "gongwen \(command): \(result.error)")
    }
  }
}
