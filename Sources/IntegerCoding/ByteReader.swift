/// Reads integers one after the other from memory it does not own, checking every bound.
///
/// After an error the offset is where it was before the call.
@usableFromInline package struct ByteReader {
  // Inlinable members are inlined in other modules only if the type, too, is usable from inline.

  /// Why a read failed. Offsets are in bytes from the start of the memory.
  @usableFromInline package enum Error: Swift.Error, Equatable {
    /// What should stand at `offset` goes on past the end.
    case truncated(offset: Int)
    /// The varint at `offset` exceeds 64 bits.
    case overlongVarint(offset: Int)
  }

  @usableFromInline let memory: UnsafeRawBufferPointer

  /// How many bytes have been read.
  @usableFromInline package internal(set) var offset = 0

  /// A reader at the start of `memory`, which must outlive it.
  @inlinable
  package init(_ memory: UnsafeRawBufferPointer) {
    self.memory = memory
  }

  /// Whether nothing is left to read.
  @inlinable
  package var isAtEnd: Bool { offset == memory.count }

  /// Reads one byte.
  @inlinable
  package mutating func byte() throws(Error) -> UInt8 {
    guard offset < memory.count else { throw .truncated(offset: offset) }
    defer { offset &+= 1 }
    return memory[offset]
  }

  /// Reads what ``Swift/Array/appendVarint(_:)`` has written.
  @inlinable
  package mutating func varint() throws(Error) -> UInt64 {
    guard offset < memory.count, memory[offset] < 0x80 else { return try longVarint() }
    defer { offset &+= 1 }
    return UInt64(memory[offset])
  }

  /// Passes over what ``Swift/Array/appendVarint(_:)`` has written, without looking whether it exceeds 64
  /// bits.
  @inlinable
  package mutating func skipVarint() throws(Error) {
    var position = offset
    while position < memory.count, memory[position] >= 0x80 { position &+= 1 }
    guard position < memory.count else { throw .truncated(offset: offset) }
    offset = position &+ 1
  }

  /// Passes over `count` bytes. A negative count counts as truncated.
  @inlinable
  package mutating func skip(_ count: Int) throws(Error) {
    guard count >= 0, count <= memory.count &- offset else { throw .truncated(offset: offset) }
    offset &+= count
  }

  @usableFromInline
  mutating func longVarint() throws(Error) -> UInt64 {
    var value: UInt64 = 0
    var position = offset
    var shift: UInt64 = 0
    while position < memory.count {
      let byte = memory[position]
      position &+= 1
      // The tenth byte has room for one bit.
      if shift == 63, byte > 1 { throw .overlongVarint(offset: offset) }
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 {
        offset = position
        return value
      }
      shift &+= 7
    }
    throw .truncated(offset: offset)
  }

  /// Reads eight bytes as an integer, the lowest first.
  @inlinable
  package mutating func uint64LE() throws(Error) -> UInt64 {
    UInt64(littleEndian: try bytes(8).loadUnaligned(as: UInt64.self))
  }

  /// Takes the next `count` bytes, without copying them. A negative count counts as truncated.
  @inlinable
  package mutating func bytes(_ count: Int) throws(Error) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= memory.count - offset else { throw .truncated(offset: offset) }
    defer { offset &+= count }
    return UnsafeRawBufferPointer(rebasing: memory[offset..<(offset + count)])
  }
}

extension ByteReader.Error: CustomStringConvertible {
  /// What is wrong and where, to be completed by the name of the file.
  @usableFromInline package var description: String {
    switch self {
    case .truncated(let offset): "the data ends too early at byte \(offset)"
    case .overlongVarint(let offset): "the integer at byte \(offset) is too long"
    }
  }
}
