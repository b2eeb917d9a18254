import InvertedIndex
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `An index of another program` {
  /// Changes an attribute of a library's visible generation.
  private func set(_ name: String, to value: String, in library: TestLibrary) throws {
    var writer = try IndexWriter(
      directory: IndexDirectory(path: library.index), schema: LibrarySchema.index,
      startsEmpty: false)
    var attributes = writer.attributes
    attributes[name] = [value]
    let attachments = writer.attachments
    try writer.commit(attributes: attributes, attachments: attachments)
  }

  @Test func `with other built-in words is searched and updated, and said to be one`() throws {
    let library = try TestLibrary(["关于防汛的通知\n"])
    #expect(try library.open().status().warning == nil)
    try set(LibraryAttribute.lexicon, to: "1", in: library)
    let warning = try #require(try library.open().status().warning)
    #expect(warning.contains("another built-in lexicon"))
    #expect(try library.names("防汛") == ["0.txt"])
    try library.write("防汛二\n", "1.txt")
    try library.update()
    #expect(try library.names("防汛") == ["0.txt", "1.txt"])
    #expect(try library.open().status().warning != nil)
    try library.update { $0.rebuilds = true }
    #expect(try library.open().status().warning == nil)
  }

  @Test func `with another analysis is to be rebuilt, and keeps the user's words`() throws {
    let library = try TestLibrary(["关于防汛的通知\n"])
    _ = try UserLexicon(directory: library.index).add(["河模"])
    try set(LibraryAttribute.analysis, to: "1", in: library)
    func isOutdated(_ error: any Error) -> Bool {
      guard case LibraryError.outdatedAnalysis = error else { return false }
      return true
    }
    #expect { try library.open() } throws: { isOutdated($0) }
    #expect { try library.update() } throws: { isOutdated($0) }
    #expect { try UserLexicon(directory: library.index).add(["词语"]) } throws: { isOutdated($0) }
    try library.update { $0.rebuilds = true }
    #expect(try library.open().userWords.texts == ["河模"])
  }

  @Test func `tells how many words there are`() throws {
    let library = try TestLibrary(["关于防汛的通知\n"])
    _ = try UserLexicon(directory: library.index).add(["河模", "松河模式"])
    let lexicon = try library.open().status().lexicon
    #expect(lexicon.user == 2)
    #expect(lexicon.builtIn + lexicon.divisions == Lexicon.builtIn.count)
    #expect(lexicon.divisions > 2500)
  }
}
