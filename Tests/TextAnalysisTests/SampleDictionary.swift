@testable import TextAnalysis

/// A break dictionary of three words, written by hand: 工 60, 工会 90, 工A 70.
final class SampleDictionary {
  static let units: [UInt16] = [
    // Header: offset and end of the trie, reserved, size, type 9, no transformation, reserved.
    32, 0, 46, 0, 0, 0, 46, 0, 9, 0, 0, 0, 0, 0, 0, 0,
    // Match one unit, then a value of 60 with a branch over two children.
    0x30, 0x5DE5, (60 + 1) << 6 | 1,
    // A: the final value 70; then 会, which is followed by a final value.
    0x41, 0x8000 | 70, 0x4F1A, 0x8000 | 90,
  ]

  static var bytes: [UInt8] { bytes(of: units) }

  private static func bytes(of units: [UInt16]) -> [UInt8] {
    units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private let buffer: UnsafeMutableBufferPointer<UInt8>
  let dictionary: BreakDictionary?

  /// One made of other bytes in their place, for as long as this object lives.
  init(bytes: [UInt8] = SampleDictionary.bytes) {
    buffer = .allocate(capacity: max(bytes.count, 1))
    _ = buffer.initialize(from: bytes)
    dictionary = BreakDictionary(
      bytes: UnsafeRawBufferPointer(start: buffer.baseAddress, count: bytes.count))
  }

  /// One of other words, with costs from 1 to 255.
  convenience init(words: [[UInt16]: UInt16]) {
    let trie = TrieWriter.units(of: words)
    let end = 32 + 2 * trie.count
    let (low, high) = (UInt16(end & 0xFFFF), UInt16(end >> 16))
    let header: [UInt16] = [32, 0, low, high, 0, 0, low, high, 9, 0, 0, 0, 0, 0, 0, 0]
    self.init(bytes: Self.bytes(of: header + trie))
  }

  deinit { buffer.deallocate() }

  var trie: UCharsTrie { dictionary?.trie ?? UCharsTrie(units: .init(start: nil, count: 0)) }
}
