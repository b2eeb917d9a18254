internal import InvertedIndex
internal import TextAnalysis

/// The terms of one field made of tokens: the number of each word of the dictionary in the field of the
/// segment under way is kept, so that a token costs one load instead of a probe for its characters.
struct TokenTerms {
  /// Which tokens are the field's.
  enum Roles {
    case words
    /// The words inside words, and the forms.
    case others
  }

  private let roles: Roles
  /// One more than the greatest id of a token.
  private let idLimit: Int
  /// By ``WordToken/id``, the term's number plus 1; 0 where it is not known yet. Empty before the first.
  private var numbers: [UInt32] = []
  /// The ids whose number is known.
  private var numbered: [Int] = []
  /// The terms of one document.
  private var terms: [UInt32] = []
  private var longTerm: [UInt8] = []

  /// - Parameter idLimit: one more than the greatest ``WordToken/id`` there is. Memory: 4 bytes for each.
  init(roles: Roles, idLimit: Int) {
    self.roles = roles
    self.idLimit = idLimit
  }

  /// To be called before the first document of another segment.
  mutating func forgetNumbers() {
    for id in numbered { numbers[id] = 0 }
    numbered.removeAll(keepingCapacity: true)
  }

  /// Appends those of the tokens of `units` that are the field's, and to `others` those that are not.
  mutating func append(
    _ tokens: [WordToken], of units: Span<UInt16>, to inverter: inout FieldInverter,
    others: inout [WordToken]
  ) {
    // Moved out, for what numbers the terms is used meanwhile.
    var terms = self.terms
    self.terms = []
    terms.removeAll(keepingCapacity: true)
    var index = 0
    while true {
      index = appendKnown(tokens, from: index, to: &terms, others: &others)
      guard index < tokens.count else { break }
      terms.append(number(of: tokens[index], of: units, in: &inverter))
      index += 1
    }
    inverter.append(numbers: terms.span)
    self.terms = terms
  }

  /// Appends up to the first token whose number is not known; returns its index, or the end.
  private func appendKnown(
    _ tokens: [WordToken], from start: Int, to terms: inout [UInt32],
    others: inout [WordToken]
  ) -> Int {
    let (tokens, numbers, takesWords) = (tokens.span, numbers.span, roles == .words)
    var index = start
    terms.append(addingCapacity: tokens.count - start) { terms in
      while index < tokens.count {
        let token = tokens[index]
        if token.isWord == takesWords {
          let id = Int(token.id)
          guard id < numbers.count, case let number = numbers[id], number > 0 else { return }
          terms.append(number &- 1)
        } else {
          others.append(token)
        }
        index += 1
      }
    }
    return index
  }

  /// The number of a token's term, kept where the token has an id.
  private mutating func number(
    of token: WordToken, of units: Span<UInt16>, in inverter: inout FieldInverter
  ) -> UInt32 {
    let text = units.extracting(Int(token.range.lowerBound)..<Int(token.range.upperBound))
    let number: UInt32
    if text.count <= 4 {
      number = inverter.number(key: Self.key(text), length: text.count * 2)
    } else {
      longTerm.removeAll(keepingCapacity: true)
      for index in text.indices {
        longTerm.append(UInt8(text[index] >> 8))
        longTerm.append(UInt8(truncatingIfNeeded: text[index]))
      }
      number = longTerm.withUnsafeBytes { inverter.number($0) }
    }
    let id = Int(token.id)
    if id > 0 {
      if numbers.isEmpty { numbers = [UInt32](hugePageZeros: idLimit) }
      numbers[id] = number + 1
      numbered.append(id)
    }
    return number
  }

  /// Up to four units as the first bytes of a term, see `FieldInverter.number(key:length:)`.
  private static func key(_ units: Span<UInt16>) -> UInt64 {
    var key: UInt64 = 0
    var shift: UInt64 = 48
    for index in units.indices {
      key |= UInt64(units[index]) << shift
      shift &-= 16
    }
    return key
  }
}

extension WordToken {
  fileprivate var isWord: Bool {
    if case .word = role { true } else { false }
  }
}
