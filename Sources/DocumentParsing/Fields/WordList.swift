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

/// A set of scalars that may take others for its own: those with the same low eight bits.
struct ScalarFilter {
  private var bits = SIMD4<UInt64>()

  mutating func insert(_ scalar: Unicode.Scalar) {
    bits[Int(scalar.value >> 6 & 3)] |= 1 << UInt64(scalar.value & 63)
  }

  func mayContain(_ scalar: Unicode.Scalar) -> Bool {
    bits[Int(scalar.value >> 6 & 3)] & 1 << UInt64(scalar.value & 63) != 0
  }
}
