import QueryLanguage

extension QueryNode {
  /// The tree on one line: keywords bare, literals in 「」, operands in brackets (behind those of
  /// proximity how near each two are), and after each node
  /// its range as `start-end`.
  var dump: String { dump { "@\($0.lowerBound)-\($0.upperBound)" } }

  /// The tree on one line, without ranges.
  var shape: String { dump { _ in "" } }

  private func dump(place: (Range<Int>) -> String) -> String {
    let text =
      switch kind {
      case .keyword(let text): text
      case .literal(let text): "「\(text)」"
      case .not(let operand): "not[\(operand.dump(place: place))]"
      case .all(let operands):
        "all[\(operands.map { $0.dump(place: place) }.joined(separator: " "))]"
      case .any(let operands):
        "any[\(operands.map { $0.dump(place: place) }.joined(separator: " "))]"
      case .proximity(let operands, let relations):
        "near[\(operands.map { $0.dump(place: place) }.joined(separator: " "))"
          + " \(relations.map(\.description).joined(separator: " "))]"
      case .field(let field, let operand): "\(field)[\(operand.dump(place: place))]"
      case .years(let years): "years[\(years.lowerBound) \(years.upperBound)]"
      }
    return text + place(range)
  }
}
