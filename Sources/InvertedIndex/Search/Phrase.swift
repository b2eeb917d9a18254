/// Terms that must stand at fixed distances from each other.
package struct Phrase: Equatable, Sendable {
  package struct Member: Equatable, Sendable {
    package let term: [UInt8]
    /// Positions from the start of the phrase.
    package let offset: Int

    package init(term: [UInt8], offset: Int) {
      self.term = term
      self.offset = offset
    }
  }

  package let field: Int
  /// At least one; distinct offsets.
  package let members: [Member]
  /// Occurrences that begin less than this many positions after one that was counted are not
  /// counted: a phrase that can overlap itself is counted as a person reading would. 1 counts all.
  package let minimumDistance: Int

  package init(field: Int, members: [Member], minimumDistance: Int) {
    precondition(!members.isEmpty)
    self.field = field
    self.members = members
    self.minimumDistance = minimumDistance
  }

  /// Whether it stands wherever its only term does, as often.
  var isOneTerm: Bool { members.count == 1 && members[0].offset == 0 && minimumDistance <= 1 }
}
