import Glibc
import Testing

@testable import PolicySearch

@Suite struct `A library through many updates` {
  /// Files below the root as the test believes them to be.
  private struct Tree {
    var library: TestLibrary
    var files: [String: String] = [:]
    var random: RandomDocuments

    private static let folders = ["", "甲/", "甲/乙/", "丙/"]

    mutating func change() throws {
      let names = files.keys.sorted()
      guard names.count > 3 else { return try write(freshName(), random.text(maximum: 60)) }
      let name = names[random.number(below: names.count)]
      let text = files[name] ?? ""
      switch random.number(below: 7) {
      case 0, 1: try write(freshName(), random.text(maximum: 60))
      case 2: try write(name, random.text(maximum: 60))
      case 3: try write(name, String(text.reversed()))
      case 4: try write(freshName(), text)
      case 5:
        try library.folder.delete("docs/" + name)
        files[name] = nil
      default: try move(name)
      }
    }

    private mutating func freshName() -> String {
      let folder = Self.folders[random.number(below: Self.folders.count)]
      // Dates in names are part of some documents.
      let name = ["\(random.number(below: 1000))", "2019-05-0\(1 + random.number(below: 9))"]
      return folder + name[random.number(below: 2)] + [".txt", ".md"][random.number(below: 2)]
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

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `equals one built at once, and reads only what has changed`(seed: UInt64) throws {
    let library = try TestLibrary()
    var tree = Tree(library: library, random: RandomDocuments(seed: seed))
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
      #expect(
        summary.bytesRead
          == added.values.reduce(0) { $0 + $1.utf8.count }
          + changed.values.reduce(0) { $0 + $1.utf8.count })
      #expect(summary.unreadable.isEmpty)
      before = files
      try expectFresh(library, "seed \(seed), step \(step)")
    }
  }

  private func expectFresh(_ library: TestLibrary, _ place: Comment) throws {
    let directory = library.folder("fresh")
    var options = LibraryUpdate.Options(directory: directory)
    options.adding = [library.root]
    options.rebuilds = true
    _ = try LibraryUpdate(options).run()
    let fresh = try Library(directory: directory)
    let updated = try library.open()
    #expect(try updated.verify() == fresh.verify(), place)
    for query in Self.queries {
      let request = SearchRequest(query: query, limit: 50)
      let (a, b) = (try updated.search(request), try fresh.search(request))
      #expect(a.hits == b.hits, place)
      #expect(a.exactDocuments == b.exactDocuments, place)
      #expect(a.exactOccurrences == b.exactOccurrences, place)
      #expect(a.relatedDocuments == b.relatedDocuments, place)
      for hit in a.hits {
        let (here, there) = (
          try updated.document(hit.identifier), try fresh.document(hit.identifier)
        )
        #expect(here.document == there.document, place)
        #expect(here.sources.map(\.path) == there.sources.map(\.path), place)
        #expect(here.sources.map(\.part) == there.sources.map(\.part), place)
      }
    }
  }
}
