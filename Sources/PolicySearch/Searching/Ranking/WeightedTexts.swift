/// Folded texts in the order in which they were added first, each once, with what they count.
struct WeightedTexts {
  private(set) var entries: [(units: [UInt16], weight: Float)] = []
  private var numbers: [[UInt16]: Int] = [:]

  /// Adds a text, or to its weight.
  mutating func add(_ units: [UInt16], _ weight: Float) {
    if let number = numbers[units] {
      entries[number].weight += weight
    } else {
      numbers[units] = entries.count
      entries.append((units, weight))
    }
  }

  mutating func add(_ others: WeightedTexts) {
    for (units, weight) in others.entries { add(units, weight) }
  }
}
