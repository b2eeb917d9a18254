import Testing

@testable import PolicySearch

@Suite struct `Completions` {
  @Test func `count the documents of a word as a search does`() throws {
    let library = try TestLibrary([
      "河长制，河长会议", "推行河长制", "关于河长制的通知\n\n河流与河长。", "别的文件", "河长制要落实",
    ])
    // In another segment, and deleted.
    try library.write("河长制和河道", "more.txt")
    try library.update()
    try library.write("没有了", TestLibrary.name(1))
    try library.update()
    let words = try library.open().completions(of: "河", limit: 10).words
    #expect(!words.isEmpty)
    #expect(words.map(\.documents) == words.map(\.documents).sorted(by: >))
    for word in words {
      let found = try library.search("\"\(word.text)\"").exactDocuments
      #expect(word.documents == found, "\(word.text)")
    }
  }
}
