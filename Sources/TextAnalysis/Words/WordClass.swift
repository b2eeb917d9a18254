internal import CICU

/// What a UTF-16 unit is to the word rules.
///
/// The rules join characters only within the groups ideographs, letters and spaces; ``joins(_:)``
/// says how. Whatever they treat in some other way (Hebrew, Thai, Hangul, combining marks, emoji and
/// all else that takes two units) is ``rare``, and text around it is left to ICU.
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

  /// The class of a unit under `rules`, from ICU: about 100 ns.
  init(of unit: UInt16, rules: WordRules, isWord: Bool) {
    let scalar = UInt32(unit)
    guard unit & 0xF800 != 0xD800, !(0xAC00...0xD7A3).contains(unit),
      !cicu_is_complex_context(scalar)
    else {
      self = .rare
      return
    }
    let property = cicu_word_break_of(scalar)
    if cicu_has_script_han_or_kana(scalar) || unit == Self.prolongedSoundMark {
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

  /// ー, of no script, but one of the dictionary's characters.
  private static let prolongedSoundMark: UInt16 = 0x30FC
}

extension WordClass {
  /// Whether the rules can join a character of this class and a `next` one: where not, there is a
  /// break, whatever else the text has, and the text on either side does not bear on the other's
  /// breaks.
  func canJoin(_ next: WordClass) -> Bool {
    switch (group, next.group) {
    case (.rare, _), (_, .rare): true
    case (.single, _), (_, .single): false
    case (let group, let other) where group == other: true
    default:
      (self == .katakana && next == .connector) || (self == .connector && next == .katakana)
    }
  }

  private enum Group { case ideographs, letters, spaces, single, rare }

  private var group: Group {
    switch self {
    case .ideograph, .katakana: .ideographs
    case .letter, .number, .connector, .midLetter, .midNumber, .midLetterOrNumber: .letters
    case .space: .spaces
    case .single: .single
    case .rare, .unknown: .rare
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

/// A set of classes.
struct WordClassSet: OptionSet {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ member: WordClass) { rawValue = 1 << member.rawValue }

  static let ideographs: WordClassSet = [.init(.ideograph), .init(.katakana)]
  static let letters: WordClassSet = [
    .init(.letter), .init(.number), .init(.connector), .init(.midLetter), .init(.midNumber),
    .init(.midLetterOrNumber),
  ]
  static let rare = WordClassSet(.rare)
  /// Both together are joined by rules that ICU is left to apply.
  static let katakanaAndConnector: WordClassSet = [.init(.katakana), .init(.connector)]
}
