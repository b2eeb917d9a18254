internal import InvertedIndex
internal import TextAnalysis

/// The user's names of the library in a folder, to be changed. Every change is a new generation of the same
/// segments, or none when nothing changes.
package struct UserThesaurus: Sendable {
  private let directory: String

  package init(directory: String) {
    self.directory = directory
  }

  /// Adds groups, each written as names joined by =, all or (if an error is thrown) none.
  ///
  /// - Throws: ``LibraryError/synonyms(_:)`` for the first that cannot be one.
  package func add(_ groups: [String]) throws(LibraryError) -> [SynonymEntry] {
    try change(groups) { (users, group) throws(LibraryError) in users.insert(group) }
  }

  /// Removes groups, whatever the order of their names, all or (if an error is thrown) none.
  ///
  /// - Throws: ``LibraryError/synonyms(_:)`` for the first that was not added.
  package func remove(_ groups: [String]) throws(LibraryError) -> [SynonymEntry] {
    try change(groups) { (users, group) throws(LibraryError) in
      let added = users.groups.map(UserSynonyms.text)
      guard users.remove(group) else {
        throw .synonyms(.unknown(UserSynonyms.text(of: group), added: added))
      }
      return true
    }
  }

  private func change(
    _ groups: [String],
    _ body: (inout UserSynonyms, [String]) throws(LibraryError) -> Bool
  ) throws(LibraryError) -> [SynonymEntry] {
    var folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    var read: [[String]] = []
    for group in groups { read.append(try Self.names(in: group, &folder)) }
    return try Library.changeAttributes(of: directory) { (attributes) throws(LibraryError) in
      var users = UserSynonyms(attributes: attributes)
      var entries: [SynonymEntry] = []
      for group in read {
        let isChanged = try body(&users, group)
        entries.append(SynonymEntry(names: group, source: "user", isChanged: isChanged))
      }
      users.write(to: &attributes)
      return entries
    }
  }

  /// The names of a group, folded, each once.
  private static func names(
    in text: String, _ folder: inout TextFolder
  ) throws(LibraryError) -> [String] {
    var names: [String] = []
    for part in text.split(whereSeparator: { $0 == "=" || $0 == "＝" }) {
      let units = folder.fold(String(part)).units
      guard units.count > 1 else { throw .synonyms(.tooShort(String(part))) }
      guard units.count <= SynonymError.greatestLength else {
        throw .synonyms(.tooLong(String(part)))
      }
      let name = String(decoding: units, as: UTF16.self)
      if !names.contains(name) { names.append(name) }
    }
    guard names.count > 1 else { throw .synonyms(.tooFew(text)) }
    return names
  }
}
