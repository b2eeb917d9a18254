internal import DocumentParsing

/// The JSON of a first use; `docs/json.md` describes it.
extension FirstUse {
  /// One object a line: the hits, then the summary.
  package func jsonLines() -> [UInt8] {
    JSONWriter.lines(of: hits) {
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
    json.name("dated")
    json.value(dated)
    json.name("undated")
    json.value(undated)
    json.name("speakers")
    json.array { json in
      for speaker in speakers {
        json.object { json in
          json.name("name")
          json.value(speaker.name)
          json.name("date")
          json.value(speaker.date?.description)
          json.name("id")
          json.value(speaker.identifier.description)
        }
      }
    }
    json.name("generation")
    json.value(generation)
    json.name("elapsed_us")
    json.value(elapsed)
  }
}
