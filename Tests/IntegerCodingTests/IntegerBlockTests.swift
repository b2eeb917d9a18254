import IntegerCoding
import Testing

private let counts = [1, 2, 3, 63, 64, 127, 128]

/// Every way to decode, behind one face: nil if refused, else the size and the values.
private enum Coding: CaseIterable {
  case plain, ascending

  func encode(_ values: [UInt32], previous: UInt32 = .max) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: IntegerBlock.maximumEncodedSize)
    let size = output.withUnsafeMutableBytes { output in
      values.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress, let output = output.baseAddress else { return 0 }
        return switch self {
        case .plain:
          IntegerBlock.encode(start, count: buffer.count, to: output)
        case .ascending:
          IntegerBlock.encodeAscending(
            start, count: buffer.count, previous: previous, to: output)
        }
      }
    }
    return Array(output[..<size])
  }

  /// Records an issue if anything beyond `count` values is written.
  func decode(
    _ source: UnsafeRawBufferPointer, count: Int, previous: UInt32 = .max
  ) -> (size: Int, values: [UInt32])? {
    let canary: UInt32 = 0xDEAD_BEEF
    var memory = [UInt32](repeating: canary, count: IntegerBlock.capacity * 2)
    let size: Int? = memory.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let destination = start + IntegerBlock.capacity / 2
      return switch self {
      case .plain:
        IntegerBlock.decode(source, count: count, to: destination)
      case .ascending:
        IntegerBlock.decodeAscending(source, count: count, previous: previous, to: destination)
      }
    }
    let first = IntegerBlock.capacity / 2
    #expect(memory[..<first].allSatisfy { $0 == canary }, "written before the destination")
    #expect(memory[(first + count)...].allSatisfy { $0 == canary }, "written past the count")
    return size.map { ($0, Array(memory[first..<(first + count)])) }
  }
}

private func randomRange(below count: Int, using generator: inout SeededGenerator) -> Range<Int> {
  let (first, last) = (
    Int.random(in: 0..<count, using: &generator), Int.random(in: 0..<count, using: &generator)
  )
  return min(first, last)..<max(first, last) + 1
}

/// The values at `range` alone, or nil if they are refused. Records an issue if anything is written beyond
/// 128 values.
private func decodePart(
  _ source: UnsafeRawBufferPointer, count: Int, range: Range<Int>
) -> [UInt32]? {
  let canary: UInt32 = 0xDEAD_BEEF
  var memory = [UInt32](repeating: canary, count: IntegerBlock.capacity * 2)
  let first = IntegerBlock.capacity / 2
  let isDecoded = memory.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return false }
    return IntegerBlock.decode(source, count: count, range: range, to: start + first)
  }
  #expect(memory[..<first].allSatisfy { $0 == canary }, "written before the destination")
  #expect(memory[(first + IntegerBlock.capacity)...].allSatisfy { $0 == canary })
  return isDecoded ? range.map { memory[first + $0] } : nil
}

/// Low values, and `exceptions` of them with high bits.
private func values(
  count: Int, width: Int, exceptions: Int, seed: UInt64
) -> [UInt32] {
  var generator = SeededGenerator(seed: seed)
  var values = (0..<count).map { _ in
    generator.integer(ofWidth: Int.random(in: 0...width, using: &generator))
  }
  for index in (0..<count).shuffled(using: &generator).prefix(exceptions) {
    values[index] = generator.integer(ofWidth: Int.random(in: width...32, using: &generator))
  }
  return values
}

/// The layout's definition read bit by bit: the slow decoder that cannot be wrong.
private func definition(_ code: [UInt8], count: Int) -> [UInt32] {
  func bits(byte: Int, bit: Int, width: Int) -> UInt32 {
    (0..<width).reduce(0) { value, offset in
      let position = byte * 8 + bit + offset
      return value | UInt32(code[position / 8] >> UInt8(position % 8) & 1) << UInt32(offset)
    }
  }
  let width = Int(code[0] & 0x7F)
  guard count == 128 else {
    var bit = count * width
    return (0..<count).map { index in
      var value = bits(byte: 1, bit: index * width, width: width)
      guard code[0] & 0x80 != 0 else { return value }
      while bits(byte: 1, bit: bit, width: 1) == 0 {
        value += 1 << UInt32(width)
        bit += 1
      }
      bit += 1
      return value
    }
  }
  var values = (0..<count).map { index in
    (0..<width).reduce(UInt32(0)) { value, offset in
      let laneBit = index / 4 * width + offset
      let word = laneBit / 32 * 4 + index % 4
      return value | bits(byte: 1 + word * 4, bit: laneBit % 32, width: 1) << UInt32(offset)
    }
  }
  if code[0] & 0x80 != 0 {
    let place = 1 + (count * width + 7) / 8
    let exceptions = Int(code[place])
    let highWidth = Int(code[place + 1])
    for exception in 0..<exceptions {
      let high = bits(
        byte: place + 2 + exceptions, bit: exception * highWidth, width: highWidth)
      values[Int(code[place + 2 + exception])] |= high << UInt32(width)
    }
  }
  return values
}

