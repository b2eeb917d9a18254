internal import InvertedIndex

extension QueryPlan.Node {
  /// The documents that match, given those that meet each leaf.
  ///
  /// Where it is not decided for every document whether it meets a leaf, `leaves` has all that may, and
  /// `excluding` those that surely do; then the result has all documents that may match. A query excludes
  /// only beside something that must match, so `not` is never evaluated by itself.
  func exact(_ leaves: [DocumentSet], excluding: [DocumentSet]) -> DocumentSet {
    switch self {
    case .leaf(let index, _): return leaves[index]
    case .not: preconditionFailure("an exclusion stands alone")
    case .any(let operands):
      return operands.dropFirst().reduce(into: operands[0].exact(leaves, excluding: excluding)) {
        $0.formUnion($1.exact(leaves, excluding: excluding))
      }
    case .all(let operands):
      return Self.conjunction(
        operands.compactMap {
          $0.excluded == nil ? $0.exact(leaves, excluding: excluding) : nil
        }
      )
      .subtracting(operands.compactMap { $0.excluded?.exact(excluding, excluding: leaves) })
    }
  }

  /// The documents that answer loosely: any keyword may do for all, strict leaves must still be met and
  /// excluded ones must not. `loose` has the documents that a keyword's words or names make related, or
  /// that have it.
  func related(
    _ leaves: [DocumentSet], loose: [DocumentSet], excluding: [DocumentSet]
  ) -> DocumentSet {
    switch self {
    case .leaf(let index, let isStrict): return isStrict ? leaves[index] : loose[index]
    case .not: preconditionFailure("an exclusion stands alone")
    case .any(let operands):
      return operands.dropFirst().reduce(
        into: operands[0].related(leaves, loose: loose, excluding: excluding)
      ) { $0.formUnion($1.related(leaves, loose: loose, excluding: excluding)) }
    case .all(let operands):
      let wanted = operands.filter { $0.excluded == nil }
      var required = wanted.filter(\.isStrict).map { $0.exact(leaves, excluding: excluding) }
      let free = wanted.filter { !$0.isStrict }
      if let first = free.first {
        required.append(
          free.dropFirst().reduce(
            into: first.related(leaves, loose: loose, excluding: excluding)
          ) { $0.formUnion($1.related(leaves, loose: loose, excluding: excluding)) })
      }
      return Self.conjunction(required)
        .subtracting(operands.compactMap { $0.excluded?.exact(excluding, excluding: leaves) })
    }
  }

  private var excluded: QueryPlan.Node? {
    if case .not(let operand) = self { operand } else { nil }
  }

  /// Whether every leaf of it that must match is strict.
  private var isStrict: Bool {
    switch self {
    case .leaf(_, let isStrict): isStrict
    case .not: true
    case .all(let operands), .any(let operands): operands.allSatisfy(\.isStrict)
    }
  }

  private static func conjunction(_ sets: [DocumentSet]) -> DocumentSet {
    sets.dropFirst().reduce(into: sets[0]) { $0.formIntersection($1) }
  }
}

extension DocumentSet {
  func subtracting(_ others: [DocumentSet]) -> DocumentSet {
    others.reduce(into: self) { $0.subtract($1) }
  }
}
