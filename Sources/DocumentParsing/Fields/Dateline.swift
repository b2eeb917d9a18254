/// A line that says when something happened to a document, as it stands between title and body:
/// `（2015年9月23日　…全体会议通过）`, `——2026年2月4日在…会议上`, `2001年4月21日 …令第302号公布`.
///
/// Of several bodies that pass a document together each has its date: `2018年1月5日…会议、2018年3月2日…
/// 会议通过`, also over two lines. Then it is passed on the last of these days, by all of the meetings.
struct Dateline {
  /// The different dates of the line.
  private(set) var dates: Set<PolicyDate> = []
  /// When the document was first passed, and by which meeting.
  private(set) var passed: PolicyDate?
  private(set) var adoption: String?
  /// The meetings whose dates stand before, without the word that they passed anything: what follows has
  /// to say it.
  private(set) var meetings: [Meeting] = []
  private(set) var published: PolicyDate?
  private(set) var effective: PolicyDate?
  /// On what occasion the words were spoken: `…会议` of `在…会议上`.
  private(set) var occasion: String?
  /// What follows the occasion, such as an office and a name.
  private(set) var rest: ArraySlice<Unicode.Scalar> = []
  /// Whether the line stands in brackets or names an occasion, so that its date is the document's.
  private(set) var isCaption = false

  /// A meeting and the day of its decision.
  typealias Meeting = (date: PolicyDate, name: String)

  /// Reads a line, or is nil where it is no such line.
  init?(_ line: ArraySlice<Unicode.Scalar>) {
    var line = line.drop { HeadPart.isDash($0) || $0.isBlank }
    if let first = line.first, first == "（" || first == "(" {
      isCaption = true
      line = line.dropFirst()
      if let last = line.last, last == "）" || last == ")" { line = line.dropLast() }
    }
    guard isCaption ? PolicyDate.mayStand(in: line) : PolicyDate.reading(line) != nil else {
      return nil
    }
    for clause in Self.clauses(of: line) { read(clause) }
    guard !dates.isEmpty else { return nil }
    if !isCaption {
      guard
        passed != nil || published != nil || effective != nil || isAmendment || occasion != nil
          || !meetings.isEmpty
      else { return nil }
      isCaption = occasion != nil
    }
  }

  private var isAmendment = false

  /// The date with the words up to the next date, those in titles `《…》` passed over.
  private typealias Clause = (date: PolicyDate, words: ArraySlice<Unicode.Scalar>)

  private static func clauses(of line: ArraySlice<Unicode.Scalar>) -> [Clause] {
    var clauses: [Clause] = []
    var depth = 0
    var index = line.startIndex
    while index < line.endIndex {
      let scalar = line[index]
      if scalar == "《" { depth += 1 }
      if scalar == "》" { depth -= 1 }
      if depth == 0, PolicyDate.canBegin(scalar),
        let (date, count) = PolicyDate.reading(line[index...])
      {
        if let last = clauses.indices.last {
          clauses[last].words = clauses[last].words[..<index]
        }
        index += count
        clauses.append((date, line[index...]))
      } else {
        index += 1
      }
    }
    return clauses
  }

  private mutating func read(_ clause: Clause) {
    dates.insert(clause.date)
    let words = clause.words.drop { $0.isBlank || $0 == "，" || $0 == "起" }
    if words.first == "在" {
      if let (meeting, rest) = Self.meeting(words.dropFirst()) {
        occasion = occasion ?? String(meeting)
        self.rest = rest
      }
    } else if Self.position(of: Self.amending, in: words) != nil {
      isAmendment = true
    } else if let end = Self.position(of: Self.passing, in: words) {
      guard passed == nil else { return }
      passed = clause.date
      adoption = Self.body(words[..<end])
      join(meetings)
      meetings = []
    } else if Self.position(of: Self.publishing, in: words) != nil {
      published = published ?? clause.date
      if Self.atOnce.isSuffix(of: words) { effective = clause.date }
    } else if Self.position(of: Self.inForce, in: words) != nil {
      effective = clause.date
    } else if Self.position(of: Self.approving, in: words) != nil {
      isAmendment = true
    } else if passed == nil, let name = Self.body(words), name.hasSuffix("会议") {
      meetings.append((clause.date, name))
    }
  }

  /// Has the document passed by these meetings as well, which come first.
  mutating func join(_ meetings: [Meeting]) {
    guard let passed, let adoption else { return }
    self.passed = meetings.map(\.date).reduce(passed) { $0.description < $1.description ? $1 : $0 }
    self.adoption = (meetings.map(\.name) + [adoption]).joined(separator: "、")
    dates.formUnion(meetings.map(\.date))
  }

  private static let amending: WordList = ["修正", "修订", "修改", "修訂"]
  private static let passing: WordList = ["通过", "通過"]
  private static let publishing: WordList = ["公布", "发布", "發布", "印发"]
  private static let atOnce: WordList = ["公布施行", "发布施行", "公布实施", "发布实施"]
  private static let inForce: WordList = ["施行", "实施", "生效", "實施"]
  private static let approving: WordList = ["批准"]

  /// `全国…会议` and what follows `上`.
  private static func meeting(
    _ words: ArraySlice<Unicode.Scalar>
  ) -> (ArraySlice<Unicode.Scalar>, ArraySlice<Unicode.Scalar>)? {
    guard
      let end = words.indices.first(where: { index in
        words[index] == "上"
          && words[(index + 1)...].first.map { !$0.isHan } ?? true
      })
    else { return nil }
    return (words[..<end], words[(end + 1)...].drop(while: \.isBlank))
  }

  /// The meeting that passed a document, without what it did.
  private static func body(_ words: ArraySlice<Unicode.Scalar>) -> String? {
    var words = words.drop { $0.isBlank || $0 == "由" || $0 == "经" || $0 == "經" }
    while words.last?.isBlank == true || words.last == "、" || words.last == "，" {
      words.removeLast()
    }
    while deciding.isSuffix(of: words) { words = words.dropLast(2) }
    let name = words.filter { !$0.isBlank }
    return name.isEmpty ? nil : String(name)
  }

  private static let deciding: WordList = ["审议", "表决", "讨论", "全票", "審議", "表決", "討論"]

  /// Where the first of the words stands outside of titles `《…》`.
  private static func position(of verbs: WordList, in words: ArraySlice<Unicode.Scalar>) -> Int? {
    var depth = 0
    for index in words.indices {
      if words[index] == "《" { depth += 1 }
      if words[index] == "》" { depth -= 1 }
      if depth == 0, verbs.mayBegin(with: words[index]), verbs.isPrefix(of: words[index...]) {
        return index
      }
    }
    return nil
  }
}
