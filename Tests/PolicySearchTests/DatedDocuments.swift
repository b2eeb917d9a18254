import DocumentParsing
import TextAnalysis

/// Made-up speeches of different days, months and years, some without a date, and what a reader finds in them
/// from end to end.
struct DatedDocuments {
  struct Document {
    var date: PolicyDate?
    var speaker: String?
    var title: String?
    var text: [UInt8]
    var units: [UInt16]
  }

  let texts: [String]
  private(set) var documents: [Document] = []

  init(count: Int, seed: UInt64) throws {
    var random = RandomDocuments(seed: seed)
    texts = (0..<count).map { number in
      let year = 2005 + random.number(below: 8)
      let month = 1 + random.number(below: 12)
      let date =
        switch random.number(below: 5) {
        case 0: ""
        case 1: "（\(year)年\(month)月）"
        default: "（\(year)年\(month)月\(1 + random.number(below: 28))日）"
        }
      let speaker = ["苏映雪", "陈守信", "林远舟"][random.number(below: 3)]
      return """
        在第\(number)次全市工作会议上的讲话
        \(date)
        市总工会主席 \(speaker)

        同志们：
        \(random.text(maximum: 60))
        """
    }
    var folder = try TextFolder()
    for text in texts {
      for document in DocumentParser.parse(DecodedText(text), path: "/0.txt") {
        documents.append(
          Document(
            date: document.date, speaker: document.speaker?.name, title: document.title,
            text: document.text,
            units: folder.fold(String(decoding: document.text, as: UTF8.self)).units))
      }
    }
  }

  /// How often `pattern` stands in a document, counted from the left without overlap.
  static func count(of pattern: [UInt16], in units: [UInt16]) -> Int {
    var count = 0
    var place = 0
    while place + pattern.count <= units.count {
      if units[place..<place + pattern.count].elementsEqual(pattern) {
        count += 1
        place += pattern.count
      } else {
        place += 1
      }
    }
    return count
  }
}
