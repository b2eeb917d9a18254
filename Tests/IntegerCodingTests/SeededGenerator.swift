/// SplitMix64 (Steele, Lea, Flood, 2014): the same seed gives the same numbers everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// An integer of exactly `width` bits, 0...32: its highest bit is set.
  mutating func integer(ofWidth width: Int) -> UInt32 {
    guard width > 0 else { return 0 }
    let highest: UInt32 = 1 << UInt32(width - 1)
    return highest | (UInt32(truncatingIfNeeded: next()) & (highest - 1))
  }
}
