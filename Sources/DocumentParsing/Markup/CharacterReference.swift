/// A character written as HTML writes it, `&ldquo;` or `&#8220;`.
struct CharacterReference {
  let scalar: Unicode.Scalar
  /// In scalars, from `&` to `;`.
  let length: Int

  /// Reads the reference that a text begins with; nil where it begins with none that is known.
  ///
  /// Known are the names that pages in Chinese use, and numbers but for those of control characters.
  /// The `;` must stand, which HTML does not ask for: `R&D` and `&copy=1` are no references.
  init?(_ text: ArraySlice<Unicode.Scalar>) {
    guard text.first == "&",
      let end = text.prefix(Self.greatestLength).firstIndex(of: ";")
    else { return nil }
    let name = String(text[(text.startIndex + 1)..<end])
    guard let scalar = name.first == "#" ? Self.numbered(name.dropFirst()) : Self.named[name]
    else { return nil }
    self.scalar = scalar
    length = end + 1 - text.startIndex
  }

  /// In scalars: `&thetasym;` is the longest name of HTML 4, `&#x10FFFF;` the longest number.
  private static let greatestLength = 10

  /// The character of what stands between `#` and `;`: decimal digits, or hexadecimal ones behind `x`.
  private static func numbered(_ number: Substring) -> Unicode.Scalar? {
    let isHexadecimal = number.first == "x" || number.first == "X"
    let digits = isHexadecimal ? number.dropFirst() : number
    // `UInt32` would also read a sign.
    guard digits.first?.isHexDigit == true,
      let value = UInt32(digits, radix: isHexadecimal ? 16 : 10),
      value >= 0x20, !(0x7F..<0xA0).contains(value)
    else { return nil }
    return Unicode.Scalar(value)
  }

  private static let named: [String: Unicode.Scalar] = [
    "nbsp": "\u{A0}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
    "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}", "rlm": "\u{200F}", "shy": "\u{AD}",
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "laquo": "«", "raquo": "»",
    "lsaquo": "‹", "rsaquo": "›", "quot": "\"", "apos": "'", "amp": "&", "lt": "<", "gt": ">",
    "mdash": "—", "ndash": "–", "hellip": "…", "middot": "·", "bull": "•", "times": "×",
    "divide": "÷", "plusmn": "±", "minus": "−", "deg": "°", "permil": "‰", "sect": "§",
    "para": "¶", "copy": "©", "reg": "®", "trade": "™", "yen": "¥", "prime": "′", "Prime": "″",
    "le": "≤", "ge": "≥", "ne": "≠", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓",
    "sup2": "²", "sup3": "³", "frac12": "½", "alpha": "α", "beta": "β", "mu": "μ", "micro": "µ",
  ]
}

extension CharacterReference {
  /// Whether a line holds nothing but references to blanks, blanks between them.
  static func areBlank(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = line
    while let first = rest.first {
      if first.isBlank {
        rest.removeFirst()
      } else if let reference = CharacterReference(rest), reference.scalar.isBlank {
        rest.removeFirst(reference.length)
      } else {
        return false
      }
    }
    return line.contains("&")
  }
}
