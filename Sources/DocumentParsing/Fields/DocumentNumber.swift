/// The number of an official document, such as 临政发〔2019〕5号, 国务院令第7号 or 财政部公告2019年第5号.
enum DocumentNumber {
  /// The number a line consists of, without blanks and without brackets around it, its own as they stand;
  /// nil where the line is anything else.
  static func reading(_ line: ArraySlice<Unicode.Scalar>) -> String? {
    guard (4...48).contains(line.count), let last = line.last else { return nil }
    var line = line
    if last == "）" || last == ")" {
      guard line.first == "（" || line.first == "(" else { return nil }
      line = line.dropFirst().dropLast().drop(while: \.isBlank)
    }
    guard line.last == "号" || line.last == "號", line.first?.isHan == true else { return nil }
    let scalars = line.withoutBlanks
    return isBracketed(scalars[...]) || isSeries(scalars[...]) ? String(scalars) : nil
  }

  /// `第7号`, `（第七号）`: the number of an order or announcement, whose name stands on the line before.
  static func serial(_ line: ArraySlice<Unicode.Scalar>) -> String? {
    guard (3...16).contains(line.count) else { return nil }
    var scalars = line.withoutBlanks[...]
    if scalars.first == "（" || scalars.first == "(", scalars.last == "）" || scalars.last == ")" {
      scalars = scalars.dropFirst().dropLast()
    }
    return isSerial(scalars) ? String(scalars) : nil
  }

  /// Whether these are `第7号` or `第七十号`.
  static func isSerial(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard scalars.count > 2, scalars.first == "第", scalars.last == "号" || scalars.last == "號"
    else { return false }
    let number = scalars.dropFirst().dropLast()
    return number.count <= 6
      && (number.allSatisfy(isDigit) || Numbering.reading(number)?.count == number.count)
  }

  /// `临政发〔2019〕5号`
  private static func isBracketed(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let open = scalars.firstIndex(where: isOpening), (2...14).contains(open),
      scalars[..<open].allSatisfy(\.isHan)
    else { return false }
    let year = scalars[(open + 1)...].prefix(while: isDigit)
    guard year.count == 4, year.endIndex < scalars.endIndex, isClosing(scalars[year.endIndex])
    else { return false }
    var serial = scalars[(year.endIndex + 1)...].dropLast()
    if serial.first == "第" { serial = serial.dropFirst() }
    return (1...5).contains(serial.count) && serial.allSatisfy(isDigit)
  }

  /// `国务院令第7号`, `财政部公告2019年第5号`
  private static func isSeries(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let start = scalars.lastIndex(of: "第"), isSerial(scalars[start...]) else { return false }
    var name = scalars[..<start]
    if name.last == "年" {
      let year = name.dropLast().suffix(4)
      guard year.count == 4, year.allSatisfy(isDigit) else { return false }
      name = name.dropLast(5)
    }
    return (3...30).contains(name.count) && name.allSatisfy(\.isHan) && series.isSuffix(of: name)
  }

  private static let series: WordList = ["令", "公告", "通告"]

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "〔", "［", "[", "【", "（", "(", "﹝", "〖": true
    default: false
    }
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "〕", "］", "]", "】", "）", ")", "﹞", "〗": true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar)
  }
}
