@testable import InvertedIndex

extension PositionsReader {
  /// Replaces `output` with the positions of the posting `ordinal`, ascending.
  mutating func read(_ ordinal: Int, into output: inout [UInt32]) throws(IndexError) {
    var list = PositionList()
    _ = try seek(ordinal)
    try read(into: &list)
    output.removeAll(keepingCapacity: true)
    for index in 0..<list.count { output.append(list[index]) }
  }
}
