import Glibc
import HTTPServer
import PolicySearch
import Synchronization

@testable import CommandLineTool

/// A small library in a folder of its own, served without a socket; the folder goes with it.
final class ServedLibrary: Sendable {
  private final class Reports: Sendable {
    let texts = Mutex<[String]>([])
  }

  let directory: String
  let router: Router
  private let reported: Reports

  var index: String { directory + "/index" }
  var documents: String { directory + "/documents" }

  /// What the provider of the library has reported.
  var reports: [String] { reported.texts.withLock { $0 } }

  /// Makes a library of the texts, a file each; without any, there is no index yet.
  init(_ texts: [String]) throws {
    var template = Array("/tmp/gongwen-serve-XXXXXX".utf8)
    template.append(0)
    template.withUnsafeMutableBytes { bytes in
      guard let name = bytes.assumingMemoryBound(to: CChar.self).baseAddress,
        mkdtemp(name) != nil
      else { fatalError("no folder for the test") }
    }
    directory = String(decoding: template.dropLast(), as: UTF8.self)
    let reported = Reports()
    self.reported = reported
    router = Router(
      libraries: LibraryProvider(directory: directory + "/index") { text in
        reported.texts.withLock { $0.append(text) }
      })
    mkdir(documents, 0o755)
    for (number, text) in texts.enumerated() { write(text, to: "documents/\(number).txt") }
    if !texts.isEmpty { try update() }
  }

  deinit {
    removeIndex()
    Self.removeFolder(documents)
    rmdir(directory)
  }

  /// Writes a file below the folder.
  func write(_ text: String, to name: String) {
    let file = fopen(directory + "/" + name, "w")
    fputs(text, file)
    fclose(file)
  }

  /// Brings the index up to date with the documents.
  func update() throws {
    var options = LibraryUpdate.Options(directory: index)
    options.adding = [documents]
    _ = try LibraryUpdate(options).run()
  }

  func removeIndex() { Self.removeFolder(index) }

  private static func removeFolder(_ path: String) {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { name in
        String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
      }
      unlink(path + "/" + name)
    }
    closedir(folder)
    rmdir(path)
  }

  /// The answer to a GET.
  func get(_ target: String) -> Response {
    router.answer(
      method: "GET", target: Array(target.utf8), headers: [Header("Host", "localhost")])
  }

  /// The answer to a search on the page.
  func page(_ query: String) -> Response { get(PageLayout.searchLink(query)) }

  func open() throws -> Library { try Library(directory: index) }

  /// Asks again until the answer has the status, for two seconds at most.
  func get(_ target: String, until status: Int) -> Response {
    for _ in 0..<100 {
      let response = get(target)
      if response.status == status { return response }
      usleep(20_000)
    }
    return get(target)
  }
}

extension Response {
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension String {
  /// What stands between each two occurrences of the marks.
  func parts(between start: String, and end: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let opening = rest.firstRange(of: start) {
      rest = rest[opening.upperBound...]
      guard let closing = rest.firstRange(of: end) else { break }
      parts.append(String(rest[..<closing.lowerBound]))
      rest = rest[closing.upperBound...]
    }
    return parts
  }
}
