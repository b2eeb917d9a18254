internal import CXXHash
internal import Glibc

/// A file that keeps the dictionary for bulk work, so that it need not be made anew: 8 MB.
///
/// It is a cache: one that is missing, damaged, of other data or of another version is not used, and
/// replaced at the next occasion. Numbers are little-endian.
///
///     offset      0  8 bytes  "GONGWORD"
///                 8  UInt64   version of the format: 1
///                16  8 bytes  version of ICU, such as "72.1", zeros behind it
///                24  UInt64   size of ICU's break dictionary in bytes
///                32  UInt64   XXH3 of it
///                40  UInt64   ``Lexicon/checksum``
///                48  UInt64   number of slots
///                56  UInt64   XXH3 of all bytes from 4,096 on
///                64  UInt64   XXH3 of the bytes before
///                72  zeros
///             4,096  UInt16   labels of all units (``CharacterTrie/labels``), 65,536
///           135,168  UInt64   slots (``CharacterTrie/slots``)
package struct PreparedDictionaryFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  private struct Header: Equatable {
    static let magic: UInt64 = 0x4452_4F57_474E_4F47

    var magic = Header.magic
    var version: UInt64 = 1
    var icuVersion: UInt64
    var dictionarySize: UInt64
    var dictionaryChecksum: UInt64
    var lexiconChecksum: UInt64
    var slotCount: UInt64
    var contentsChecksum: UInt64
    var checksum: UInt64 = 0

    /// That of a file with the dictionary of the loaded ICU and `lexicon`; nil without a dictionary.
    init?(for lexicon: Lexicon, slotCount: UInt64, contentsChecksum: UInt64) {
      guard
        let (size, checksum) = try? UnicodeData.withBreakDictionary({
          ($0.count, XXH3_64bits($0.baseAddress, $0.count))
        })
      else { return nil }
      icuVersion = UnicodeData.version.utf8.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
      dictionarySize = UInt64(size)
      dictionaryChecksum = checksum
      lexiconChecksum = lexicon.checksum
      self.slotCount = slotCount
      self.contentsChecksum = contentsChecksum
      self.checksum = sum
    }

    /// Whether it is as it was written, by whichever version.
    var isUndamaged: Bool { magic == Self.magic && checksum == sum }

    private var sum: UInt64 {
      withUnsafeBytes(of: self) { XXH3_64bits($0.baseAddress, $0.count - 8) }
    }
  }

  /// Maps the dictionary, or returns nil if the file is not one of `lexicon` and the loaded ICU, or
  /// damaged. Cost: 3 ms.
  func read(for lexicon: Lexicon) -> CharacterTrie? {
    guard let mapping = map(), mapping.isOf(lexicon), mapping.hasRightSize,
      mapping.hasRightContents
    else { return nil }
    return CharacterTrie(memory: mapping.memory, slotCount: Int(mapping.header.slotCount))
  }

  /// What a file is good for.
  package enum Condition: Sendable {
    case missing
    /// Undamaged, but of another lexicon, ICU or version of the format.
    case outdated
    case damaged
    case usable
  }

  /// Looks at all of the file. Cost: 3 ms.
  package func condition(for lexicon: Lexicon) -> Condition {
    guard access(path, F_OK) == 0 else { return .missing }
    guard let mapping = map(), mapping.header.isUndamaged else { return .damaged }
    guard mapping.isOf(lexicon) else { return .outdated }
    return mapping.hasRightSize && mapping.hasRightContents ? .usable : .damaged
  }

  /// Bytes on disk; 0 if there is none.
  package var size: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private struct Mapping {
    let memory: TrieMemory
    let count: Int
    let header: Header

    func isOf(_ lexicon: Lexicon) -> Bool {
      header
        == Header(
          for: lexicon, slotCount: header.slotCount, contentsChecksum: header.contentsChecksum)
    }

    var hasRightSize: Bool {
      header.slotCount == UInt64((count - TrieMemory.slotsOffset) / 8) && count % 8 == 0
    }

    /// Costs 3 ms.
    var hasRightContents: Bool {
      PreparedDictionaryFile.contentsChecksum(of: memory, count: count) == header.contentsChecksum
    }
  }

  /// Maps the file; nil if it is missing or has no size that one can have.
  private func map() -> Mapping? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let count = Int(status.st_size)
    guard count >= TrieMemory.slotsOffset, count <= TrieMemory.byteLimit,
      let memory = TrieMemory(descriptor: descriptor, count: count)
    else { return nil }
    let header = memory.withBytes(count: MemoryLayout<Header>.size) { $0.load(as: Header.self) }
    return Mapping(memory: memory, count: count, header: header)
  }

  /// Writes the dictionary in place of what is there: complete, or not at all.
  ///
  /// - Throws: ``PreparedDictionaryError``, after which no new file is left.
  func write(_ trie: CharacterTrie, for lexicon: Lexicon) throws(PreparedDictionaryError) {
    let count = TrieMemory.slotsOffset + trie.slotCount * 8
    let header = Header(
      for: lexicon, slotCount: UInt64(trie.slotCount),
      contentsChecksum: Self.contentsChecksum(of: trie.memory, count: count))
    guard var header else { return }
    // Another process may be writing the same.
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("open") }
    defer { close(descriptor) }
    do throws(PreparedDictionaryError) {
      try withUnsafeBytes(of: &header) { (bytes) throws(PreparedDictionaryError) in
        try write(bytes, to: descriptor, at: 0)
      }
      try trie.memory.withBytes(count: count) { (bytes) throws(PreparedDictionaryError) in
        let contents = UnsafeRawBufferPointer(rebasing: bytes[TrieMemory.headerSize...])
        try write(contents, to: descriptor, at: TrieMemory.headerSize)
      }
      guard fsync(descriptor) == 0 else { throw failure("fsync") }
      guard rename(temporary, path) == 0 else { throw failure("rename") }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private func failure(_ call: String) -> PreparedDictionaryError {
    PreparedDictionaryError(path: path, call: call, code: errno)
  }

  private static func contentsChecksum(of memory: TrieMemory, count: Int) -> UInt64 {
    memory.withBytes(count: count) {
      let contents = UnsafeRawBufferPointer(rebasing: $0[TrieMemory.headerSize...])
      return XXH3_64bits(contents.baseAddress, contents.count)
    }
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int
  ) throws(PreparedDictionaryError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write") }
      done += count
    }
  }
}
