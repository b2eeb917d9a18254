import PolicySearch

/// Something that a page says, in every language of ``Language``. All of them are in this table.
struct Message: Equatable, Sendable {
  let chinese: String
  let english: String

  init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }
}

// MARK: - Every page

extension Message {
  static let product = Message("公文检索", "Gongwen")
  static let search = Message("检索", "Search")
  static let query = Message("检索词", "Words to search for")
  static let toContent = Message("跳到正文", "Skip to content")
  static let untitled = Message("（无标题）", "(untitled)")
  static let programs = Message("程序接口", "API")

  static func titled(_ title: String) -> Message {
    Message("\(title) - \(product.chinese)", "\(title) - \(product.english)")
  }

  static func library(documents: Int) -> Message {
    let count = HumanReadable.count(documents)
    return Message("库中共 \(count) 篇", "\(count) \(documents == 1 ? "document" : "documents")")
  }
}

// MARK: - Help and faults

extension Message {
  static let welcome = Message("查找公文里的原话", "Find wording in policy documents")
  static let helpWords = Message(
    "几个词都要出现，先后不论；一个字、半句话都可以查",
    "All of them, in any order; one character or half a sentence will do")
  static let helpLiteral = Message("引号里的话一字不差", "What is quoted, to the letter")
  static let helpExclusion = Message("不要含有“矿山”的文件", "No document that contains 矿山")
  static let helpAlternatives = Message(
    "两个词有一个就行，可以用括号分组", "Either will do; ( ) groups")
  static let keys = Message(
    "按 / 输入检索词，↑ ↓ 在结果间移动，回车打开，Esc 清空",
    "/ goes to the box, ↑ ↓ move among the results, Enter opens one, Esc clears")
  static let notFound = Message("库里没有这篇文件", "There is no such document in the library")
  static let unavailable = Message("文件库暂时读不出来", "The library cannot be read at the moment")
  static let badAddress = Message("这个网址不对", "Something is wrong with this address")
  static let badDate = Message(
    "日期请写成 2017、2017-08 或 2017-08-25，先早后晚",
    "Write dates as 2017, 2017-08 or 2017-08-25, the earlier one first")

  static func place(character: Int) -> Message {
    Message("（第 \(character) 个字符）", " (character \(character))")
  }
}

// MARK: - Results

extension Message {
  static let exact = Message("原文一致", "Exact")
  static let related = Message("相关", "Related")
  static let relatedMeaning = Message("含有检索词中的词语", "contain words of the query")
  static let noticeMeaning = Message(
    "正文之外（水印、广告、网页说明等）：", "Outside the text (a watermark, an advertisement, page chrome):")
  static let nothing = Message("没有找到", "Nothing found")
  static let tipTypos = Message("看看有没有错别字。", "Look for typing errors.")
  static let tipShorten = Message(
    "把长句缩短，或者用空格把它分成几个词。", "Shorten a long sentence, or divide it into words with spaces.")
  static let tipQuotes = Message("去掉引号和要排除的词。", "Leave out quotation marks and exclusions.")
  static let tipFilters = Message("去掉筛选条件：", "Remove the filters: ")
  static let literal = Message("逐字比较", "Literal")
  static let removeAll = Message("全部去掉", "Remove all")
  static let chosen = Message("筛选条件", "Filters")
  static let facets = Message("分类", "Facets")
  static let facetCounts = Message("篇数：原文一致 + 相关", "Documents: exact + related")
  static let without = Message("（未注明）", "(not stated)")
  static let dates = Message("日期范围", "Dates")
  static let since = Message("从", "From")
  static let until = Message("到", "To")
  static let dateExample = Message("如 2017 或 2017-08", "2017 or 2017-08")
  static let restrict = Message("筛选", "Filter")
  static let within = Message("在结果中检索", "Search within these results")
  static let previousPage = Message("上一页", "Previous")
  static let nextPage = Message("下一页", "Next")
  static let paging = Message("翻页", "Pages")
  static let firstPage = Message("回到第一页", "Go to the first page")

  static func results(of query: String) -> Message {
    Message("“\(query)”的检索结果", "Results for “\(query)”")
  }

  static func totals(exact: Int, occurrences: Int, related: Int, elapsed: String) -> Message {
    let count = HumanReadable.count
    return Message(
      "原文一致 \(count(exact)) 篇（\(count(occurrences)) 处） · 相关 \(count(related)) 篇 · 用时 \(elapsed)",
      "Exact: \(count(exact)) documents, \(count(occurrences)) places · related: "
        + "\(count(related)) documents · \(elapsed)")
  }

