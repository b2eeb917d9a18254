/// The marks of a line that decide whether it is broken, read from its bytes.
struct LineMarks {
  /// Whether it holds one of `，。；：！？`.
  private(set) var isRunning = false
  /// Whether it holds one of `。！？；`.
  private(set) var holdsStop = false
  /// The opening bracket or quote that the line leaves open.
  private(set) var leftOpen: Unicode.Scalar?
  /// The opening one of the first closing bracket or quote that the line does not open itself.
  private(set) var closed: Unicode.Scalar?

  private static let pairs: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [
    ("《", "》"), ("（", "）"), ("“", "”"), ("〔", "〕"), ("「", "」"), ("『", "』"), ("〈", "〉"), ("【", "】"),
  ]

  /// Reads valid UTF-8 in one pass.
  init(_ line: Span<UInt8>) {
    var open: [Unicode.Scalar] = []
    // SAFETY: a line of valid UTF-8 is valid UTF-8.
    var decoder = UTF8Span(unchecked: line).makeUnicodeScalarIterator()
    while let scalar = decoder.next() {
      switch scalar {
      case "，", "：": isRunning = true
      case "。", "；", "！", "？":
        isRunning = true
        holdsStop = true
      case "《", "（", "“", "〔", "「", "『", "〈", "【": open.append(scalar)
      case "》", "）", "”", "〕", "」", "』", "〉", "】":
        let opening = Self.pairs.first { $0.close == scalar }?.open
        if open.last == opening {
          open.removeLast()
        } else if closed == nil, open.isEmpty {
          closed = opening
        }
      default: break
      }
    }
    leftOpen = open.last
  }
}
