import Testing

@testable import TextAnalysis

@Suite struct `A text's sketch` {
  /// The runs of four units that stand in both texts, as a share of those that stand in either.
  private static func jaccard(_ first: [UInt16], _ second: [UInt16]) -> Double {
    func runs(_ units: [UInt16]) -> Set<UInt64> {
      var run: UInt64 = 0
      var runs: Set<UInt64> = []
      for (place, unit) in units.enumerated() {
        run = run << 16 | UInt64(unit)
        if place >= 3 { runs.insert(run) }
      }
      return runs
    }
    let (first, second) = (runs(first), runs(second))
    return Double(first.intersection(second).count) / Double(first.union(second).count)
  }

  private static func sketch(_ units: [UInt16]) -> TextSketch { TextSketch(of: units.span) }

  private static func random(_ count: Int, using random: inout SeededGenerator) -> [UInt16] {
    (0..<count).map { _ in 0x4E00 + UInt16.random(in: 0..<3000, using: &random) }
  }

  @Test(arguments: [(60, 0.2), (300, 0.1), (2000, 0.1), (8000, 0.1)])
  func `tells what edited texts share about as exactly as it says`(
    length: Int, deviation: Double
  ) {
    let seed: UInt64 = 20_261_128
    var random = SeededGenerator(seed: seed)
    var squares = 0.0
    var bias = 0.0
    let rounds = length > 1000 ? 60 : 300
    for round in 0..<rounds {
      let text = Self.random(length, using: &random)
      var edited = text
      for _ in 0..<(length * (round % 30) / 120) {
        let place = Int.random(in: 0..<edited.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: edited[place] = 0x4E00
        case 1 where edited.count > length / 2: edited.remove(at: place)
        default: edited.insert(0x4E01, at: place)
        }
      }
      let error =
        Self.sketch(text).similarity(to: Self.sketch(edited)) - Self.jaccard(text, edited)
      squares += error * error
      bias += error
    }
    let found = (squares / Double(rounds)).squareRoot()
    #expect(found < deviation, "length \(length), seed \(seed)")
    #expect(abs(bias) / Double(rounds) < deviation / 5, "length \(length), seed \(seed)")
  }

  @Test func `finds nothing in common between texts that have nothing in common`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let texts = (0..<2).map { _ in Self.random(400, using: &random) }
      #expect(Self.sketch(texts[0]).similarity(to: Self.sketch(texts[1])) < 0.5)
    }
  }

  @Test func `is the same of the same runs, however often and in what order they stand`() {
    let text = Array("青岚市植树造林办法自公布之日起施行".utf16)
    #expect(Self.sketch(text) == Self.sketch(text))
    #expect(Self.sketch(text + text) == Self.sketch(text + text + text))
    #expect(Self.sketch(text).similarity(to: Self.sketch(text)) == 1)
  }

  @Test func `is made of the shortest texts`() {
    let texts = ["", "树", "植树", "植树节", "植树节日"].map { Self.sketch(Array($0.utf16)) }
    for (place, sketch) in texts.enumerated() {
      #expect(texts[..<place].allSatisfy { $0.similarity(to: sketch) < 0.5 })
    }
  }
}
