/// A property of documents that a query asks for by name, as in `title:改革`.
///
/// Its raw value is its name in the language, in which queries are printed.
package enum QueryField: String, CaseIterable, Sendable {
  case title, heading, by, org, no, kind, region, year
  /// How the text is read, in pinyin without tones.
  case py

  /// All names, the raw value first; ASCII ones are compared without case. Beside the Chinese ones stand
  /// those of the same property on the command line and in JSON.
  package var names: [String] {
    switch self {
    case .title: ["title", "标题", "標題"]
    case .heading: ["heading", "小标题", "小標題"]
    case .by: ["by", "speaker", "讲话人", "講話人"]
    case .org: ["org", "issuer", "机关", "機關"]
    case .no: ["no", "number", "文号", "文號"]
    case .kind: ["kind", "文种", "文種"]
    case .region: ["region", "地区", "地區"]
    case .year: ["year", "年", "年份"]
    case .py: ["py", "pinyin", "拼音"]
    }
  }

  init?(name: String) {
    let lowercased = name.lowercased()
    guard let field = Self.allCases.first(where: { $0.names.contains(lowercased) }) else {
      return nil
    }
    self = field
  }
}
