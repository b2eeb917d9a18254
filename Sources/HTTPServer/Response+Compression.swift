import CZlib

extension Response {
  /// Below this a compressed answer is hardly shorter, in a packet that is sent anyway.
  private static let leastCompressed = 1024
  /// About 0.1 ms for a page of 30 KB, which becomes 8; the usual level 6 makes 7 of it in three times the
  /// time.
  private static let level: Int32 = 1

  /// The answer with its body in gzip where that is worth it and `request` accepts it (RFC 9110 §12.5.3).
  ///
  /// Caches are told that it depends on the request. A body that was compressed before is left as it is.
  func compressed(for headers: [Header]) -> Response {
    guard body.count >= Self.leastCompressed, header("Content-Encoding") == nil,
      header("Content-Type")?.isCompressible == true
    else { return self }
    var response = self
    response.vary(by: "Accept-Encoding")
    guard headers.acceptsGzip, let body = Self.gzip(body) else { return response }
    response.body = body
    response.headers.append(Header("Content-Encoding", "gzip"))
    return response
  }

  /// Notes that the answer depends on a header field of the request.
  package mutating func vary(by name: String) {
    if let index = headers.firstIndex(where: { $0.isNamed("Vary") }) {
      headers[index] = Header("Vary", headers[index].value + ", " + name)
    } else {
      headers.append(Header("Vary", name))
    }
  }

  /// The bytes as gzip; nil where zlib is missing or they would not become fewer.
  private static func gzip(_ bytes: [UInt8]) -> [UInt8]? {
    let bound = czlib_gzip_bound(bytes.count)
    guard bound > 0 else { return nil }
    let compressed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      // SAFETY: the capacity is not 0, so that there is a base address.
      count = bytes.withUnsafeBufferPointer {
        czlib_gzip($0.baseAddress, $0.count, level, output.baseAddress!, bound)
      }
    }
    return compressed.isEmpty || compressed.count >= bytes.count ? nil : compressed
  }
}

extension String {
  fileprivate var isCompressible: Bool {
    hasPrefix("text/") || hasPrefix("application/") || hasPrefix("image/svg+xml")
  }
}

extension [Header] {
  /// Whether the `Accept-Encoding` gives gzip, or where it does not name that, everything, a weight that is
  /// not 0.
  fileprivate var acceptsGzip: Bool {
    let items = filter { $0.isNamed("Accept-Encoding") }
      .flatMap { WeightedList($0.value).items }
    let item = items.first { $0.name == "gzip" } ?? items.first { $0.name == "*" }
    return (item?.weight ?? 0) > 0
  }
}