@Suite struct `An integer block` {
  @Test(arguments: 0...32, counts)
  func `gives back values of every width`(width: Int, count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(width * 1000 + count))
    let values = (0..<count).map { _ in generator.integer(ofWidth: width) }
    let code = Coding.plain.encode(values)
    #expect(code.count <= 1 + (count * width + 7) / 8)
    #expect(definition(code, count: count) == values)
    let decoded = try #require(code.withUnsafeBytes { Coding.plain.decode($0, count: count) })
    #expect(decoded.values == values)
    #expect(decoded.size == code.count)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `gives back random values with exceptions and reads nothing past its end`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let count = counts.randomElement(using: &generator) ?? 1
    let values = values(
      count: count, width: Int.random(in: 0...32, using: &generator),
      exceptions: Int.random(in: 0...min(count, 40), using: &generator), seed: seed)
    let code = Coding.plain.encode(values)
    #expect(code.count <= IntegerBlock.maximumEncodedSize)
    #expect(definition(code, count: count) == values)

    let memory = GuardedMemory(capacity: IntegerBlock.maximumEncodedSize + 16)
    for slack in [0, 1, 7, 8, 16] {
      let source = memory.place(code + [UInt8](repeating: 0xFF, count: slack))
      let decoded = try #require(Coding.plain.decode(source, count: count))
      #expect(decoded.values == values)
      #expect(decoded.size == code.count)
      #expect(IntegerBlock.encodedSize(source, count: count) == code.count)
      let range = randomRange(below: count, using: &generator)
      #expect(decodePart(source, count: count, range: range) == Array(values[range]))
    }
    for size in 0..<code.count {
      let source = memory.place(Array(code[..<size]))
      let range = randomRange(below: count, using: &generator)
      #expect(decodePart(source, count: count, range: range) == nil, "\(size) bytes")
    }
  }

  @Test(arguments: [0, 1, 2, 10, 128])
  func `is as small as the best width allows`(exceptions: Int) {
    let values = values(count: 128, width: 5, exceptions: exceptions, seed: 7)
    let widths = values.map { 32 - $0.leadingZeroBitCount }
    let greatest = widths.max() ?? 0
    let smallest = (0...greatest).map { width in
      let exceptions = widths.count { $0 > width }
      let low = 1 + 16 * width
      guard exceptions > 0 else { return low }
      return low + 2 + exceptions + (exceptions * (greatest - width) + 7) / 8
    }
    #expect(Coding.plain.encode(values).count == smallest.min())
  }

  @Test(arguments: [1, 2, 3, 16, 127], [1, 5, 100, 60_000] as [UInt32])
  func `of fewer values is near what the best low width allows`(count: Int, mean: UInt32) {
    var generator = SeededGenerator(seed: UInt64(count))
    // Sums of two: neither uniform nor geometric.
    let values = (0..<count).map { _ in
      UInt32.random(in: 0...mean, using: &generator)
        + UInt32.random(in: 0...mean, using: &generator)
    }
    let greatest = 32 - values.reduce(0, |).leadingZeroBitCount
    let unary = (0..<greatest).map { width in
      values.reduce(count * (width + 1)) { $0 + Int($1 >> UInt32(width)) }
    }
    let smallest = 1 + (min(unary.min() ?? 0, count * greatest) + 7) / 8
    let size = Coding.plain.encode(values).count
    #expect(size >= smallest && size * 100 <= smallest * 103 + 100)
  }

  @Test func `of zeros is one byte`() {
    #expect(Coding.plain.encode([UInt32](repeating: 0, count: 128)) == [0])
    #expect(Coding.plain.encode([0]) == [0])
  }

  @Test func `has the documented bytes`() {
    #expect(Coding.plain.encode([1, 2, 3, 4, 5]) == [3, 0b11_010_001, 0b0_101_100_0])
    // One low bit of each, then in unary 1 0 1 0 1 0 1 9, so many zeros before each one.
    #expect(
      Coding.plain.encode([3, 1, 3, 1, 3, 1, 3, 18])
        == [0x81, 0b0111_1111, 0b1011_0110, 0b0000_0101, 0b0001_0000])
    // 127 ones and a 301: width 1, one exception, 8 high bits, at index 127.
    let ones = [UInt32](repeating: 1, count: 127)
    #expect(
      Coding.plain.encode(ones + [301])
        == [0x81] + [UInt8](repeating: 0xFF, count: 16) + [1, 8, 127, 150])
    // Value 4r + l stands in bit r of word l.
    var lanes = [UInt32](repeating: 0, count: 128)
    for index in stride(from: 1, to: 128, by: 4) { lanes[index] = 1 }
    #expect(
      Coding.plain.encode(lanes) == [1, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test(
    arguments: [
      [33], [0x40], [0xC0], [0x80], [0x80, 0, 4], [0x80, 129, 4], [0x80, 1, 0],
      [0x80, 1, 33, 0, 0, 0, 0, 0, 0], [0xA0], [0x80, 1, 1, 128, 1], [],
    ] as [[UInt8]])
  func `refuses a code that cannot be`(code: [UInt8]) {
    #expect(GuardedMemory(capacity: 16).decodePlain(code, count: 128) == nil)
  }

  @Test(
    arguments: [
      [33], [0x40], [0xC0], [0x80], [0x80, 1], [0x80, 0, 0, 0, 1], [0x81, 0b01], [0xA0, 0, 0, 0],
      [0xA0] + [UInt8](repeating: 0xFF, count: 12), [0x9F, 0, 0, 0, 0, 0, 0, 0, 0], [],
    ] as [[UInt8]])
  func `refuses a code of fewer that cannot be`(code: [UInt8]) {
    #expect(GuardedMemory(capacity: 16).decodePlain(code, count: 2) == nil)
  }

  @Test func `of fewer takes the end of its unary parts from the bits alone`() {
    // Ones and zeros beyond the second one bit belong to whatever follows.
    for tail: [UInt8] in [[], [0], [0xFF, 0xFF], [UInt8](repeating: 0xFF, count: 9)] {
      let decoded = ([0x80, 0b1100_0100] + tail).withUnsafeBytes {
        Coding.plain.decode($0, count: 2)
      }
      #expect(decoded?.size == 2)
      #expect(decoded?.values == [2, 3])
    }
  }

  @Test(arguments: Coding.allCases, counts)
  fileprivate func `survives every truncation`(coding: Coding, count: Int) {
    let values = values(count: count, width: 6, exceptions: count / 12, seed: 11)
    let code = coding.encode(coding == .ascending ? runningSums(values) : values)
    let memory = GuardedMemory(capacity: IntegerBlock.maximumEncodedSize)
    for size in 0..<code.count {
      let source = memory.place(code[..<size])
      #expect(coding.decode(source, count: count) == nil)
      #expect(IntegerBlock.encodedSize(source, count: count) == nil)
    }
  }

  @Test(arguments: Coding.allCases, counts)
  fileprivate func `survives every flipped bit`(coding: Coding, count: Int) {
    let values = values(count: count, width: 6, exceptions: count / 12, seed: 12)
    let code = coding.encode(coding == .ascending ? runningSums(values) : values)
    let memory = GuardedMemory(capacity: IntegerBlock.maximumEncodedSize)
    for bit in 0..<(code.count * 8) {
      var damaged = code
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let source = memory.place(damaged)
      if let decoded = coding.decode(source, count: count) {
        #expect(decoded.size <= code.count)
        #expect(decoded.size == IntegerBlock.encodedSize(source, count: count))
      }
    }
  }
}

