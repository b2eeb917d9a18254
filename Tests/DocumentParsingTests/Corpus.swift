import Glibc

@testable import DocumentParsing

/// Real documents beside the package, where there are any.
enum Corpus {
  /// The folder the package lies in.
  static let package = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  static func path(_ name: String) -> String { "\(package)/../shared/corpus/\(name)" }

  static func holds(_ name: String) -> Bool { access(path(name), R_OK) == 0 }

  /// The names in a folder and the folders below it that end with `suffix`, sorted.
  static func files(in folder: String, suffix: String) -> [String] {
    guard let directory = opendir(path(folder)) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      if entry.pointee.d_type == UInt8(DT_DIR) {
        found += files(in: "\(folder)/\(name)", suffix: suffix)
      } else if name.hasSuffix(suffix) {
        found.append("\(folder)/\(name)")
      }
    }
    return found.sorted()
  }

  static func text(_ name: String) throws -> DecodedText {
    try TextDecoder.decode(readFile(path(name)))
  }

  static func documents(_ name: String) throws -> [ParsedDocument] {
    DocumentParser.parse(try text(name), path: name)
  }
}

func readFile(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw CannotRead(path: path) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while true {
    let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    if part.isEmpty { return bytes }
    bytes += part
  }
}

struct CannotRead: Error { var path: String }
