internal import CLexicon

/// The names that mean the same, as they come with the product.
package enum BuiltInSynonyms {
  /// Each group two names or more, folded, the full one first; some hundred. Nothing is read before.
  package static var groups: [[String]] {
    var count = 0
    let start = clexicon_synonyms(&count)
    // SAFETY: the function returns a constant array and its length.
    let text = String(
      decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "\t").map(String.init)
    }
  }
}
