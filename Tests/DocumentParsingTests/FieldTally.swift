@testable import DocumentParsing

/// How many values of a field agree with what the texts state.
struct FieldTally: CustomStringConvertible {
  private(set) var stated = 0
  private(set) var right = 0
  /// Values where the text states none.
  private(set) var invented = 0
  private(set) var differences: [String] = []

  mutating func count<Value: Equatable>(_ found: Value?, stated: Value?, in file: String) {
    if let stated {
      self.stated += 1
      if found == stated { right += 1 }
    } else if found != nil {
      invented += 1
    }
    if found != stated {
      differences.append(
        "\(file): \(found.map { "\($0)" } ?? "none"), not \(stated.map { "\($0)" } ?? "any")")
    }
  }

  /// Of the values that the texts state.
  var share: Double { stated == 0 ? 1 : Double(right) / Double(stated) }

  var description: String { "\(right) of \(stated) right, \(invented) invented" }
}
