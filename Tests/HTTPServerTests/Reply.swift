import HTTPServer

/// An answer as a client sees it.
struct Reply {
  struct Malformed: Error {
    let bytes: String
  }

  let status: Int
  let headers: [Header]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  init(status: Int, headers: [Header], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Reads a status line, header fields and, to the end, the body.
  init(parsing bytes: [UInt8]) throws {
    let end = Array("\r\n\r\n".utf8)
    guard let gap = bytes.firstRange(of: end) else {
      throw Malformed(bytes: String(decoding: bytes, as: UTF8.self))
    }
    let lines = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { throw Malformed(bytes: String(decoding: bytes, as: UTF8.self)) }
    self.status = status
    headers = lines.dropFirst().map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return Header(
        String(line[..<colon]), String(line[colon...].dropFirst().drop { $0 == " " }))
    }
    body = Array(bytes[gap.upperBound...])
  }
}
