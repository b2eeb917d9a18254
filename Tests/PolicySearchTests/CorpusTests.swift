import Glibc
import InvertedIndex
import Testing
import TextAnalysis

@testable import PolicySearch

private let package = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
private let corpus = "\(package)/../shared/corpus"

@Suite struct `A library of real documents` {
  @Test(
    .enabled(
      if: access(corpus + "/seeds", R_OK) == 0, "the seed documents are not beside the package"))
  func `finds every part of the seed documents`() throws {
    let library = try build(TemporaryFolder.files(below: corpus + "/seeds"))
    let verified = try library.open().verifyLiteral(count: 1000, seed: 11)
    #expect(verified.checked == 1000)
    #expect(verified.failures == [])
    try expectCountsOfScan(library, count: 150, seed: 12)
  }

  @Test(
    .enabled(
      if: access(corpus + "/lawrefbook", R_OK) == 0, "the laws are not beside the package"))
  func `finds every part of some laws`() throws {
    let laws = try TemporaryFolder.files(below: corpus + "/lawrefbook").sorted()
    let some = stride(from: 0, to: laws.count, by: max(1, laws.count / 60)).map { laws[$0] }
    let library = try build(some)
    let verified = try library.open().verifyLiteral(count: 300, seed: 13)
    #expect(verified.checked == 300)
    #expect(verified.failures == [])
    #expect(try library.open().verify() > 50)
  }

  private func build(_ files: [String]) throws -> TestLibrary {
    let library = try TestLibrary()
    for (number, file) in files.enumerated() {
      try library.folder.link("docs/\(number).txt", to: file)
    }
    let summary = try library.update { $0.jobs = 2 }
    #expect(summary.skipped == [] && summary.unreadable == [])
    return library
  }

  private func expectCountsOfScan(_ library: TestLibrary, count: Int, seed: UInt64) throws {
    let opened = try library.open()
    var texts: [String] = []
    for hit in try library.search("的 OR 一").hits {
      texts.append(try opened.shownDocument(hit.identifier).text)
    }
    let plain = try PlainDocuments(texts)
    #expect(plain.folded.count == opened.snapshot.documentCount)
    var random = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    for _ in 0..<count {
      let units = plain.folded[Int.random(in: plain.folded.indices, using: &random)]
      let start = Int.random(in: units.indices, using: &random)
      let length = Int.random(in: 1...12, using: &random)
      let part = String(decoding: units[start..<min(units.count, start + length)], as: UTF16.self)
      // The fold of folded text is itself, but for its edges; `"` would end the literal.
      let folded = folder.fold(part).units
      guard !folded.isEmpty, !folded.contains(0x22) else { continue }
      let counts = plain.counts(of: folded)
      let result = try opened.search(SearchRequest(query: "\"\(part)\"", limit: 0))
      #expect(result.exactDocuments == counts.count { $0 > 0 }, "seed \(seed): \(part)")
      #expect(result.exactOccurrences == counts.reduce(0, +), "seed \(seed): \(part)")
    }
  }
}
