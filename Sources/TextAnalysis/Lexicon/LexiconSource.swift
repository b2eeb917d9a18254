/// Where a word of a ``Lexicon`` comes from.
package enum LexiconSource: UInt8, Sendable {
  /// The terms that are built in.
  case builtIn
  /// The names of provinces, prefectures and counties.
  case division
  /// The user.
  case user
}