  static func emptyPage(total: Int) -> Message {
    let total = HumanReadable.count(total)
    return Message(
      "这一页没有结果，一共只有 \(total) 篇。", "Nothing on this page; there are only \(total) documents. ")
  }

  static func shown(first: Int, last: Int, total: Int) -> Message {
    let count = HumanReadable.count
    return Message(
      "第 \(count(first))–\(count(last)) 条，共 \(count(total)) 篇",
      "Results \(count(first))–\(count(last)), \(count(total)) documents in all")
  }

  static func remove(_ filter: String) -> Message {
    Message("去掉筛选条件：\(filter)", "Remove the filter \(filter)")
  }

  static func more(_ count: Int) -> Message {
    let count = HumanReadable.count(count)
    return Message("本文另有 \(count) 处", "\(count) more in this document")
  }

  static func wholeFacet(left: Int) -> Message {
    let left = HumanReadable.count(left)
    return Message("另有 \(left) 项，全部列出", "\(left) more: list all")
  }

  static func alsoIn(_ places: String) -> Message { Message("另见 \(places)", "Also in \(places)") }

  static func alsoInVersions(_ count: Int) -> Message {
    let number = HumanReadable.count(count)
    return Message("另有 \(number) 个版本：", "Also in \(number) version\(count == 1 ? "" : "s"): ")
  }

  static func files(_ first: String, of count: Int) -> Message {
    Message(
      "\(first) 等 \(HumanReadable.count(count)) 个文件",
      "\(first) and others, \(HumanReadable.count(count)) files in all")
  }

  static func places(_ first: String, of count: Int) -> Message {
    Message(
      "\(first) 等 \(HumanReadable.count(count)) 处",
      "\(first) and others, \(HumanReadable.count(count)) places in all")
  }

  static func repeated(_ places: String) -> Message {
    Message("同文另见 \(places)", "The same again: \(places)")
  }

  static let sameIn = Message("同文又见 ", "The same in ")
  static let sameTextBefore = Message("正文与 ", "The same text as ")
  static let sameTextAfter = Message(
    " 相同，只有正文之外的内容或信息不同", "; only what stands outside of it differs")
  static let sameAfter = Message(" 相同", " shows the same")

  static func sameLine(_ line: Int) -> Message {
    Message("第 \(line) 行，与 ", "Line \(line): ")
  }

  static func hit(_ rank: Int) -> Message { Message("第 \(rank) 条", "result \(rank)") }

  static func line(_ line: Int) -> Message { Message("第 \(line) 行", "line \(line)") }

  static func part(_ part: Int) -> Message { Message(" 第 \(part) 篇", ", document \(part)") }

  static func notEarlier(_ date: String) -> Message { Message("不早于 \(date)", "Since \(date)") }

  static func notLater(_ date: String) -> Message { Message("不晚于 \(date)", "Until \(date)") }
}

// MARK: - Orders and years

extension Message {
  static let order = Message("排序", "Order")
  static let byRelevance = Message("按相关程度", "Best first")
  static let unfoldVersions = Message("逐个列出", "List each by itself")
  static let foldVersions = Message("合并版本", "Fold versions")
  static let latestFirst = Message("日期由近到远", "Latest first")
  static let earliestFirst = Message("日期由远到近", "Earliest first")
  static let byTitle = Message("按标题", "By title")
  static let timeline = Message("历年用法", "By year")
  static let timelineMeaning = Message(
    "柱高：每万字出现的次数。只统计本库的文件；没有日期的另列。",
    "Bars: occurrences in ten thousand characters, in the documents of this library; those without "
      + "a date are counted apart.")
  static let compare = Message("对比另一个词", "Compare with")
  static let add = Message("添加", "Add")
  static let numbers = Message("数字", "Numbers")
  static let countColumns = Message("次数 · 篇数 · 每万字", "places · documents · per 10,000 characters")
  static let allDocuments = Message("全部文件", "All documents")
  static let undated = Message("没有日期", "Without a date")

  static func uses(documents: Int, occurrences: Int) -> Message {
    let (documents, occurrences) = (
      HumanReadable.count(documents), HumanReadable.count(occurrences)
    )
    return Message(
      "\(documents) 篇，\(occurrences) 处", "\(documents) documents, \(occurrences) places")
  }

