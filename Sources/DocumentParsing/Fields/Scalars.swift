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
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
