extension Unicode.Scalar {
  /// The columns a terminal gives this character: 0, 1 or 2.
  ///
  /// Two for the blocks of wide and full-width characters of UAX #11 (East Asian Width) and for
  /// what is drawn as an emoji; none for combining marks and format characters. Ambiguous
  /// characters, such as “ ” and …, count one, as they do in terminals that are not set otherwise.
  package var displayWidth: Int {
    if value < 0x300 { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F,  // Hangul initials
      0x2329...0x232A, 0x2E80...0x303E,  // angle brackets, radicals, CJK marks
      0x3041...0x3247, 0x3250...0xA4CF,  // kana, Han, Yi
      0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility and vertical forms
      0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
      0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,  // Tangut, Khitan, Nüshu, more kana
      0x1F200...0x1F265,  // enclosed ideographs
      0x20000...0x3FFFD:  // Han extensions
      return 2
    case 0x1F1E6...0x1F1FF: return 1  // half of a flag
    default: return properties.isEmojiPresentation ? 2 : 1
    }
  }
}
