/// How often terms stand in the documents of each year or month.
package struct Timeline: Equatable, Sendable {
  /// What a row covers.
  package enum Interval: String, CaseIterable, Sendable {
    case year, month
  }

  /// How often one term stands in the documents of a row.
  package struct Count: Equatable, Sendable {
    /// Documents of the exact tier.
    package internal(set) var documents = 0
    /// Places in them at which a text of the term stands.
    package internal(set) var occurrences = 0
  }

  /// The documents of one period.
  package struct Row: Equatable, Sendable {
    /// `2017` or `2017-08`; by months, `2017` holds the documents that tell only their year. Nil: the
    /// documents without a date.
    package let period: String?
    /// Documents that pass the filters, with the terms or without.
    package let documents: Int
    /// Their length in folded characters (UTF-16 units), notices included.
    package let characters: Int
    /// For each term.
    package let counts: [Count]
  }

  /// The terms, each a query, as they were asked for.
  package let terms: [String]
  package let interval: Interval
  /// All periods in which there are documents that pass the filters, ascending, and at the end the documents
  /// without a date, even where there are none.
  package let rows: [Row]
  /// The generation of the library that was read.
  package let generation: Int
  /// Microseconds.
  package let elapsed: Int

  /// What all rows add up to, for each term.
  package var totals: [Count] {
    terms.indices.map { term in
      rows.reduce(into: Count()) {
        $0.documents += $1.counts[term].documents
        $0.occurrences += $1.counts[term].occurrences
      }
    }
  }
}

extension Timeline.Row {
  /// Occurrences of a term in ten thousand characters of the period's documents; 0 where there are none.
  package func rate(ofTerm term: Int) -> Float {
    characters == 0 ? 0 : Float(Double(counts[term].occurrences) * 10_000 / Double(characters))
  }
}
