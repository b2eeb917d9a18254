/// What an index consists of at one generation.
///
/// A text file named `manifest`, one record a line, words separated by one space:
///
///     gongwen-index 3                        format version
///     generation 7
///     next 12                                the number that the next new file takes
///     segment s000003.seg 1024 -             file, documents, live documents file or `-` for all
///     segment s000011.seg 96 l000011.live
///     attachment c000010.files               a further file that belongs to the generation
///     attribute root /home/a/%E5%85%AC       opaque to the engine; name and value are escaped
///     checksum 0123456789abcdef              XXH3-64 of all lines before
///
/// Escaped text keeps the bytes 21 to 7E but `%`; every other byte of its UTF-8 becomes `%` and two
/// hexadecimal digits. Replacing this file by rename is what makes a generation visible; readers that
/// opened an earlier one keep it.
package struct Manifest: Equatable, Sendable {
  package struct Segment: Equatable, Sendable {
    package var file: String
    package var documentCount: Int
    package var liveFile: String?
  }

  static let fileName = "manifest"

  package var generation = 0
  package var nextFileNumber = 1
  package var segments: [Segment] = []
  package var attachments: [String] = []
  package var attributes: [String: [String]] = [:]

  package init() {}

  /// Every file that the generation needs besides the manifest.
  var files: Set<String> {
    Set(segments.map(\.file)).union(segments.compactMap(\.liveFile)).union(attachments)
  }

  // MARK: Text

  var text: String {
    var lines = [
      "gongwen-index \(SectionFileFormat.version)",
      "generation \(generation)",
      "next \(nextFileNumber)",
    ]
    for segment in segments {
      lines.append(
        "segment \(segment.file) \(segment.documentCount) \(segment.liveFile ?? "-")")
    }
    for attachment in attachments { lines.append("attachment \(attachment)") }
    for (name, values) in attributes.sorted(by: { $0.key < $1.key }) {
      for value in values { lines.append("attribute \(Self.escape(name)) \(Self.escape(value))") }
    }
    let body = lines.joined(separator: "\n") + "\n"
    return body + "checksum \(Self.hexadecimal(Self.checksum(body)))\n"
  }

  /// Reads a manifest's text; `path` is for the errors.
  init(parsing text: String, path: String) throws(IndexError) {
    func corrupt(_ reason: String) -> IndexError {
      .corrupt(file: path, offset: 0, reason: reason)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines[0].split(separator: " ")
    guard first.count == 2, first[0] == "gongwen-index", let version = UInt32(first[1]) else {
      throw corrupt("not the manifest of a gongwen index")
    }
    guard version == SectionFileFormat.version else {
      throw .unknownVersion(file: path, found: version, supported: SectionFileFormat.version)
    }
    guard lines.count >= 3, lines[lines.count - 1].isEmpty else { throw corrupt("it is truncated") }
    let body = lines[..<(lines.count - 2)].joined(separator: "\n") + "\n"
    guard
      lines[lines.count - 2] == "checksum \(Self.hexadecimal(Self.checksum(body)))"
    else { throw corrupt("its checksum does not match") }
    for line in lines[1..<(lines.count - 2)] {
      guard add(record: line.split(separator: " ", omittingEmptySubsequences: false)) else {
        throw corrupt("unknown record: \(line)")
      }
    }
  }

  /// Adds what a record says; false when it is none.
  private mutating func add(record words: [Substring]) -> Bool {
    switch (words[0], words.count) {
    case ("generation", 2):
      guard let number = Self.number(words[1]) else { return false }
      generation = number
    case ("next", 2):
      guard let number = Self.number(words[1]) else { return false }
      nextFileNumber = number
    case ("segment", 4):
      guard let count = Self.number(words[2]) else { return false }
      let live = words[3] == "-" ? nil : String(words[3])
      segments.append(Segment(file: String(words[1]), documentCount: count, liveFile: live))
    case ("attachment", 2):
      attachments.append(String(words[1]))
    case ("attribute", 3):
      guard let name = Self.unescape(words[1]), let value = Self.unescape(words[2]) else {
        return false
      }
      attributes[name, default: []].append(value)
    default: return false
    }
    return true
  }

  /// A number of at most 18 digits, so that counting on from it cannot overflow.
  private static func number(_ digits: Substring) -> Int? {
    guard digits.utf8.count <= 18, let number = Int(digits), number >= 0 else { return nil }
    return number
  }

  private static func checksum(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { Checksum.of(UnsafeRawBufferPointer($0)) }
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  static func escape(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return escaped
  }

  static func unescape(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let digits = String(rest.prefix(2)), digits.utf8.count == 2,
        let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
