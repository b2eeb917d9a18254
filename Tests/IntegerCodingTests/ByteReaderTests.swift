import IntegerCoding
import Testing

@Suite struct `A byte reader` {
  @Test(
    arguments: [
      (0, 1), (1, 1), (127, 1), (128, 2), (300, 2), (16383, 2), (16384, 3), (1 << 35, 6),
      (1 << 63, 10), (.max, 10),
    ] as [(UInt64, Int)])
  func `reads varints as written`(value: UInt64, size: Int) throws {
    var bytes: [UInt8] = []
    bytes.appendVarint(value)
    #expect(bytes.count == size)
    try bytes.withUnsafeBytes { memory throws in
      var reader = ByteReader(memory)
      #expect(try reader.varint() == value)
      #expect(reader.offset == size)
      #expect(reader.isAtEnd)
      reader = ByteReader(memory)
      try reader.skipVarint()
      #expect(reader.isAtEnd)
    }
    for kept in 0..<size {
      bytes[..<kept].withUnsafeBytes { memory in
        var reader = ByteReader(memory)
        #expect(throws: ByteReader.Error.truncated(offset: 0)) { try reader.varint() }
        #expect(throws: ByteReader.Error.truncated(offset: 0)) { try reader.skipVarint() }
        #expect(reader.offset == 0)
      }
    }
  }

  @Test func `refuses varints beyond 64 bits`() {
    let tooLong: [[UInt8]] = [
      [UInt8](repeating: 0xFF, count: 9) + [2],
      [UInt8](repeating: 0x80, count: 10) + [0],
    ]
    for bytes in tooLong {
      bytes.withUnsafeBytes { memory in
        var reader = ByteReader(memory)
        #expect(throws: ByteReader.Error.overlongVarint(offset: 0)) { try reader.varint() }
      }
    }
  }

  @Test func `reads one thing after the other`() throws {
    var bytes: [UInt8] = [7]
    bytes.appendLittleEndian(0x0102_0304 as UInt32)
    bytes.appendLittleEndian(0x1122_3344_5566_7788 as UInt64)
    bytes += [9, 8, 7]
    #expect(bytes[1...4].elementsEqual([4, 3, 2, 1]))
    try bytes.withUnsafeBytes { memory throws in
      var reader = ByteReader(memory)
      #expect(try reader.byte() == 7)
      #expect(try reader.bytes(4).elementsEqual([4, 3, 2, 1]))
      #expect(try reader.uint64LE() == 0x1122_3344_5566_7788)
      #expect(throws: ByteReader.Error.truncated(offset: 13)) { try reader.uint64LE() }
      #expect(throws: ByteReader.Error.truncated(offset: 13)) { try reader.bytes(.max) }
      #expect(throws: ByteReader.Error.truncated(offset: 13)) { try reader.bytes(-1) }
      #expect(throws: ByteReader.Error.truncated(offset: 13)) { try reader.skip(4) }
      #expect(throws: ByteReader.Error.truncated(offset: 13)) { try reader.skip(-1) }
      try reader.skip(1)
      #expect(try reader.bytes(2).elementsEqual([8, 7]))
      #expect(reader.isAtEnd)
      #expect(throws: ByteReader.Error.truncated(offset: 16)) { try reader.byte() }
    }
  }
}
