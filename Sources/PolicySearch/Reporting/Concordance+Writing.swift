internal import DocumentParsing

/// The JSON and CSV of a concordance; `docs/json.md` describes them.
extension Concordance {
  /// One object a line: the occurrences, then the summary.
  package func jsonLines() -> [UInt8] {
    JSONWriter.lines(of: lines) {
      $0.write(to: &$1)
    } summary: {
      writeSummary(to: &$0)
    }
  }

  /// Writes the members of the summary into an object that is open.
  package func writeSummary(to json: inout JSONWriter) {
    json.name("version")
    json.value(1)
    json.name("query")
    json.value(query)
    json.name("documents")
    json.value(documents)
    json.name("occurrences")
    json.value(occurrences)
    json.name("shown")
    json.value(lines.count)
    json.name("generation")
    json.value(generation)
    json.name("elapsed_us")
    json.value(elapsed)
  }

  /// A line of columns' names, then a line for each occurrence.
  package func csv() -> [UInt8] {
    var csv = CSVWriter([
      "left", "match", "right", "date", "speaker", "title", "path", "part", "line", "column", "id",
    ])
    for line in lines {
      csv.text(line.left)
      csv.text(line.match)
      csv.text(line.right)
      csv.text(line.date?.description)
      csv.text(line.speaker)
      csv.text(line.title)
      csv.text(line.source.path)
      csv.number(line.source.part)
      csv.number(line.position.line)
      csv.number(line.position.column)
      csv.text(line.identifier.description)
      csv.endLine()
    }
    return csv.bytes
  }
}

extension Concordance.Line {
  /// Writes the object of one occurrence.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("occurrence")
      json.name("left")
      json.value(left)
      json.name("match")
      json.value(match)
      json.name("right")
      json.value(right)
      json.name("id")
      json.value(identifier.description)
      json.name("title")
      json.value(title)
      json.name("date")
      json.value(date?.description)
      json.name("speaker")
      json.value(speaker)
      json.name("path")
      json.value(source.path)
      json.name("part")
      json.value(source.part)
      json.name("line")
      json.value(position.line)
      json.name("column")
      json.value(position.column)
      json.name("section")
      json.array(section)
    }
  }
}
