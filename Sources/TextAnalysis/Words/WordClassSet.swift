/// A set of word classes.
struct WordClassSet: OptionSet {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ member: WordClass) { rawValue = 1 << member.rawValue }

  /// What the break dictionary has words of.
  static let ideographs: WordClassSet = [.init(.ideograph), .init(.katakana)]
  /// Letters, numbers and what joins them.
  static let letters: WordClassSet = [
    .init(.letter), .init(.number), .init(.connector), .init(.midLetter), .init(.midNumber),
    .init(.midLetterOrNumber),
  ]
  /// What is left to ICU.
  static let rare = WordClassSet(.rare)
  /// Every class there is.
  static let all = WordClassSet(rawValue: .max)
  /// Both together are joined by rules that ICU is left to apply.
  static let katakanaAndConnector: WordClassSet = [.init(.katakana), .init(.connector)]
}
