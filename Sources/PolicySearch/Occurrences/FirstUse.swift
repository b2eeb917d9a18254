package import DocumentParsing

/// Where a query stands first in a library. It says nothing about texts outside of the library.
package struct FirstUse: Equatable, Sendable {
  /// A speaker, and the first document of theirs in which the query stands.
  package struct SpeakerUse: Equatable, Sendable {
    package let name: String
    /// Nil where none of their documents with it is dated.
    package let date: PolicyDate?
    package let identifier: DocumentIdentifier
  }

  /// The query as it was asked.
  package let query: String
  /// The earliest documents in which it stands, earliest first, none without a date; as many as were asked for.
  package let hits: [SearchHit]
  /// All speakers of documents in which it stands, in the order of their first ones; those without a dated
  /// one last.
  package let speakers: [SpeakerUse]
  /// Documents in which it stands that have a date.
  package let dated: Int
  /// Documents in which it stands that have none: any of them may be earlier.
  package let undated: Int
  /// The generation of the library that was read.
  package let generation: Int
  /// Microseconds.
  package let elapsed: Int
}
