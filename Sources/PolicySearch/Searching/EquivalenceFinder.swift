internal import TextAnalysis

/// Tells in what two texts differ that folding sees as the same.
struct EquivalenceFinder {
  /// Made when texts differ for the first time, for it costs more than most pages need.
  private var folders: StricterFolders?

  /// The differences between a text of a query and a place of a document that are folded alike, in the order
  /// of ``Equivalence``. Width is told only where no other difference is, but for white space.
  mutating func equivalences(
    of text: String, _ place: String
  ) throws(UnicodeDataError) -> [Equivalence] {
    let (typed, found) = (Self.parts(of: text), Self.parts(of: place))
    var equivalences: [Equivalence] = []
    if !typed.joined().elementsEqual(found.joined()) {
      if folders == nil { folders = try StricterFolders() }
      guard let folders else { return [] }
      if folders.lookAlikes.fold(text).units != folders.lookAlikes.fold(place).units {
        equivalences.append(.script)
      }
      if folders.script.fold(text).units != folders.script.fold(place).units {
        equivalences.append(.sign)
      }
      if equivalences.isEmpty { equivalences.append(.width) }
    }
    if typed.count != found.count { equivalences.append(.space) }
    return equivalences
  }

  /// What stands between white space.
  private static func parts(of text: String) -> [Substring.UnicodeScalarView] {
    text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
  }
}

/// Folders that leave out a step.
private final class StricterFolders {
  var script: TextFolder
  var lookAlikes: TextFolder

  init() throws(UnicodeDataError) {
    script = try TextFolder(.script)
    lookAlikes = try TextFolder(.lookAlikes)
  }
}
