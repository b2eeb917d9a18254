internal import CICU

/// ICU's Chinese and Japanese break dictionary: words and their costs, read in place.
///
///     offset  0  Int32  offset of the trie
///             4  Int32  end of the trie
///             8  Int32  reserved
///            12  Int32  size of the whole
///            16  Int32  type: 1 (UCharsTrie) in bits 0–2, 8 (words have values)
///            20  Int32  transformation of characters: 0
///            24  Int32  reserved, twice
///            32  UInt16 the trie
///
/// A cost is the negative logarithm of a word's probability, about 10 for a factor of *e*; ICU 72 has
/// 316,000 words with costs from 27 to 251.
final class BreakDictionary: @unchecked Sendable {
  // Unchecked, for `trie` has a pointer; what it points to stays and nothing writes there.
  let trie: UCharsTrie

  /// The loaded ICU's dictionary, or nil if it has none of this layout. Opening it costs up to a
  /// millisecond, once in a process.
  static let shared: BreakDictionary? = {
    var error: Int32 = 0
    guard let dictionary = cicu_dictionary_open(&error) else { return nil }
    // Never closed: it is mapped for as long as the process lasts.
    guard cicu_dictionary_has_known_format(dictionary) else { return nil }
    return BreakDictionary(
      bytes: UnsafeRawBufferPointer(
        start: cicu_dictionary_bytes(dictionary), count: cicu_dictionary_count(dictionary)))
  }()

  /// Checks the header of a dictionary in `bytes`, which must stay in place from now on. Nil if they
  /// are not of this layout.
  init?(bytes: UnsafeRawBufferPointer) {
    let headerSize = 32
    guard bytes.count >= headerSize, Int(bitPattern: bytes.baseAddress) % 2 == 0 else { return nil }
    func number(_ index: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: index * 4, as: Int32.self))
    }
    let start = number(0)
    let end = number(1)
    let typeMask = 7
    let hasValues = 8
    guard start >= headerSize, start % 2 == 0, start < end, end <= number(3),
      number(3) <= bytes.count, number(4) & typeMask == 1, number(4) & hasValues != 0,
      number(5) == 0
    else { return nil }
    // SAFETY: the range is within `bytes` and its start aligned, by the checks above.
    trie = UCharsTrie(
      units: UnsafeRawBufferPointer(rebasing: bytes[start..<end]).bindMemory(to: UInt16.self))
  }
}
