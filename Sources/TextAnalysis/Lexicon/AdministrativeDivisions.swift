internal import CLexicon

/// The provinces, prefectures and counties of China by their names, as of June 2023.
///
/// A name is matched where it begins a text: the bodies of the state and the party are named after
/// their place (临江省青岚市总工会). Three kinds of names are known:
/// - official ones, 新疆维吾尔自治区;
/// - shorter complete ones of autonomous divisions, 新疆自治区, 延边州;
/// - short ones, 新疆, 临沂, which are words in their own right and so count only where the name of a
///   body or of a division inside goes on: 新疆总工会, 南京鼓楼区.
///
/// Dissolved divisions and the zones of the economy (苏州工业园区) are not in the table.
package struct AdministrativeDivisions: Sendable {
  /// The table that is built in, read when it is first used, in two thirds of a millisecond.
  package static let builtIn = AdministrativeDivisions()

  /// All divisions, ascending by code: each province is followed by what lies in it.
  package private(set) var all: [AdministrativeDivision] = []

  private struct Name {
    /// The place of its UTF-8 in ``text``.
    let range: Range<Int>
    let isShort: Bool
    /// An index of ``all``.
    let division: Int
    /// The next name that has the same slot in ``slots``, or -1.
    let next: Int
  }

  /// What was read from the table, of which the names are parts.
  private let text: [UInt8]

  private var names: [Name] = []

  /// The first name of each hash of two characters, or -1.
  private var slots = [Int](repeating: -1, count: 1 << Self.slotBits)
  private static let slotBits = 12

  /// A character of a name has three bytes in UTF-8, and a name has at least two characters.
  private static let characterSize = 3
  private static let prefixSize = 2 * characterSize

  /// The longest text that is looked at, in characters: three names and the word after them.
  private static let reach = 64

  private init() {
    var count = 0
    let start = clexicon_divisions(&count)
    // SAFETY: the function returns a constant array and its length.
    text = Array(UnsafeBufferPointer(start: start, count: count))
    all.reserveCapacity(3_300)
    names.reserveCapacity(6_000)
    var lineStart = 0
    while let lineEnd = text[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
      if text[lineStart] != UInt8(ascii: "#") { read(lineStart..<lineEnd) }
      lineStart = lineEnd + 1
    }
  }

  /// Enters the division that a line describes: `海南藏族自治州⇥海南自治州 海南州⇥海南⇥632500`.
  private mutating func read(_ line: Range<Int>) {
    let official = names.count
    var column = 0
    var start = line.lowerBound
    for end in line {
      let isTab = text[end] == UInt8(ascii: "\t")
      guard isTab || text[end] == UInt8(ascii: " ") else { continue }
      if start < end { enter(start..<end, isShort: column == 2) }
      if isTab { column += 1 }
      start = end + 1
    }
    let code = text[start..<line.upperBound].reduce(0) { $0 * 10 + UInt32($1 - UInt8(ascii: "0")) }
    all.append(AdministrativeDivision(code: code, name: string(of: names[official])))
  }

  private func string(of name: Name) -> String {
    String(decoding: text[name.range], as: UTF8.self)
  }

  private mutating func enter(_ name: Range<Int>, isShort: Bool) {
    let slot = Self.slot(of: text[name])
    names.append(Name(range: name, isShort: isShort, division: all.count, next: slots[slot]))
    slots[slot] = names.count - 1
  }

  /// The slot of what begins with two characters (a multiplicative hash of their six bytes).
  private static func slot(of bytes: ArraySlice<UInt8>) -> Int {
    let key = bytes.prefix(prefixSize).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - UInt64(slotBits)))
  }

  /// The name of a division at the start of `text`, with the divisions inside it that follow:
  /// 河北省石家庄市长安区 is one match. Nil if the text begins with none.
  ///
  /// The longest name counts. 城区, 郊区 and the like, which name a county only by its parent, are
  /// matched after their parent alone.
  ///
  /// - Parameter text: as a document has it, simplified and without blanks; not folded, since the
  ///   fold key has 干县 for 乾县.
  /// - Complexity: a few microseconds; no more than 64 characters are read.
  package func match(atStartOf text: ArraySlice<Unicode.Scalar>) -> DivisionMatch? {
    let bytes = [UInt8](capacity: Self.reach * Self.characterSize) { bytes in
      for scalar in text.prefix(Self.reach) {
        let value = scalar.value
        guard 0x800...0xFFFF ~= value else { break }
        bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
      }
    }
    guard let found = match(in: bytes[...], below: nil) else { return nil }
    return DivisionMatch(
      length: found.end / Self.characterSize, candidates: found.divisions.map { all[$0] })
  }

  /// As ``match(atStartOf:)``; only what lies in one of `parents` counts, where there are any.
  private func match(in text: ArraySlice<UInt8>, below parents: [Int]?) -> (
    end: Int, divisions: [Int]
  )? {
    guard text.count >= Self.prefixSize else { return nil }
    var found: [Name] = []
    var index = slots[Self.slot(of: text)]
    while index >= 0 {
      let name = names[index]
      index = name.next
      if text.starts(with: self.text[name.range]), isPossible(name, below: parents) {
        found.append(name)
      }
    }
    guard !found.isEmpty else { return nil }
    for length in Set(found.map(\.range.count)).sorted(by: >) {
      let rest = text.dropFirst(length)
      let group = found.filter { $0.range.count == length }
      let official = group.filter { !$0.isShort }
      let divisions = (official.isEmpty ? highest(group) : official).map(\.division)
      if let inner = match(in: rest, below: divisions) { return inner }
      if !official.isEmpty || Self.bodies.contains(where: { rest.starts(with: $0.utf8) }) {
        return (rest.startIndex, divisions.sorted())
      }
    }
    return nil
  }

  private func isPossible(_ name: Name, below parents: [Int]?) -> Bool {
    if let parents {
      return parents.contains { all[name.division].isPart(of: all[$0]) }
    }
    let ending = text[name.range].suffix(Self.characterSize)
    return name.range.count > Self.prefixSize || !ending.elementsEqual("区".utf8)
  }

  /// 吉林 is the province, not the city: a short name is that of the highest division that has it.
  private func highest(_ names: [Name]) -> [Name] {
    let level = names.map { all[$0.division].level }.min()
    return names.filter { all[$0.division].level == level }
  }

  /// What follows the short name of a place in the name of a body or zone.
  private static let bodies = [
    "总工会", "工会", "区党委", "党委", "州委", "地委", "盟委", "人民政府", "政府", "人大", "政协", "纪委", "军区",
    "军分区", "警备区", "海关", "税务局", "国税局", "地税局", "证监局", "银监局", "保监局", "银保监局", "监管局", "监管分局",
    "通信管理局", "邮政管理局", "气象局", "地震局", "测绘局", "铁路局", "铁路监督管理局", "海事局", "出入境", "检验检疫",
    "人民法院", "高级人民法院", "中级人民法院", "人民检察院", "海事法院", "铁路运输", "生产建设兵团", "特派员办事处",
    "经济技术开发区", "经济开发区", "高新技术产业开发区", "高新区", "经开区", "开发区", "工业园区", "综合保税区", "保税区",
    "自由贸易试验区", "自贸试验区", "自由贸易港", "新区", "示范区", "管理区",
  ]

  /// The divisions that `division` lies in, the province first; none for a province.
  package func ancestors(of division: AdministrativeDivision) -> [AdministrativeDivision] {
    let codes = [division.code / 10_000 * 10_000, division.code / 100 * 100]
    return codes.filter { $0 != division.code }.compactMap { code in
      let index = lowerBound(of: code)
      // 济源市 (419001) lies in no prefecture.
      return index < all.count && all[index].code == code ? all[index] : nil
    }
  }

  private func lowerBound(of code: UInt32) -> Int {
    var lower = 0
    var upper = all.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if all[middle].code < code { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }
}
