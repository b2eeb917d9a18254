/// SplitMix64 (Steele, Lea, Flood 2014): a small generator with a seed, so that a failure repeats.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Texts that mix everything folding must stand.
enum RandomText {
  /// Ranges of scalars, common ones several times.
  private static let palettes: [ClosedRange<UInt32>] = [
    0x4E00...0x9FFF, 0x4E00...0x9FFF, 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x2_0000...0x2_A6DF,
    0x20...0x7E, 0x61...0x7A, 0x30...0x39, 0x20...0x20, 0x09...0x0D, 0x3000...0x303F,
    0xFF00...0xFFEF, 0x3040...0x30FF, 0x3099...0x309A, 0x3100...0x312F, 0x31F0...0x31FF,
    0x2E80...0x2FDF, 0xF900...0xFAFF, 0xAC00...0xD7A3, 0x1100...0x11FF, 0x300...0x36F,
    0x300...0x304, 0xC0...0x24F, 0x370...0x3FF, 0x1E00...0x1FFF, 0x900...0x97F, 0xE00...0xE4F,
    0x600...0x6FF, 0xFB50...0xFDFF, 0x2000...0x206F, 0x200B...0x200D, 0xFE00...0xFE0F,
    0xE_0100...0xE_0110, 0x2070...0x218F, 0x2200...0x22FF, 0x2460...0x24FF, 0x3200...0x33FF,
    0x1_F300...0x1_F6FF, 0x1_D400...0x1_D7FF, 0x1_D160...0x1_D170, 0xA0...0xBF, 0xAD...0xAD,
    0xFEFF...0xFEFF, 0...0x1F, 0xE000...0xE010, 0xFFF0...0xFFFF, 0x1_0000...0x10_FFFF,
  ]

  /// A text of up to `maximum` scalars; half of the texts keep to three palettes, so that the same
  /// kinds of character meet often.
  static func make(using generator: inout SeededGenerator, maximum: Int = 40) -> String {
    let chosen =
      Bool.random(using: &generator)
      ? palettes : (0..<3).compactMap { _ in palettes.randomElement(using: &generator) }
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...maximum, using: &generator) {
      guard let palette = chosen.randomElement(using: &generator),
        let scalar = Unicode.Scalar(UInt32.random(in: palette, using: &generator))
      else { continue }
      text.append(scalar)
    }
    return String(text)
  }
}
