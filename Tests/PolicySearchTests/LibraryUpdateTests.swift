import DocumentParsing
import Glibc
import InvertedIndex
import Synchronization
import Testing

@testable import PolicySearch

@Suite struct `An update` {
  @Test func `adds, changes, removes and counts`() throws {
    let library = try TestLibrary(["甲地植树", "乙地修路", "丙地架桥"])
    let before = try library.open()
    #expect(try library.names("植树") == ["0.txt"])
    try library.write("甲地种花种草", "0.txt")
    try library.folder.delete("docs/1.txt")
    try library.write("丁地挖井", "下级/3.md")
    let summary = try library.update()
    #expect((summary.added, summary.changed, summary.removed) == (1, 1, 1))
    #expect(summary.unchanged == 1)
    #expect(summary.documents == 3)
    #expect(summary.bytesRead == "甲地种花种草丁地挖井".utf8.count)
    #expect(summary.isCommitted)
    #expect(try library.names("植树 OR 修路") == [])
    #expect(try library.names("种花 OR 架桥 OR 挖井") == ["0.txt", "2.txt", "下级/3.md"])
    // A library that was open keeps its generation.
    #expect(try before.search(SearchRequest(query: "植树")).exactDocuments == 1)
  }

  @Test func `reads HTML, and a hit leads to its source`() throws {
    let library = try TestLibrary()
    try library.write(
      "<html>\n<title>网</title>\n<p>甲地&ldquo;<b>植\n树</b>&rdquo;造林</p>", "通知.html")
    try library.update()
    let passage = try #require(try library.search("植树").hits.first?.passages.first)
    #expect(passage.text == "甲地“植树”造林")
    #expect(passage.position == SourcePosition(line: 3, column: 16))
    #expect(try library.names("网") == [])
  }

  @Test func `of an unchanged tree writes nothing`() throws {
    let library = try TestLibrary(["甲地植树"])
    // The first may find times too young to be trusted and note older ones.
    usleep(100_000)
    try library.update()
    let generation = try library.open().generation
    let summary = try library.update()
    #expect((summary.unchanged, summary.bytesRead, summary.isCommitted) == (1, 0, false))
    #expect(try library.open().generation == generation)
  }

  @Test func `sees a change that keeps size and modification time`() throws {
    let library = try TestLibrary(["甲地植树"])
    usleep(100_000)
    try library.update()
    var status = stat()
    stat(library.root + "/0.txt", &status)
    try library.write("乙地修路", "0.txt")
    var times = [status.st_atim, status.st_mtim]
    #expect(utimensat(AT_FDCWD, library.root + "/0.txt", &times, 0) == 0)
    let summary = try library.update()
    #expect((summary.changed, summary.unchanged) == (1, 0))
    #expect(try library.names("修路") == ["0.txt"])
    #expect(try library.names("植树") == [])
  }

  @Test func `recognises a document that moved, and does not parse it again`() throws {
    let library = try TestLibrary(["甲地植树，人人有责"])
    let identifier = try #require(try library.search("植树").hits.first).identifier
    try library.folder.move("docs/0.txt", to: "docs/旧/0.txt")
    let summary = try library.update()
    #expect((summary.added, summary.removed, summary.documents) == (1, 1, 1))
    #expect(try library.names("植树") == ["旧/0.txt"])
    #expect(try library.search("植树").hits.first?.identifier == identifier)
  }

  @Test func `holds one document for equal files`() throws {
    let library = try TestLibrary(["甲地植树", "甲地植树"])
    #expect(try library.open().snapshot.documentCount == 1)
    let hit = try #require(try library.search("植树").hits.first)
    let sources = try library.open().document(hit.identifier).sources
    #expect(sources.map(\.path) == [library.root + "/0.txt", library.root + "/1.txt"])
    try library.folder.delete("docs/0.txt")
    try library.update()
    #expect(try library.names("植树") == ["1.txt"])
    try library.folder.delete("docs/1.txt")
    #expect(try library.update().documents == 0)
    #expect(try library.names("植树") == [])
  }

