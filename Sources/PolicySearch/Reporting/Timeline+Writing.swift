/// The JSON and CSV of a timeline; `docs/json.md` describes them.
extension Timeline {
  /// Writes the timeline's object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("timeline")
      json.name("version")
      json.value(1)
      json.name("by")
      json.value(interval.rawValue)
      json.name("terms")
      json.array { json in
        for (term, total) in zip(terms, totals) {
          json.object { json in
            json.name("term")
            json.value(term)
            json.name("documents")
            json.value(total.documents)
            json.name("occurrences")
            json.value(total.occurrences)
          }
        }
      }
      json.name("rows")
      json.array { json in for row in rows { row.write(to: &json) } }
      json.name("generation")
      json.value(generation)
      json.name("elapsed_us")
      json.value(elapsed)
    }
  }

  /// A line of columns' names, then a line for each term in each period.
  package func csv() -> [UInt8] {
    var csv = CSVWriter([
      "period", "term", "occurrences", "documents", "per_10000", "all_documents",
      "all_characters",
    ])
    for row in rows {
      for (term, count) in row.counts.enumerated() {
        csv.text(row.period)
        csv.text(terms[term])
        csv.number(count.occurrences)
        csv.number(count.documents)
        csv.number(row.rate(ofTerm: term))
        csv.number(row.documents)
        csv.number(row.characters)
        csv.endLine()
      }
    }
    return csv.bytes
  }
}

extension Timeline.Row {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("period")
      json.value(period)
      json.name("documents")
      json.value(documents)
      json.name("characters")
      json.value(characters)
      json.name("counts")
      json.array { json in
        for (term, count) in counts.enumerated() {
          json.object { json in
            json.name("documents")
            json.value(count.documents)
            json.name("occurrences")
            json.value(count.occurrences)
            json.name("per_10000")
            json.value(rate(ofTerm: term))
          }
        }
      }
    }
  }
}
