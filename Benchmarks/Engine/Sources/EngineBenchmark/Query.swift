import InvertedIndex

/// A line of a file of queries: `id TAB category TAB op TAB command TAB k TAB word word …`.
struct Query {
  enum Operator: String { case term, and, or, phrase }

  let id: String
  let `operator`: Operator
  let isCount: Bool
  let limit: Int
  let words: [[UInt8]]
  /// The words as they stand in the file.
  let text: String

  init?(_ line: UnsafeRawBufferPointer) {
    let fields = line.fields(0x09)
    guard fields.count == 6, let `operator` = Operator(rawValue: fields[2].text),
      let limit = Int(fields[4].text)
    else { return nil }
    id = fields[0].text
    self.operator = `operator`
    isCount = fields[3].text == "count"
    self.limit = limit
    words = fields[5].fields(0x20).map { Array($0) }
    text = fields[5].text
  }

  var terms: [RankedSearch.Term] { words.map { RankedSearch.Term(bytes: $0) } }

  var phrase: Phrase {
    Phrase(
      field: 0,
      members: words.enumerated().map { Phrase.Member(term: $1, offset: $0) },
      minimumDistance: 1)
  }
}
