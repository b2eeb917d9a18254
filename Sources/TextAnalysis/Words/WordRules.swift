internal import CICU

/// The word rules of the loaded ICU (UAX #29 with ICU's changes, `word.txt`), where they are ones
/// whose effect ``WordClass`` and ``WordSegmenter`` reproduce.
struct WordRules: Equatable {
  /// Whether an at sign joins letters, so that a mail address is one word.
  let atSignIsLetter: Bool

  /// The rules of the loaded ICU, or nil if they are not known. Reading them costs a few microseconds,
  /// once in a process.
  static let loaded: WordRules? = {
    var count = 0
    guard let text = cicu_word_rules(&count) else { return nil }
    return WordRules(text: UnsafeBufferPointer(start: text, count: count))
  }()

  /// Recognizes the text of rules by its FNV-1a checksum.
  init?(text: some Sequence<UInt8>) {
    var checksum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { checksum = (checksum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    switch checksum {
    case 0x89BB_C8B2_B543_729A: atSignIsLetter = true  // ICU 72
    case 0x0EC5_579C_82BA_BEF2: atSignIsLetter = false  // ICU 76: the only difference
    default: return nil
    }
  }
}
