/// What a part of a query adds to the score of a document.
package struct ScoreContribution: Equatable, Sendable {
  /// Where the part was looked up; raw values are names in JSON.
  package enum Field: String, Sendable {
    /// Two adjacent characters, anywhere in the document.
    case pair
    /// The same in its title.
    case titlePair = "title_pair"
    /// A word, or form, as the body is cut.
    case word
    /// A word inside a word of the body, or a form.
    case innerWord = "inner_word"
    /// A text of the query, or a user's word, wherever it stands.
    case text
    /// Two adjacent characters, or a word, of a term that laws have for an everyday word of the query.
    case legalTerm = "legal_term"
    /// That the document is a law of the republic, or an article of one.
    case nationalLaw = "national_law"
  }

  package let text: String
  package let field: Field
  /// How often it stands there.
  package let frequency: Int
  package let score: Float
}
