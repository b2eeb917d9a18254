import PolicySearch
import QueryLanguage

/// What is wrong with a query, for the API and the page.
struct QueryFault {
  /// For programs: lower case, words joined by hyphens, never changed.
  let code: String
  /// For programmers: what is wrong and what to do, as the rest of a sentence without its full stop.
  let detail: String
  /// For readers of the page: what is wrong.
  let message: Message
  /// For readers of the page: what to do.
  let remedy: Message
  /// The place in the query, in UTF-8 offsets; empty where something is missing.
  let range: Range<Int>

  /// The fault behind an error of the library; nil where the query is not to blame.
  init?(_ error: LibraryError) {
    let words: (code: String, message: String, remedy: String)
    switch error {
    case .query(let error, _):
      detail = error.description
      range = error.range
      words = Self.words(for: error.kind)
    case .emptyTerm(_, let range):
      detail =
        "nothing is left to look for in this term; give it a visible character, or leave it out"
      self.range = range
      words = ("empty-term", "这个词里没有可以查找的字符", "换一个词，或者删去它")
    case .filtersOnly:
      detail =
        "it is empty, and filters only narrow down what a query finds; give at least one word"
      range = 0..<0
      words = ("empty-query", "没有检索词", "筛选条件只能缩小检索范围，请再输入一个词")
    default: return nil
    }
    code = words.code
    // What is wrong is in the detail, too.
    message = Message(words.message, "This query cannot be searched")
    remedy = Message("\(words.remedy)。", "\(detail.prefix(1).uppercased())\(detail.dropFirst()).")
  }

  private static func words(for kind: QueryError.Kind) -> (
    code: String, message: String, remedy: String
  ) {
    switch kind {
    case .empty: ("empty-query", "没有检索词", "请输入一个或几个词")
    case .tooLong(let limit): ("query-too-long", "检索式超过 \(limit) 个字", "请缩短后再查")
    case .tooDeep(let limit): ("query-too-deep", "括号嵌套超过 \(limit) 层", "请减少括号")
    case .unclosedQuotation:
      ("unclosed-quotation", "引号没有配对", "请补上另一半引号（“ 配 ”，\" 配 \"），或者删去它")
    case .emptyQuotation: ("empty-quotation", "引号里没有内容", "请在引号里写上要查的原文，或者删去引号")
    case .unclosedParenthesis:
      ("unclosed-parenthesis", "左括号没有配对", "请补上 )；要查括号本身，请把它放在引号里")
    case .unopenedParenthesis:
      ("unopened-parenthesis", "右括号没有配对", "请补上 (；要查括号本身，请把它放在引号里")
    case .emptyParentheses:
      ("empty-parentheses", "括号里没有内容", "请在括号里写上检索词；要查括号本身，请把它放在引号里")
    case .missingOperand("-"):
      ("missing-operand", "减号后面没有要排除的词", "请紧接着减号写上词；要查减号本身，请把它放在引号里")
    case .missingOperand(let sign):
      ("missing-operand", "\(sign) 的两边都要有词", "例如：甲 \(sign) 乙；要查 \(sign) 本身，请把它放在引号里")
    case .onlyExclusions:
      ("only-exclusions", "这里只有要排除的词", "请至少写一个文件里必须有的词")
    }
  }
}
