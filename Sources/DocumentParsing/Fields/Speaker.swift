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
  /// Reads a line that holds a name, or an office, a blank and a name; 同志 may follow the name.
  ///
  /// A name is two to four Han characters that begin with a known surname. Alone on a line one of
  /// three stands as it is, one of two must be spaced out (`王 芳`, as print has it), one of four must
  /// have a surname of two. Behind an office a name may also be one that is written by its sound:
  /// with `·` in it, or of the characters that such names are written with.
  init?(_ line: ArraySlice<Unicode.Scalar>) {
    guard let end = line.last, end.isHan, line.count <= 60 else { return nil }
    var line = line
    if Self.comrade.isSuffix(of: line), line.count > 3 {
      line = line.dropLast(2)
      while line.last?.isBlank == true { line = line.dropLast() }
    }
    // Most lines end with no name: where the last part has more than one character, it is the name.
    let lastPart = line.lastIndex(where: \.isBlank).map { line[($0 + 1)...] } ?? line
    guard lastPart.count == 1 || Self.isName(lastPart) || Self.isNameBehindOffice(lastPart) else {
      return nil
    }
    let parts = line.split(whereSeparator: \.isBlank)
    guard let last = parts.last else { return nil }
    // A name is one part, or spaced-out characters at the line's end.
    let letters = parts.reversed().prefix { $0.count == 1 }.count
    let nameParts = last.count == 1 ? parts.suffix(letters) : parts.suffix(1)
    let name = Array(nameParts.joined())[...]
    let office = parts.dropLast(nameParts.count)
    if office.isEmpty {
      guard Self.isName(name), name.count > 2 || nameParts.count == 2 else { return nil }
      self.init(name: String(name))
    } else {
      guard let end = office.last, Self.officeEndings.isSuffix(of: end),
        Self.isName(name) || Self.isNameBehindOffice(name)
      else { return nil }
      self.init(name: String(name), office: String(Array(office.joined(separator: [" "]))))
    }
  }

  /// Whether a line ends with the word for an office.
  static func isOffice(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.count <= 40 && officeEndings.isSuffix(of: line)
  }

  private static func isName(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
    guard (2...4).contains(name.count), let first = name.first, name.allSatisfy(\.isHan) else {
      return false
    }
    if name.count > 2, compoundSurnames.isPrefix(of: name) { return true }
    return name.count < 4 && surnames.contains(first)
  }

  /// Whether a name may also be one of these where an office stands before it.
  private static func isNameBehindOffice(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
    if (2...3).contains(name.count), let first = name.first, rareSurnames.contains(first) {
      return name.allSatisfy(\.isHan)
    }
    guard name.count <= 16 else { return false }
    let parts = name.split { $0 == "·" || $0 == "•" }
    if parts.count > 1 {
      return parts.allSatisfy { $0.count > 1 && $0.allSatisfy(\.isHan) }
    }
    return (3...6).contains(name.count) && name.allSatisfy(sounds.contains)
  }

  private static let comrade: WordList = ["同志"]

  private static let officeEndings: WordList = [
    "主席", "书记", "主任", "部长", "省长", "市长", "县长", "区长", "州长", "局长", "厅长", "处长", "科长", "院长", "旗长", "盟长",
    "会长", "理事长", "秘书长", "董事长", "总经理", "校长", "委员", "常委", "代表", "组长", "检察长", "总理", "行长", "社长",
    "站长", "所长", "镇长", "乡长", "同志", "司长", "署长", "队长", "馆长", "台长", "总裁", "经理", "厂长", "政委", "司令员",
    "参谋长", "总干事", "大使",
    "書記", "部長", "省長", "市長", "縣長", "區長", "局長", "廳長", "處長", "院長", "會長", "秘書長", "董事長", "校長", "總理",
  ]

  private static let compoundSurnames: WordList = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙",
    "宇文", "端木", "呼延", "闻人", "申屠", "轩辕", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "仲孙", "钟离",
    "鲜于", "闾丘", "司空", "司寇", "亓官", "颛孙", "巫马", "公西", "漆雕", "乐正", "公良", "拓跋", "谷梁", "段干", "百里",
    "东郭", "南门", "羊舌", "梁丘", "左丘", "西门", "赫连", "万俟", "歐陽", "司馬", "諸葛", "東方", "尉遲", "聞人", "軒轅",
    "澹臺", "濮陽", "鍾離", "鮮于", "閭丘", "赫連",
  ]

  /// The surnames of one character, simplified and traditional, but for those that mostly begin words.
  private static let surnames = Set(
    """
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏\
    钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜\
    倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴\
    席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄\
    盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗\
    习習应肖闫逄逯仝亓缪濮谯佘邝郄郏晁昝茹荀荆蔺蔚蒯禹鞠靖鄂郇郗阙阚隗雍雒鹿揣戎扈桓桑楼毋淳狄琚甯睢粟胥莘莫菅萨訾诸谌钮骆刁\
    應張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蘇盧蔣賈葉閻餘鍾譚鄒陸龍萬錢湯賀賴龔龐蘭莊顏嚴溫韋聶齊關費紀項單寧華車邊\
    聞駱萊祿鄺鄔閔喬畢叢陽衛蔔買鮑無遲藍鞏練樂連談計簡婁蓋黨宮來暢
    """.unicodeScalars)

  /// Surnames that mostly begin words: a name only behind an office.
  private static let rareSurnames = Set(
    """
    厉帅巫巢庾麦麻阴占敬於旷母浦漆皮税苍蒲贝贡那展印冒况初勾区宣宦寇岑忻惠慎扶暨步沃湛支滑尚佀呼权丰班明师海铁水油达冰银门
    """.unicodeScalars)

  /// The characters that Tibetan, Mongolian, Uygur and Yi names are mostly written with.
  private static let sounds = Set(
    """
    阿艾巴白班贝边宾布才仓查昌措次达丹当德登迪地丁顶堆多额尔恩嘎噶甘刚岗格根贡果哈赫呼吉加嘉坚江杰晋久卡康克肯库\
    拉朗勒力丽列罗洛玛买曼美蒙米明木那纳娜乃尼努诺欧帕普珀其齐奇旗琴曲却热仁若桑色森沙珊斯苏索塔太泰特提铁土吐旺维\
    乌西希雅亚央扬依益永尤玉扎泽增珍志珠准卓孜宗佐姆杜顿平晓向朱阳
    """.unicodeScalars)
}
