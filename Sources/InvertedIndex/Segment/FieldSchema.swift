/// What a segment keeps of a field's terms besides the documents that contain them.
///
/// The terms of a field are opaque byte strings, ordered bytewise. A field's position is the ordinal
/// of a token among the tokens of its document and field, and its length is their number.
package struct FieldSchema: Equatable, Sendable {
  /// Positions are kept, so that phrases can be matched.
  package let hasPositions: Bool
  /// Block maxima are kept, so that ranked queries can skip.
  package let isScored: Bool

  package init(hasPositions: Bool, isScored: Bool) {
    self.hasPositions = hasPositions
    self.isScored = isScored
  }
}
