internal import TextAnalysis

/// The places that bodies stand for, by their names.
package enum Region {
  /// The place that a body's name begins with, whatever the body is: 包头市 of 包头市人民政府办公室, 海淀区
  /// of 北京市海淀区教育局; nil where it begins with none that is known.
  ///
  /// A place in the table of divisions has its official name, below its parent where others have the same
  /// name and the body's names the parent: 南京市鼓楼区, but 鼓楼区 where nothing tells which it is. So the
  /// table leads from a region to the places it lies in. A place that is not in the table (a township, a
  /// dissolved county) counts where its government, congress or union is named.
  ///
  /// Bodies with `、` between them stand for a place where all stand for the same.
  static func of(body: String) -> String? {
    guard body.unicodeScalars.contains("、") else { return of(oneBody: body) }
    let bodies = body.split(separator: "、")
    guard bodies.count > 1 else { return of(oneBody: body) }
    let regions = Set(bodies.map { of(oneBody: String($0)) })
    return regions.count == 1 ? regions.first.flatMap(\.self) : nil
  }

  private static func of(oneBody body: String) -> String? {
    let scalars = Array(body.unicodeScalars)[...]
    let name = bodies.prefix(of: scalars).map { scalars.dropFirst(bodyLengths[$0]) } ?? scalars
    let governed = governedPlace(name)
    guard let match = AdministrativeDivisions.builtIn.match(atStartOf: name),
      governed.map({ $0.count <= match.length }) ?? true
    else { return governed.map { String($0) } }
    guard let division = match.division else { return match.candidates[0].name }
    return fullName(of: division)
  }

  /// The place of a meeting where it is the congress of the place: 北京市 of 北京市第九届人民代表大会第三次会议.
  static func of(meeting: String) -> String? {
    congress.isFound(in: Array(meeting.unicodeScalars)[...]) ? of(body: meeting) : nil
  }

  /// Whether one place is another or lies in it, as far as their names tell: 海淀区 lies in 北京市, 青岚市
  /// in 临江省 where it is called 临江省青岚市. 鼓楼区, of which there are several, lies in no province.
  ///
  /// Cost: some microseconds, and once in a process the reading of the table of divisions.
  ///
  /// - Parameters:
  ///   - place: As ``of(body:)`` names it.
  ///   - outer: Also a short name that only one division of its level has: 北京, 内蒙古.
  package static func place(_ place: String, liesIn outer: String) -> Bool {
    if place == outer { return true }
    // A full name has the places around it in front, also one that is not in the table.
    if place.utf8.starts(with: outer.utf8), places.isSuffix(of: Array(outer.unicodeScalars)[...]) {
      return true
    }
    guard let inner = divisions(named: place),
      let around = divisions(named: outer), around.count == 1
    else { return false }
    return inner.allSatisfy { $0 == around[0] || $0.isPart(of: around[0]) }
  }

  /// What a name, with or without its parents, may be in the table; nil where it is not in it.
  private static func divisions(named name: String) -> [AdministrativeDivision]? {
    // A short name counts only before the name of a body.
    let match = AdministrativeDivisions.builtIn.match(
      atStartOf: Array((name + "人民政府").unicodeScalars)[...])
    return match?.length == name.unicodeScalars.count ? match?.candidates : nil
  }

  /// The name of a division with as many of its parents as it takes to name no other.
  private static func fullName(of division: AdministrativeDivision) -> String {
    let divisions = AdministrativeDivisions.builtIn
    var name = division.name
    for parent in divisions.ancestors(of: division).reversed() {
      let match = divisions.match(atStartOf: Array(name.unicodeScalars)[...])
      if match?.division == division { break }
      name = parent.name + name
    }
    return name
  }

  /// The place before the word for a body that governs or stands for a place as a whole.
  private static func governedPlace(
    _ name: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar>? {
    guard let start = governing.firstIndex(in: name.dropFirst(2)) else { return nil }
    var place = name[..<start]
    // 青岚市第九届人民代表大会
    if place.last == "届", let session = place.lastIndex(of: "第") { place = place[..<session] }
    return places.isSuffix(of: place) ? place : nil
  }

  /// Bodies that name themselves before their place.
  private static let nationalBodies = [
    "中国共产党", "中共", "中国共产主义青年团", "共青团", "中国人民政治协商会议", "政协", "国家税务总局",
  ]
  private static let bodies = WordList(nationalBodies)
  private static let bodyLengths = nationalBodies.map(\.unicodeScalars.count)

  private static let congress: WordList = ["人民代表大会", "人大"]

  private static let governing: WordList = ["人民政府", "人民代表大会", "总工会", "委员会"]

  private static let places: WordList = [
    "省", "自治区", "市", "县", "区", "自治州", "州", "盟", "旗", "镇", "乡",
  ]
}
