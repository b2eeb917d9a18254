/// What the labels of a page say about a document: `发文字号：国发〔2019〕5号`, the value behind the label
/// or in the next cell or on the next line.
struct LabelledFields {
  private(set) var title: String?
  private(set) var issuer: String?
  private(set) var number: String?
  private(set) var date: PolicyDate?
  private(set) var published: PolicyDate?
  private(set) var lines: [Field: Int] = [:]

  /// Reads the lines set apart from a document's body; the cells of a table's row have tabs between
  /// them.
  init(_ notices: [TextLine]) {
    let cells = notices.flatMap { line in
      line.scalars.split(separator: "\t").map { (scalars: $0, line: line.source.number) }
    }
    for (index, cell) in cells.enumerated() {
      guard let colon = cell.scalars.firstIndex(where: { $0 == "：" || $0 == ":" }) else { continue }
      let label = String(cell.scalars[..<colon].filter { !$0.isBlank && $0 != "【" && $0 != "】" })
      guard let field = Self.fields[label] else { continue }
      var value = cell.scalars[(colon + 1)...].drop(while: \.isBlank)
      if value.isEmpty, index + 1 < cells.count { value = cells[index + 1].scalars }
      // A label without a value is followed by another label.
      guard !value.isEmpty, value.last != "：", value.last != ":" else { continue }
      set(field, value, line: cell.line)
    }
  }

  private mutating func set(_ field: Field, _ value: ArraySlice<Unicode.Scalar>, line: Int) {
    switch field {
    case .title: title = title ?? String(value)
    case .issuer: issuer = issuer ?? String(value)
    case .number:
      // Orders have a number without a year: `国令第707号`.
      guard value.last == "号" || value.last == "號" else { return }
      let number = DocumentNumber.reading(value) ?? String(value.filter { !$0.isBlank })
      self.number = self.number ?? number
    case .date:
      guard let date = PolicyDate.whole(value) else { return }
      self.date = self.date ?? date
    case .published:
      guard let (date, _) = PolicyDate.reading(value) else { return }
      published = published ?? date
    default: return
    }
    lines[field] = lines[field] ?? line
  }

  private static let fields: [String: Field] = [
    "标题": .title, "发文机关": .issuer, "发文字号": .number, "文号": .number, "成文日期": .date, "发文日期": .date,
    "发布日期": .published, "公布日期": .published, "发布时间": .published,
  ]
}