@Suite struct `An ascending integer block` {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `gives back what was put in`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...128, using: &generator)
    let greatestGap: UInt32 = 1 << UInt32.random(in: 0...24, using: &generator)
    let previous =
      Bool.random(using: &generator) ? .max : UInt32.random(in: 0...1000, using: &generator)
    var next = previous &+ 1
    let values = (0..<count).map { _ in
      next += UInt32.random(in: 0..<greatestGap, using: &generator)
      defer { next += 1 }
      return next
    }
    let code = Coding.ascending.encode(values, previous: previous)
    let decoded = try #require(
      code.withUnsafeBytes { Coding.ascending.decode($0, count: count, previous: previous) })
    #expect(decoded.values == values)
    #expect(decoded.size == code.count)
  }

  @Test(arguments: [[0], [.max - 1], [.max], [0, .max]] as [[UInt32]])
  func `reaches both ends of the range`(values: [UInt32]) throws {
    let code = Coding.ascending.encode(values)
    let decoded = try #require(
      code.withUnsafeBytes { Coding.ascending.decode($0, count: values.count) })
    #expect(decoded.values == values)
  }

  @Test func `of neighbours is one byte`() {
    #expect(Coding.ascending.encode((500..<628).map { $0 }, previous: 499) == [0])
    #expect(Coding.ascending.encode([0, 1, 2]) == [0])
  }
}

extension GuardedMemory {
  fileprivate func decodePlain(_ code: [UInt8], count: Int) -> [UInt32]? {
    Coding.plain.decode(place(code), count: count)?.values
  }
}

private func runningSums(_ gaps: [UInt32]) -> [UInt32] {
  var sum: UInt32 = 0
  return gaps.map { gap in
    // Cut to 24 bits, so that 128 of them stay within 32.
    sum += gap & 0xFF_FFFF + 1
    return sum
  }
}
