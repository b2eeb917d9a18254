/// The steps of folding that can be left out to compare texts more strictly, see ``TextFolder``.
///
/// Whatever two texts are folded alike without a step, they are folded alike with it.
package struct FoldingSteps: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Traditional characters become simplified ones.
  package static let script = FoldingSteps(rawValue: 1)
  /// Dots, dashes, quotation marks and the like become the representative of their class.
  package static let lookAlikes = FoldingSteps(rawValue: 2)

  /// What the index is made with.
  package static let all: FoldingSteps = [.script, .lookAlikes]
}
