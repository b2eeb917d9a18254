import Glibc
import TextAnalysis

/// The folded texts of those files below a folder that are valid UTF-8 and not empty.
struct Texts: Sendable {
  private(set) var units: [[UInt16]] = []
  private(set) var paths: [String] = []

  /// The bytes of the files, before folding.
  private(set) var byteCount = 0

  init(folder: String) throws {
    var textFolder = try TextFolder()
    try read(folder, &textFolder)
  }

  private mutating func read(_ path: String, _ textFolder: inout TextFolder) throws {
    guard let directory = opendir(path) else { return try readFile(path, &textFolder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    for name in names.sorted() { try read("\(path)/\(name)", &textFolder) }
  }

  private mutating func readFile(_ path: String, _ textFolder: inout TextFolder) throws {
    guard let bytes = Self.bytes(ofFile: path), !bytes.isEmpty,
      let text = try? UTF8Span(validating: bytes.span)
    else { return }
    var folded = FoldedText()
    textFolder.fold(text, into: &folded)
    units.append(folded.units)
    paths.append(path)
    byteCount += bytes.count
  }

  /// The file's contents, or nil if it cannot be opened.
  static func bytes(ofFile path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
