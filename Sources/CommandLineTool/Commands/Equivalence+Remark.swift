import PolicySearch

extension Equivalence {
  /// What a person reads beside a match on a terminal.
  var remark: String {
    switch self {
    case .width: "other width or case"
    case .script: "other script"
    case .sign: "look-alike marks"
    case .space: "white space"
    case .number: "number written otherwise"
    case .date: "date written otherwise"
    case .documentNumber: "document number written otherwise"
    case .synonym: "another name"
    case .redaction: "hidden in part"
    case .pinyin: "read so"
    }
  }

  /// What a person reads beside a match on the page.
  var chineseRemark: String {
    switch self {
    case .width: "全角半角、大小写或异形字"
    case .script: "繁简不同"
    case .sign: "标点形近"
    case .space: "中间有空白"
    case .number: "数字写法不同"
    case .date: "日期写法不同"
    case .documentNumber: "文号写法不同"
    case .synonym: "另一名称"
    case .redaction: "部分隐去"
    case .pinyin: "读音如此"
    }
  }
}

extension Passage {
  /// In what its matches differ from the query: each difference once, with the first text that has it.
  var differences: [(text: String, equivalence: Equivalence)] {
    let units = Array(text.utf16)
    var told: Set<Equivalence> = []
    var differences: [(text: String, equivalence: Equivalence)] = []
    for (match, equivalences) in zip(matches, equivalences) {
      for equivalence in equivalences where told.insert(equivalence).inserted {
        differences.append((String(decoding: units[match], as: UTF16.self), equivalence))
      }
    }
    return differences
  }
}
