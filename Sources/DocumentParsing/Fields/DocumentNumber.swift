/// The number of an official document, such as 临政发〔2019〕5号.
enum DocumentNumber {
  /// The number a line consists of, without blanks, its brackets as they stand; nil where the line is
  /// anything else.
  static func reading(_ line: ArraySlice<Unicode.Scalar>) -> String? {
    guard line.count <= 40, line.last == "号" || line.last == "號" else { return nil }
    let scalars = line.filter { !$0.isBlank }
    guard let open = scalars.firstIndex(where: { "〔［[【（(".unicodeScalars.contains($0) }),
      (2...14).contains(open), scalars[..<open].allSatisfy(\.isHan)
    else { return nil }
    let year = scalars[(open + 1)...].prefix(while: isDigit)
    guard year.count == 4, year.endIndex < scalars.endIndex,
      "〕］]】）)".unicodeScalars.contains(scalars[year.endIndex])
    else { return nil }
    var serial = scalars[(year.endIndex + 1)...].dropLast()
    if serial.first == "第" { serial = serial.dropFirst() }
    guard (1...5).contains(serial.count), serial.allSatisfy(isDigit) else { return nil }
    return String(scalars)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar)
  }
}
