/// The body that issues a document.
enum Issuer {
  /// Whether a line is the name of a body: Han characters up to a word for one.
  static func isBody(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = line.filter { !$0.isBlank }
    return (3...30).contains(name.count) && name.allSatisfy(\.isHan)
      && endings.contains(where: name.ends(with:))
  }

  /// The body a title begins with: `临江省总工会关于…`.
  static func inTitle(_ title: String) -> String? {
    let scalars = Array(title.unicodeScalars)
    guard
      let about = scalars.indices.first(where: { index in
        ["关于", "關於", "印发", "转发", "批转"].contains { scalars[index...].starts(with: $0) }
      })
    else { return nil }
    let name = scalars[..<about]
    // `在…` and `对…` begin a phrase, not a name; a blank stands between two names.
    guard isBody(name), !name.contains(where: { "在对的 　".unicodeScalars.contains($0) }) else {
      return nil
    }
    // `省教育厅和省财政厅` are two, 市经济和信息化局 is one.
    if let and = name.firstIndex(where: { $0 == "和" || $0 == "与" || $0 == "、" }),
      isBody(name[..<and])
    {
      return nil
    }
    return String(name)
  }

  /// The place a body's name begins with: 临江省青岚市 of 临江省青岚市人民政府; nil for a body that
  /// does not govern or stand for a place as a whole, whose name cannot be cut with certainty.
  static func region(of issuer: String) -> String? {
    let scalars = Array(issuer.unicodeScalars)
    for start in scalars.indices.dropFirst(2)
    where placeBodies.contains(where: scalars[start...].starts(with:)) {
      let place = scalars[..<start]
      return places.contains(where: place.ends(with:)) ? String(place) : nil
    }
    return nil
  }

  private static let endings = [
    "人民政府", "人民政府办公厅", "人民政府办公室", "委员会", "委员会办公室", "总工会", "工会", "办公厅", "办公室", "局", "厅", "部", "院",
    "代表大会", "联合会", "协会", "领导小组", "指挥部", "党组", "党委", "省委", "市委", "县委", "区委", "總工會", "委員會",
  ]

  private static let placeBodies = ["人民政府", "人民代表大会", "总工会", "委员会"]

  private static let places = ["省", "自治区", "市", "县", "区", "自治州", "州", "盟", "旗", "镇", "乡"]
}
