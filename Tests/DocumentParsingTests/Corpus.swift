import Glibc

@testable import DocumentParsing

/// Real documents beside the package, where there are any.
enum Corpus {
  static func holds(_ folder: String) -> Bool { access("\(corpusFolder)/\(folder)", R_OK) == 0 }

  /// The paths within the corpus of the files below a folder whose names end with `suffix`, sorted.
  static func files(in folder: String, suffix: String) -> [String] {
    DocumentParsingTests.files(below: "\(corpusFolder)/\(folder)", suffix: suffix)
      .map { String($0.dropFirst(corpusFolder.count + 1)) }
  }

  static func text(_ file: String) throws -> DecodedText {
    try TextDecoder.decode(contents(of: "\(corpusFolder)/\(file)"))
  }

  static func documents(_ file: String) throws -> [ParsedDocument] {
    DocumentParser.parse(try text(file), path: file)
  }
}
