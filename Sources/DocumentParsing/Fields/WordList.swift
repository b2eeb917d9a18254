/// Words that lines are compared with, scalar by scalar.
///
/// Unlike `String`'s, a comparison knows no canonical equivalence and looks at no word whose first (or
/// last) scalar cannot fit: most comparisons with a whole list read one scalar and end.
struct WordList: ExpressibleByArrayLiteral {
  /// The words one after the other.
  private var scalars: [Unicode.Scalar] = []
  private var words: [Range<Int>] = []
  private var firsts = ScalarFilter()
  private var lasts = ScalarFilter()

  init(arrayLiteral words: String...) { self.init(words) }

  /// - Precondition: No word is empty.
  init(_ words: [String]) {
    for word in words {
      let start = scalars.count
      scalars += word.unicodeScalars
      precondition(scalars.count > start, "an empty word")
      self.words.append(start..<scalars.count)
      firsts.insert(scalars[start])
      lasts.insert(scalars[scalars.count - 1])
    }
  }

  /// Whether a word may begin with a scalar: none that does is missed.
  func mayBegin(with scalar: Unicode.Scalar) -> Bool { firsts.mayContain(scalar) }

  /// Whether a word may end with a scalar: none that does is missed.
  func mayEnd(with scalar: Unicode.Scalar) -> Bool { lasts.mayContain(scalar) }

  /// The index of the first word that `text` begins with.
  func prefix(of text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = text.first, firsts.mayContain(first) else { return nil }
    return words.firstIndex { word in
      word.count <= text.count && isEqual(word, text, at: text.startIndex)
    }
  }

  /// The index of the first word that `text` ends with.
  func suffix(of text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let last = text.last, lasts.mayContain(last) else { return nil }
    return words.firstIndex { word in
      word.count <= text.count && isEqual(word, text, at: text.endIndex - word.count)
    }
  }

  /// Whether `text` begins with one of the words.
  func isPrefix(of text: ArraySlice<Unicode.Scalar>) -> Bool { prefix(of: text) != nil }

  /// Whether `text` ends with one of the words.
  func isSuffix(of text: ArraySlice<Unicode.Scalar>) -> Bool { suffix(of: text) != nil }

  /// The index of the word that `text` is.
  func firstIndex(matching text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = text.first, firsts.mayContain(first) else { return nil }
    return words.firstIndex { $0.count == text.count && isEqual($0, text, at: text.startIndex) }
  }

  /// Whether `text` is one of the words.
  func contains(_ text: ArraySlice<Unicode.Scalar>) -> Bool { firstIndex(matching: text) != nil }

  /// Where the first of the words in `text` begins; of those at one place the first of the list counts.
  func firstIndex(in text: ArraySlice<Unicode.Scalar>) -> Int? {
    text.indices.first { firsts.mayContain(text[$0]) && isPrefix(of: text[$0...]) }
  }

  /// Whether one of the words stands in `text`.
  func isFound(in text: ArraySlice<Unicode.Scalar>) -> Bool { firstIndex(in: text) != nil }

  /// How many of the words stand in `text`.
  func count(in text: ArraySlice<Unicode.Scalar>) -> Int {
    var found: Set<Int> = []
    for index in text.indices where firsts.mayContain(text[index]) {
      for (number, word) in words.enumerated()
      where word.count <= text.endIndex - index && isEqual(word, text, at: index) {
        found.insert(number)
      }
    }
    return found.count
  }

  private func isEqual(
    _ word: Range<Int>, _ text: ArraySlice<Unicode.Scalar>, at start: Int
  ) -> Bool {
    for offset in 0..<word.count
    where scalars[word.lowerBound + offset] != text[start + offset] {
      return false
    }
    return true
  }
}

/// A set of scalars that may take others for its own.
struct ScalarFilter {
  private var bits = SIMD8<UInt64>()

  mutating func insert(_ scalar: Unicode.Scalar) {
    let hash = Self.hash(scalar)
    bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
  }

  func mayContain(_ scalar: Unicode.Scalar) -> Bool {
    let hash = Self.hash(scalar)
    return bits[Int(hash >> 6)] & 1 << UInt64(hash & 63) != 0
  }

  /// Nine bits, by the golden ratio (Knuth): those of `#`, 第 and 一, which many lines begin with, are not
  /// those of a longer list's words.
  private static func hash(_ scalar: Unicode.Scalar) -> UInt32 {
    (scalar.value &* 0x9E37_79B1) >> 23
  }
}
