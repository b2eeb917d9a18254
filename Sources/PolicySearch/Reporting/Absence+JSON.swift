/// The JSON of an absence; `docs/json.md` describes it.
extension Absence {
  /// Writes its object. The query is needed to count places in it in UTF-16 units.
  func write(to json: inout JSONWriter, query: String) {
    json.object { json in
      json.name("parts")
      json.array { json in for part in parts { part.write(to: &json, query: query) } }
    }
  }
}

extension Absence.Part {
  fileprivate func write(to json: inout JSONWriter, query: String) {
    let bytes = Array(query.utf8)
    func units(_ range: Range<Int>) -> Int {
      String(decoding: bytes[range], as: UTF8.self).utf16.count
    }
    json.object { json in
      json.name("text")
      json.value(text)
      json.name("start")
      json.value(units(0..<range.lowerBound))
      json.name("length")
      json.value(units(range))
      json.name("documents")
      json.value(documents)
      json.name("occurrences")
      json.value(occurrences)
      json.name("unfiltered")
      json.value(unfiltered)
      json.name("rest")
      json.value(rest)
      json.name("pieces")
      json.array { json in
        for piece in pieces {
          json.object { json in
            json.name("text")
            json.value(piece.text)
            json.name("documents")
            json.value(piece.documents)
          }
        }
      }
      json.name("nearest")
      json.array { json in
        for wording in nearest {
          json.object { json in
            json.name("text")
            json.value(wording.text)
            json.name("difference")
            json.value(wording.difference.rawValue)
            json.name("documents")
            json.value(wording.documents)
            json.name("occurrences")
            json.value(wording.occurrences)
          }
        }
      }
    }
  }
}
