internal import TextAnalysis

/// Tells in what two texts differ that folding sees as the same.
struct EquivalenceFinder {
  /// Made when texts differ for the first time, for it costs more than most pages need.
  private var folders: ComparedFolders?

  /// The differences between a text of a query and a place of a document that are folded alike, in the order
  /// of ``Equivalence``. Width is told only where no other difference is, but for white space.
  mutating func equivalences(
    of text: String, _ place: String
  ) throws(UnicodeDataError) -> [Equivalence] {
    let (typed, found) = (Self.parts(of: text), Self.parts(of: place))
    var equivalences: [Equivalence] = []
    if !typed.joined().elementsEqual(found.joined()) {
      if folders == nil { folders = try ComparedFolders() }
      guard let folders else { return [] }
      // Where the place is a character of which the text is a part, such as ㈱, nothing can be compared.
      let isWhole = folders.all.fold(text).units == folders.all.fold(place).units
      if isWhole, folders.lookAlikes.fold(text).units != folders.lookAlikes.fold(place).units {
        equivalences.append(.script)
      }
      if isWhole, folders.script.fold(text).units != folders.script.fold(place).units {
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

/// Folders that leave out a step, and one that does not.
private final class ComparedFolders {
  var all: TextFolder
  var script: TextFolder
  var lookAlikes: TextFolder

  init() throws(UnicodeDataError) {
    all = try TextFolder(.all)
    script = try TextFolder(.script)
    lookAlikes = try TextFolder(.lookAlikes)
  }
}
