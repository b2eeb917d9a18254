/// A document length in one byte, rounded down: exact below 16, then three bits after the leading one.
///
/// Block maxima keep lengths in this form. Rounding down makes the bound computed from it at least
/// the true score, as BM25 falls with the length; the scores themselves use exact lengths.
enum LengthCode {
  static func encode(_ length: UInt32) -> UInt8 {
    guard length >= 16 else { return UInt8(length) }
    let shift = UInt32(28 - length.leadingZeroBitCount)
    // The leading one of `length >> shift` is bit 3; `shift` runs from 1 to 28.
    return UInt8(shift * 8 + (length >> shift))
  }

  static func decode(_ code: UInt8) -> UInt32 {
    guard code >= 16 else { return UInt32(code) }
    let shift = UInt32(code) / 8 - 1
    return (UInt32(code) % 8 + 8) << shift
  }

  /// The lengths of four codes, exactly: from 16 on a code is the exponent, less 129, and three bits of
  /// the fraction of its length as a `Float`.
  @inline(__always)
  static func decode(_ codes: SIMD4<UInt8>) -> SIMD4<Float> {
    let codes = SIMD4<UInt32>(truncatingIfNeeded: codes)
    let bits = (codes &+ 129 * 8) &<< 20
    return unsafeBitCast(bits, to: SIMD4<Float>.self)
      .replacing(with: SIMD4<Float>(codes), where: codes .< 16)
  }
}
