internal import TextAnalysis

/// Why a group of names cannot be added or removed.
package enum SynonymError: Error, Equatable, Sendable {
  /// It has fewer than two different names, as the user wrote it.
  case tooFew(String)
  /// A name has more than ``SynonymError/greatestLength`` UTF-16 units once folded.
  case tooLong(String)
  /// A name has one character once folded, or none.
  case tooShort(String)
  /// A group is to be removed, and is none of those that were added.
  case unknown(String, added: [String])

  static let greatestLength = SynonymTable.greatestLength
}

extension SynonymError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooFew(let text):
      "“\(text)” names nothing twice; join two names or more by =, as in 职代会=职工代表大会"
    case .tooLong(let name): "“\(name)” is longer than \(Self.greatestLength) characters"
    case .tooShort(let name):
      "“\(name)” has fewer than two characters; a name of one would stand in too many words"
    case .unknown(let text, let added):
      "“\(text)” was not added; "
        + (added.isEmpty ? "no names were" : "added were: \(added.joined(separator: ", "))")
    }
  }
}
