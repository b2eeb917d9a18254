internal import CLexicon

/// Everyday words, and the terms that laws and notices have for the same, as they come with the product.
package enum BuiltInLayWords {
  /// Each word, folded, with its terms, folded; a word may come several times. Nothing is read before. Cost: a
  /// pass over some 50 KB.
  package static var entries: [(word: ArraySlice<UInt16>, terms: [ArraySlice<UInt16>])] {
    var count = 0
    let start = clexicon_lay_words(&count)
    // SAFETY: the function returns a constant array and its length.
    let text = String(
      decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let (newline, tab, space, comment): (UInt16, UInt16, UInt16, UInt16) = (0x0A, 0x09, 0x20, 0x23)
    return Array(text.utf16).split(separator: newline).filter { $0.first != comment }.flatMap {
      line in
      let columns = line.split(separator: tab)
      let terms = columns[1].split(separator: space)
      return columns[0].split(separator: space).map { (word: $0, terms: terms) }
    }
  }
}
