import Testing

@testable import InvertedIndex

@Suite struct `A set of impacts` {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `bound every posting whatever the parameters`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = [1, 2, 5, 128, 1000][Int(seed % 5)]
    let greatest: UInt32 = seed % 3 == 0 ? 1000 : 20
    let postings = (0..<count).map { _ in
      (
        frequency: UInt32.random(in: 1...greatest, using: &generator),
        length: UInt32.random(in: 1...(seed % 2 == 0 ? 100 : 1_000_000), using: &generator)
      )
    }
    var builder = Impacts.Builder()
    var whole = Impacts.Builder()
    for posting in postings {
      builder.add(
        frequency: posting.frequency, lengthCode: LengthCode.encode(posting.length))
    }
    let impacts = builder.take()
    whole.add(impacts)
    var bytes: [UInt8] = []
    impacts.reduced.append(to: &bytes)
    whole.take().reduced.append(to: &bytes)
    #expect(bytes.count == 2 * Impacts.encodedSize)
    for _ in 0..<10 {
      let scorer = TermScorer(
        weight: Float.random(in: 0...0x1p22, using: &generator),
        bm25: BM25(
          k1: Float.random(in: 0...3, using: &generator),
          b: Float.random(in: 0...1, using: &generator)),
        averageLength: Double.random(in: 1...1000, using: &generator))
      let best = postings.map { scorer.score(frequency: $0.frequency, length: $0.length) }.max()
      bytes.withUnsafeBytes { bytes in
        for start in [0, Impacts.encodedSize] {
          let bound = scorer.bound(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 8]))
          #expect(bound >= best ?? 0)
          #expect(bound == bound.rounded(), "sums of bounds must be exact")
        }
      }
      #expect(scorer.greatest >= best ?? 0)
    }
  }

  @Test func `are the competitive pairs, in order, and are forgotten once taken`() {
    var builder = Impacts.Builder()
    for (frequency, code) in [(1, 9), (3, 9), (2, 12), (7, 30), (7, 25), (900, 40)]
      as [(UInt32, UInt8)]
    {
      builder.add(frequency: frequency, lengthCode: code)
    }
    #expect(
      builder.take().pairs.map { [$0.frequency, $0.length] } == [[3, 9], [7, 25], [255, 40]])
    builder.add(frequency: 1, lengthCode: 50)
    #expect(builder.take().pairs.map { [$0.frequency, $0.length] } == [[1, 50]])
  }

  @Test func `are reduced to four by joining neighbours into their upper corner`() {
    var builder = Impacts.Builder()
    for number in 1...9 as ClosedRange<UInt32> {
      builder.add(frequency: number * 10, lengthCode: UInt8(number * 2))
    }
    let all = builder.take()
    let reduced = all.reduced
    #expect(all.pairs.count == 9 && reduced.pairs.count == Impacts.capacity)
    for pair in all.pairs {
      #expect(reduced.pairs.contains { $0.frequency >= pair.frequency && $0.length <= pair.length })
    }
  }
}
