internal import IntegerCoding

/// Collects one column of strings, at most one for each document, and writes it.
///
///     keywords   := u32 distinct · u32 end of each value's bytes · UTF-8 bytes · padding to 4
///                   · u32 × documents         the value's number plus 1, or 0 for none
///
/// Values are in bytewise order, so numbers compare as the values do.
struct KeywordColumnWriter {
  /// By UTF-8 bytes: strings that are equivalent to Unicode are different values here.
  private var numbers: [[UInt8]: UInt32] = [:]
  private var values: [[UInt8]] = []
  private var ordinals: [UInt32] = []

  mutating func append(_ value: String?) {
    guard let value else { return ordinals.append(0) }
    let bytes = Array(value.utf8)
    if let number = numbers[bytes] { return ordinals.append(number + 1) }
    let number = UInt32(values.count)
    numbers[bytes] = number
    values.append(bytes)
    ordinals.append(number + 1)
  }

  func write(column: Int, to file: inout SectionFileWriter) throws(IndexError) {
    let order = values.indices.sorted { values[$0].lexicographicallyPrecedes(values[$1]) }
    var rank = [UInt32](repeating: 0, count: values.count + 1)
    var ends: [UInt8] = []
    var bytes: [UInt8] = []
    for (position, index) in order.enumerated() {
      rank[index + 1] = UInt32(position + 1)
      bytes.append(contentsOf: values[index])
      guard let end = UInt32(exactly: bytes.count) else {
        throw .tooLarge(what: "a column's distinct values", limit: Int(UInt32.max))
      }
      ends.appendLittleEndian(end)
    }
    bytes.append(contentsOf: [UInt8](repeating: 0, count: -bytes.count & 3))
    try file.begin(SectionTag("KEYW", column))
    var count: [UInt8] = []
    count.appendLittleEndian(UInt32(values.count))
    try file.write(count)
    try file.write(ends)
    try file.write(bytes)
    try file.write(values: ordinals.map { rank[Int($0)] })
  }
}

/// A column of strings of one segment (bytes: see ``KeywordColumnWriter``).
package struct KeywordColumn: Sendable {
  private let file: SectionFile
  private let start: Int
  private let valueBytes: Int
  private let ordinals: Int
  private let end: Int
  /// Distinct values.
  package let count: Int

  init(file: SectionFile, column: Int, documentCount: Int) throws(IndexError) {
    let range = try file.requiredRange(of: SectionTag("KEYW", column))
    self.file = file
    start = range.lowerBound
    ordinals = range.upperBound - documentCount * 4
    end = range.upperBound
    guard range.count >= 4 + documentCount * 4 else {
      throw .corrupt(file: file.path, offset: start, reason: "a column has the wrong size")
    }
    count = Int(try file.bytes(start..<start + 4).loadUnaligned(as: UInt32.self))
    valueBytes = start + 4 + count * 4
    guard valueBytes <= ordinals, range.count % 4 == 0 else {
      throw .corrupt(file: file.path, offset: start, reason: "a column has the wrong size")
    }
  }

  /// The number of a document's value in bytewise order, or nil when it has none.
  package func ordinal(of document: DocID) throws(IndexError) -> Int? {
    let place = ordinals + Int(document) * 4
    let number = try file.bytes(place..<place + 4).loadUnaligned(as: UInt32.self)
    return number == 0 ? nil : Int(number) - 1
  }

  /// The number of a value, or nil when no document has it; values are compared by their UTF-8 bytes.
  ///
  /// Cost: logarithmic in the distinct values.
  package func ordinal(of value: String) throws(IndexError) -> Int? {
    let wanted = Array(value.utf8)
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let bytes = try bytes(of: middle)
      if bytes.elementsEqual(wanted) { return middle }
      if bytes.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The documents whose value's number is any of `wanted`, deleted ones included.
  ///
  /// Cost: one pass over 4 bytes a document, and a byte for each distinct value.
  package func documents(withAnyOf wanted: [Int]) throws(IndexError) -> DocumentSet {
    let numbers = try numbers()
    var isWanted = [Bool](repeating: false, count: count + 1)
    for ordinal in wanted { isWanted[ordinal + 1] = true }
    return isWanted.withUnsafeBufferPointer { isWanted in
      DocumentSet(capacity: numbers.count) {
        numbers[$0] < isWanted.count && isWanted[Int(numbers[$0])]
      }
    }
  }

  /// How many documents of a set have each value: at 0 those without one, at n + 1 those of number n.
  ///
  /// Cost: linear in the set and the distinct values, and a step for 64 documents.
  package func counts(in documents: DocumentSet) throws(IndexError) -> [Int] {
    let numbers = try numbers()
    var counts = [Int](repeating: 0, count: count + 1)
    var isDamaged = false
    documents.forEach(in: 0..<DocID(documents.capacity)) { document in
      let number = Int(numbers[Int(document)])
      if number < counts.count { counts[number] += 1 } else { isDamaged = true }
    }
    guard !isDamaged else {
      throw .corrupt(
        file: file.path, offset: ordinals, reason: "a column names a value that it does not have")
    }
    return counts
  }

  /// Each document's number plus 1, or 0 for none; valid as long as the file is open.
  private func numbers() throws(IndexError) -> UnsafeBufferPointer<UInt32> {
    let bytes = try file.bytes(ordinals..<end)
    // SAFETY: sections start on multiples of 8, the map on a page, and the section's size, of which
    // the numbers are the end, is a multiple of 4.
    return UnsafeBufferPointer(
      start: bytes.baseAddress?.assumingMemoryBound(to: UInt32.self), count: bytes.count / 4)
  }

  /// The value with a number below ``count``.
  package func value(_ ordinal: Int) throws(IndexError) -> String {
    String(decoding: try bytes(of: ordinal), as: UTF8.self)
  }

  private func bytes(of ordinal: Int) throws(IndexError) -> UnsafeRawBufferPointer {
    func end(_ ordinal: Int) throws(IndexError) -> Int {
      guard ordinal >= 0 else { return 0 }
      let place = start + 4 + ordinal * 4
      return Int(try file.bytes(place..<place + 4).loadUnaligned(as: UInt32.self))
    }
    let (from, to) = (try end(ordinal - 1), try end(ordinal))
    guard ordinal < count, from <= to, valueBytes + to <= ordinals else {
      throw .corrupt(file: file.path, offset: start, reason: "a column's values are out of order")
    }
    return try file.bytes(valueBytes + from..<valueBytes + to)
  }

  /// A document's value, or nil when it has none.
  package func value(of document: DocID) throws(IndexError) -> String? {
    guard let ordinal = try ordinal(of: document) else { return nil }
    return try value(ordinal)
  }
}
