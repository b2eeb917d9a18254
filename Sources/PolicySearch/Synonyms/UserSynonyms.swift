/// The groups of names that a user has added to a library. They take part in reading queries, at once.
package struct UserSynonyms: Equatable, Sendable {
  /// What stands between the names of a group as a user writes it, and in the manifest.
  package static let separator: Character = "="

  /// Folded; in each group two names or more, the groups ascending by their UTF-8.
  package private(set) var groups: [[String]]

  init(_ groups: [[String]] = []) {
    self.groups = groups.sorted {
      Self.text(of: $0).utf8.lexicographicallyPrecedes(Self.text(of: $1).utf8)
    }
  }

  /// Those that a library's manifest has.
  init(attributes: [String: [String]]) {
    self.init(
      (attributes[LibraryAttribute.synonym] ?? []).map {
        $0.split(separator: Self.separator).map(String.init)
      }.filter { $0.count > 1 })
  }

  func write(to attributes: inout [String: [String]]) {
    attributes[LibraryAttribute.synonym] = groups.isEmpty ? nil : groups.map(Self.text)
  }

  /// A group as a user writes it.
  package static func text(of group: [String]) -> String {
    group.joined(separator: String(separator))
  }

  /// Adds a group; false if it is there, in whatever order.
  mutating func insert(_ group: [String]) -> Bool {
    guard !groups.contains(where: { Set($0) == Set(group) }) else { return false }
    self = UserSynonyms(groups + [group])
    return true
  }

  /// Removes a group, in whatever order; false if it is not there.
  mutating func remove(_ group: [String]) -> Bool {
    let count = groups.count
    groups.removeAll { Set($0) == Set(group) }
    return groups.count < count
  }
}
