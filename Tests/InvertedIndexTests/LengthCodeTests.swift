import Testing

@testable import InvertedIndex

@Suite struct `A length code` {
  @Test func `is exact below 16 and rounds down by less than an eighth from there`() {
    var lengths = Array(0..<70_000 as Range<UInt32>)
    for shift in 16..<32 as Range<UInt32> {
      lengths += [1 << shift - 1, 1 << shift, 3 << (shift - 1)]
    }
    lengths.append(.max)
    for length in lengths {
      let decoded = LengthCode.decode(LengthCode.encode(length))
      #expect(decoded <= length && length - decoded <= length / 8)
      if length < 16 { #expect(decoded == length) }
    }
  }

  @Test func `orders as the lengths do`() {
    for length in 1..<70_000 as Range<UInt32> {
      #expect(LengthCode.encode(length - 1) <= LengthCode.encode(length))
    }
  }

  @Test func `is its own code once decoded`() {
    for code in 0...LengthCode.encode(.max) {
      #expect(LengthCode.encode(LengthCode.decode(code)) == code)
    }
  }

  @Test func `of four gives the same lengths`() {
    for code in 0...239 as ClosedRange<UInt8> {
      let lengths = LengthCode.decode(SIMD4(code, 0, 16, 239))
      #expect(lengths == SIMD4(Float(LengthCode.decode(code)), 0, 8 * 2, 0x1.ep31))
    }
  }
}
