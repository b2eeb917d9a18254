import Glibc

/// The folder the package lies in.
let packageFolder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

/// Real documents, which may stand beside the package but are no part of it.
let corpusFolder = packageFolder + "/../shared/corpus"

func contents(of path: String) throws -> [UInt8] {
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

/// The paths of all files below a folder whose names end with `suffix`, sorted.
func files(below folder: String, suffix: String = "") -> [String] {
  guard let directory = opendir(folder) else { return [] }
  defer { closedir(directory) }
  var paths: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasPrefix(".") { continue }
    let path = "\(folder)/\(name)"
    if entry.pointee.d_type == DT_DIR {
      paths += files(below: path, suffix: suffix)
    } else if name.hasSuffix(suffix) {
      paths.append(path)
    }
  }
  return paths.sorted()
}

struct CannotRead: Error { var path: String }
