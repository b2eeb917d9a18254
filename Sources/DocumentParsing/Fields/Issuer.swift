/// The body that issues a document.
enum Issuer {
  /// Whether a line is the name of a body: Han characters up to a word for one.
  static func isBody(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard line.count >= 3, line.count <= 60, endings.isSuffix(of: line) else { return false }
    let name = line.withoutBlanks
    return name.count <= 30 && name.allSatisfy(\.isHan)
  }

  /// Whether the name of a body may end with a scalar: a look that spares reading most lines.
  static func mayEnd(with scalar: Unicode.Scalar) -> Bool { endings.mayEnd(with: scalar) }

  /// The body a title begins with, or several with `、` between them: `临江省总工会关于…`, `国务院令`.
  ///
  /// - Parameter hasKind: Whether the title names a kind. Without it `…印发…` tells of a body, and is no
  ///   title that the body has given.
  static func inTitle(_ title: ArraySlice<Unicode.Scalar>, hasKind: Bool = true) -> String? {
    if let name = DocumentKind.order(title) {
      // 国务院 gives orders as 中华人民共和国国务院, and issues all else under its short name.
      if name.starts(with: state), isBody(name.dropFirst(state.count)) {
        return String(name.dropFirst(state.count))
      }
      return isBody(name) || heads.isSuffix(of: name) ? String(name) : nil
    }
    guard let start = hasKind ? starts.firstIndex(in: title) : about.firstIndex(in: title) else {
      return nil
    }
    let name = title[..<start]
    // `在…` and `对…` begin a phrase, not a name; a blank stands between two names.
    guard name.split(separator: "、", omittingEmptySubsequences: false).allSatisfy(isBody),
      !name.contains(where: { $0 == "在" || $0 == "对" || $0 == "的" || $0.isBlank })
    else { return nil }
    // `省教育厅和省财政厅` are two, which no title names so for certain; 市经济和信息化局 is one.
    if let and = name.firstIndex(where: { $0 == "和" || $0 == "与" }), isBody(name[..<and]) {
      return nil
    }
    return String(name)
  }

  private static let state = Array("中华人民共和国".unicodeScalars)
  private static let about: WordList = ["关于", "關於"]
  private static let starts: WordList = ["关于", "關於", "印发", "转发", "批转"]

  /// Those who give orders in their own name.
  private static let heads: WordList = ["主席", "省长", "市长", "县长", "州长"]

  private static let endings: WordList = [
    "人民政府", "办公厅", "办公室", "委员会", "總工會", "委員會", "总工会", "工会", "局", "厅", "部", "院", "代表大会", "联合会",
    "协会", "领导小组", "指挥部", "党组", "党委", "省委", "市委", "县委", "区委", "纪委", "工委", "团委", "农委", "州委",
    "发展改革委", "卫生健康委", "国资委", "常委会", "军委", "银行", "署", "中央",
  ]
}
