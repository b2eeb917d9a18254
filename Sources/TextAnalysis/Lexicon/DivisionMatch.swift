/// A place that a text begins with.
package struct DivisionMatch: Sendable, Equatable {
  /// How many characters of the text name it, parents included.
  package let length: Int

  /// The lowest division named, or all that it may be (鼓楼区 without its city), ascending by code;
  /// never empty.
  package let candidates: [AdministrativeDivision]

  /// The lowest division named, or nil where the name alone does not tell which.
  package var division: AdministrativeDivision? { candidates.count == 1 ? candidates[0] : nil }
}
