internal import TextAnalysis

/// Why a word cannot be added or removed.
package enum UserWordError: Error, Equatable, Sendable {
  /// It has one character once folded.
  case tooShort(String)
  /// It has more than ``UserWordError/greatestLength`` UTF-16 units once folded.
  case tooLong(String)
  /// It has nothing but punctuation and signs, or nothing at all, once folded.
  case onlyPunctuation(String)
  /// It is to be removed, and is none of the words that were added.
  case unknown(String, added: [String])

  static var greatestLength: Int { Lexicon.lengths.upperBound }
}

extension UserWordError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooShort(let word):
      "“\(word)” is one character; a word has two or more, and every character is found by itself"
    case .tooLong(let word):
      "“\(word)” is longer than \(Self.greatestLength) characters; look for it in quotes instead, "
        + "which finds text of any length"
    case .onlyPunctuation(let word):
      "“\(word)” is punctuation; a word has a letter, a digit or an ideograph"
    case .unknown(let word, let added) where added.isEmpty:
      "“\(word)” was not added; no words were"
    case .unknown(let word, _): "“\(word)” was not added"
    }
  }
}
