internal import CICU

/// Makes the fold key of a text, in which search compares.
///
/// The fold of a text is, in this order:
/// 1. NFKC_Casefold (Unicode 3.13, by ICU): case, width, compatibility forms; invisible characters go;
/// 2. traditional characters to simplified ones, one to one, and CJK radicals to ideographs;
/// 3. one representative for each ``LookAlike`` class;
/// 4. white space vanishes, except that a run of it between two letters, marks or digits of scripts
///    that put spaces between words becomes one U+0020; U+0000 vanishes too.
///
/// Steps 1 to 3 depend on nothing outside a *normalization segment*: a character that NFKC_Casefold
/// never combines with what stands before, and those after it that it may. Step 4 only looks at the
/// two neighbours of a run, and drops white space at the edges. Therefore **the fold of any part of a
/// text, cut where segments meet, is a part of the fold of the text**: what search rests on.
///
/// A folder keeps buffers; use one for many texts, and one per thread.
package struct TextFolder: ~Copyable {
  /// Which of the steps are taken beside the first and the last; all but for comparing more strictly.
  private let steps: FoldingSteps

  private let table: FoldingTable

  /// Buffers for one segment.
  private var segment: [UInt16] = []
  private var normalized = [UInt16](repeating: 0, count: 32)
  /// A text that was given in UTF-8.
  private var transcoded: [UInt16] = []

  /// The range of the white space met since the last folded unit.
  private var gap: Range<Int>?

  private typealias Entry = FoldingTable.Entry

  /// Folds as the index is made.
  ///
  /// - Throws: ``UnicodeDataError`` if ICU has no normalization data.
  package init() throws(UnicodeDataError) {
    try self.init(.all)
  }

  /// - Parameter steps: those taken beside the first and the last.
  /// - Throws: ``UnicodeDataError`` if ICU has no normalization data.
  package init(_ steps: FoldingSteps) throws(UnicodeDataError) {
    self.steps = steps
    table = .shared(steps)
    var error: Int32 = 0
    _ = cicu_nfkc_casefold([0x41], 1, &normalized, Int32(normalized.count), &error)
    guard error <= 0 else { throw UnicodeDataError(subject: "NFKC_Casefold", icuError: error) }
  }

  /// Folds `text` into `folded`, replacing its contents. The way back to the source is not recorded.
  ///
  /// - Complexity: O(*n*), a few nanoseconds per character of Chinese text; allocates only to grow buffers.
  package mutating func fold(_ text: borrowing UTF8Span, into folded: inout FoldedText) {
    let units = takeTranscoded(text.span)
    fold(utf16: units.span, into: &folded)
    transcoded = units
  }

  /// Folds `text`, well-formed UTF-16, as ``fold(_:into:)`` does. Cost: half of that.
  package mutating func fold(utf16 text: Span<UInt16>, into folded: inout FoldedText) {
    folded.removeAll()
    gap = nil
    append(utf16: text, to: &folded)
  }

  /// Folds `text`, well-formed UTF-16, which goes on where the text folded last ended, at the end of a line:
  /// `folded` then has what both together are folded to. The way back to the source is not recorded.
  package mutating func append(utf16 text: Span<UInt16>, to folded: inout FoldedText) {
    // White space at the end of the text before has no offsets in this one.
    if gap != nil { gap = 0..<0 }
    var position = 0
    while position < text.count {
      if gap == nil {
        position = foldRun(of: text, from: position, into: &folded)
        if position == text.count { break }
      }
      let end = segmentEnd(in: text, from: position)
      foldSegment(of: text, in: position..<end, from: position..<end, into: &folded)
      position = end
    }
  }

  /// Folds `text` into `folded` as ``fold(_:into:)`` does and records where every unit came from, for
  /// ``FoldedText/sourceRange(of:)``.
  ///
  /// - Precondition: `text` is shorter than 4 GB.
  /// - Complexity: O(*n*), about a sixth of the speed of ``fold(_:into:)``.
  package mutating func foldWithSources(
    _ text: borrowing UTF8Span, into folded: inout FoldedText
  ) {
    folded.removeAll()
    gap = nil
    let utf16 = takeTranscoded(text.span)
    let units = utf16.span
    var position = 0
    // In UTF-8 bytes.
    var sourceStart = 0
    while position < units.count {
      let end = segmentEnd(in: units, from: position)
      var sourceEnd = sourceStart
      for index in position..<end { sourceEnd += Self.width(ofUnit: units[index]) }
      let whiteSpace = gap
      let count = folded.units.count
      foldSegment(of: units, in: position..<end, from: sourceStart..<sourceEnd, into: &folded)
      // Where a gap became a space, that space is the first unit.
      var added = folded.units.count - count
      if added > 0, let whiteSpace, folded.units[count] == 0x20 {
        folded.sourceStarts.append(UInt32(whiteSpace.lowerBound))
        folded.sourceEnds.append(UInt32(whiteSpace.upperBound))
        added -= 1
      }
      for _ in 0..<added {
        folded.sourceStarts.append(UInt32(sourceStart))
        folded.sourceEnds.append(UInt32(sourceEnd))
      }
      position = end
      sourceStart = sourceEnd
    }
    transcoded = utf16
  }

  /// The fold of a string, with its sources.
  package mutating func fold(_ text: String) -> FoldedText {
    var folded = FoldedText()
    foldWithSources(text.utf8Span, into: &folded)
    return folded
  }

  /// A text in UTF-16, in the storage of ``transcoded``, to which it is to be given back.
  private mutating func takeTranscoded(_ text: Span<UInt8>) -> [UInt16] {
    var units: [UInt16] = []
    swap(&units, &transcoded)
    units.removeAll(keepingCapacity: true)
    units.append(utf8: text)
    return units
  }

  /// The bytes of UTF-8 that a unit stands for; each of a surrogate pair stands for two.
  private static func width(ofUnit unit: UInt16) -> Int {
    unit < 0x80 ? 1 : unit < 0x800 || unit & 0xF800 == 0xD800 ? 2 : 3
  }

  // MARK: Runs of simple characters

  /// Folds the longest run of segments from `start` on that are one known simple character each, or white
  /// space between two of which is known what becomes of it, and returns where it ends: the end of the text
  /// or the start of a segment.
  private func foldRun(
    of text: Span<UInt16>, from start: Int, into folded: inout FoldedText
  ) -> Int {
    var position = start
    let table = table
    var lineStarts: [Int] = []
    swap(&lineStarts, &folded.lineStarts)
    let first = folded.units.count
    // Simple characters and white space become one unit at most.
    folded.units.append(addingCapacity: text.count - start) { units in
      while position < text.count {
        position = Self.foldSimple(text, from: position, table: table, into: &units)
        guard position < text.count else { return }
        let entry = table[text[position]]
        if entry == Entry.whiteSpace, !units.isEmpty {
          let end = Self.gapEnd(in: text, from: position, table: table)
          if end < text.count,
            let isSpace = Self.becomesSpace(
              between: units[units.count &- 1], and: table[text[end]])
          {
            for index in position..<end where text[index] == 0x0A {
              lineStarts.append(first + units.count)
            }
            if isSpace { units.append(0x20) }
            position = end
            continue
          }
        }
        // Of these is known that a segment begins here.
        if entry != Entry.complex, entry != Entry.whiteSpace, !units.isEmpty {
          // What stands here may continue the last character's segment, which is then not a simple one.
          _ = units.removeLast()
          position &-= 1
        }
        return
      }
    }
    swap(&lineStarts, &folded.lineStarts)
    return position
  }

  /// Folds the simple characters from `start` on that follow one another, and returns where they end.
  private static func foldSimple(
    _ text: Span<UInt16>, from start: Int, table: FoldingTable,
    into units: inout OutputSpan<UInt16>
  ) -> Int {
    var position = start
    text.withUnsafeBufferPointer { text in
      units.withUnsafeMutableBufferPointer { units, count in
        // SAFETY: no more are read than there is room for.
        let end = min(text.count, start + (units.count - count))
        while position < end {
          let entry = table[text[position]]
          guard entry > Entry.lastSpecial else { return }
          units[count] = entry
          count &+= 1
          position &+= 1
        }
      }
    }
    return position
  }

  /// Where the white space that begins at `start` ends, as far as it is known to be some.
  private static func gapEnd(
    in text: Span<UInt16>, from start: Int, table: FoldingTable
  ) -> Int {
    var end = start + 1
    while end < text.count, table[text[end]] == Entry.whiteSpace { end += 1 }
    return end
  }

  /// Whether white space between two folded characters becomes a space, if that can be told of these without
  /// asking ICU, and the second is simple.
  private static func becomesSpace(between first: UInt16, and second: UInt16) -> Bool? {
    guard second > Entry.lastSpecial else { return nil }
    switch (isSpaced(first), isSpaced(second)) {
    case (false, _), (_, false): return false
    case (true, true): return true
    default: return nil
    }
  }

  /// Whether a folded character is one of ``CharacterClass/spaced``; nil but for ideographs, 、。 and ASCII.
  private static func isSpaced(_ unit: UInt16) -> Bool? {
    switch unit {
    case 0x4E00...0x9FFF, 0x3001...0x3002: false
    case ..<0x80: 0x30...0x39 ~= unit || 0x61...0x7A ~= unit
    default: nil
    }
  }

  // MARK: Single segments

  /// The end of the segment that starts at `start`.
  private mutating func segmentEnd(in text: Span<UInt16>, from start: Int) -> Int {
    var end = start
    _ = text.scalar(at: &end)
    while end < text.count {
      var next = end
      if hasBoundaryBefore(text.scalar(at: &next)) { break }
      end = next
    }
    return end
  }

  /// Folds the segment of `text` in `range`, which came from `source`.
  private mutating func foldSegment(
    of text: Span<UInt16>, in range: Range<Int>, from source: Range<Int>,
    into folded: inout FoldedText
  ) {
    // No line break combines with what stands before it.
    if text[range.lowerBound] == 0x0A {
      folded.lineStarts.append(folded.units.count)
    }
    if range.count == 1 {
      let entry = self.entry(for: text[range.lowerBound])
      if entry > Entry.lastSpecial {
        append(UInt32(entry), to: &folded.units)
        return
      }
      if entry == Entry.whiteSpace {
        gap = (gap?.lowerBound ?? source.lowerBound)..<source.upperBound
        return
      }
    }

    segment.removeAll(keepingCapacity: true)
    for index in range { segment.append(text[index]) }
    let count = normalizeSegment()
    var index = 0
    while index < count {
      let scalar = normalized.span.scalar(at: &index)
      if scalar == 0 { continue }
      if cicu_is_white_space(scalar) {
        gap = (gap?.lowerBound ?? source.lowerBound)..<source.upperBound
      } else {
        let representative = representative(of: scalar)
        for _ in 0..<repetitions(of: scalar) { append(representative, to: &folded.units) }
      }
    }
  }

  /// Appends a folded character, after a space if there is white space before it that separates words.
  private mutating func append(_ scalar: UInt32, to units: inout [UInt16]) {
    if gap != nil {
      gap = nil
      if let last = units.span.lastScalar, CharacterClass(of: last).contains(.spaced),
        CharacterClass(of: scalar).contains(.spaced)
      {
        units.append(0x20)
      }
    }
    units.append(scalar: scalar)
  }

  // MARK: Characters

  private mutating func hasBoundaryBefore(_ scalar: UInt32) -> Bool {
    guard scalar < 0x1_0000 else { return cicu_nfkc_casefold_has_boundary_before(scalar) }
    return entry(for: UInt16(scalar)) != Entry.continuation
  }

  private mutating func entry(for unit: UInt16) -> UInt16 {
    let known = table[unit]
    if known != Entry.unknown { return known }
    let entry = makeEntry(for: unit)
    table[unit] = entry
    return entry
  }

  private mutating func makeEntry(for unit: UInt16) -> UInt16 {
    guard cicu_nfkc_casefold_has_boundary_before(UInt32(unit)) else { return Entry.continuation }
    segment.removeAll(keepingCapacity: true)
    segment.append(unit)
    guard normalizeSegment() == 1 else { return Entry.complex }
    let scalar = UInt32(normalized[0])
    if cicu_is_white_space(scalar) { return Entry.whiteSpace }
    let representative = representative(of: scalar)
    guard repetitions(of: scalar) == 1, representative > Entry.lastSpecial,
      representative < 0x1_0000
    else { return Entry.complex }
    return UInt16(representative)
  }

  /// Steps 2 and 3 for one character of normalized text.
  private func representative(of scalar: UInt32) -> UInt32 {
    guard var unit = UInt16(exactly: scalar) else { return scalar }
    if unit >= 0x2E80, unit < 0x2F00 {
      unit = CharacterPairs.radicals.target(of: unit) ?? unit
    }
    if unit >= 0x3400, unit < 0xA000 {
      guard steps.contains(.script) else { return UInt32(unit) }
      return UInt32(CharacterPairs.traditionalSimplified.target(of: unit) ?? unit)
    }
    guard steps.contains(.lookAlikes) else { return UInt32(unit) }
    return LookAlike.representative(of: UInt32(unit)) ?? UInt32(unit)
  }

  /// How many times the representative stands for a character of normalized text.
  private func repetitions(of scalar: UInt32) -> Int {
    steps.contains(.lookAlikes) ? LookAlike.repetitions(of: scalar) : 1
  }

  /// Puts the NFKC_Casefold form of `segment` at the start of `normalized`; returns its length.
  private mutating func normalizeSegment() -> Int {
    while true {
      var error: Int32 = 0
      let count = Int(
        cicu_nfkc_casefold(
          segment, Int32(segment.count), &normalized, Int32(normalized.count), &error))
      if count <= normalized.count {
        precondition(error <= 0, "NFKC_Casefold failed with \(error)")
        return count
      }
      normalized = [UInt16](repeating: 0, count: count * 2)
    }
  }
}
