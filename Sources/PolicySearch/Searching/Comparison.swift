internal import TextAnalysis

/// What counts as the same text.
package enum Comparison: Sendable {
  /// What folding says; for keywords also other ways to write a number, and in the related tier other names
  /// and redactions.
  case equivalent
  /// Only width and case are looked past, and white space where Chinese has none: every mark of
  /// punctuation counts, and traditional characters are others than simplified ones.
  case literal

  /// How texts are folded to be compared.
  var folding: FoldingSteps {
    switch self {
    case .equivalent: .all
    case .literal: []
    }
  }
}