  @Test func `skips what is no text, and says why`() throws {
    let library = try TestLibrary(["甲地植树"])
    try library.folder.write([0, 1, 2, 3, 0, 255], to: "docs/坏.txt")
    try library.write("  \n\n ", "空.txt")
    try library.write("%PDF", "图.pdf")
    let summary = try library.update()
    #expect(summary.skipped.map(\.path) == ["坏.txt", "空.txt"].map { library.root + "/" + $0 })
    #expect(summary.skipped.allSatisfy { !$0.reason.isEmpty })
    #expect(summary.ignored == [library.root + "/图.pdf"])
    #expect(try library.open().status().skipped == summary.skipped)
    // Skipped files are remembered as read.
    usleep(100_000)
    try library.update()
    #expect(try library.update().bytesRead == 0)
  }

  @Test func `tells a text from others by its whole name, not by its canonical form`() throws {
    // U+F90A and U+91D1 are canonically equivalent, and different names of files.
    let library = try TestLibrary()
    try library.write("甲地植树", "\u{F90A}.txt")
    try library.write("乙地修路", "\u{91D1}.txt")
    let summary = try library.update()
    #expect((summary.added, summary.documents) == (2, 2))
    #expect(try library.search("植树 OR 修路").exactDocuments == 2)
    try library.write("丙地架桥了", "\u{F90A}.txt")
    #expect(try library.update().changed == 1)
    #expect(try library.search("架桥 OR 修路").exactDocuments == 2)
  }

  @Test func `keeps what it cannot read for the moment, and says so`() throws {
    let library = try TestLibrary()
    try library.write("甲地植树", "a.txt")
    try library.folder.write("乙地修路", to: "far/b.txt")
    try library.folder.link("docs/b.txt", to: library.folder("far/b.txt"))
    // Times that are new to the file system's clock are noted again by the next update.
    usleep(100_000)
    try library.update()
    #expect(try library.names("植树 OR 修路") == ["a.txt", "b.txt"])
    try library.folder.delete("far/b.txt")
    let summary = try library.update()
    #expect(summary.unreadable.map(\.path) == [library.root + "/b.txt"])
    #expect((summary.removed, summary.isCommitted) == (0, false))
    #expect(try library.names("修路") == ["b.txt"])
  }

  @Test func `writes nothing when all that is new cannot be read`() throws {
    let library = try TestLibrary(["甲地植树"])
    try library.folder.link("docs/loop.txt", to: library.root + "/loop.txt")
    usleep(100_000)
    try library.update()
    let summary = try library.update()
    #expect(summary.unreadable.map(\.path) == [library.root + "/loop.txt"])
    #expect(!summary.isCommitted)
  }

  @Test func `names links to folders and special files that it leaves out`() throws {
    let library = try TestLibrary(["甲地植树"])
    try library.folder.link("docs/里", to: library.root)
    #expect(mkfifo(library.root + "/管道.txt", 0o600) == 0)
    let summary = try library.update()
    #expect(Set(summary.ignored) == [library.root + "/里", library.root + "/管道.txt"])
    #expect(summary.unchanged == 1)
  }

  @Test func `skips a file that is too large to be a document`() throws {
    let library = try TestLibrary(["甲地植树"])
    let descriptor = open(library.root + "/大.txt", O_WRONLY | O_CREAT, 0o644)
    #expect(ftruncate(descriptor, 1 << 40) == 0)
    close(descriptor)
    let summary = try library.update()
    #expect(summary.skipped.map(\.path) == [library.root + "/大.txt"])
    #expect(summary.bytesRead == 0)
    #expect(try library.update().skipped == summary.skipped)
  }

  @Test func `works with any number of workers and any memory`() throws {
    var random = RandomDocuments(seed: 5)
    let texts = (0..<40).map { _ in random.text(maximum: 80) }
    let one = try TestLibrary(texts)
    for (jobs, memory) in [(1, 1), (3, 1), (4, 1 << 20), (0, 0)] {
      let other = try TestLibrary()
      for (number, text) in texts.enumerated() { try other.write(text, TestLibrary.name(number)) }
      try other.update { ($0.jobs, $0.memory) = (jobs, memory) }
      for query in ["工会 改革", "人", "“职工维权”", "发展 -人"] {
        let (a, b) = (try one.search(query), try other.search(query))
        #expect(a.hits.map(\.identifier) == b.hits.map(\.identifier))
        #expect(a.hits.map(\.score) == b.hits.map(\.score))
        #expect(a.exactOccurrences == b.exactOccurrences)
      }
      _ = try other.open().verify()
    }
  }

