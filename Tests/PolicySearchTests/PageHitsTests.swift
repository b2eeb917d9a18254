import Testing

@testable import PolicySearch

@Suite struct `The hits of a page` {
  /// Long enough to be read by several workers; each begins with what the first shows.
  private static func texts() -> [String] {
    var random = SeededGenerator(seed: 5)
    return (0..<8).map { _ in
      var text = "各级工会要把服务职工作为首要任务，抓实抓细。\n"
      for count in 1...7000 {
        let scalar = Unicode.Scalar(UInt16.random(in: 0x4E00...0x9FA5, using: &random))
        text.unicodeScalars.append(scalar ?? "工")
        if count.isMultiple(of: 50) { text += "。\n" }
      }
      return text
    }
  }

  @Test func `of a damaged index are an error, or all of them are right`() throws {
    let library = try TestLibrary(Self.texts())
    let request = SearchRequest(query: "服务职工", limit: 8)
    let expected = try library.open().search(request).hits
    #expect(expected.count == 8)
    #expect(expected[0].passages[0].alsoIn == Array(2...8))
    let name = try #require(
      try TemporaryFolder.names(in: library.index).first { $0.hasSuffix(".seg") })
    let bytes = try TemporaryFolder.contents(of: library.index + "/" + name)
    var failures = 0
    for place in stride(from: 100, to: bytes.count, by: bytes.count / 24) {
      var damaged = bytes
      damaged[place] ^= 4
      try library.folder.write(damaged, to: "index/" + name)
      do throws(LibraryError) {
        #expect(
          try Library(directory: library.index).search(request).hits == expected, "byte \(place)")
      } catch {
        failures += 1
        guard case .index = error else {
          Issue.record("byte \(place): \(error)")
          continue
        }
      }
    }
    #expect(failures > 4)
  }
}
