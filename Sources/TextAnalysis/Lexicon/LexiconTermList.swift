internal import Glibc

/// Words to make ``LexiconTerms`` of, in the order in which they were given.
struct LexiconTermList {
  struct Entry {
    /// In units, one of ``LexiconTerms/lengths``.
    let length: UInt8
    let source: LexiconSource
    let isHard: Bool
  }

  private(set) var entries: [Entry] = []

  /// The folded units of all entries, one after the other.
  private(set) var units: [UInt16] = []

  /// Adds a word, already folded; one of no length in ``LexiconTerms/lengths`` is passed over.
  mutating func append(_ text: Span<UInt16>, source: LexiconSource, isHard: Bool) {
    guard LexiconTerms.lengths.contains(text.count) else { return }
    for index in text.indices { units.append(text[index]) }
    entries.append(Entry(length: UInt8(text.count), source: source, isHard: isHard))
  }

  /// Adds the words of a block: UTF-8 text of one word a line, up to a tab if there is one, already
  /// folded. Lines that begin with #, those with characters above U+FFFF and words of no length in
  /// ``LexiconTerms/lengths`` are passed over.
  mutating func append(block: UnsafeRawBufferPointer, source: LexiconSource) {
    guard let start = block.baseAddress else { return }
    // Two Han and the end of the line are 7 bytes; where lines are shorter, the entries grow.
    entries.reserveCapacity(entries.count + block.count / 8)
    units.append(addingCapacity: block.count) { units in
      var line = start
      let end = start + block.count
      while line < end {
        let first = units.count
        var place = line
        let isWord =
          line.load(as: UInt8.self) != UInt8(ascii: "#")
          && Self.append(lineFrom: &place, upTo: end, to: &units)
        if isWord, LexiconTerms.lengths.contains(units.count &- first) {
          let length = UInt8(truncatingIfNeeded: units.count &- first)
          entries.append(Entry(length: length, source: source, isHard: false))
        } else {
          units.removeLast(units.count - first)
        }
        line = memchr(place, 0x0A, end - place).map { UnsafeRawPointer($0) + 1 } ?? end
      }
    }
  }

  /// Appends the units of the line at `place`, up to a tab if there is one, and moves `place` to where that
  /// ends. Returns false where a character is above U+FFFF or cut off.
  ///
  /// Transcoding whole blocks takes two and a half times as long: much of them is behind tabs, and what is
  /// before is too short for four characters at a time.
  private static func append(
    lineFrom place: inout UnsafeRawPointer, upTo end: UnsafeRawPointer,
    to units: inout OutputSpan<UInt16>
  ) -> Bool {
    var isWord = true
    var text = place
    units.withUnsafeMutableBufferPointer { output, count in
      // SAFETY: all bytes that are read are before the end, and there is room for a unit of every byte of
      // the block.
      func byte(_ offset: Int) -> UInt16 {
        UInt16(text.load(fromByteOffset: offset, as: UInt8.self))
      }
      scan: while text < end {
        let lead = byte(0)
        switch lead {
        case 0x09, 0x0A: break scan
        case 0xE0..<0xF0 where end - text >= 3:
          output[count] = lead &<< 12 | (byte(1) & 0x3F) &<< 6 | byte(2) & 0x3F
          text += 3
        case 0..<0x80:
          output[count] = lead
          text += 1
        case 0xC0..<0xE0 where end - text >= 2:
          output[count] = (lead & 0x1F) &<< 6 | byte(1) & 0x3F
          text += 2
        default:
          isWord = false
          break scan
        }
        count &+= 1
      }
    }
    place = text
    return isWord
  }
}
