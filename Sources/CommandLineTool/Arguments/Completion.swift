import PolicySearch

/// What a shell offers where a value or an operand is typed.
enum Completion: Sendable, Equatable {
  /// Nothing: the value is the user's own.
  case nothing
  /// Names of files and folders.
  case files
  /// Names of folders.
  case folders
  /// One of these.
  case words([String])
  /// The values that documents of the library have in a field; the tool is asked, see `gongwen values`.
  case values(of: KeywordField)
}
