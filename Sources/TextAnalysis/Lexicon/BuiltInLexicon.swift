internal import CLexicon

/// The words of Chinese policy language that come with the product, as texts of one word a line.
///
/// A word ends at a tab or the end of its line; a line that begins with # is a comment. All are of Han
/// characters, simplified, with 2 to 20 of them, and no term occurs twice. Nothing is read before
/// a caller reads it, and nothing is copied.
package enum BuiltInLexicon {
  /// Terms that ICU's dictionary lacks, as the fold key has them; some 4,000. Each block of them is
  /// headed by a comment that names its source and licence.
  package static var terms: UnsafeRawBufferPointer {
    var count = 0
    let start = clexicon_terms(&count)
    // SAFETY: the function returns a constant array and its length.
    return UnsafeRawBufferPointer(start: start, count: count)
  }

  /// The official names of administrative divisions; some 3,200 lines. Not folded: the fold key has
  /// 干县 for 乾县. Some of them ICU's dictionary has too, and counties of different cities may share one.
  package static var divisionNames: UnsafeRawBufferPointer {
    var count = 0
    let start = clexicon_divisions(&count)
    // SAFETY: the function returns a constant array and its length.
    return UnsafeRawBufferPointer(start: start, count: count)
  }
}
