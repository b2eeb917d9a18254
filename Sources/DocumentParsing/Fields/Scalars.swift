extension Unicode.Scalar {
  /// Whether this is a blank of a line: `White_Space` without the line breaks that Chinese texts do
  /// not contain.
  var isBlank: Bool {
    switch value {
    case 0x20, 0x09, 0x0B, 0x0C, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: true
    default: false
    }
  }

  /// Whether this is a Han character, 〇 among them.
  var isHan: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF, 0x3007, 0xF900...0xFAFF: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether this ends a sentence or a clause.
  var isStop: Bool {
    switch self {
    case "。", "，", "；", "：", "！", "？", "、", ",", ";", ":", "!", "?": true
    default: false
    }
  }
}

extension BidirectionalCollection where Element == Unicode.Scalar {
  /// Whether the last scalars are those of `suffix`; unlike `String.hasSuffix` without equivalence of
  /// characters, and many times as fast.
  func ends(with suffix: String) -> Bool {
    var index = endIndex
    for scalar in suffix.unicodeScalars.reversed() {
      guard index > startIndex else { return false }
      formIndex(before: &index)
      guard self[index] == scalar else { return false }
    }
    return true
  }
}

extension Sequence where Element == Unicode.Scalar {
  /// Whether the first scalars are those of `prefix`.
  func starts(with prefix: String) -> Bool { starts(with: prefix.unicodeScalars) }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    self.init()
    for scalar in scalars { unicodeScalars.append(scalar) }
  }
}
