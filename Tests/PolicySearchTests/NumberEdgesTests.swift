import InvertedIndex
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `The edges of a number` {
  private static let pieces = [
    "0", "1", "2", "9", ".", "·", "〇", "零", "一", "二", "两", "十", "百", "千", "万", "亿", "点", "年", "第",
    "条",
    "人", "，",
  ]
  private static let numbers = [
    "12", "1.2", "21", "十二", "二十", "一十", "二", "1", "11", "二二", "二〇一二年", "2012年", "第十二", "第12条",
    "一点二", "12年1",
  ]

  /// Mostly numbers, so that they go on, on either side.
  private static func text(using random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...60, using: &random)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }.joined()
  }

  @Test(arguments: [61, 62, 63] as [UInt64])
  func `hold for the index where a scan of the texts says so`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts = (0..<120).map { _ in Self.text(using: &random) }
    let library = try TestLibrary(texts).open()
    var folder = try TextFolder()
    var documents: [[[UInt16]]] = []
    for (index, segment) in library.snapshot.segments.enumerated() {
      documents.append([])
      for document in 0..<segment.reader.documentCount {
        let stored = try library.stored(DocID(document), segment: index)
        documents[index].append(folder.fold(String(decoding: stored.text, as: UTF8.self)).units)
      }
    }
    for number in Self.numbers + (0..<30).map({ _ in String(Self.text(using: &random).prefix(3)) })
    {
      let units = folder.fold(number).units
      for edges in [NumberEdges(of: units), []] {
        let pattern = try #require(LiteralPattern(units: units, numberEdges: edges))
        guard pattern.isDecidedByIndex else { continue }
        for (index, segment) in library.snapshot.segments.enumerated() {
          let found = try pattern.matches(in: segment)
          let expected = documents[index].map { pattern.occurrences(in: $0).count }
          #expect(
            expected.indices.map { found.frequency(in: DocID($0)) } == expected,
            "seed \(seed): \(number), edges \(edges.rawValue)")
        }
      }
    }
  }
}