  static func use(in period: String, _ count: Timeline.Count, _ rate: String) -> Message {
    Message(
      "\(period)：\(count.occurrences) 处，\(count.documents) 篇，每万字 \(rate)",
      "\(period): \(count.occurrences) places, \(count.documents) documents, \(rate) per 10,000 characters"
    )
  }
}

// MARK: - Why nothing stands to the letter

extension Message {
  static let absence = Message("没有一字不差的", "Nothing says it to the letter")
  static let nowhere = Message("没有文件这样写", "in no document")
  static let pieces = Message("其中有的：", "Parts that are there: ")
  static let nearest = Message("是不是要找：", "Did you mean: ")

  static func standing(_ documents: Int) -> Message {
    Message(
      "\(HumanReadable.count(documents)) 篇有", "in \(HumanReadable.count(documents)) documents")
  }

  static func filteredOut(_ documents: Int) -> Message {
    Message(
      "\(HumanReadable.count(documents)) 篇有，但都不符合筛选条件",
      "in \(HumanReadable.count(documents)) documents, none of which passes the filters")
  }

  static func without(_ rest: Int) -> Message {
    Message(
      "；不要求它，其余的 \(HumanReadable.count(rest)) 篇有",
      "; without it, \(HumanReadable.count(rest)) documents have the rest")
  }

  static func documents(_ count: Int) -> Message {
    Message(" \(HumanReadable.count(count)) 篇 ", " \(HumanReadable.count(count)) ")
  }

  static func name(of difference: Absence.Difference) -> Message {
    switch difference {
    case .confused: Message("形近或常混的字", "often confused character")
    case .homophone: Message("同音字", "homophone")
    case .swapped: Message("两个字对调", "two characters exchanged")
    case .missing: Message("多一个字", "a character more")
    case .extra: Message("少一个字", "a character less")
    case .other: Message("一个字不同", "another character")
    }
  }
}

// MARK: - Texts that count as the same

extension Message {
  static func difference(_ text: String, _ kind: String) -> Message {
    Message("\(text)：\(kind)", "\(text): \(kind)")
  }

  static func name(of equivalence: Equivalence) -> Message {
    switch equivalence {
    case .width: Message("全角半角或大小写不同", "other width or case")
    case .script: Message("简繁不同", "other script")
    case .sign: Message("标点写法不同", "look-alike marks")
    case .space: Message("字间有空格", "white space")
    case .number: Message("数字写法不同", "number written otherwise")
    case .date: Message("日期写法不同", "date written otherwise")
    case .documentNumber: Message("文号写法不同", "document number written otherwise")
    case .synonym: Message("同义的名称", "another name")
    case .redaction: Message("原文有隐去的字", "hidden in part")
    case .pinyin: Message("读音如此", "read so")
    }
  }
}

// MARK: - What is known of documents

extension Message {
  static let kind = Message("文种", "Kind")
  static let date = Message("日期", "Date")
  static let speaker = Message("讲话人", "Speaker")
  static let issuer = Message("机关", "Body")
  static let number = Message("文号", "Number")
  static let region = Message("地区", "Region")
  static let year = Message("年份", "Year")
  static let occasion = Message("场合", "Occasion")
  static let adoption = Message("通过会议", "Adopted by")
  static let passed = Message("通过日期", "Passed")
  static let published = Message("公布日期", "Published")
  static let effective = Message("施行日期", "In force")
  static let source = Message("来源", "Source")
  static let reference = Message("引用", "Citation")
  static let outline = Message("目录", "Outline")
}

// MARK: - Documents

extension Message {
  static let matches = Message("匹配处", "Matches")
  static let toResults = Message("回到检索结果", "Back to the results")
  static let noMatch = Message("这篇文件里没有匹配处", "There is no match in this document")
  static let previousMatch = Message("上一处", "Previous match")
  static let nextMatch = Message("下一处", "Next match")
  static let outsideText = Message("正文之外的内容", "Outside the text")

  static func match(_ number: Int, of count: Int) -> Message {
    let (number, count) = (HumanReadable.count(number), HumanReadable.count(count))
    return Message("第 \(number) 处，共 \(count) 处", "Match \(number) of \(count)")
  }

  static func paragraph(_ number: Int) -> Message {
    Message("第 \(number) 段的链接", "Link to paragraph \(number)")
  }

  /// What the script says, as attributes of the elements that it finds.
  static let copy = Message("复制引用", "Copy as citation")
  static let copied = Message("已复制", "Copied")
  static let printing = Message("打印", "Print")
  static let completions = Message("联想词", "Suggestions")
}
