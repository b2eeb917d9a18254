/// A document number's year and number: 〔2013〕6号, (2013)6号, 2013年6号, with or without 第.
enum DocumentNumberForms {
  private static let brackets: [[UInt16]] = ["[]", "()"].map { Array($0.utf16) }
  private static let year = Array("年".utf16)[0]
  private static let ordinal = Array("第".utf16)[0]
  private static let number = Array("号".utf16)[0]

  /// The other forms of a folded text that has one such number, 〔 folded to [; else none.
  static func forms(of units: [UInt16]) -> [[UInt16]] {
    var found: (range: Range<Int>, year: ArraySlice<UInt16>, number: ArraySlice<UInt16>)?
    for start in units.indices {
      guard let parts = parts(of: units, at: start) else { continue }
      guard found == nil else { return [] }
      found = (start..<parts.end, parts.year, parts.number)
    }
    guard let found else { return [] }
    let head = Array(units[..<found.range.lowerBound])
    let tail = [number] + Array(units[found.range.upperBound...])
    var years = brackets.map { [$0[0]] + Array(found.year) + [$0[1]] }
    years.append(Array(found.year) + [year])
    var forms: [[UInt16]] = []
    for year in years {
      forms.append(head + year + Array(found.number) + tail)
      forms.append(head + year + [ordinal] + Array(found.number) + tail)
    }
    return forms.filter { $0 != units }
  }

  private static func parts(
    of units: [UInt16], at start: Int
  ) -> (end: Int, year: ArraySlice<UInt16>, number: ArraySlice<UInt16>)? {
    let bracket = brackets.first { $0[0] == units[start] }
    let first = bracket == nil ? start : start + 1
    if bracket == nil, start > 0,
      NumberEdges.isDigit(units[start - 1])
        || brackets.contains(where: { $0[0] == units[start - 1] })
    {
      return nil
    }
    let year = digits(of: units, from: first)
    var place = first + year.count
    guard year.count == 4, place < units.count, units[place] == bracket?[1] ?? Self.year else {
      return nil
    }
    place += 1
    if place < units.count, units[place] == ordinal { place += 1 }
    let number = digits(of: units, from: place)
    place += number.count
    guard (1...6).contains(number.count), place < units.count, units[place] == Self.number else {
      return nil
    }
    return (place + 1, year, number)
  }

  private static func digits(of units: [UInt16], from start: Int) -> ArraySlice<UInt16> {
    guard start <= units.count else { return [] }
    return units[start...].prefix(while: NumberEdges.isDigit)
  }
}
