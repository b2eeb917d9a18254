/// The name of a file that an index writer made: a letter for the kind, a number of at least six
/// digits, which is never given twice, and an extension.
package struct IndexFileName: Equatable, Sendable {
  /// What a file holds.
  package enum Kind: CaseIterable, Sendable {
    case segment, liveDocuments, catalogue

    fileprivate var letter: Character {
      switch self {
      case .segment: "s"
      case .liveDocuments: "l"
      case .catalogue: "c"
      }
    }

    fileprivate var suffix: String {
      switch self {
      case .segment: ".seg"
      case .liveDocuments: ".live"
      case .catalogue: ".files"
      }
    }
  }

  let kind: Kind
  let number: Int

  private static let minimumDigits = 6
  /// More would not be a number that can be counted on from.
  private static let maximumDigits = 18

  init(kind: Kind, number: Int) {
    self.kind = kind
    self.number = number
  }

  /// The parts of `name`; nil when no index writer gives such a name.
  init?(_ name: String) {
    guard let kind = Kind.allCases.first(where: { name.first == $0.letter }),
      name.hasSuffix(kind.suffix)
    else { return nil }
    let digits = name.utf8.dropFirst().dropLast(kind.suffix.utf8.count)
    guard Self.minimumDigits...Self.maximumDigits ~= digits.count,
      digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    self.init(kind: kind, number: digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
  }
}

extension IndexFileName: CustomStringConvertible {
  /// The name as it stands in the folder.
  package var description: String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, Self.minimumDigits - digits.utf8.count))
    return "\(kind.letter)\(zeros)\(digits)\(kind.suffix)"
  }
}
