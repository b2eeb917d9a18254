/// A text without the white space that lays it out: lines broken elsewhere, indents, blank lines.
///
/// A run of white space (ASCII's, U+00A0, U+3000) becomes one space, or nothing at an edge of the text,
/// before an ideograph or a Chinese punctuation mark, and between one of these and ASCII. In all these
/// places folding drops white space too, and none of the characters combines with what stands before
/// it. So **texts that are the same without their layout fold alike**.
enum LayoutFreeText {
  /// Appends `text`, valid UTF-8, without its layout. Cost: some tenths of a nanosecond a byte.
  static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    var start = 0
    var place = 0
    while place < text.count {
      place = nextPossibleSpace(in: text, from: place)
      if place == text.count { break }
      guard spaceLength(in: text, at: place) > 0 else {
        // Three bytes of a character have that lead; of the four of some, the last is no space.
        place += text[place] < 0xE0 ? 1 : 3
        continue
      }
      append(text, start..<place, to: &output)
      let before = place
      while case let length = spaceLength(in: text, at: place), length > 0 { place += length }
      start = place
      if separates(text, before..<place) { output.append(0x20) }
    }
    append(text, start..<place, to: &output)
  }

  /// The first place from `start` on where white space may begin, by eight bytes; one of the last eight, or
  /// the end, where there is none.
  private static func nextPossibleSpace(in text: Span<UInt8>, from start: Int) -> Int {
    text.withUnsafeBytes { text in
      var place = start
      while place + 8 < text.count {
        // SAFETY: 8 bytes from the place end at or before the count.
        let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let (latin, ideographic) = (word ^ 0xC2C2_C2C2_C2C2_C2C2, word ^ 0xE3E3_E3E3_E3E3_E3E3)
        // The lowest of the high bits stands where a byte is below 0x21, C2 or E3.
        let leads =
          ((word &- 0x2121_2121_2121_2121) & ~word
            | (latin &- 0x0101_0101_0101_0101) & ~latin
            | (ideographic &- 0x0101_0101_0101_0101) & ~ideographic) & 0x8080_8080_8080_8080
        guard leads != 0 else {
          place &+= 8
          continue
        }
        place &+= leads.trailingZeroBitCount / 8
        // SAFETY: valid UTF-8 has two bytes behind the lead of the ideographic space, which one in ten
        // characters has.
        guard text[place] == 0xE3, text[place &+ 1] != 0x80 || text[place &+ 2] != 0x80 else {
          return place
        }
        place &+= 3
      }
      return place
    }
  }

  /// Bytes of the white space that begins at `place`; 0 where none does.
  private static func spaceLength(in text: Span<UInt8>, at place: Int) -> Int {
    guard place < text.count else { return 0 }
    switch text[place] {
    case 0x09...0x0D, 0x20: return 1
    case 0xC2: return text[place + 1] == 0xA0 ? 2 : 0
    case 0xE3: return text[place + 1] == 0x80 && text[place + 2] == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// Whether something of the white space in `range` has to stay.
  private static func separates(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.lowerBound > 0, range.upperBound < text.count else { return false }
    if isChinese(text, at: range.upperBound) { return false }
    return text[range.upperBound] >= 0x80
      || range.lowerBound < 3 || !isChinese(text, at: range.lowerBound - 3)
  }

  /// Whether the bytes at `place`, which may begin within a character, are an ideograph (U+3400 to
  /// U+9FFF) or a mark of Chinese punctuation: — ‘ ’ “ ” … 、。〃〈〉《》「」『』【】〔〕〖〗〘〙〚〛
  /// and the full-width ！ to ／ and ： to ？.
  private static func isChinese(_ text: Span<UInt8>, at place: Int) -> Bool {
    guard place + 2 < text.count else { return false }
    switch (text[place], text[place + 1], text[place + 2]) {
    case (0xE4...0xE9, _, _), (0xE3, 0x90..., _): return true
    case (0xE2, 0x80, let last): return [0x94, 0x98, 0x99, 0x9C, 0x9D, 0xA6].contains(last)
    case (0xE3, 0x80, let last):
      return 0x81...0x83 ~= last || 0x88...0x91 ~= last || 0x94...0x9B ~= last
    case (0xEF, 0xBC, let last): return 0x81...0x8F ~= last || 0x9A...0x9F ~= last
    default: return false
    }
  }

  private static func append(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
    // SAFETY: the pointer is used within the call only.
    text.extracting(range).withUnsafeBufferPointer { output.append(contentsOf: $0) }
  }
}
