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

  init(_ line: TextLine) { self.init(line.scalars) }

  /// Looks at a line without blanks around it; one too long to be looked at is empty.
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    guard let last = scalars.last else {
      self = .sentence
      return
    }
    if let date = PolicyDate.whole(scalars) {
      self = .date(date)
    } else if let number = DocumentNumber.reading(scalars) {
      self = .number(number)
    } else if Self.canBeDateline(scalars), let dateline = Dateline(scalars) {
      self = .dateline(dateline)
    } else if Self.dashes.isPrefix(of: scalars) {
      // A line of dashes only is a rule.
      self = scalars.allSatisfy(Self.isDash) ? .sentence : .subtitle
    } else if Self.isSalutation(scalars) {
      self = .salutation
    } else if Self.startsBody(scalars) {
      self = .structure
    } else if scalars.count > 60 || last.isStop {
      self = .sentence
    } else {
      self = .words
    }
  }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "—" || scalar == "─" || scalar == "－" || scalar == "-"
  }

  private static let dashes: WordList = ["—", "──", "－－", "--"]

  /// Whether a line begins as a dateline does, with a digit, a bracket or a dash, and is no list item.
  private static func canBeDateline(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = line.first, let last = line.last, !last.isStop else { return false }
    switch first {
    case "（", "(": return Numbering(line) == nil
    case "0"..."9", "０"..."９", "一", "二": return true
    default: return isDash(first)
    }
  }

  private static func isSalutation(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = scalars.last, last == "：" || last == ":" else { return false }
    let addressees = scalars.dropLast()
    return greetings.isPrefix(of: addressees) || addressed.isSuffix(of: addressees)
  }

  private static let greetings: WordList = ["各", "同志", "尊敬", "全体", "全體"]

  private static let addressed: WordList = [
    "同志们", "同志們", "同志", "代表", "委员", "委員", "朋友", "单位", "部门", "机构", "政府", "委员会", "总工会", "公司",
  ]

  private static func startsBody(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = scalars.first else { return false }
    if first == "第" {
      guard let (_, count) = Numbering.reading(scalars.dropFirst()) else { return false }
      switch scalars.dropFirst(1 + count).first {
      case "章", "条", "條", "编", "編", "节", "節": return true
      default: return false
      }
    }
    return first == "一" && scalars.dropFirst().first == "、"
  }
}
