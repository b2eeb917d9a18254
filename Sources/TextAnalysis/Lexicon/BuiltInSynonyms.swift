internal import CLexicon

/// The names that mean the same, as they come with the product.
package enum BuiltInSynonyms {
  /// Each group two names or more, folded, the full one first; some hundred. Nothing is read before.
  package static var groups: [[[UInt16]]] {
    var count = 0
    let start = clexicon_synonyms(&count)
    // SAFETY: the function returns a constant array and its length.
    let text = [UInt16](utf8: UnsafeBufferPointer(start: start, count: count).span)
    let (newline, tab, comment): (UInt16, UInt16, UInt16) = (0x0A, 0x09, 0x23)
    return text.split(separator: newline).filter { $0.first != comment }.map { line in
      line.split(separator: tab).map(Array.init)
    }
  }
}
