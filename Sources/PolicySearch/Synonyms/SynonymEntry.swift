/// A group of names by which documents are related to a keyword with one of them.
package struct SynonymEntry: Equatable, Sendable {
  /// Folded.
  package let names: [String]
  /// "user" or "built_in".
  package let source: String
  /// Whether adding or removing it made a difference; false in a list.
  package let isChanged: Bool

  /// Writes the group's object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("synonyms")
      json.name("names")
      json.array(names)
      json.name("source")
      json.value(source)
      json.name("changed")
      json.value(isChanged)
    }
  }
}

extension Library {
  /// The user's groups, and if wanted those that come with the product.
  package func synonymEntries(includesBuiltIn: Bool) -> [SynonymEntry] {
    let users = userSynonyms.groups.map {
      SynonymEntry(names: $0, source: "user", isChanged: false)
    }
    guard includesBuiltIn else { return users }
    return users
      + SynonymTable.builtIn.names.map {
        SynonymEntry(names: $0, source: "built_in", isChanged: false)
      }
  }
}
