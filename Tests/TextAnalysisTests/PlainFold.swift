import CICU

@testable import TextAnalysis

/// Folding as its definition says it, one step after the other over the whole text.
enum PlainFold {
  static func fold(_ text: String) -> [UInt16] {
    let normalized = normalize(Array(text.utf16))
    var scalars: [UInt32] = []
    var index = 0
    while index < normalized.count {
      let scalar = normalized.span.scalar(at: &index)
      if scalar == 0 { continue }
      let simple = simplify(scalar)
      scalars += [UInt32](
        repeating: LookAlike.representative(of: simple) ?? simple,
        count: LookAlike.repetitions(of: simple))
    }
    var units: [UInt16] = []
    for (index, scalar) in scalars.enumerated() {
      if !cicu_is_white_space(scalar) {
        units.append(scalar: scalar)
      } else if index > 0, !cicu_is_white_space(scalars[index - 1]),
        isSpaced(scalars[index - 1]),
        let next = scalars[index...].first(where: { !cicu_is_white_space($0) }), isSpaced(next)
      {
        units.append(0x20)
      }
    }
    return units
  }

  static func normalize(_ units: [UInt16]) -> [UInt16] {
    var result = [UInt16](repeating: 0, count: units.count * 18 + 1)
    var error: Int32 = 0
    let count = cicu_nfkc_casefold(
      units, Int32(units.count), &result, Int32(result.count), &error)
    precondition(error <= 0)
    return Array(result[..<Int(count)])
  }

  private static func simplify(_ scalar: UInt32) -> UInt32 {
    let ideograph = radicals[scalar] ?? scalar
    return simplified[ideograph] ?? ideograph
  }

  private static let radicals = dictionary(.radicals)
  private static let simplified = dictionary(.traditionalSimplified)

  private static func dictionary(_ pairs: CharacterPairs) -> [UInt32: UInt32] {
    let entries = (0..<pairs.count).map { (UInt32(pairs[$0].source), UInt32(pairs[$0].target)) }
    return Dictionary(uniqueKeysWithValues: entries)
  }

  private static func isSpaced(_ scalar: UInt32) -> Bool {
    CharacterClass(of: scalar).contains(.spaced)
  }
}
