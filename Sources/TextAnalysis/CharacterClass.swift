internal import CICU

/// What folding and segmentation ask of a character.
struct CharacterClass: OptionSet {
  let rawValue: UInt8

  /// A segment with such a character is a word: letters and numbers of every script, symbols such as
  /// ★ and emoji, private-use characters. Punctuation, signs (+ $ ^) and white space are not words.
  static let word = CharacterClass(rawValue: 1)

  /// White space between two such characters separates words: letters, marks and numbers of the
  /// scripts that put spaces between words, which Han, Kana and Bopomofo do not.
  static let spaced = CharacterClass(rawValue: 2)

  /// The class of the code point `scalar`, from ICU (about 20 ns) except for the commonest.
  init(of scalar: UInt32) {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
      self = [.word, .spaced]
      return
    case 0x4E00...0x9FFF:
      self = .word
      return
    default: break
    }
    let category = cicu_category_of(scalar)
    switch category {
    case .CICU_LETTER, .CICU_NUMBER:
      self = cicu_is_han_kana_or_bopomofo(scalar) ? .word : [.word, .spaced]
    case .CICU_MARK:
      self = cicu_is_han_kana_or_bopomofo(scalar) ? [] : .spaced
    case .CICU_SYMBOL, .CICU_PRIVATE_USE:
      self = .word
    default:
      self = []
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
