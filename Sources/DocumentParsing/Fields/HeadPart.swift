/// What a line in the head of a document is, as far as the line itself tells.
enum HeadPart {
  /// `（2017年8月25日）`, `（2015年9月23日　…通过）` or a bare date. The date is nil where the bracket
  /// holds several: when the document was passed, and when it was amended.
  case date(PolicyDate?)
  /// A document number.
  case number(String)
  /// `——在…会议上的讲话`, the dashes included.
  case subtitle
  /// `同志们：`, `各市总工会：`
  case salutation
  /// `第一章 总则`, `一、…`: the body has begun.
  case structure
  /// A short line without the end of a sentence: part of a title, a name, a heading.
  case words
  /// Anything else: a sentence, a longer line, a rule.
  case sentence

  init(_ line: TextLine) {
    let scalars = line.scalars
    guard !scalars.isEmpty else {
      self = .sentence
      return
    }
    if let date = PolicyDate.whole(scalars) {
      self = .date(date)
    } else if let number = DocumentNumber.reading(scalars) {
      self = .number(number)
    } else if scalars.first == "（" || scalars.first == "(", let dates = Self.dates(in: scalars) {
      self = .date(dates.count == 1 ? dates.first : nil)
    } else if ["—", "──", "－－", "--"].contains(where: scalars.starts(with:)) {
      // A line of dashes only is a rule.
      self = scalars.allSatisfy(Self.isDash) ? .sentence : .subtitle
    } else if Self.isSalutation(scalars) {
      self = .salutation
    } else if Self.startsBody(scalars) {
      self = .structure
    } else if scalars.count > 60 || scalars.last.map(Self.endsSentence) ?? true {
      self = .sentence
    } else {
      self = .words
    }
  }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool { "—─－-".unicodeScalars.contains(scalar) }

  /// The different dates a bracket holds; nil where it holds none.
  private static func dates(in scalars: ArraySlice<Unicode.Scalar>) -> Set<PolicyDate>? {
    var dates: Set<PolicyDate> = []
    var rest = scalars.dropFirst()
    while !rest.isEmpty {
      if let (date, count) = PolicyDate.reading(rest) {
        dates.insert(date)
        rest = rest.dropFirst(count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return dates.isEmpty ? nil : dates
  }

  private static func isSalutation(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = scalars.last, last == "：" || last == ":" else { return false }
    let addressees = scalars.dropLast()
    return ["各", "同志", "尊敬", "全体", "全體"].contains(where: addressees.starts(with:))
      || ["同志们", "同志們", "同志", "代表", "委员", "委員", "朋友", "单位", "部门", "机构", "政府", "委员会", "总工会", "公司"]
        .contains(where: addressees.ends(with:))
  }

  private static func startsBody(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let numerals = "一二三四五六七八九十百".unicodeScalars
    if scalars.first == "第" {
      let after = scalars.dropFirst().drop(while: numerals.contains)
      return after.count < scalars.count - 1
        && after.first.map { "章条條编編节節".unicodeScalars.contains($0) } == true
    }
    return scalars.starts(with: "一、")
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    "。，；：！？、,;:!?".unicodeScalars.contains(scalar)
  }
}
