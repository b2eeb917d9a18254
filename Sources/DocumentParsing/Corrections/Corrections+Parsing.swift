extension Corrections {
  /// Reads a side file.
  ///
  /// Blank lines and lines that begin with `#` do not count. Keys have a name in English and one in
  /// Chinese, colons and brackets may be full-width.
  ///
  /// - Throws: ``CorrectionError`` for the first line that cannot be followed.
  package init(_ text: DecodedText) throws(CorrectionError) {
    var document: Int?
    var lines = SourceLines(text.utf8)
    while let line = lines.next() {
      // SAFETY: a line of valid UTF-8 is valid UTF-8.
      let content = String(copying: UTF8Span(unchecked: text.utf8.extracting(line.kept)))
      let scalars = Array(content.unicodeScalars)[...].trimmed
      guard let first = scalars.first, first != "#" else { continue }
      if first == "[" || first == "［" || first == "【" {
        document = try beginDocument(scalars, line: line.number)
      } else {
        guard let colon = scalars.firstIndex(where: { $0 == ":" || $0 == "：" }) else {
          throw CorrectionError(
            line: line.number,
            reason: "“\(content)” is no statement; write a key, a colon and a value, as in "
              + "`date: 2019-09`")
        }
        try state(
          String(scalars[..<colon].trimmed), scalars[(colon + 1)...].trimmed, of: document,
          line: line.number)
      }
    }
  }

  /// Reads `[2]`.
  private mutating func beginDocument(
    _ scalars: ArraySlice<Unicode.Scalar>, line: Int
  ) throws(CorrectionError) -> Int {
    let closing = scalars.last.map { "]］】".unicodeScalars.contains($0) } ?? false
    guard closing, let number = Self.number(scalars.dropFirst().dropLast().trimmed), number > 0
    else {
      throw CorrectionError(
        line: line, reason: "“\(String(scalars))” names no document; write its number, as in `[2]`")
    }
    if let first = fields[number] {
      throw CorrectionError(
        line: line,
        reason: "document \(number) stands in line \(first.line) already; put both together")
    }
    fields[number] = FieldCorrections(line: line)
    return number
  }

  private mutating func state(
    _ key: String, _ value: ArraySlice<Unicode.Scalar>, of document: Int?, line: Int
  ) throws(CorrectionError) {
    let name = key.lowercased()
    if let field = FieldCorrections.Key.allCases.first(where: {
      $0.rawValue == name || $0.chineseName == name
    }) {
      // What stands above the first `[n]` is said of the first document.
      let number = document ?? 1
      var corrections = fields[number] ?? FieldCorrections(line: line)
      try corrections.set(field, to: FieldCorrections.Value(text: String(value), line: line))
      fields[number] = corrections
      return
    }
    let isEncoding = name == "encoding" || name == "编码"
    guard isEncoding || name == "documents" || name == "文件" else {
      let keys = FieldCorrections.Key.allCases.map { "\($0.rawValue) \($0.chineseName)" }
      throw CorrectionError(
        line: line,
        reason: "“\(key)” is no key; the keys are encoding 编码, documents 文件, "
          + keys.joined(separator: ", "))
    }
    guard document == nil, isEncoding ? encoding == nil : documents == nil else {
      throw CorrectionError(
        line: line,
        reason: "\(key) is said once and of the whole file; put it above the first `[1]`")
    }
    if isEncoding {
      encoding = (try Self.encoding(value, line: line), line)
    } else {
      documents = try Self.documents(value, line: line)
    }
  }

  private static func encoding(
    _ value: ArraySlice<Unicode.Scalar>, line: Int
  ) throws(CorrectionError) -> EncodingName {
    guard let name = EncodingName(String(value)) else {
      let names = EncodingName.allCases.map(\.rawValue).joined(separator: ", ")
      throw CorrectionError(
        line: line, reason: "“\(String(value))” is no encoding; the encodings are \(names)")
    }
    return name
  }

  /// Reads `whole`, or the lines on which documents begin.
  private static func documents(
    _ value: ArraySlice<Unicode.Scalar>, line: Int
  ) throws(CorrectionError) -> Documents {
    if ["whole", "整个"].contains(String(value).lowercased()) { return .whole(line: line) }
    let parts = value.split { $0.isBlank || $0 == "," || $0 == "，" || $0 == "、" }
    let starts = parts.compactMap(number)
    guard starts.count == parts.count, starts.first == 1,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw CorrectionError(
        line: line,
        reason: "“\(String(value))” does not tell the documents; write `whole`, or the lines on "
          + "which they begin, rising from 1, as in `1, 37, 80`")
    }
    return .starts(starts, line: line)
  }

  /// A number in digits, which may be full-width; at most nine of them.
  private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard !scalars.isEmpty, scalars.count < 10 else { return nil }
    var number = 0
    for scalar in scalars {
      switch scalar.value {
      case 0x30...0x39: number = number * 10 + Int(scalar.value - 0x30)
      case 0xFF10...0xFF19: number = number * 10 + Int(scalar.value - 0xFF10)
      default: return nil
      }
    }
    return number
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Without the blanks around it.
  fileprivate var trimmed: ArraySlice<Unicode.Scalar> {
    var trimmed = drop(while: \.isBlank)
    while trimmed.last?.isBlank == true { trimmed.removeLast() }
    return trimmed
  }
}
