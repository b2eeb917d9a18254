import Glibc
import Testing

@testable import PolicySearch

@Suite struct `A library through many updates` {
  /// Files below the root as the test believes them to be.
  private struct Tree {
    var library: TestLibrary
    var files: [String: String] = [:]
    var random: RandomDocuments
    /// Whether there are copies that are laid out otherwise.
    var hasLayouts: Bool

    private static let changes = Array(0...6)
    private static let layoutChanges = [0, 2, 5, 5, 5, 6, 7, 8, 8, 8, 8, 8]
    private static let folders = ["", "甲/", "甲/乙/", "丙/"]

    mutating func change() throws {
      let names = files.keys.sorted()
      guard names.count > 3 else { return try write(freshName(), random.text(maximum: 60)) }
      let name = names[random.number(below: names.count)]
      let text = files[name] ?? ""
      let changes = hasLayouts ? Self.layoutChanges : Self.changes
      switch changes[random.number(below: changes.count)] {
      case 0, 1: try write(freshName(), random.text(maximum: 60))
      case 2: try write(name, random.text(maximum: 60))
      case 3: try write(name, String(text.reversed()))
      case 4: try write(freshName(), text)
      case 5:
        try library.folder.delete("docs/" + name)
        files[name] = nil
      case 6: try move(name)
      case 7: try write(name, layout(text))
      default: try write(freshName(), layout(text))
      }
    }

    /// The text as another program might have saved it.
    private mutating func layout(_ text: String) -> String {
      switch random.number(below: 4) {
      case 0: text.split(separator: "\n").joined(separator: "\n\n")
      case 1: "\n\n" + text
      case 2: text.split(separator: "\n").map { "　　" + $0 }.joined(separator: "\r\n")
      default:
        String(text.flatMap { random.number(below: 9) == 0 && $0 == "，" ? "，\n" : "\($0)" })
      }
    }

    private mutating func freshName() -> String {
      let folder = Self.folders[random.number(below: Self.folders.count)]
      // Dates in names are part of some documents.
      let isDated = random.number(below: hasLayouts ? 10 : 2) == 0
      let name =
        isDated ? "2019-05-0\(1 + random.number(below: 9))" : "\(random.number(below: 1000))"
      return folder + name + [".txt", ".md"][random.number(below: 2)]
    }

    private mutating func write(_ name: String, _ text: String) throws {
      try library.write(text, name)
      files[name] = text
    }

    private mutating func move(_ name: String) throws {
      if name.hasPrefix("丙/"), random.number(below: 2) == 0 {
        let folder = "移\(random.number(below: 1000))/"
        guard !files.keys.contains(where: { $0.hasPrefix(folder) }) else { return }
        try library.folder.move("docs/丙", to: "docs/" + folder.dropLast())
        for (old, text) in files where old.hasPrefix("丙/") {
          files[old] = nil
          files[folder + old.dropFirst(2)] = text
        }
      } else {
        let other = freshName()
        try library.folder.move("docs/" + name, to: "docs/" + other)
        let text = files[name]
        files[name] = nil
        files[other] = text
      }
    }
  }

  private static let queries = [
    "工会", "人", "人人", "。", "《", "“一网通办”", "加强 基层 建设", "营商环境 OR gdp", "改革 -人人",
    "\"open day\" 12", "刘赞杰", "发展改革", "(工会 OR 职工) 维权", "𠮷野", "3.5%", "没有这样的话语",
  ]

  private static let userWords = ["人人", "会职", "基层建设"]

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `equals one built at once, and reads only what has changed`(seed: UInt64) throws {
    try expectEqual(seed, hasLayouts: false)
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `equals one built at once though its documents have several layouts`(seed: UInt64) throws {
    try expectEqual(seed, hasLayouts: true)
  }

  private func expectEqual(_ seed: UInt64, hasLayouts: Bool) throws {
    let library = try TestLibrary()
    var tree = Tree(
      library: library, random: RandomDocuments(seed: seed), hasLayouts: hasLayouts)
    for _ in 0..<20 { try tree.change() }
    var before: [String: String] = [:]
    for step in 0..<12 {
      for _ in 0..<tree.random.number(below: 6) { try tree.change() }
      let memory = [1, 1 << 20, 256 << 20][tree.random.number(below: 3)]
      let summary = try library.update { ($0.jobs, $0.memory) = (1 + step % 3, memory) }
      let files = tree.files
      let added = files.filter { before[$0.key] == nil }
      let changed = files.filter {
        before[$0.key].map { Array($0.utf8) } ?? Array($0.value.utf8) != Array($0.value.utf8)
      }
      #expect(summary.added == added.count)
      #expect(summary.changed == changed.count)
      #expect(summary.removed == before.keys.count { files[$0] == nil })
      #expect(summary.unchanged == files.count - added.count - changed.count)
      let bytes = [added, changed].joined().reduce(0) { $0 + $1.value.utf8.count }
      // A copy is read again when the one that led to the document's lines has gone.
      #expect(hasLayouts ? summary.bytesRead >= bytes : summary.bytesRead == bytes)
      #expect(summary.unreadable.isEmpty)
      before = files
      // Kept by all updates that follow.
      if step == 4 { _ = try UserLexicon(directory: library.index).add(Self.userWords) }
      // What an update makes wrong stays so until that document changes: every other one is compared.
      if step % 2 == 1 { try expectFresh(library, "seed \(seed), step \(step)") }
    }
  }

  private func expectFresh(_ library: TestLibrary, _ place: Comment) throws {
    let directory = library.folder("fresh")
    var options = LibraryUpdate.Options(directory: directory)
    options.adding = [library.root]
    options.rebuilds = true
    _ = try LibraryUpdate(options).run()
    let updated = try library.open()
    let words = updated.userWords.texts
    if !words.isEmpty { _ = try UserLexicon(directory: directory).add(words) }
    let fresh = try Library(directory: directory)
    #expect(words.isEmpty || words == Self.userWords, place)
    #expect(try updated.verify() == fresh.verify(), place)
    var compared: Set<DocumentIdentifier> = []
    for query in Self.queries {
      let request = SearchRequest(query: query, limit: 50)
      let (a, b) = (try updated.search(request), try fresh.search(request))
      #expect(a.hits == b.hits, place)
      #expect(a.exactDocuments == b.exactDocuments, place)
      #expect(a.exactOccurrences == b.exactOccurrences, place)
      #expect(a.relatedDocuments == b.relatedDocuments, place)
      for hit in a.hits where compared.insert(hit.identifier).inserted {
        let (here, there) = (
          try updated.document(hit.identifier), try fresh.document(hit.identifier)
        )
        #expect(here.document == there.document, place)
        #expect(here.sources == there.sources, place)
      }
    }
  }
}
