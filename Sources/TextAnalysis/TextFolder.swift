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
/// A folder keeps tables and buffers; use one for many texts, and one per thread.
package struct TextFolder: ~Copyable {
  /// Which of the steps are taken beside the first and the last; all but for comparing more strictly.
  private let steps: FoldingSteps

  /// What is known of each character of the Basic Multilingual Plane, filled when it is first met: a
  /// case of ``Entry``, or the one unit that a segment of only this character is folded to.
  private var entries = [UInt16](repeating: Entry.unknown, count: 0x1_0000)

  /// Buffers for one segment.
  private var segment: [UInt16] = []
  private var normalized = [UInt16](repeating: 0, count: 32)

  /// The UTF-8 range of the white space met since the last folded unit.
  private var gap: Range<Int>?

  /// Values of ``entries`` that no simple character is folded to.
  private enum Entry {
    static let unknown: UInt16 = 0
    /// A segment may begin here; fold it through ICU.
    static let complex: UInt16 = 1
    /// May combine with the character before: no segment begins here.
    static let continuation: UInt16 = 2
    static let whiteSpace: UInt16 = 3
    static let lastSpecial = whiteSpace
  }

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
    var error: Int32 = 0
    _ = cicu_nfkc_casefold([0x41], 1, &normalized, Int32(normalized.count), &error)
    guard error <= 0 else { throw UnicodeDataError(subject: "NFKC_Casefold", icuError: error) }
  }

  /// Folds `text` into `folded`, replacing its contents. The way back to the source is not recorded.
  ///
  /// - Complexity: O(*n*), a few nanoseconds per character of Chinese text; allocates only to grow buffers.
  package mutating func fold(_ text: borrowing UTF8Span, into folded: inout FoldedText) {
    folded.removeAll()
    gap = nil
    append(text, to: &folded)
  }

  /// Folds `text`, which goes on where the text folded last ended, at the end of a line: `folded` then
  /// has what both together are folded to. The way back to the source is not recorded.
  ///
  /// - Complexity: as of ``fold(_:into:)``.
  package mutating func append(_ text: borrowing UTF8Span, to folded: inout FoldedText) {
    let bytes = text.span
    // White space at the end of the text before has no offsets in this one.
    if gap != nil { gap = 0..<0 }
    var position = 0
    while position < bytes.count {
      if gap == nil {
        let start = position
        folded.units.append(addingCapacity: Self.runLength) { units in
          position = Self.foldRun(of: bytes, from: start, entries: entries.span, into: &units)
        }
        if position == bytes.count { break }
      }
      let end = segmentEnd(in: bytes, from: position)
      foldSegment(of: bytes, in: position..<end, into: &folded.units)
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
    let bytes = text.span
    var position = 0
    while position < bytes.count {
      let end = segmentEnd(in: bytes, from: position)
      let whiteSpace = gap
      let count = folded.units.count
      foldSegment(of: bytes, in: position..<end, into: &folded.units)
      // Where a gap became a space, that space is the first unit.
      var added = folded.units.count - count
      if added > 0, let whiteSpace, folded.units[count] == 0x20 {
        folded.sourceStarts.append(UInt32(whiteSpace.lowerBound))
        folded.sourceEnds.append(UInt32(whiteSpace.upperBound))
        added -= 1
      }
      for _ in 0..<added {
        folded.sourceStarts.append(UInt32(position))
        folded.sourceEnds.append(UInt32(end))
      }
      position = end
    }
  }

  /// The fold of a string, with its sources.
  package mutating func fold(_ text: String) -> FoldedText {
    var folded = FoldedText()
    foldWithSources(text.utf8Span, into: &folded)
    return folded
  }

  // MARK: Runs of simple characters

  /// The bytes of text that one ``foldRun`` takes at most, and so the units that it makes.
  private static let runLength = 4096

  /// Folds the longest run of segments from `start` on that are one known simple character each, or white
  /// space between two that vanishes, up to about ``runLength`` bytes, and returns where it ends: the end
  /// of the text or the start of a segment.
  private static func foldRun(
    of bytes: Span<UInt8>, from start: Int, entries: Span<UInt16>,
    into units: inout OutputSpan<UInt16>
  ) -> Int {
    let limit = min(bytes.count, start + runLength)
    var previous = start
    var position = start
    while position < limit {
      let lead = bytes[position]
      let next: Int
      let scalar: Int
      if lead >= 0xE0, lead < 0xF0 {
        let end = foldThreeByteCharacters(
          of: bytes, from: position, to: limit, entries: entries, into: &units)
        if end > position {
          previous = end - 3
          position = end
          continue
        }
        next = position + 3
        scalar =
          Int(lead & 0x0F) << 12 | Int(bytes[position + 1] & 0x3F) << 6
          | Int(bytes[position + 2] & 0x3F)
      } else if lead < 0x80 {
        next = position + 1
        scalar = Int(lead)
      } else if lead < 0xE0 {
        next = position + 2
        scalar = Int(lead & 0x1F) << 6 | Int(bytes[position + 1] & 0x3F)
      } else {
        break
      }
      let entry = entries[scalar]
      guard entry > Entry.lastSpecial else {
        if entry == Entry.whiteSpace, position > start,
          let end = vanishingGapEnd(in: bytes, from: next, after: units, entries: entries)
        {
          position = end
          continue
        }
        if entry == Entry.complex || entry == Entry.whiteSpace { return position }
        break
      }
      units.append(entry)
      previous = position
      position = next
    }
    if position == bytes.count { return position }
    // What follows may continue the last character's segment, which is then not a simple one.
    if position > start { _ = units.removeLast() }
    return previous
  }

  /// Folds the simple characters of three bytes, most of Chinese text, from `start` on that follow one
  /// another, up to `limit` and but for the last of the text, and returns where they end.
  private static func foldThreeByteCharacters(
    of bytes: Span<UInt8>, from start: Int, to limit: Int, entries: Span<UInt16>,
    into units: inout OutputSpan<UInt16>
  ) -> Int {
    var position = start
    bytes.withUnsafeBytes { bytes in
      let end = min(limit, bytes.count - 3)
      while position < end {
        // SAFETY: 4 bytes from the position end at or before the count.
        let word = UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        guard word & 0xF0 == 0xE0 else { return }
        let entry = entries[
          Int(word & 0x0F) &<< 12 | Int(word &>> 2 & 0x0FC0) | Int(word &>> 16 & 0x3F)]
        guard entry > Entry.lastSpecial else { return }
        units.append(entry)
        position &+= 3
      }
    }
    return position
  }

  /// Where the white space ends that goes on at `start`, if a simple character follows and one beside the
  /// white space shows that it vanishes; nil where that has to be looked at more closely.
  private static func vanishingGapEnd(
    in bytes: Span<UInt8>, from start: Int, after units: borrowing OutputSpan<UInt16>,
    entries: Span<UInt16>
  ) -> Int? {
    var position = start
    while position < bytes.count {
      let next = scalar(in: bytes, at: position)
      guard next.scalar < 0x1_0000 else { return nil }
      let entry = entries[Int(next.scalar)]
      if entry > Entry.lastSpecial {
        return isNeverSpaced(units[units.count - 1]) || isNeverSpaced(entry) ? position : nil
      }
      guard entry == Entry.whiteSpace else { return nil }
      position = next.end
    }
    return nil
  }

  /// Whether a unit is an ideograph or one of 、。, and so none of ``CharacterClass/spaced``.
  private static func isNeverSpaced(_ unit: UInt16) -> Bool {
    0x4E00...0x9FFF ~= unit || 0x3001...0x3002 ~= unit
  }

  // MARK: Single segments

  /// The end of the segment that starts at `start`.
  private mutating func segmentEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
    var end = Self.scalar(in: bytes, at: start).end
    while end < bytes.count {
      let next = Self.scalar(in: bytes, at: end)
      if hasBoundaryBefore(next.scalar) { break }
      end = next.end
    }
    return end
  }

  /// Folds the segment of `bytes` in `range`.
  private mutating func foldSegment(
    of bytes: Span<UInt8>, in range: Range<Int>, into units: inout [UInt16]
  ) {
    let first = Self.scalar(in: bytes, at: range.lowerBound)
    if first.end == range.upperBound, first.scalar < 0x1_0000 {
      let entry = self.entry(for: UInt16(first.scalar))
      if entry > Entry.lastSpecial {
        append(UInt32(entry), to: &units)
        return
      }
      if entry == Entry.whiteSpace {
        gap = (gap?.lowerBound ?? range.lowerBound)..<range.upperBound
        return
      }
    }

    segment.removeAll(keepingCapacity: true)
    var position = range.lowerBound
    while position < range.upperBound {
      let next = Self.scalar(in: bytes, at: position)
      segment.append(scalar: next.scalar)
      position = next.end
    }
    let count = normalizeSegment()
    var index = 0
    while index < count {
      let scalar = normalized.span.scalar(at: &index)
      if scalar == 0 { continue }
      if cicu_is_white_space(scalar) {
        gap = (gap?.lowerBound ?? range.lowerBound)..<range.upperBound
      } else {
        let representative = representative(of: scalar)
        for _ in 0..<repetitions(of: scalar) { append(representative, to: &units) }
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
    let known = entries[Int(unit)]
    if known != Entry.unknown { return known }
    let entry = makeEntry(for: unit)
    entries[Int(unit)] = entry
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

  /// The character of valid UTF-8 at `position` and the offset of its end.
  private static func scalar(
    in bytes: Span<UInt8>, at position: Int
  ) -> (scalar: UInt32, end: Int) {
    let lead = UInt32(bytes[position])
    func trail(_ index: Int) -> UInt32 { UInt32(bytes[position + index] & 0x3F) }
    return switch lead {
    case 0..<0x80: (lead, position + 1)
    case 0..<0xE0: ((lead & 0x1F) << 6 | trail(1), position + 2)
    case 0..<0xF0: ((lead & 0x0F) << 12 | trail(1) << 6 | trail(2), position + 3)
    default: ((lead & 7) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3), position + 4)
    }
  }
}
