package import DocumentParsing

/// What to search for and which part of the result to return.
package struct SearchRequest: Equatable, Sendable {
  /// In the query language, see `QueryLanguage`.
  package var query: String
  /// Hits to return; 0 or more. Where versions are folded, those of one text count as one, here and in the
  /// offset.
  package var limit: Int
  /// Hits to leave out first; 0 or more.
  package var offset: Int
  /// Which documents may be found.
  package var filters: SearchFilters
  /// By what to count the result, in this order, each once.
  package var facets: [Facet]
  /// What counts as the same text.
  package var comparison: Comparison
  /// In what order the hits of each tier come.
  package var order: ResultOrder
  /// Whether a result without exact hits says why; see ``SearchResult/absence``.
  package var explainsAbsence: Bool
  /// Whether hits tell what their scores are the sum of.
  package var explainsScores: Bool
  /// Whether versions of one text are one hit, see ``SearchHit/versions``.
  package var foldsVersions: Bool

  package init(
    query: String, limit: Int = 10, offset: Int = 0, filters: SearchFilters = SearchFilters(),
    facets: [Facet] = [], comparison: Comparison = .equivalent,
    order: ResultOrder = .relevance, explainsAbsence: Bool = false, explainsScores: Bool = false,
    foldsVersions: Bool = false
  ) {
    self.query = query
    self.limit = limit
    self.offset = offset
    self.filters = filters
    self.facets = facets
    self.comparison = comparison
    self.order = order
    self.explainsAbsence = explainsAbsence
    self.explainsScores = explainsScores
    self.foldsVersions = foldsVersions
  }
}

/// How a document answers a query.
package enum Tier: String, Sendable {
  /// It meets the query, see docs/query-language.md.
  case exact
  /// It contains words of the query.
  case related
}

/// A stretch of a document's text that shows why it was found.
package struct Passage: Equatable, Sendable {
  /// On one line.
  package let text: String
  /// Where the first match, or else the passage, begins in the source file: 1-based; columns count
  /// characters.
  package let position: SourcePosition
  /// Whether it stands in a notice, which is no part of the document's body: a watermark, an
  /// advertisement, a page's chrome. Notices are shown only where the body has no match.
  package let isNotice: Bool
  /// The headings above it, outermost first.
  package let section: [String]
  /// Matches, in UTF-16 units of `text`; ascending, not overlapping.
  package let matches: [Range<Int>]
  /// For each match, in what it differs from what the query says: none for a word of the query, and for
  /// what stands as it was typed.
  package let equivalences: [[Equivalence]]
  /// The first other places in the document at which the same stands, as folded.
  package let repetitions: [Repetition]
  /// All such places.
  package let repetitionCount: Int
  /// The later hits of the page, by rank, in which the same stands and could have been shown.
  package internal(set) var alsoIn: [Int] = []
  /// The earlier hit of the page, by rank, that shows the same.
  package let sameAs: Int?

  /// Another place of a passage.
  package struct Repetition: Equatable, Sendable {
    /// Where its first match begins in the source file.
    package let position: SourcePosition
    /// The headings above it, outermost first.
    package let section: [String]
  }
}

/// A document that is folded into another, of which it is a version.
package struct DocumentVersion: Equatable, Sendable {
  package let identifier: DocumentIdentifier
  package let title: String?
  package let date: PolicyDate?
  /// The file that leads to its lines.
  package let source: DocumentSource
}

/// One result: a document, with what its parsing found out about it; see `ParsedDocument`.
package struct SearchHit: Equatable, Sendable {
  /// From 1, over both tiers and all pages.
  package let rank: Int
  package let identifier: DocumentIdentifier
  package let tier: Tier
  /// Its BM25 score; comparable within a tier of one result. A hit with versions stands where the best of them
  /// does, so that its own score may be less than that of the hit below.
  package let score: Float
  /// What the score is the sum of; nil unless it was asked for.
  package internal(set) var explanation: [ScoreContribution]?
  package let title: String?
  package let kind: String?
  package let date: PolicyDate?
  package let speaker: Speaker?
  package let issuer: String?
  /// Where the document comes from, by path and number; the passages' places lead into the first.
  package let sources: [DocumentSource]
  /// The places in it that make it meet a leaf of the query, for each leaf and form by itself.
  package let occurrences: Int
  /// The earlier hit of the page, by rank, whose body is the same, as folded; they differ in notices, or
  /// in what their texts do not state.
  package let sameTextAs: Int?
  /// One to three, in the order of the text. None is shown by an earlier hit of the page, unless there is
  /// nothing else to show, or the other hit has the same body.
  package internal(set) var passages: [Passage]
  /// Other documents of the tier that are versions of this one (``VersionGroups``), which is the newest of all, of
  /// one date the longest: the first ``listedVersions`` in the same order. None unless versions are folded.
  package internal(set) var versions: [DocumentVersion] = []
  /// All of them.
  package internal(set) var versionCount = 0
}

extension SearchHit {
  /// Versions that a hit lists at most.
  static let listedVersions = 10

  /// The file that the passages' places lead into.
  package var path: String { sources[0].path }
  /// The document's number in that file, from 1.
  package var part: Int { sources[0].part }
}

/// A page of results with the totals of the whole result.
package struct SearchResult: Equatable, Sendable {
  /// The query as it was asked.
  package let query: String
  /// At most as many as were asked for, the exact tier first, each tier in the order asked for.
  package let hits: [SearchHit]
  /// Whether other hits follow these.
  package let hasMore: Bool
  /// All documents of the exact tier.
  package let exactDocuments: Int
  /// All places in them that make them meet a leaf of the query, for each leaf and form by itself.
  package let exactOccurrences: Int
  /// All documents of the related tier.
  package let relatedDocuments: Int
  /// The facets that were asked for, over the whole result.
  package let facets: [FacetCounts]
  /// Where nothing stands to the letter and it was asked for: what does. Else nil.
  package let absence: Absence?
  /// The generation of the library that was searched.
  package let generation: Int
  /// Microseconds.
  package let elapsed: Int
}
