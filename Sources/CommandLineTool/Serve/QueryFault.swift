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
  /// The query at fault; ``range`` is in it.
  let query: String
  /// The place in the query, in UTF-8 offsets; empty where something is missing.
  let range: Range<Int>

  /// The fault behind an error of the library; nil where the query is not to blame.
  init?(_ error: LibraryError) {
    let words: (code: String, message: String, remedy: String)
    switch error {
    case .query(let error, let text):
      query = text
      detail = error.description
      range = error.range
      words = Self.words(for: error.kind)
    case .emptyTerm(let text, let range):
      query = text
      detail =
        "nothing is left to look for in this term; give it a visible character, or leave it out"
      self.range = range
      words = ("empty-term", "这个词里没有可以查找的字符", "换一个词，或者删去它")
    case .unreadablePinyin(let text, let range):
      query = text
      detail = "this is no pinyin; write syllables without tones, with v for ü"
      self.range = range
      words = ("unreadable-pinyin", "这不是拼音", "例如 py:zanjie，不标声调，ü 写作 v")
    case .tooManyReadings(let text, let range):
      query = text
      detail = "this stands for too many texts of the library; add a syllable"
      self.range = range
      words = ("too-many-readings", "这样读的词太多", "请再加一个音节")
    case .filtersOnly:
      query = ""
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
    case .missingOperand("-"), .missingOperand("NOT"):
      ("missing-operand", "减号后面没有要排除的词", "请紧接着减号写上词；要查减号本身，请把它放在引号里")
    case .missingOperand(let sign):
      ("missing-operand", "\(sign) 的两边都要有词", "例如：甲 \(sign) 乙；要查 \(sign) 本身，请把它放在引号里")
    case .onlyWildcards:
      ("only-wildcards", "引号里只有代表任意字的 ?", "请再写上一个要查的字；要查问号本身，请写全角的 ？")
    case .unknownField(let name):
      (
        "unknown-field", "没有叫 \(name) 的字段",
        "字段有 标题: 小标题: 讲话人: 机关: 文号: 文种: 地区: 年:；要查这几个字本身，请把它放在引号里"
      )
    case .emptyField(let field):
      ("empty-field", "字段的冒号后面没有内容", "请紧接着冒号写上内容，例如 \(Self.example(of: field))")
    case .fieldInField: ("field-in-field", "字段的括号里又有字段", "请把两个字段并列写在括号外面")
    case .invalidYears:
      ("bad-years", "这不是年份", "请写成 年:2017、年:2017..2020、年:2017.. 或 年:..2020")
    case .reversedYears(let first, let last):
      ("reversed-years", "\(first) 年在 \(last) 年之后", "请写成 年:\(last)..\(first)")
    case .invalidDistance(let sign):
      (
        "bad-distance", "\(sign) 后面要有 1 到 1000 的字数", "例如：甲 \(sign)/10 乙；紧挨着的请写成“甲乙”"
      )
    case .operandWithoutPlaces:
      (
        "bad-operand", "位置检索的两边只能是词、引文或者（甲 OR 乙）", "几个位置条件可以连写：甲 /s 乙 NEAR/5 丙"
      )
    case .excludedOperand:
      ("bad-operand", "排除的词不能再限定位置", "要排除两个词同句的文件，请写成 -(甲 /s 乙)")
    case .proximityInField: ("bad-operand", "字段的括号里不能限定位置", "请去掉字段，在全文里限定位置")
    case .onlyExclusions:
      ("only-exclusions", "这里只有要排除的词", "请至少写一个文件里必须有的词")
    }
  }

  private static func example(of field: QueryField) -> String {
    let name = field.names.first { !$0.utf8.allSatisfy { $0 < 0x80 } } ?? field.rawValue
    return field == .year ? "\(name):2017..2020" : "\(name):词"
  }
}
