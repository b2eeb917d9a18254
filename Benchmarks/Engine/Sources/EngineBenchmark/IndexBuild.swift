import Glibc
import InvertedIndex
import Synchronization

/// Builds an index from a file of tokens, `id TAB word word …` on each line: one field, scored, with
/// positions; the id in an integer column.
struct IndexBuild {
  private static let schema = IndexSchema(
    fields: [FieldSchema(hasPositions: true, isScored: true)], integerColumns: 1, keywordColumns: 0)
  /// The segments under way hold so many bytes of memory, on all threads together.
  private static let memoryLimit = 1 << 30
  /// Lines a thread takes at a time.
  private static let batch = 64

  let tokens: String
  /// A file with the text of each document, in the same order, or nil.
  let stored: String?
  /// The lines are texts, of which the character pairs are indexed.
  let analyzesPairs: Bool
  let directory: IndexDirectory

  func run(threads: Int) throws {
    let start = nanoseconds()
    var writer = try IndexWriter(
      directory: directory, schema: Self.schema, startsEmpty: true)
    let source = try Source(tokens: tokens, stored: stored)
    let limit = Self.memoryLimit / threads
    let results = Mutex<[Result<[String], any Error>]>([])
    let names = writer.names
    let (directory, analyzesPairs) = (directory, analyzesPairs)
    Self.inParallel(threads) {
      let result = Result {
        try Self.buildSegments(
          of: source, analyzesPairs: analyzesPairs, memoryLimit: limit, directory: directory,
          names: names)
      }
      results.withLock { $0.append(result) }
    }
    for result in results.withLock({ $0 }) {
      for file in try result.get() { try writer.addSegment(file: file) }
    }
    let added = nanoseconds()
    try writer.commit(attributes: [:], attachments: [], jobs: threads)
    let documents = writer.currentSegments.reduce(0) { $0 + $1.liveCount }
    let (add, merge) = (Double(added - start) / 1e9, Double(nanoseconds() - added) / 1e9)
    print("{\"docs\":\(documents),\"add_s\":\(add),\"merge_s\":\(merge)}")
  }

  /// Builds segments of the lines that no other thread takes; returns their files.
  private static func buildSegments(
    of source: Source, analyzesPairs: Bool, memoryLimit: Int, directory: IndexDirectory,
    names: IndexFileNames
  ) throws -> [String] {
    var files: [String] = []
    var pairs: CharacterPairTerms?
    if analyzesPairs { pairs = try CharacterPairTerms() }
    var lines = source.next(Self.batch)
    while !lines.isEmpty {
      let file = names.next(.segment)
      var builder = try SegmentBuilder(
        path: directory.path(of: file), schema: schema)
      while !lines.isEmpty, builder.memory < memoryLimit {
        for (line, stored) in lines {
          if analyzesPairs {
            builder.withField(0) { (field) -> Void in pairs?.append(line, to: &field) }
          } else {
            builder.withField(0) { append(line, to: &$0) }
          }
          try builder.endDocument(stored: stored, integers: [id(of: line)], keywords: [])
        }
        lines = source.next(Self.batch)
      }
      _ = try builder.finish()
      files.append(file)
    }
    return files
  }

  private static func id(of line: UnsafeRawBufferPointer) -> Int64 {
    line.prefix { $0 != 0x09 }.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  /// Adds the tokens of a line to a field.
  private static func append(_ line: UnsafeRawBufferPointer, to field: inout FieldInverter) {
    var place = (line.firstIndex(of: 0x09) ?? line.count) + 1
    while place < line.count {
      let start = place
      while place < line.count, line[place] != 0x20 { place += 1 }
      field.append(UnsafeRawBufferPointer(rebasing: line[start..<place]))
      place += 1
    }
  }

  /// Runs `body` on as many threads at once and waits for all.
  private static func inParallel(_ count: Int, _ body: @Sendable @escaping () -> Void) {
    guard count > 1 else { return body() }
    let context = Unmanaged.passRetained(Body(run: body)).toOpaque()
    var threads = [pthread_t](repeating: 0, count: count)
    for index in threads.indices {
      let code = pthread_create(
        &threads[index], nil,
        { context in
          if let context { Unmanaged<Body>.fromOpaque(context).takeUnretainedValue().run() }
          return nil
        }, context)
      precondition(code == 0, "no thread can be started")
    }
    for thread in threads { pthread_join(thread, nil) }
    Unmanaged<Body>.fromOpaque(context).release()
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// The lines to be indexed, handed out to threads in their order.
  private final class Source: Sendable {
    private let files: [MappedFile]
    private struct Rest: @unchecked Sendable {
      var tokens: Lines
      var stored: Lines
    }
    private let rest: Mutex<Rest>

    init(tokens: String, stored: String?) throws(IndexError) {
      let file = try MappedFile(path: tokens)
      var storedFile: MappedFile?
      if let stored { storedFile = try MappedFile(path: stored) }
      files = [file] + (storedFile.map { [$0] } ?? [])
      rest = Mutex(
        Rest(
          tokens: Lines(file.bytes),
          stored: Lines(storedFile?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))))
    }

    typealias Line = (tokens: UnsafeRawBufferPointer, stored: UnsafeRawBufferPointer)

    /// At most `count` further lines; none at the end.
    func next(_ count: Int) -> [Line] {
      // SAFETY: the lines point into the mapped files, which this object keeps.
      nonisolated(unsafe) var lines: [Line] = []
      rest.withLock { rest in
        while lines.count < count, let tokens = rest.tokens.next() {
          lines.append((tokens, rest.stored.next() ?? UnsafeRawBufferPointer(start: nil, count: 0)))
        }
      }
      return lines
    }
  }
}
