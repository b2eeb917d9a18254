/// The value of a header field that lists what a client accepts, such as `zh-CN, en;q=0.5`
/// (RFC 9110 §12.4.2).
package struct WeightedList: Hashable, Sendable {
  /// What a client accepts.
  package struct Item: Hashable, Sendable {
    /// In lower case.
    package let name: String
    /// From 0, not at all, to 1000, the most; 1000 where none is given.
    package let weight: Int
  }

  /// In their order; what is malformed is left out.
  package let items: [Item]

  /// Reads the value of a field. Cost: linear.
  package init(_ value: String) {
    items = value.split(separator: ",").compactMap { item in
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let name = parts.first, !name.isEmpty else { return nil }
      var weight = 1000
      for parameter in parts.dropFirst() where parameter.lowercased().hasPrefix("q=") {
        guard let given = Self.thousandths(parameter.dropFirst(2)) else { return nil }
        weight = given
      }
      return Item(name: name.lowercased(), weight: weight)
    }
  }

  /// `0` to `1` with at most three decimals, or nil.
  private static func thousandths(_ text: Substring) -> Int? {
    let digits = text.utf8.filter { $0 != UInt8(ascii: ".") }
    guard (1...5).contains(text.utf8.count), (1...4).contains(digits.count),
      digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let number = Int(String(decoding: digits, as: UTF8.self)),
      text.utf8.count == 1 || text.utf8.dropFirst().first == UInt8(ascii: ".")
    else { return nil }
    let weight = (digits.count..<4).reduce(number) { product, _ in product * 10 }
    return weight <= 1000 ? weight : nil
  }
}
