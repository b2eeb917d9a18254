/// What a line in the head of a document is, as far as the line itself tells.
enum HeadPart {
  /// A bare date.
  case date(PolicyDate)
  /// `（2017年8月25日）`, `（2015年9月23日　…通过）`, `——2026年2月4日在…会议上`.
  case dateline(Dateline)
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
    } else if Self.canBeDateline(scalars), let dateline = Dateline(scalars) {
      self = .dateline(dateline)
    } else if ["—", "──", "－－", "--"].contains(where: scalars.starts(with:)) {
      // A line of dashes only is a rule.
      self = scalars.allSatisfy(Self.isDash) ? .sentence : .subtitle
    } else if Self.isSalutation(scalars) {
      self = .salutation
    } else if Self.startsBody(scalars) {
      self = .structure
    } else if scalars.count > 60 || scalars.last?.isStop ?? true {
      self = .sentence
    } else {
      self = .words
    }
  }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "—" || scalar == "─" || scalar == "－" || scalar == "-"
  }

  /// Whether a line begins as a dateline does: with a digit, a bracket or a dash.
  private static func canBeDateline(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = line.first, let last = line.last, last != "。" else { return false }
    return "（(0123456789０１２３４５６７８９一二".unicodeScalars.contains(first) || isDash(first)
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
}
