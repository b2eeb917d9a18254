/// A date as precise as the document states it: a year, a month of a year, or a day.
package struct PolicyDate: Sendable, Hashable {
  /// 1800...2199; outside it a run of digits is not taken for a date.
  package let year: Int
  /// 1...12, or nil where only the year is stated.
  package let month: Int?
  /// A day that exists in that month, or nil where only the month or the year is stated.
  package let day: Int?

  /// Nil where there is no such date in the Gregorian calendar, or a day without a month.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1800...2199).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day, !(1...Self.days(inMonth: month, ofYear: year)).contains(day) { return nil }
    } else if day != nil {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  private static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension PolicyDate: CustomStringConvertible {
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, so that the order of the text is the order of the dates.
  package var description: String {
    var text = String(year)
    for part in [month, day] {
      guard let part else { break }
      text += part < 10 ? "-0\(part)" : "-\(part)"
    }
    return text
  }
}
