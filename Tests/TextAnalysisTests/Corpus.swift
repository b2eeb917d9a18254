import Glibc

/// Real documents, which may stand beside the package but are no part of it.
enum Corpus {
  /// The paths of the seed documents; empty where there are none.
  static let seeds: [String] = files(in: root + "/seeds").sorted()

  private static let root: String = {
    // …/Tests/TextAnalysisTests/Corpus.swift
    let package = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return package.joined(separator: "/") + "/../shared/corpus"
  }()

  private static func files(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var files: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { files.append(path + "/" + name) }
    }
    return files
  }

  /// The file's contents, or nil if it cannot be opened.
  static func text(ofFileAt path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
