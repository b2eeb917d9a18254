/// A province, prefecture or county of China.
package struct AdministrativeDivision: Sendable, Hashable {
  /// The rank of a division; a higher one is less.
  package enum Level: Sendable, Comparable {
    /// 省, 自治区, 直辖市, 特别行政区.
    case province
    /// 地级市, 自治州, 地区, 盟.
    case prefecture
    /// 县, 自治县, 县级市, 市辖区, 旗.
    case county
  }

  /// The six digits of GB/T 2260: two for the province, two for the prefecture, two for the county.
  package let code: UInt32

  /// The official name, such as 内蒙古自治区.
  package let name: String

  package init(code: UInt32, name: String) {
    self.code = code
    self.name = name
  }

  /// The rank, which the zeros of the code tell.
  package var level: Level {
    if code % 10_000 == 0 { return .province }
    return code % 100 == 0 ? .prefecture : .county
  }

  /// Whether this division lies in `other`, which is of a higher level.
  package func isPart(of other: Self) -> Bool {
    switch other.level {
    case .province: level != .province && code / 10_000 == other.code / 10_000
    case .prefecture: level == .county && code / 100 == other.code / 100
    case .county: false
    }
  }
}