  @Test func `reports its progress to the last file`() throws {
    let library = try TestLibrary()
    for number in 0..<5 { try library.write("甲地植树\(number)", TestLibrary.name(number)) }
    var options = LibraryUpdate.Options(directory: library.index)
    options.adding = [library.root]
    let seen = Recorder()
    _ = try LibraryUpdate(options) { files, total, bytes in seen.add((files, total, bytes)) }.run()
    #expect(seen.values.map(\.0) == [1, 2, 3, 4, 5])
    #expect(seen.values.allSatisfy { $0.1 == 5 })
    #expect(seen.values.last?.2 == 65)
  }
}

@Suite struct `The roots of a library` {
  @Test func `are remembered, and forgotten on demand`() throws {
    let library = try TestLibrary(["甲地植树"])
    try library.folder.write("乙地修路", to: "more/1.txt")
    try library.update { $0.adding = [library.folder("more"), library.folder("more") + "/"] }
    #expect(try library.open().roots == [library.root, library.folder("more")])
    try library.update { $0.adding = [] }
    #expect(try library.search("植树 OR 修路").exactDocuments == 2)
    let summary = try library.update { ($0.adding, $0.forgetting) = ([], [library.root + "/"]) }
    #expect((summary.removed, summary.documents) == (1, 1))
    #expect(try library.open().roots == [library.folder("more")])
    #expect(try library.search("植树 OR 修路").exactDocuments == 1)
    // Forgetting the last one leaves an empty library.
    try library.update { ($0.adding, $0.forgetting) = ([], [library.folder("more")]) }
    #expect(try library.open().roots == [])
    #expect(try library.search("修路").exactDocuments == 0)
    #expect(throws: LibraryError.self) { try library.update { $0.adding = [] } }
  }

  @Test func `can be forgotten after they were deleted`() throws {
    let library = try TestLibrary(["甲地植树"])
    try library.folder.write("乙地修路", to: "more/1.txt")
    usleep(100_000)
    try library.update { $0.adding = [library.folder("more")] }
    try library.folder.delete("more/1.txt")
    try library.folder.delete("more")
    let kept = try library.update { $0.adding = [] }
    #expect(kept.unreadable.map(\.path) == [library.folder("more")])
    #expect((kept.removed, kept.isCommitted) == (0, false))
    #expect(try library.search("修路").exactDocuments == 1)
    let path = library.folder("docs/../more/")
    #expect(try library.update { ($0.adding, $0.forgetting) = ([], [path]) }.removed == 1)
    #expect(try library.search("修路").exactDocuments == 0)
  }

  @Test func `that are none cannot be forgotten`() throws {
    let library = try TestLibrary(["甲地植树"])
    #expect(throws: LibraryError.self) {
      try library.update { $0.forgetting = [library.root + "/0.txt"] }
    }
    #expect(throws: LibraryError.self) {
      try library.update { ($0.adding, $0.forgetting) = ([], ["/nowhere"]) }
    }
  }

  @Test func `may lie inside each other, or be single files of any name`() throws {
    let library = try TestLibrary(["甲地植树"])
    try library.write("乙地修路", "内/1.txt")
    try library.write("丙地架桥", "内/说明")
    let summary = try library.update {
      $0.adding = ["", "/内", "/内/1.txt", "/内/说明"].map { library.root + $0 }
    }
    #expect((summary.documents, summary.unchanged) == (3, 1))
    #expect(try library.names("植树 OR 修路 OR 架桥") == ["0.txt", "内/1.txt", "内/说明"])
    let forgotten = try library.update { ($0.adding, $0.forgetting) = ([], [library.root]) }
    #expect(forgotten.removed == 1)
    #expect(try library.names("植树 OR 修路 OR 架桥") == ["内/1.txt", "内/说明"])
  }

  @Test func `must exist when they are added`() throws {
    let library = try TestLibrary()
    #expect(throws: LibraryError.self) { try library.update { $0.adding = ["/nowhere"] } }
    #expect(throws: LibraryError.self) { try library.update { $0.adding = [] } }
    #expect(throws: LibraryError.self) { try library.update { $0.adding = ["/dev/null"] } }
    // None of these left an index.
    #expect(access(library.index, F_OK) != 0)
  }
}

