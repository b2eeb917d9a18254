/// What a person has stated of a document's fields; what is not stated stays as it was read.
package struct FieldCorrections: Sendable, Equatable {
  /// A field, as a side file names it: those of ``Field``, and the office of the speaker apart.
  enum Key: String, CaseIterable {
    case title, kind, date, speaker, office, issuer, number, region, occasion
    case adoption, passed, published, effective

    /// The name in Chinese.
    var chineseName: String {
      switch self {
      case .title: "标题"
      case .kind: "文种"
      case .date: "日期"
      case .speaker: "讲话人"
      case .office: "职务"
      case .issuer: "发文机关"
      case .number: "发文字号"
      case .region: "地区"
      case .occasion: "场合"
      case .adoption: "通过会议"
      case .passed: "通过日期"
      case .published: "公布日期"
      case .effective: "施行日期"
      }
    }

    var isDate: Bool {
      switch self {
      case .date, .passed, .published, .effective: true
      default: false
      }
    }
  }

  /// A value with the line of the side file it stands in; the text is empty for a field to be unknown.
  struct Value: Equatable {
    var text: String
    var line: Int

    /// Nil for a field to be unknown.
    var known: String? { text.isEmpty ? nil : text }
    /// Nil for a field to be unknown; what is no date is refused when the side file is read.
    var date: PolicyDate? { PolicyDate(stated: text) }
  }

  private(set) var values: [Key: Value] = [:]
  /// The line of the side file that names the document.
  let line: Int

  init(line: Int) { self.line = line }

  /// - Throws: ``CorrectionError`` for a field that is stated already, and for what is no date.
  mutating func set(_ key: Key, to value: Value) throws(CorrectionError) {
    if let first = values[key] {
      throw CorrectionError(
        line: value.line,
        reason: "\(key.rawValue) stands in line \(first.line) already; leave one of them")
    }
    if key.isDate, !value.text.isEmpty, value.date == nil {
      throw CorrectionError(
        line: value.line,
        reason: "“\(value.text)” is no date; write it as 2019, 2019-09, 2019-09-30 or 2019年9月30日")
    }
    values[key] = value
  }
}

extension PolicyDate {
  /// A date as a person states it: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or in any notation of documents.
  init?(stated text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == parts.count, (1...3).contains(numbers.count) else {
      guard let date = PolicyDate.whole(Array(text.unicodeScalars)[...]) else { return nil }
      self = date
      return
    }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
      day: numbers.count > 2 ? numbers[2] : nil)
  }
}
