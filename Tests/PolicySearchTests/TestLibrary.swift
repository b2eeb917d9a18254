import PolicySearch

/// A library in a temporary folder: documents below `docs`, the index in `index`.
struct TestLibrary {
  let folder: TemporaryFolder
  var root: String { folder("docs") }
  var index: String { folder("index") }

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder(above: "docs/file")
  }

  /// A library of `texts`, one a file.
  init(_ texts: [String]) throws {
    try self.init()
    for (number, text) in texts.enumerated() { try write(text, Self.name(number)) }
    try update()
  }

  static func name(_ number: Int) -> String { "\(number).txt" }

  /// Writes a source file.
  func write(_ text: String, _ name: String) throws { try folder.write(text, to: "docs/" + name) }

  /// Brings the index up to date with `docs`.
  @discardableResult
  func update(
    _ change: (inout LibraryUpdate.Options) -> Void = { _ in }
  ) throws -> LibraryUpdate.Summary {
    var options = LibraryUpdate.Options(directory: index)
    options.adding = [root]
    change(&options)
    return try LibraryUpdate(options).run()
  }

  func open() throws -> Library { try Library(directory: index) }

  /// The result of a query, with all hits.
  func search(_ query: String, limit: Int = 1000) throws -> SearchResult {
    try open().search(SearchRequest(query: query, limit: limit))
  }

  /// The names below `docs` of the files whose documents are found exactly, sorted.
  func names(_ query: String) throws -> [String] {
    try search(query).hits.filter { $0.tier == .exact }
      .map { String($0.path.dropFirst(root.count + 1)) }.sorted()
  }
}
