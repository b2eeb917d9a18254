/// How often words of ideographs stand in a text, and how often two or three of them beside each other, in
/// which surroundings.
///
/// Memory: the words, which are those of a dictionary and single characters, and some 40 MB.
struct NeighbourTally {
  /// Two or three words, by number; two have no third, 0.
  struct Neighbours: Hashable {
    let first: UInt32
    let second: UInt32
    let third: UInt32
  }

  struct Entry: TallyEntry {
    var count: UInt32 = 0
    private var before: UInt64 = 0
    private var after: UInt64 = 0

    /// Notes the units around; nil for none, or for one that is no ideograph.
    fileprivate mutating func note(before: UInt16?, after: UInt16?) {
      self.before |= bit(of: before)
      self.after |= bit(of: after)
    }

    /// Each edge of a phrase counts as another neighbour, as for accessor variety (Feng, Chen, Deng and
    /// Zheng, 2004).
    private func bit(of unit: UInt16?) -> UInt64 {
      let hash = UInt32(unit ?? UInt16(truncatingIfNeeded: count)) &* 0x9E37_79B9
      return 1 << UInt64(hash >> 26)
    }

    /// How many different neighbours there are on the side with fewer, of up to 64 that are told apart.
    var variety: Int { min(before.nonzeroBitCount, after.nonzeroBitCount) }
  }

  private static let limit = 1 << 19

  private(set) var neighbours = BoundedTally<Neighbours, Entry>(limit: limit)
  /// The words by number; the first is none.
  private var words: [[UInt16]] = [[]]
  private var counts: [UInt32] = [0]
  /// The words of up to four units, as the bytes of an integer.
  private var shortNumbers: [UInt64: UInt32] = [:]
  private var longNumbers: [[UInt16]: UInt32] = [:]
  /// All words that were counted.
  private(set) var total = 0

  init() {}

  /// Counts the words of a text and their neighbours.
  mutating func add(_ ranges: [Range<Int32>], of units: Span<UInt16>) {
    var previous: (number: UInt32, start: Int) = (0, 0)
    var last: (number: UInt32, start: Int) = (0, 0)
    var end = -1
    for range in ranges {
      let range = Int(range.lowerBound)..<Int(range.upperBound)
      let number = number(of: units.extracting(range))
      if range.lowerBound != end || number == 0 { (previous.number, last.number) = (0, 0) }
      if last.number != 0, number != 0 {
        let after = Self.ideograph(units, at: range.upperBound)
        let pair = Neighbours(first: last.number, second: number, third: 0)
        let beforePair = Self.ideograph(units, at: last.start - 1)
        neighbours.add(pair) { $0.note(before: beforePair, after: after) }
        if previous.number != 0 {
          let triple = Neighbours(first: previous.number, second: last.number, third: number)
          let beforeTriple = Self.ideograph(units, at: previous.start - 1)
          neighbours.add(triple) { $0.note(before: beforeTriple, after: after) }
        }
      }
      previous = last
      last = (number, range.lowerBound)
      end = range.upperBound
    }
  }

  /// The number of a word, which is counted; 0 if it has other characters than ideographs.
  private mutating func number(of word: Span<UInt16>) -> UInt32 {
    var key: UInt64 = 0
    for index in word.indices {
      guard Self.isIdeograph(word[index]) else { return 0 }
      key = key << 16 | UInt64(word[index])
    }
    total += 1
    let new = UInt32(words.count)
    let number: UInt32
    if word.count <= 4 {
      number = shortNumbers[key, default: new]
      if number == new { shortNumbers[key] = new }
    } else {
      let units = word.indices.map { word[$0] }
      number = longNumbers[units, default: new]
      if number == new { longNumbers[units] = new }
    }
    if number == new {
      words.append(word.indices.map { word[$0] })
      counts.append(0)
    }
    counts[Int(number)] += 1
    return number
  }

  /// How often a word was counted.
  func count(of word: ArraySlice<UInt16>) -> Int {
    let number =
      word.count <= 4
      ? shortNumbers[word.reduce(0) { $0 << 16 | UInt64($1) }] : longNumbers[Array(word)]
    return number.map { Int(counts[Int($0)]) } ?? 0
  }

  /// How often two words stood beside each other.
  func count(of first: UInt32, _ second: UInt32) -> Int {
    let pair = Neighbours(first: first, second: second, third: 0)
    return Int(neighbours.entries[pair]?.count ?? 0)
  }

  /// The words of neighbours.
  func words(of neighbours: Neighbours) -> [[UInt16]] {
    let numbers = [neighbours.first, neighbours.second, neighbours.third]
    return numbers.filter { $0 != 0 }.map { words[Int($0)] }
  }

  static func isIdeograph(_ unit: UInt16) -> Bool { 0x3400...0x9FFF ~= unit }

  private static func ideograph(_ units: Span<UInt16>, at index: Int) -> UInt16? {
    units.indices.contains(index) && isIdeograph(units[index]) ? units[index] : nil
  }
}
