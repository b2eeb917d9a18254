/// How many columns a terminal gives to text.
///
/// As in `wcwidth`, the columns of a text are those of its scalars: two for what East Asian Width
/// (Unicode Standard Annex 11) calls wide or fullwidth, none for combining marks and for what is not
/// seen, one for the rest, ambiguous characters among them.
package enum DisplayWidth {
  /// The columns of a text without line breaks.
  package static func columns(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// The columns of a scalar: 0, 1 or 2.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F: 1
    case 0x4E00...0x9FFF: 2
    // Medial vowels and final consonants combine with the initial consonant before them.
    case 0x1160...0x11FF: 0
    // The soft hyphen is a format character, but terminals show it.
    case 0xAD: 1
    default:
      if isWide(scalar.value) { 2 } else if isUnseen(scalar) { 0 } else { 1 }
    }
  }

  /// The text, or its beginning and an ellipsis, within so many columns.
  ///
  /// Characters are never cut apart, so the result may be one column narrower.
  package static func truncated(_ text: String, to limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    guard limit > 0 else { return "" }
    var used = 1
    let kept = text.prefix { character in
      used += columns(of: String(character))
      return used <= limit
    }
    return kept + "…"
  }

  /// The text and spaces up to so many columns; a wider text stays as it is.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
  }

  /// The words of a text in lines of at most so many columns. A wider word has a line of its own.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var used = 0
    for word in text.split(separator: " ") {
      let columns = columns(of: word)
      if let line = lines.last, used + 1 + columns <= width {
        lines[lines.count - 1] = "\(line) \(word)"
        used += 1 + columns
      } else {
        lines.append(String(word))
        used = columns
      }
    }
    return lines
  }

  /// The text in lines of at most so many columns, broken between any two characters, as Chinese is.
  /// A wider character has a line of its own; an empty text gives one empty line.
  package static func broken(_ text: String, to width: Int) -> [String] {
    var lines = [""]
    var used = 0
    for character in text {
      let columns = columns(of: String(character))
      if used + columns > width, used > 0 {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1].append(character)
      used += columns
    }
    return lines
  }

  private static func isWide(_ value: UInt32) -> Bool {
    // The first range that does not end before the value.
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value)
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator:
      true
    default: false
    }
  }
}
