/// Folded texts in the order in which they were added first, each once, with what they count.
struct WeightedTexts {
  private(set) var entries: [(units: [UInt16], weight: Float)] = []
  private var numbers: [[UInt16]: Int] = [:]

  /// Adds a text. Where it is there, its weight becomes the root of the sum of the squares: what is said twice
  /// counts less than twice as much.
  mutating func add(_ units: [UInt16], _ weight: Float) {
    add(units, weight) { ($0 * $0 + $1 * $1).squareRoot() }
  }

  mutating func add(_ others: WeightedTexts) {
    for (units, weight) in others.entries { add(units, weight) }
  }

  /// Adds texts, each of which counts as much as the greatest of its weights.
  mutating func addGreatest(_ others: WeightedTexts) {
    for (units, weight) in others.entries { add(units, weight, max) }
  }

  func contains(_ units: [UInt16]) -> Bool { numbers[units] != nil }

  private mutating func add(
    _ units: [UInt16], _ weight: Float, _ together: (Float, Float) -> Float
  ) {
    if let number = numbers[units] {
      entries[number].weight = together(entries[number].weight, weight)
    } else {
      numbers[units] = entries.count
      entries.append((units, weight))
    }
  }
}
