internal import IntegerCoding

/// Writes a field's terms and where their postings stand.
///
/// Terms come in ascending bytewise order and are front-coded in blocks of ``blockSize``:
///
///     dictionary := block*
///     block      := varint offset of the first list in the postings section · term+
///     term       := u8 lengths · varint (shared − 15)? · varint (suffix length − 15)?
///                   · suffix bytes · postings
///     postings   := varint (frequency · 2 + 1) · inline list                         (in place)
///                 | varint (documents · 2) · varint (occurrences − documents) · varint length
///
/// `shared` counts the leading bytes in common with the term before (0 for the first of a block). It
/// is the high half of `lengths`, the suffix's length the low one; 15 says that the rest follows.
/// Lists that are not inline follow one another in the postings section. The block index makes a
/// lookup one binary search over 8-byte keys and one scan of a block:
///
///     index      := u64 key × blocks · u64 offset of the block × blocks
///
/// where a key is the block's first term, its first 8 bytes read as a big-endian number, zeros behind.
struct TermDictionaryWriter: ~Copyable {
  static let blockSize = 32
  /// Half a byte of lengths that says that the rest of the length follows.
  static let lengthFollows = 15

  private var dictionary = ReusableBuffer<UInt8>()
  private var keys: [UInt64] = []
  private var offsets: [UInt64] = []
  private var previous = ReusableBuffer<UInt8>()
  private(set) var termCount = 0
  private var listOffset: UInt64 = 0

  /// The first 8 bytes of a term as a number that orders as the bytes do.
  static func key(_ term: [UInt8]) -> UInt64 {
    term.withUnsafeBytes { key($0) }
  }

  /// The first 8 bytes of a term as a number that orders as the bytes do.
  static func key(_ term: UnsafeRawBufferPointer) -> UInt64 {
    guard term.count < 8 else { return UInt64(bigEndian: term.loadUnaligned(as: UInt64.self)) }
    var key: UInt64 = 0
    var shift: UInt64 = 56
    for byte in term {
      key |= UInt64(byte) &<< shift
      shift &-= 8
    }
    return key
  }

  /// The blocks; valid until the next term.
  var bytes: UnsafeRawBufferPointer { dictionary.bytes }

  /// Adds a term whose list is `list`; an inline list becomes part of the dictionary, any other is
  /// taken to have been appended to the postings section.
  mutating func add(
    _ term: UnsafeRawBufferPointer, documents: Int, occurrences: Int,
    list: UnsafeRawBufferPointer, isInline: Bool
  ) {
    var shared = 0
    let beginsBlock = termCount % Self.blockSize == 0
    if beginsBlock {
      keys.append(Self.key(term))
      offsets.append(UInt64(dictionary.count))
    } else {
      let previous = previous.elements
      let limit = min(term.count, previous.count)
      while shared < limit, term[shared] == previous[shared] { shared &+= 1 }
    }
    let suffix = UnsafeRawBufferPointer(rebasing: term[shared...])
    // A byte of lengths, at most six varints, and what is copied.
    dictionary.append(atMost: 61 + suffix.count + list.count) { output in
      let start = UnsafeMutableRawPointer(output)
      var end = start
      if beginsBlock { end.writeVarint(listOffset) }
      Self.writeLengths(shared: shared, suffix: suffix.count, to: &end)
      end.write(suffix)
      if isInline {
        end.writeVarint(UInt64(occurrences) << 1 | 1)
        end.write(list)
      } else {
        end.writeVarint(UInt64(documents) << 1)
        end.writeVarint(UInt64(occurrences - documents))
        end.writeVarint(UInt64(list.count))
      }
      return end - start
    }
    if !isInline { listOffset += UInt64(list.count) }
    previous.removeAll()
    term.withMemoryRebound(to: UInt8.self) { previous.append(contentsOf: $0) }
    termCount += 1
  }

  private static func writeLengths(
    shared: Int, suffix: Int, to output: inout UnsafeMutableRawPointer
  ) {
    let most = lengthFollows
    output.writeLittleEndian(
      UInt8(truncatingIfNeeded: min(shared, most) << 4 | min(suffix, most)))
    if shared >= most { output.writeVarint(UInt64(shared - most)) }
    if suffix >= most { output.writeVarint(UInt64(suffix - most)) }
  }

  /// The keys and then the offsets of the blocks.
  var index: [UInt64] { keys + offsets }
}

extension UnsafeMutableRawPointer {
  /// Writes some bytes, mostly few, and moves behind them.
  fileprivate mutating func write(_ bytes: UnsafeRawBufferPointer) {
    // Not `copyMemory`: a call costs more than copying the few bytes of a word or an inline list.
    for byte in bytes {
      storeBytes(of: byte, as: UInt8.self)
      self += 1
    }
  }
}
