internal import DocumentParsing

/// The JSON of occurrences; `docs/json.md` describes it.
extension DocumentOccurrences {
  /// Writes an object a line for each place.
  ///
  /// - Parameter context: paragraphs before and behind that of the place to be told; nil for neither.
  package func writeLines(context: (before: Int, after: Int)?, to json: inout JSONWriter) {
    let positions = positions
    for found in matchingParagraphs {
      let range = paragraphs[found.paragraph]
      let (text, matches) = line(range, marking: places[found.places])
      for (index, match) in zip(found.places, matches) {
        json.object { json in
          json.name("type")
          json.value("occurrence")
          json.name("id")
          json.value(identifier.description)
          json.name("title")
          json.value(document.title)
          json.name("date")
          json.value(document.date?.description)
          json.name("path")
          json.value(source.path)
          json.name("part")
          json.value(source.part)
          json.name("line")
          json.value(positions[index].line)
          json.name("column")
          json.value(positions[index].column)
          json.name("zone")
          json.value(isInNotice(places[index]) ? "notice" : "body")
          json.name("section")
          json.array(document.sections.path(at: places[index].lowerBound))
          json.name("text")
          json.value(text)
          json.name("start")
          json.value(match.lowerBound)
          json.name("length")
          json.value(match.count)
          guard let context else { return }
          let first = max(0, found.paragraph - context.before)
          let last = min(paragraphs.count - 1, found.paragraph + context.after)
          json.name("before")
          json.array(paragraphs[first..<found.paragraph].map { line($0).text })
          json.name("after")
          json.array(paragraphs[(found.paragraph + 1)..<(last + 1)].map { line($0).text })
        }
        json.endLine()
      }
    }
  }
}
