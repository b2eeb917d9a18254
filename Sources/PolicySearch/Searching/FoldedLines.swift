internal import Glibc
internal import InvertedIndex
internal import TextAnalysis

/// A document's folded text, with the way back to the places that are asked for.
///
/// Folding with sources costs several times what folding costs. So the text is folded without, but for where
/// each line begins in it; only the lines that are asked for are then folded with their sources. One value
/// serves many documents, and keeps its storage.
struct FoldedLines: ~Copyable {
  /// A line of the text: where it begins, in UTF-8 bytes and in units.
  private typealias Line = (byte: Int, unit: Int)

  private var whole = FoldedText()
  /// Ascending; empty lines begin at the same unit as the next.
  private var lines: [Line] = []
  private var line = FoldedText()
  /// The index of the line that ``line`` has with its sources.
  private var current = -1

  var units: [UInt16] { whole.units }

  /// The XXH3 of ``units``.
  var checksum: UInt64 { whole.units.withUnsafeBytes { Checksum.of($0) } }

  /// Replaces the contents by the fold of `text`, valid UTF-8 that `utf16` has too.
  mutating func fold(_ text: [UInt8], utf16: Span<UInt16>, with folder: inout TextFolder) {
    current = -1
    folder.fold(utf16: utf16, into: &whole)
    lines.removeAll(keepingCapacity: true)
    lines.reserveCapacity(whole.lineStarts.count + 1)
    lines.append((0, 0))
    for unit in whole.lineStarts {
      // A line break between words has become the space before the line.
      let followsSpace = unit < whole.units.count && whole.units[unit] == 0x20
      let start = Self.lineEnd(in: text, from: lines[lines.count - 1].byte)
      lines.append((start, followsSpace ? unit + 1 : unit))
    }
    // Behind the last line feed may be nothing.
    if lines[lines.count - 1].byte == text.count { lines.removeLast() }
  }

  /// Where each line begins, in units; ascending, that of an empty line again with the next.
  var lineStarts: [Int] { lines.map(\.unit) }

  /// The index of the line in which a unit stands.
  func line(of unit: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].unit <= unit { low = middle } else { high = middle }
    }
    return low
  }

  /// The UTF-8 range in `text`, which was folded last, from which the units in `range` came. `range` is
  /// not empty and neither begins nor ends with a space.
  mutating func sourceRange(
    of range: Range<Int>, in text: [UInt8], with folder: inout TextFolder
  ) -> Range<Int> {
    let start = source(of: range.lowerBound, in: text, with: &folder).lowerBound
    return start..<source(of: range.upperBound - 1, in: text, with: &folder).upperBound
  }

  private mutating func source(
    of unit: Int, in text: [UInt8], with folder: inout TextFolder
  ) -> Range<Int> {
    let index = line(of: unit)
    let (start, firstUnit) = lines[index]
    if index != current {
      let end = index + 1 < lines.count ? lines[index + 1].byte : text.count
      folder.foldWithSources(text.span.extracting(start..<end), into: &line)
      current = index
    }
    let range = line.sourceRange(of: unit - firstUnit..<unit - firstUnit + 1)
    return start + range.lowerBound..<start + range.upperBound
  }

  /// Behind the line break that ends the line at `start`.
  private static func lineEnd(in text: [UInt8], from start: Int) -> Int {
    text.withUnsafeBytes { text in
      guard let bytes = text.baseAddress,
        let found = memchr(bytes + start, 0x0A, text.count - start)
      else { return text.count }
      return UnsafeRawPointer(found) - bytes + 1
    }
  }
}
