internal import TextAnalysis

/// Groups of names that mean the same body, meeting or document: 职代会 and 职工代表大会.
package struct SynonymTable: Sendable {
  /// The most texts that a keyword is rewritten into.
  static let limit = 16
  /// Longer keywords are not rewritten.
  static let greatestLength = 100

  /// Folded; in each group two names or more.
  private let groups: [[[UInt16]]]
  /// The names that begin with a unit, and the numbers of their groups.
  private var byFirstUnit: [UInt16: [(name: [UInt16], group: Int)]] = [:]

  /// - Parameter groups: folded.
  init(_ groups: [[String]]) {
    self.init(groups.map { $0.map { Array($0.utf16) } })
  }

  /// - Parameter groups: folded.
  private init(_ groups: [[[UInt16]]]) {
    self.groups = groups
    for (number, group) in self.groups.enumerated() {
      for name in group { byFirstUnit[name[0], default: []].append((name, number)) }
    }
  }

  /// The built-in groups.
  package static let builtIn = SynonymTable(BuiltInSynonyms.groups)

  /// The names of each group.
  package var names: [[String]] {
    groups.map { $0.map { String(decoding: $0, as: UTF16.self) } }
  }

  /// These groups and those of another table.
  func adding(_ other: SynonymTable) -> SynonymTable {
    other.groups.isEmpty ? self : SynonymTable(groups + other.groups)
  }

  /// A folded text with one of the names in it replaced by another of the group, once for each, none twice;
  /// at most ``limit``.
  ///
  /// Of names that overlap the longest counts, so 省总 is none in 省总工会; and a name counts only where it
  /// begins and ends at `borders` of words.
  func rewritings(of text: [UInt16], atWordBorders borders: Set<Int>) -> [[UInt16]] {
    guard text.count <= Self.greatestLength else { return [] }
    var texts: [[UInt16]] = []
    var place = 0
    while place < text.count {
      let found = (byFirstUnit[text[place]] ?? []).filter { text[place...].starts(with: $0.name) }
      guard let length = found.map(\.name.count).max() else {
        place += 1
        continue
      }
      let end = place + length
      if borders.contains(place), borders.contains(end) {
        for (name, group) in found where name.count == length {
          for other in groups[group] where other != name {
            let rewritten = Array(text[..<place] + other + text[end...])
            if texts.count < Self.limit, !texts.contains(rewritten) { texts.append(rewritten) }
          }
        }
      }
      place = end
    }
    return texts
  }
}
