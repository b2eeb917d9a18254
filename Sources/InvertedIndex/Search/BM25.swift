import Glibc

/// The BM25 ranking function.
///
/// A document's score is the sum over the query's terms of
/// `weight · idf · tf / (tf + k1 · (1 − b + b · length / average))`, with
/// `idf = ln(1 + (N − df + 0.5) / (df + 0.5))`.
/// Source: Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond”, 2009;
/// the idf is Lucene's, which is never negative; the constant factor k1 + 1 is left out.
package struct BM25: Equatable, Sendable {
  /// How soon further occurrences stop to count; 0 or more.
  package var k1: Float
  /// How much the length counts; 0 to 1.
  package var b: Float

  package init(k1: Float = 1.2, b: Float = 0.75) {
    self.k1 = k1
    self.b = b
  }

  /// Neither frequency nor length counts.
  static let constant = BM25(k1: 0, b: 0)

  /// The weight of a term that stands in `frequency` of `documents` documents.
  package static func inverseDocumentFrequency(documents: Int, frequency: Int) -> Float {
    Float(log(1 + (Double(documents - frequency) + 0.5) / (Double(frequency) + 0.5)))
  }
}
