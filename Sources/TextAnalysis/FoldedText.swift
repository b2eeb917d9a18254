/// A text as search sees it: case, width, script variant and look-alike marks folded, white space
/// closed up (see ``TextFolder``).
///
/// Reuse one value for many texts: its storage is kept.
package struct FoldedText: Sendable {
  /// The folded text in UTF-16. It never contains U+0000.
  package internal(set) var units: [UInt16] = []

  /// For every unit, the UTF-8 range of the source characters it came from; both empty unless the
  /// text was folded with ``TextFolder/foldWithSources(_:into:)``. Both ascend.
  var sourceStarts: [UInt32] = []
  var sourceEnds: [UInt32] = []

  /// For each line feed of the text, the unit before which it stood; ascending. A space between words that it
  /// became begins there.
  package internal(set) var lineStarts: [Int] = []

  package init() {}

  /// Whether ``sourceRange(of:)`` can be asked.
  package var hasSources: Bool { sourceStarts.count == units.count }

  /// The UTF-8 offsets, in the text that was folded, of the characters from which the folded units
  /// in `range` came. White space at the edges is not included; an empty range lies where its
  /// position is.
  ///
  /// - Precondition: ``hasSources``, and `range` is within the units.
  /// - Complexity: O(1)
  package func sourceRange(of range: Range<Int>) -> Range<Int> {
    precondition(hasSources, "the text was folded without its sources")
    if range.isEmpty {
      let position =
        range.lowerBound < units.count
        ? sourceStarts[range.lowerBound] : sourceEnds.last ?? 0
      return Int(position)..<Int(position)
    }
    return Int(sourceStarts[range.lowerBound])..<Int(sourceEnds[range.upperBound - 1])
  }

  mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    sourceStarts.removeAll(keepingCapacity: true)
    sourceEnds.removeAll(keepingCapacity: true)
    lineStarts.removeAll(keepingCapacity: true)
  }
}
