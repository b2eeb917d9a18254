internal import CICU

/// What a UTF-16 unit is to the word rules.
///
/// Here the rules join ideographs with ideographs, letters and what belongs to them with each other, and
/// spaces with spaces. Whatever they treat in some other way (Hebrew, Thai, Hangul, combining marks,
/// emoji and all else that takes two units) is ``rare``, and the text around it is left to ICU.
enum WordClass: UInt8 {
  /// Not looked up yet.
  case unknown
  /// A character of the break dictionary's scripts.
  case ideograph
  /// One that may also be joined by ``connector``.
  case katakana
  case letter
  case number
  /// ExtendNumLet, such as `_`: joins letters and numbers.
  case connector
  /// Joins letters.
  case midLetter
  /// Joins numbers.
  case midNumber
  /// Joins both.
  case midLetterOrNumber
  case space
  /// A segment of its own: punctuation and signs.
  case single
  case rare

  /// The class of a unit under `rules`, from ICU: about 100 ns. `isWord` says whether the unit makes a
  /// segment a word (``CharacterClass/word``).
  init(of unit: UInt16, rules: WordRules, isWord: Bool) {
    let scalar = UInt32(unit)
    let isSurrogate = unit & 0xF800 == 0xD800
    let isHangulSyllable = 0xAC00...0xD7A3 ~= unit
    guard !isSurrogate, !isHangulSyllable, !cicu_is_complex_context(scalar)
    else {
      self = .rare
      return
    }
    let property = cicu_word_break_of(scalar)
    if Self.isHanOrKana(unit) {
      // ICU looks up the NFKC form; only where every character is NFKC is that the text itself.
      let isPlain = isWord && property != .CICU_BREAK_RARE && cicu_is_always_nfkc(scalar)
      self = !isPlain ? .rare : property == .CICU_BREAK_KATAKANA ? .katakana : .ideograph
      return
    }
    switch unit {
    case 0x3A, 0xFE55, 0xFF1A:  // Colons, which the rules take out of MidLetter.
      self = .single
      return
    case 0x40 where rules.atSignIsLetter:
      self = .letter
      return
    default: break
    }
    self =
      switch property {
      case .CICU_BREAK_LETTER: .letter
      case .CICU_BREAK_NUMERIC: .number
      case .CICU_BREAK_EXTEND_NUM_LET: .connector
      case .CICU_BREAK_MID_LETTER: .midLetter
      case .CICU_BREAK_MID_NUM: .midNumber
      case .CICU_BREAK_MID_NUM_LET: .midLetterOrNumber
      case .CICU_BREAK_SPACE: .space
      case .CICU_BREAK_OTHER: .single
      case .CICU_BREAK_KATAKANA, .CICU_BREAK_RARE: .rare
      }
  }

  /// Whether the unit is one of the break dictionary's characters.
  static func isHanOrKana(_ unit: UInt16) -> Bool {
    // The ideographs and the kana of Unicode 1.1: nearly all that are asked for.
    if 0x4E00...0x9FA5 ~= unit || 0x3041...0x3094 ~= unit || 0x30A1...0x30FA ~= unit { return true }
    let prolongedSoundMark: UInt16 = 0x30FC  // Used with two scripts and so of none.
    return unit == prolongedSoundMark || cicu_has_script_han_or_kana(UInt32(unit))
  }
}

extension WordClass {
  /// Whether the rules may join a character of this class and a `next` one. Where not, there is a break
  /// whatever else the text has, and neither side bears on the other's breaks.
  func canJoin(_ next: WordClass) -> Bool { joinable.contains(WordClassSet(next)) }

  private var joinable: WordClassSet {
    switch self {
    case .ideograph: [.ideographs, .rare]
    case .katakana: [.ideographs, .init(.connector), .rare]
    case .letter, .number, .midLetter, .midNumber, .midLetterOrNumber: [.letters, .rare]
    case .connector: [.letters, .init(.katakana), .rare]
    case .space: [.init(.space), .rare]
    case .single: .rare
    case .rare, .unknown: .all
    }
  }
}

extension WordClass {
  /// Whether this joins certain characters, but not all that are in its group.
  var isMiddle: Bool {
    self == .midLetter || self == .midNumber || self == .midLetterOrNumber
  }

  /// Whether this joins `last` before it and `next` behind it, if it ``isMiddle``.
  func joins(_ last: WordClass, _ next: WordClass) -> Bool {
    guard last == next else { return false }
    return switch last {
    case .letter: self != .midNumber
    case .number: self != .midLetter
    default: false
    }
  }
}
