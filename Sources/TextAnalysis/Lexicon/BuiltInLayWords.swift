internal import CLexicon

/// Everyday words, and the terms that laws and notices have for the same, as they come with the product.
package enum BuiltInLayWords {
  /// A word, folded, with its terms, folded; a word may come several times.
  package typealias Entry = (word: ArraySlice<UInt16>, terms: [ArraySlice<UInt16>])

  /// The lines as CLexicon has them. Nothing is read before it is asked for.
  private static let text: [UInt16] = {
    var count = 0
    let start = clexicon_lay_words(&count)
    // SAFETY: the function returns a constant array and its length.
    let bytes = UnsafeBufferPointer(start: start, count: count)
    return [UInt16](utf8: bytes.span)
  }()

  /// The entries of words that begin with one of `units`; nil for all. Cost: a pass over some 35,000 characters.
  package static func entries(beginningWith units: Set<UInt16>? = nil) -> [Entry] {
    let (newline, tab, space, comment): (UInt16, UInt16, UInt16, UInt16) = (0x0A, 0x09, 0x20, 0x23)
    let text = Self.text
    var isWanted = [Bool](repeating: units == nil, count: 0x1_0000)
    for unit in units ?? [] { isWanted[Int(unit)] = true }
    var entries: [Entry] = []
    var lineStart = 0
    while lineStart < text.count {
      let isComment = text[lineStart] == comment
      var place = lineStart
      var words: [ArraySlice<UInt16>] = []
      // The words stand before the tab.
      while !isComment, text[place] != tab {
        let start = place
        while text[place] != space, text[place] != tab { place += 1 }
        if isWanted[Int(text[start])] { words.append(text[start..<place]) }
        if text[place] == space { place += 1 }
      }
      let end = text[place...].firstIndex(of: newline) ?? text.count
      if !words.isEmpty {
        let terms = text[(place + 1)..<end].split(separator: space)
        entries += words.map { ($0, terms) }
      }
      lineStart = end + 1
    }
    return entries
  }
}
