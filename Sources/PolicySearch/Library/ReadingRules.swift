package import DocumentParsing

/// How a library's files are read, as far as a person has decided it for all or many of them. The
/// library remembers it.
package struct ReadingRules: Sendable, Equatable {
  /// The encoding of the files of a pattern.
  package struct EncodingRule: Sendable, Equatable {
    package let pattern: PathPattern
    /// Nil to find it out, whatever earlier rules say.
    package let encoding: EncodingName?

    package init(pattern: PathPattern, encoding: EncodingName?) {
      self.pattern = pattern
      self.encoding = encoding
    }
  }

  /// Whether a file that holds several documents becomes several.
  package var splits = true
  /// In the order they were given; of those that match a file the last counts.
  package private(set) var encodings: [EncodingRule] = []

  package init() {}

  /// Adds a rule behind the others; one with the same pattern is replaced. A rule that takes nothing
  /// back, because none before it states an encoding, is not kept.
  package mutating func add(_ rule: EncodingRule) {
    encodings.removeAll { $0.pattern == rule.pattern }
    encodings.append(rule)
    encodings.removeSubrange(..<(encodings.firstIndex { $0.encoding != nil } ?? encodings.count))
  }

  /// How to read a file.
  ///
  /// - Parameters:
  ///   - path: Absolute.
  ///   - roots: The library's.
  package func parser(for path: String, roots: [String]) -> FileParser {
    var parser = FileParser(options: DocumentParser.Options(splits: splits))
    if !encodings.isEmpty {
      let names = Self.names(of: path, roots: roots)
      parser.encoding = encodings.last { names.contains(where: $0.pattern.matches) }?.encoding
    }
    return parser
  }

  /// What a pattern may match: the name, the path from each root that holds the file, the whole path.
  private static func names(of path: String, roots: [String]) -> [String] {
    let name = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    return [path, name]
      + roots.map { $0.hasSuffix("/") ? $0 : $0 + "/" }.filter(path.hasPrefix)
      .map { String(path.dropFirst($0.count)) }
  }
}

// MARK: - Attributes

extension ReadingRules {
  /// The rules that the attributes of an index hold.
  init(attributes: [String: [String]]) {
    splits = attributes[LibraryAttribute.wholeFiles] == nil
    for text in attributes[LibraryAttribute.encoding] ?? [] {
      if let rule = EncodingRule(text) { add(rule) }
    }
  }

  /// Replaces the rules that attributes hold.
  func write(to attributes: inout [String: [String]]) {
    attributes[LibraryAttribute.wholeFiles] = splits ? nil : ["yes"]
    attributes[LibraryAttribute.encoding] =
      encodings.isEmpty ? nil : encodings.map(\.description)
  }
}

extension ReadingRules.EncodingRule: CustomStringConvertible {
  /// Reads `PATTERN=NAME`, where the name may be `auto`; nil for anything else.
  package init?(_ text: String) {
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex else { return nil }
    let name = text[text.index(after: equals)...]
    encoding = EncodingName(name)
    guard encoding != nil || name.lowercased() == "auto" else { return nil }
    pattern = PathPattern(String(text[..<equals]))
  }

  package var description: String { "\(pattern.text)=\(encoding?.rawValue ?? "auto")" }
}
