import DocumentParsing

extension EncodingSource {
  /// How the encoding was chosen, for people.
  var explanation: String {
    switch self {
    case .byteOrderMark: "by the byte order mark"
    case .validity: "all of it is valid UTF-8"
    case .declaration: "the page declares it"
    case .likelihood: "no other encoding gives so likely a Chinese text"
    case .caller: "by --encoding"
    case .sideFile(let line): "side file, line \(line)"
    }
  }
}

extension NoticeRule {
  /// What the line is, for people.
  var phrase: String {
    switch self {
    case .comment: "comment"
    case .frontMatter: "front matter"
    case .invisible: "invisible"
    case .page: "web page"
    case .advertisement: "advertising"
    case .contents: "contents list"
    case .reference: "HTML code"
    }
  }
}

extension SplitRule {
  /// Why a document begins, for people.
  var phrase: String {
    switch self {
    case .fileStart: "with the file"
    case .contentsList: "a head that the list of contents names"
    case .sourceLink: "a head with a link to its source"
    case .speakerLine: "a heading over an office and a name"
    case .titleAndDate: "a title over a date"
    case .titleAndNumber: "a title over a document number"
    case .titleAndSalutation: "a title over a salutation"
    case .titleAndSpeaker: "a title over a speaker's name"
    case .wholeFile: "with the file, which is not split: --whole-file"
    case .sideFile: "by the side file"
    }
  }
}

extension FieldSource.Rule {
  /// Where a field was read, for people.
  var phrase: String {
    switch self {
    case .title: "title"
    case .belowTitle: "below the title"
    case .letterhead: "above the title"
    case .label: "label"
    case .signature: "signature"
    case .closingArticle: "closing article"
    case .commonHeading: "common heading"
    case .fileName: "name of the file"
    case .sideFile: "side file"
    }
  }
}

extension SuspiciousCharacters.Kind {
  /// What may be wrong, for people.
  var phrase: String {
    switch self {
    case .replacement: "stands for a lost character"
    case .privateUse: "private use"
    case .zeroWidth: "zero width"
    case .direction: "changes the direction of the text"
    case .control: "control character"
    case .lookAlike: "looks like another character"
    case .mixedEncoding: "read in the wrong encoding"
    case .noncharacter: "no character"
    }
  }
}
