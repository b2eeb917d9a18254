import Glibc
import Testing

@testable import DocumentParsing

private let folder = "\(corpusFolder)/statecouncil_html"

/// Pages of a government's site, beside them what their editors have written down about each.
@Suite(.enabled(if: access(folder, R_OK) == 0, "the pages are not beside the package"))
struct `A State Council page` {
  private struct Page {
    var path: String
    var text: DecodedText
    var record: [String: String]
  }

  private static func pages() throws -> [Page] {
    let records = try flatObjects(
      in: String(decoding: contents(of: "\(folder)/meta.json"), as: UTF8.self))
    return try records.map { record in
      let path = "\(folder)/\(try #require(record["file"]))"
      return Page(
        path: path, text: try SourceText.read(contents(of: path), path: path), record: record)
    }
  }

  /// How many of a field's values are right, wrong, and missing though the text states them.
  private struct Score: CustomStringConvertible {
    var right = 0
    var missing: [String] = []
    var wrong: [String] = []

    mutating func add(_ value: String?, _ expected: String?, statedIn text: String, file: String) {
      if let value, value == expected {
        right += 1
      } else if let value {
        wrong.append("\(file) \(value)")
      } else if let expected, text.contains(expected) {
        missing.append(file)
      }
    }

    var share: Double { Double(right) / Double(right + missing.count + wrong.count) }
    var description: String { "\(right) right, missing: \(missing), wrong: \(wrong)" }
  }

  private static func scores(
    _ pages: [Page], without lines: (String) -> Bool = { _ in false }
  ) -> [Field: Score] {
    var scores: [Field: Score] = [:]
    for page in pages {
      let kept = page.text.string.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !lines(String($0)) }.joined(separator: "\n")
      let document = DocumentParser.parse(DecodedText(kept), path: page.path).first
      let file = page.record["file"] ?? ""
      let text = kept.filter { !$0.isWhitespace }
      func add(_ field: Field, _ value: String?, _ key: String) {
        scores[field, default: Score()].add(value, page.record[key], statedIn: text, file: file)
      }
      add(.title, document?.title, "title")
      // Editors shorten the number of an order.
      let number = document?.number?.replacing("中华人民共和国国务院令", with: "国令")
      add(.number, number, "release_number")
      add(.issuer, document?.issuer, "release_office")
      add(.date, document?.date?.description, "written_date_fixed")
    }
    return scores
  }

  @Test func `states its fields`() throws {
    let pages = try Self.pages()
    #expect(pages.count == 30)
    for (field, score) in Self.scores(pages) {
      print("with labels, \(field): \(score)")
      #expect(score.share >= 0.95 && score.wrong.isEmpty, "\(field): \(score)")
    }
  }

  @Test func `states its fields without the table of labels`() throws {
    let labels = ["索引号", "发文机关", "标题", "发文字号", "主题词"]
    let scores = try Self.scores(Self.pages()) { line in
      let words = line.filter { !$0.isWhitespace }
      return labels.contains { words.hasPrefix($0 + "：") }
    }
    for (field, score) in scores {
      print("without labels, \(field): \(score)")
      #expect(score.share >= 0.95 && score.wrong.isEmpty, "\(field): \(score)")
    }
  }

  @Test func `is one document, each character of it led back to its source`() throws {
    for page in try Self.pages() {
      let lines = sourceLines(of: try TextDecoder.decode(contents(of: page.path)).string)
      let documents = DocumentParser.parse(page.text, path: page.path)
      #expect(documents.count == 1, "\(page.path)")
      for document in documents {
        var offsets: [Int] = []
        var offset = 0
        let scalars = document.string.unicodeScalars
        for scalar in scalars {
          offsets.append(offset)
          offset += UTF8.width(scalar)
        }
        let places = document.sourceMap.positions(of: offsets, in: document.text)
        let wrong = zip(scalars, places).first { scalar, place in
          if scalar == "\n" || scalar == "\t" { return false }
          let found = lines[place.line - 1][place.column - 1]
          return found != scalar
            && !(scalar == " " && (found == "&" || found.properties.isWhitespace))
        }
        #expect(wrong == nil, "\(page.path)")
      }
    }
  }
}

/// The objects of a JSON array whose members are all strings without escapes.
private func flatObjects(in json: String) throws -> [[String: String]] {
  json.split(separator: "{").dropFirst().map { object in
    let strings = object.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated().filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    return Dictionary(
      stride(from: 0, to: strings.count - 1, by: 2).map { (strings[$0], strings[$0 + 1]) },
      uniquingKeysWith: { first, _ in first })
  }
}
