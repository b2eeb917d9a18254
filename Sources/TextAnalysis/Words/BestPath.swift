/// The cheapest way to cut a run of characters into words, found from its start to its end (the
/// dynamic programme of ICU's `CjkBreakEngine`).
///
/// `steps[i]` is the cost of the cheapest cut of the first *i* units in the bits from 5 upwards, and
/// 31 minus the length of its last word in the low 5. So the smaller of two steps is the cheaper one
/// and, of equally cheap ones, that with the longer last word: the one that ICU, which takes the
/// earliest, finds. Costs below 2¹⁶ and fewer than 2³¹ units cannot overflow 59 bits.
struct BestPath {
  private(set) var steps: [UInt64] = []

  /// Longest word, in units: ICU matches no longer ones, and five bits hold no more than 31.
  static let maximumLength = 20

  /// The cost of a character that is not a word of the dictionary, as a word of its own.
  static let unknownCost: UInt64 = 255

  /// A cost that no path takes: more than that of ``maximumLength`` unknown characters.
  static let noWordCost: UInt64 = 1 << 16

  /// Calls `body` with steps for a run of `count` units, the first one set and all others at their
  /// maximum. There are ``maximumLength`` spare ones at the end.
  mutating func withSteps(count: Int, _ body: (inout MutableSpan<UInt64>) -> Void) {
    let needed = count + 1 + Self.maximumLength
    if steps.count < needed {
      steps = [UInt64](repeating: .max, count: max(needed, 2 * steps.count))
    }
    var span = steps.mutableSpan
    for index in 0..<needed { span[index] = .max }
    span[0] = 0
    body(&span)
  }

  /// Appends the words of the run of `count` units that starts at `start`, ascending.
  ///
  /// - Precondition: every unit was given a step, as a word of its own at least.
  func appendWords(from start: Int32, count: Int, to words: inout [Range<Int32>]) {
    let first = words.count
    var end = count
    while end > 0 {
      let word = end - (31 - Int(steps[end] & 31))
      words.append(start + Int32(word)..<start + Int32(end))
      end = word
    }
    words[first...].reverse()
  }
}

extension MutableSpan<UInt64> {
  /// Offers a word of `length` units and of `cost` from the place `start` on.
  mutating func relax(from start: Int, length: Int, cost: UInt64) {
    let step = (self[start] & ~31) &+ (cost << 5 | UInt64(31 &- length))
    if step < self[start + length] { self[start + length] = step }
  }

  /// Offers the katakana that start at `index` of `run` as one word, if they do start there.
  mutating func relaxKatakana(at index: Int, in run: Span<UInt16>) {
    guard Katakana.contains(run[index]), index == 0 || !Katakana.contains(run[index - 1]) else {
      return
    }
    var end = index + 1
    while end < run.count, end - index < Katakana.lengthLimit, Katakana.contains(run[end]) {
      end += 1
    }
    let length = end - index
    if length < Katakana.lengthLimit {
      relax(from: index, length: length, cost: Katakana.cost(length))
    }
  }
}

/// The costs of runs of katakana, which are often foreign words and names that no dictionary has
/// (`getKatakanaCost` of ICU's dictbe.cpp).
private enum Katakana {
  /// Runs of this length and longer are not taken for a word.
  static let lengthLimit = 20

  static func contains(_ unit: UInt16) -> Bool { 0x30A1...0x30FE ~= unit && unit != 0x30FB }

  static func cost(_ length: Int) -> UInt64 {
    switch length {
    case 1: 984
    case 2: 408
    case 3: 240
    case 4: 204
    case 5: 252
    case 6: 300
    case 7: 372
    case 8: 480
    default: 8192
    }
  }
}
