internal import TerminalText

extension QueryError {
  /// Two lines, the query and carets under the place of the error, for a terminal or a `<pre>`.
  ///
  /// Both lines fit in `columns`: of a longer query the part around the error is shown, with `…`
  /// where something is left out. Line breaks and other controls are shown as spaces, invisible
  /// format characters not at all.
  package func caretText(in query: String, columns: Int = 76) -> String {
    let cells = Self.cells(of: query)
    let start = cells.firstIndex { $0.offset >= range.lowerBound } ?? cells.endIndex
    let end = cells[start...].firstIndex { $0.offset >= range.upperBound } ?? cells.endIndex

    // Room is kept for the two marks of omission.
    let first: Int
    let last: Int
    if cells.reduce(0, { $0 + $1.width }) <= columns {
      (first, last) = (cells.startIndex, cells.endIndex)
    } else {
      first = Self.leftEdge(of: cells[..<start], columns: (columns - 2) / 2)
      last = Self.rightEdge(of: cells[first...], columns: columns - 2)
    }

    var text = first > cells.startIndex ? "…" : ""
    var carets = first > cells.startIndex ? " " : ""
    for index in first..<last {
      let cell = cells[index]
      text.unicodeScalars.append(cell.scalar)
      guard index < end else { continue }
      carets += String(repeating: index < start ? " " : "^", count: cell.width)
    }
    if last < cells.endIndex { text += "…" }
    if start == end { carets += "^" }
    return "\(text)\n\(carets)"
  }

  private struct Cell {
    let scalar: Unicode.Scalar
    let width: Int
    let offset: Int
  }

  private static func cells(of query: String) -> [Cell] {
    var cells: [Cell] = []
    var offset = 0
    for scalar in query.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .format: break
      case .control, .lineSeparator, .paragraphSeparator:
        cells.append(Cell(scalar: " ", width: 1, offset: offset))
      default:
        cells.append(Cell(scalar: scalar, width: DisplayWidth.columns(of: scalar), offset: offset))
      }
      offset += UTF8.width(scalar)
    }
    return cells
  }

  private static func leftEdge(of cells: ArraySlice<Cell>, columns: Int) -> Int {
    var (edge, left) = (cells.endIndex, columns)
    while edge > cells.startIndex, cells[edge - 1].width <= left {
      edge -= 1
      left -= cells[edge].width
    }
    return edge
  }

  private static func rightEdge(of cells: ArraySlice<Cell>, columns: Int) -> Int {
    var (edge, left) = (cells.startIndex, columns)
    while edge < cells.endIndex, cells[edge].width <= left {
      left -= cells[edge].width
      edge += 1
    }
    return edge
  }
}
