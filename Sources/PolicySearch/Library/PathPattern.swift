/// A pattern for paths: `*` stands for any characters, `/` among them, `?` for one, everything else for
/// itself. Brackets are common in the names of documents and stand for themselves too.
package struct PathPattern: Sendable, Equatable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// Whether the pattern stands for the whole of a path. Cost: at most the product of both lengths.
  package func matches(_ path: String) -> Bool {
    let pattern = Array(text.unicodeScalars)
    let path = Array(path.unicodeScalars)
    var (inPattern, inPath) = (0, 0)
    // Where to go on when the rest does not match: behind the last `*`, which takes one more.
    var retry: (inPattern: Int, inPath: Int)?
    while inPath < path.count {
      if inPattern < pattern.count, pattern[inPattern] == "*" {
        inPattern += 1
        retry = (inPattern, inPath)
      } else if inPattern < pattern.count,
        pattern[inPattern] == "?" || pattern[inPattern] == path[inPath]
      {
        inPattern += 1
        inPath += 1
      } else if let last = retry {
        retry = (last.inPattern, last.inPath + 1)
        (inPattern, inPath) = (last.inPattern, last.inPath + 1)
      } else {
        return false
      }
    }
    return pattern[inPattern...].allSatisfy { $0 == "*" }
  }
}
