/// Who gives a speech.
package struct Speaker: Sendable, Hashable {
  /// The name without the blanks that typesetting puts between its characters.
  package let name: String
  /// The office as the document states it, such as `省总工会主席`; nil where it states none.
  package let office: String?

  package init(name: String, office: String? = nil) {
    self.name = name
    self.office = office
  }
}

extension Speaker {
  /// Reads a line that holds a name, or an office, a blank and a name.
  ///
  /// A name is two to four Han characters that begin with a known surname. Alone on a line one of
  /// three stands as it is, one of two must be spaced out (`王 芳`, as print has it), one of four must
  /// have a surname of two.
  init?(_ line: ArraySlice<Unicode.Scalar>) {
    let parts = line.split(whereSeparator: \.isBlank)
    guard let last = parts.last, line.count <= 60 else { return nil }
    // A name is one part, or spaced-out characters at the line's end.
    let letters = parts.reversed().prefix { $0.count == 1 }.count
    let nameParts = last.count == 1 ? parts.suffix(letters) : parts.suffix(1)
    let name = Array(nameParts.joined())
    guard Self.isName(name) else { return nil }
    let office = parts.dropLast(nameParts.count)
    if office.isEmpty {
      guard name.count > 2 || nameParts.count == 2 else { return nil }
      self.init(name: String(name))
    } else {
      guard let end = office.last, Self.officeEndings.contains(where: end.ends(with:)) else {
        return nil
      }
      self.init(name: String(name), office: String(Array(office.joined(separator: [" "]))))
    }
  }

  /// Whether a line ends with the word for an office.
  static func isOffice(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.count <= 40 && officeEndings.contains(where: line.ends(with:))
  }

  private static func isName(_ scalars: [Unicode.Scalar]) -> Bool {
    guard (2...4).contains(scalars.count), scalars.allSatisfy(\.isHan) else {
      return false
    }
    if scalars.count > 2, compoundSurnames.contains(String(scalars.prefix(2))) { return true }
    return scalars.count < 4 && surnames.contains(scalars[0])
  }

  private static let officeEndings = [
    "主席", "书记", "主任", "部长", "省长", "市长", "县长", "区长", "州长", "局长", "厅长", "处长", "科长", "院长",
    "会长", "理事长", "秘书长", "董事长", "总经理", "校长", "委员", "常委", "代表", "组长", "主任委员", "检察长", "总理",
    "行长", "社长", "站长", "所长", "镇长", "乡长", "同志",
  ]

  private static let compoundSurnames: Set = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙",
    "宇文", "端木", "呼延", "闻人", "申屠", "歐陽", "司馬", "諸葛",
  ]

  /// The common surnames, simplified and traditional.
  private static let surnames = Set(
    """
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏\
    钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜\
    倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴\
    席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄\
    盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗\
    應張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蘇盧蔣賈葉閻餘鍾譚鄒陸龍萬錢湯賀賴龔龐蘭莊顏嚴溫韋聶齊關費紀項單寧華車邊
    """.unicodeScalars)
}
