/// Why no document says what a query says to the letter, and what comes nearest.
package struct Absence: Equatable, Sendable {
  /// A text that the query asks for.
  package struct Part: Equatable, Sendable {
    /// As it was typed, without quotation marks.
    package let text: String
    /// Where it stands in the query, quotation marks included: UTF-8 offsets.
    package let range: Range<Int>
    /// Documents in which it stands that pass the filters, whatever else the query asks for.
    package let documents: Int
    /// Places in them at which it stands.
    package let occurrences: Int
    /// Documents in which it stands, whatever the filters.
    package let unfiltered: Int
    /// Documents that answer the rest of the query; nil where it is no condition of its own, or
    /// one of more than 16.
    package let rest: Int?
    /// Where no document has it: the longest pieces of it that stand in some, longest first.
    package internal(set) var pieces: [Piece] = []
    /// Where no document has it: texts that differ from it in one place and stand in documents that pass the
    /// filters, the likeliest first.
    package internal(set) var nearest: [Wording] = []
  }

  /// A piece of a text, folded.
  package struct Piece: Equatable, Sendable {
    package let text: String
    /// Documents in which it stands that pass the filters.
    package let documents: Int
  }

  /// A text that is like another, folded.
  package struct Wording: Equatable, Sendable {
    package let text: String
    package let difference: Difference
    /// Documents in which it stands that pass the filters.
    package let documents: Int
    /// Places in them at which it stands.
    package let occurrences: Int
  }

  /// In what a wording differs from the text that was asked for. Its raw value is its name in JSON.
  package enum Difference: String, Sendable, CaseIterable {
    /// It has another character, which is often taken for the one asked for; see `ConfusedCharacters`.
    case confused = "confused_character"
    /// It has another character, which is read alike; see `Pinyin`.
    case homophone
    /// It has two neighbouring characters the other way round.
    case swapped = "swapped_characters"
    /// It has a character more.
    case missing = "missing_character"
    /// It has a character less.
    case extra = "extra_character"
    /// It has another character.
    case other = "other_character"
  }

  /// All texts that the query asks for and does not exclude, in its order.
  package let parts: [Part]
}
