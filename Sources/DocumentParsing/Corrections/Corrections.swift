/// What a person has stated of a file in the side file next to it: `讲话.txt.gongwen` beside `讲话.txt`.
///
/// The side file is plain text, a statement a line; docs/side-files.md describes it.
package struct Corrections: Sendable, Equatable {
  /// What is added to the name of a file to name its side file.
  package static let fileExtension = ".gongwen"

  /// Which documents the file holds.
  enum Documents: Equatable {
    case whole(line: Int)
    /// The lines of the file that begin a document, rising, the first of them 1.
    case starts([Int], line: Int)
  }

  /// The encoding of the file, with the line of the side file that states it.
  package internal(set) var encoding: (name: EncodingName, line: Int)?
  var documents: Documents?
  /// By the number of the document, from 1.
  var fields: [Int: FieldCorrections] = [:]

  package static func == (a: Corrections, b: Corrections) -> Bool {
    a.encoding?.name == b.encoding?.name && a.encoding?.line == b.encoding?.line
      && a.documents == b.documents && a.fields == b.fields
  }

  /// The documents that the side file tells; nil where it leaves them to the parser.
  ///
  /// - Parameter lines: The numbers of the file's lines without the notices.
  func extents(ofLines lines: [Int]) throws(CorrectionError) -> [DocumentExtent]? {
    switch documents {
    case nil: return nil
    case .whole:
      var extent = DocumentExtent(lines.indices)
      extent.rule = .sideFile
      return [extent]
    case .starts(let starts, let line):
      var firsts: [Int] = []
      for (index, start) in starts.enumerated() {
        // Blank lines and notices may stand before the first document.
        let first = index == 0 ? 0 : lines.firstIndex { $0 >= start }
        guard let first, firsts.last.map({ $0 < first }) ?? true else {
          throw CorrectionError(
            line: line,
            reason: first == nil
              ? "no text stands in line \(start) of the file or behind it; leave \(start) out"
              : "no text stands between lines \(starts[index - 1]) and \(start) of the file; "
                + "leave one of them out")
        }
        firsts.append(first)
      }
      return zip(firsts, firsts.dropFirst() + [lines.count]).map { first, end in
        var extent = DocumentExtent(first..<end)
        extent.rule = .sideFile
        return extent
      }
    }
  }

  /// - Throws: ``CorrectionError`` where fields are stated of a document that the file does not hold.
  func check(documentCount: Int) throws(CorrectionError) {
    guard let (number, fields) = fields.max(by: { $0.key < $1.key }), number > documentCount else {
      return
    }
    throw CorrectionError(
      line: fields.line,
      reason: "there is no document \(number): the file holds \(documentCount); "
        + "give the lines on which they begin, as in `documents: 1, 37`")
  }
}