@Suite struct `A rebuild` {
  @Test func `gives the library of a first build`() throws {
    let library = try TestLibrary(["甲地植树", "乙地修路"])
    try library.write("甲地种花", "0.txt")
    try library.update()
    let before = try library.search("甲 OR 修路")
    let generation = try library.open().generation
    let summary = try library.update { ($0.adding, $0.rebuilds) = ([], true) }
    #expect((summary.added, summary.documents, summary.isCommitted) == (2, 2, true))
    #expect(try library.search("甲 OR 修路").hits == before.hits)
    #expect(try library.open().generation == generation + 1)
    #expect(try library.open().status().deletedDocuments == 0)
  }

  @Test func `does not lose a root that is away`() throws {
    let library = try TestLibrary(["甲地植树"])
    try library.folder.move("docs", to: "away")
    #expect(throws: LibraryError.self) {
      try library.update { ($0.adding, $0.rebuilds) = ([], true) }
    }
    #expect(try library.search("植树").exactDocuments == 1)
  }

  @Test(arguments: ["manifest", "seg", "files"])
  func `mends a damaged index`(kind: String) throws {
    let library = try TestLibrary(["甲地植树", "乙地修路"])
    let name = try #require(
      try TemporaryFolder.names(in: library.index).first { $0.hasSuffix(kind) })
    var bytes = try TemporaryFolder.contents(of: library.index + "/" + name)
    bytes[bytes.count / 2] ^= 1
    try library.folder.write(bytes, to: "index/" + name)
    #expect(throws: LibraryError.self) { _ = try library.open().verify() }
    try library.update { $0.rebuilds = true }
    #expect(try library.names("植树") == ["0.txt"])
    #expect(try library.open().verify() == 2)
  }

  @Test func `is demanded of an index that was analysed otherwise`() throws {
    let library = try TestLibrary(["甲地植树"])
    var writer = try IndexWriter(
      directory: IndexDirectory(path: library.index), schema: LibrarySchema.index,
      startsEmpty: false)
    var attributes = writer.attributes
    attributes[LibraryAttribute.analysis] = ["0"]
    try writer.commit(attributes: attributes, attachments: writer.attachments)
    _ = consume writer
    #expect(throws: LibraryError.self) { try library.open() }
    #expect(throws: LibraryError.self) { try library.update() }
    try library.update { $0.rebuilds = true }
    #expect(try library.names("植树") == ["0.txt"])
  }

  @Test func `alone takes back the warning of another ICU`() throws {
    let library = try TestLibrary(["甲地植树"])
    #expect(try library.open().warning == nil)
    var writer = try IndexWriter(
      directory: IndexDirectory(path: library.index), schema: LibrarySchema.index,
      startsEmpty: false)
    var attributes = writer.attributes
    attributes[LibraryAttribute.unicode] = ["1.0"]
    try writer.commit(attributes: attributes, attachments: writer.attachments)
    _ = consume writer
    try library.write("乙地修路", "1.txt")
    try library.update()
    // 0.txt is still as the other ICU made it.
    #expect(try library.open().warning != nil)
    try library.update { $0.rebuilds = true }
    #expect(try library.open().warning == nil)
  }
}

/// Collects from threads what they report.
private final class Recorder: Sendable {
  private let recorded = Mutex<[(Int, Int, Int)]>([])

  func add(_ value: (Int, Int, Int)) { recorded.withLock { $0.append(value) } }

  var values: [(Int, Int, Int)] { recorded.withLock { $0 } }
}
