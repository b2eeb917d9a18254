/// Quantities as a person reads them: two or three digits and a unit.
enum HumanReadable {
  /// A count with its thousands set apart by commas: `1,234,567`.
  static func count(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    var text = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A count of documents: `1 document`, `1,234 documents`.
  static func documents(_ count: Int) -> String {
    "\(Self.count(count)) document\(count == 1 ? "" : "s")"
  }

  /// Bytes in decimal units: `512 B`, `1.5 kB`, `37 MB`.
  static func bytes(_ bytes: Int) -> String {
    guard bytes >= 1000 else { return "\(bytes) B" }
    var value = Double(bytes) / 1000
    var units = ["kB", "MB", "GB", "TB", "PB", "EB"][...]
    // What would be shown as 1000 of a unit is shown as 1.0 of the next.
    while value >= 999.5, units.count > 1 {
      value /= 1000
      units.removeFirst()
    }
    return "\(decimal(value)) \(units[units.startIndex])"
  }

  /// A duration: `0.4 ms`, `12 ms`, `3.4 s`, `2 min 05 s`, `1 h 20 min`.
  static func duration(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    if seconds < 0.9995 { return "\(decimal(seconds * 1000)) ms" }
    if seconds < 59.5 { return "\(decimal(seconds)) s" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
  }

  /// With one decimal below ten, else with none.
  private static func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(Int(value.rounded()))"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
