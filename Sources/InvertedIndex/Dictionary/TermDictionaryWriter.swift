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
struct TermDictionaryWriter {
  static let blockSize = 32
  /// Half a byte of lengths that says that the rest of the length follows.
  static let lengthFollows = 15

  private(set) var dictionary: [UInt8] = []
  private var keys: [UInt64] = []
  private var offsets: [UInt64] = []
  private var previous: [UInt8] = []
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

  /// Adds a term whose list is `list`; an inline list becomes part of the dictionary, any other is
  /// taken to have been appended to the postings section.
  mutating func add(
    _ term: UnsafeRawBufferPointer, documents: Int, occurrences: Int,
    list: some Collection<UInt8>, isInline: Bool
  ) {
    var shared = 0
    if termCount % Self.blockSize == 0 {
      keys.append(Self.key(term))
      offsets.append(UInt64(dictionary.count))
      dictionary.appendVarint(listOffset)
    } else {
      let limit = min(term.count, previous.count)
      while shared < limit, term[shared] == previous[shared] { shared += 1 }
    }
    appendLengths(shared: shared, suffix: term.count - shared)
    dictionary.append(contentsOf: UnsafeRawBufferPointer(rebasing: term[shared...]))
    if isInline {
      dictionary.appendVarint(UInt64(occurrences) << 1 | 1)
      dictionary.append(contentsOf: list)
    } else {
      dictionary.appendVarint(UInt64(documents) << 1)
      dictionary.appendVarint(UInt64(occurrences - documents))
      dictionary.appendVarint(UInt64(list.count))
      listOffset += UInt64(list.count)
    }
    previous.removeAll(keepingCapacity: true)
    previous.append(contentsOf: term)
    termCount += 1
  }

  private mutating func appendLengths(shared: Int, suffix: Int) {
    let most = Self.lengthFollows
    dictionary.append(UInt8(min(shared, most) << 4 | min(suffix, most)))
    if shared >= most { dictionary.appendVarint(UInt64(shared - most)) }
    if suffix >= most { dictionary.appendVarint(UInt64(suffix - most)) }
  }

  /// The keys and then the offsets of the blocks.
  var index: [UInt64] { keys + offsets }
}
