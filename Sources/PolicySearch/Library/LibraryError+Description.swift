internal import InvertedIndex
internal import QueryLanguage
internal import TextAnalysis

extension LibraryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .index(let error): error.description
    case .query(let error, _) where error.kind == .empty: error.description
    case .query(let error, let text): "\(error)\n\(error.caretText(in: text))"
    case .unicodeData(let error): error.description
    case .emptyTerm(let text, let range):
      "nothing to look for in “\(Self.part(of: text, range))” at byte \(range.lowerBound) of the query; "
        + "give it a visible character or leave it out"
    case .unreadablePinyin(let text, let range):
      "“\(Self.part(of: text, range))” at byte \(range.lowerBound) of the query is no pinyin; write "
        + "syllables without tones, such as py:zanjie, with v for ü"
    case .tooManyReadings(let text, let range):
      "“\(Self.part(of: text, range))” at byte \(range.lowerBound) of the query stands for more than "
        + "\(PinyinTexts.limit) texts of the library; add a syllable, or part syllables with spaces in "
        + "quotation marks"
    case .filtersOnly:
      "the query is empty, and filters only narrow down what a query finds; give at least one word "
        + "that must stand in the documents"
    case .unreadable(let path, let code):
      "\(path): \(FileScanner.reason(code)); check the path and its permissions"
    case .outdatedAnalysis(let directory):
      "the index \(directory) was built by another version of gongwen, which analyses text differently; "
        + "rebuild it with `gongwen index --index \(directory) --rebuild`"
    case .noRoots(let directory):
      "\(directory) has no folders to read yet; name them: `gongwen index --index \(directory) PATH…`"
    case .unknownRoot(let path, let roots):
      "\(path) is no root of the library; its roots are: \(roots.joined(separator: ", "))"
    case .unknownDocument(let identifier):
      "no document \(identifier) in the library; ids are shown by `gongwen search --json`"
    case .userWord(let error): error.description
    case .synonyms(let error): error.description
    }
  }

  private static func part(of text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }
}
