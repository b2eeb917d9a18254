/// Runs of katakana, which are often foreign words and names that no dictionary has: each is offered
/// as one word (`getKatakanaCost` of ICU's dictbe.cpp).
enum Katakana {
  /// The length of the run that starts at `index` of `run` and the cost of it as a word; nil if none
  /// starts there, or one too long.
  @inline(always)
  static func word(at index: Int, in run: Span<UInt16>) -> (length: Int, cost: UInt64)? {
    contains(run[index]) ? find(at: index, in: run) : nil
  }

  private static func find(at index: Int, in run: Span<UInt16>) -> (length: Int, cost: UInt64)? {
    if index > 0, contains(run[index - 1]) { return nil }
    var end = index + 1
    while end < run.count, contains(run[end]) {
      end += 1
      if end - index == lengthLimit { return nil }
    }
    return (end - index, cost(ofLength: end - index))
  }

  /// Runs of this length and longer are not taken for a word.
  private static let lengthLimit = 20

  private static func contains(_ unit: UInt16) -> Bool {
    0x30A1...0x30FE ~= unit && unit != 0x30FB
  }

  private static func cost(ofLength length: Int) -> UInt64 {
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
