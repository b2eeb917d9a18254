import Glibc
import Testing

@testable import DocumentParsing

private let encodings: [(TextEncoding, String)] = [
  (.utf8, "UTF-8"), (.gb18030, "GB18030"), (.big5, "BIG5"), (.utf16LE, "UTF-16LE"),
  (.utf16BE, "UTF-16BE"),
]

@Suite struct `The choice of an encoding` {
  @Test(arguments: encodings)
  func `is right for every ten characters in a row`(
    encoding: TextEncoding, name: String
  ) throws {
    for text in [simplifiedText, traditionalText] where name != "BIG5" || text == traditionalText {
      let characters = Array(text)
      for start in 0...characters.count - 10 {
        let part = String(characters[start..<start + 10])
        let decoded = try TextDecoder.decode(encoded(part, in: name))
        #expect(decoded.encoding == encoding, "\(part)")
        #expect(decoded.string == part)
      }
    }
  }

  @Test(arguments: [
    "Bush hid the facts", "this app can break", "1998", "a=b;c=d;",
    String(repeating: "x", count: 99),
  ])
  func `takes ASCII for what it is`(text: String) throws {
    #expect(try TextDecoder.decode(Array(text.utf8)).encoding == .utf8)
  }

  @Test func `is explained by failures and costs`() throws {
    let bytes = encoded(simplifiedText, in: "GB18030")
    let choice = TextDecoder.explain(bytes)
    #expect(choice.mark == nil)
    #expect(Set(choice.candidates.map(\.encoding)) == Set(TextEncoding.allCases))
    #expect(choice.candidates[0].encoding == .gb18030)
    #expect(choice.candidates[0].failure == nil)
    let utf8 = try #require(choice.candidates.first { $0.encoding == .utf8 })
    #expect(utf8.failure == 0)
    #expect(TextDecoder.explain([0xFF, 0xFE] + encoded("中文", in: "UTF-16LE")).mark == .utf16LE)
    #expect(TextDecoder.explain([]).candidates.allSatisfy { $0.cost == nil })
  }
}

@Suite(.enabled(if: access(corpusFolder, R_OK) == 0, "the documents are not beside the package"))
struct `The encoding of a short real text` {
  private static let seed: UInt64 = 7
  private static let sampleCount = 300

  /// Stretches of a given number of characters, with a Chinese one among them at least, from simplified
  /// and traditional documents alike.
  private static func stretches(
    of length: Int, in name: String, using generator: inout SeededGenerator
  ) throws -> [(text: String, bytes: [UInt8])] {
    let folders = ["lawrefbook", "seeds", "gov_reports_wikisource"].map {
      files(below: "\(corpusFolder)/\($0)").filter { $0.hasSuffix(".md") || $0.hasSuffix(".txt") }
    }
    var stretches: [(String, [UInt8])] = []
    while stretches.count < sampleCount {
      let path = try #require(
        folders.randomElement(using: &generator)?.randomElement(using: &generator))
      let text = Array(try TextDecoder.decode(contents(of: path)).string.unicodeScalars)
      guard text.count > length else { continue }
      for _ in 0..<25 {
        let start = Int.random(in: 0..<text.count - length, using: &generator)
        let scalars = text[start..<start + length]
        var stretch = ""
        stretch.unicodeScalars.append(contentsOf: scalars)
        guard scalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }),
          let bytes = encodedIfPossible(stretch, in: name)
        else { continue }
        stretches.append((stretch, bytes))
      }
    }
    return stretches
  }

  @Test(arguments: encodings, [(5, 0.99), (10, 1), (20, 1), (100, 1)])
  func `is found out`(encoding: (TextEncoding, String), goal: (length: Int, share: Double)) throws {
    var generator = SeededGenerator(seed: Self.seed)
    let stretches = try Self.stretches(of: goal.length, in: encoding.1, using: &generator)
    let missed = stretches.filter { text, bytes in
      guard let decoded = try? TextDecoder.decode(bytes) else { return true }
      return decoded.encoding != encoding.0 || decoded.string != text
    }
    #expect(
      Double(missed.count) <= (1 - goal.share) * Double(stretches.count),
      "seed \(Self.seed), missed: \(missed.map(\.text))")
  }

  @Test func `is found out for files in GB18030`() throws {
    for folder in ["gbk", "gbk_short_docs"] {
      for path in files(below: "\(corpusFolder)/encodings/\(folder)") {
        #expect(try TextDecoder.decode(contents(of: path)).encoding == .gb18030, "\(path)")
      }
    }
  }

  @Test func `is found out for files in UTF-8 with a mark or lone carriage returns`() throws {
    for path in files(below: "\(corpusFolder)/encodings/utf8_bom") {
      #expect(try TextDecoder.decode(contents(of: path)).encoding == .utf8, "\(path)")
    }
  }
}
