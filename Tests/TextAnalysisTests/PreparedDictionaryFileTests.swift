import Glibc
import Testing

@testable import TextAnalysis

/// A folder that is removed with this object.
private final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/gongwen-dictionary-XXXXXX".utf8CString)
    path = try String(cString: #require(mkdtemp(&template)))
  }

  deinit {
    for name in ["dictionary", "dictionary.\(getpid())"] { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}

@Suite struct `A prepared dictionary's file` {
  private let folder: TemporaryFolder
  private let file: PreparedDictionaryFile
  private let text = Array("各级总工会要加强职代会建设，推动五位一体总体布局落地见效。".utf16)

  init() throws {
    folder = try TemporaryFolder()
    file = PreparedDictionaryFile(path: folder.path + "/dictionary")
  }

  private func makeLexicon(_ words: [String] = ["总工会", "五位一体"]) throws -> Lexicon {
    try Lexicon(blocks: [], words: words.map { LexiconWord($0) })
  }

  private func tokens(_ lexicon: Lexicon, _ workload: WordSegmenter.Workload) throws -> [WordToken]
  {
    var segmenter = try WordSegmenter(for: workload, lexicon: lexicon)
    var tokens: [WordToken] = []
    segmenter.segment(text.span, into: &tokens)
    return tokens
  }

  private func write(_ bytes: [UInt8], at offset: Int) throws {
    let descriptor = open(file.path, O_WRONLY)
    try #require(descriptor >= 0)
    #expect(pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count)
    close(descriptor)
  }

  private func byte(at offset: Int) throws -> UInt8 {
    let descriptor = open(file.path, O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var byte: UInt8 = 0
    #expect(pread(descriptor, &byte, 1, off_t(offset)) == 1)
    return byte
  }

  @Test func `gives the words and numbers of the dictionary that was written`() throws {
    let made = try makeLexicon()
    try made.prepare(cachedIn: file)
    let expected = try tokens(made, .bulk)
    let read = try makeLexicon()
    #expect(read.usePrepared(in: file))
    #expect(try tokens(read, .bulk) == expected)
    #expect(try tokens(read, .light) == expected)
    #expect(expected.map(\.range) == (try tokens(makeLexicon(), .light)).map(\.range))
  }

  @Test func `is not used for another lexicon, and replaced`() throws {
    try makeLexicon().prepare(cachedIn: file)
    let other = try makeLexicon(["职代会"])
    #expect(!other.usePrepared(in: file))
    try other.prepare(cachedIn: file)
    #expect(try makeLexicon(["职代会"]).usePrepared(in: file))
    #expect(try !makeLexicon().usePrepared(in: file))
  }

  @Test func `is not used if missing, cut off or with anything behind`() throws {
    let lexicon = try makeLexicon()
    #expect(!lexicon.usePrepared(in: file))
    try makeLexicon().prepare(cachedIn: file)
    var status = stat()
    #expect(stat(file.path, &status) == 0)
    let count = Int(status.st_size)
    for length in [count + 1, count + 8, count + 4096, 100_000_000, count - 1, count / 2] {
      #expect(truncate(file.path, off_t(length)) == 0)
      #expect(!lexicon.usePrepared(in: file), "\(length) bytes")
    }
    for length in [TrieMemory.slotsOffset, TrieMemory.slotsOffset - 1, 4096, 71, 8, 0] {
      #expect(truncate(file.path, off_t(length)) == 0)
      #expect(!lexicon.usePrepared(in: file), "\(length) bytes")
    }
    try makeLexicon().prepare(cachedIn: file)
    #expect(lexicon.usePrepared(in: file))
  }

  @Test func `is not used if a bit of its header is wrong`() throws {
    let lexicon = try makeLexicon()
    try lexicon.prepare(cachedIn: file)
    for bit in 0..<72 * 8 {
      let byte = try byte(at: bit / 8)
      try write([byte ^ 1 << UInt8(bit % 8)], at: bit / 8)
      let isUsed = file.read(for: lexicon) != nil
      #expect(!isUsed, "bit \(bit)")
      try write([byte], at: bit / 8)
    }
    #expect(file.read(for: lexicon) != nil)
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func `is found damaged if its contents are, or gives some words`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let lexicon = try makeLexicon()
    try lexicon.prepare(cachedIn: file)
    let slotCount = try #require(lexicon.preparedTrie).slotCount
    // Undamaged when it was checked, damaged since.
    let damaged = try makeLexicon()
    #expect(damaged.usePrepared(in: file))
    // Noise over whole pages, so that what is read is likely to be damaged.
    for _ in 0..<100 {
      let noise = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let end = TrieMemory.slotsOffset + slotCount * 8 - 4096
      let offset = Int.random(in: TrieMemory.headerSize..<end, using: &generator)
      try write(noise, at: offset)
      try write(noise, at: TrieMemory.slotsOffset + Int.random(in: 0..<8, using: &generator))
    }
    #expect(file.read(for: lexicon) == nil)
    let units = SegmentationText.words.make(using: &generator) + text
    var segmenter = try WordSegmenter(for: .light, lexicon: damaged)
    var words: [Range<Int32>] = []
    var found: [WordToken] = []
    segmenter.segment(units.span, into: &words)
    segmenter.segment(units.span, into: &found)
    #expect(zip(words, words.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    #expect(words.allSatisfy { !$0.isEmpty && $0.upperBound <= units.count })
    // An update does check, and makes it anew.
    let repaired = try makeLexicon()
    try repaired.prepare(cachedIn: file)
    #expect(try tokens(repaired, .bulk) == tokens(makeLexicon(), .bulk))
  }

  @Test func `that cannot be written is named, and work goes on`() throws {
    let file = PreparedDictionaryFile(path: folder.path + "/none/dictionary")
    let lexicon = try makeLexicon()
    #expect(throws: PreparedDictionaryError(path: file.path, call: "open", code: ENOENT)) {
      try lexicon.prepare(cachedIn: file)
    }
    #expect(lexicon.preparedTrie != nil)
    #expect(try tokens(lexicon, .bulk).count > 5)
  }
}
