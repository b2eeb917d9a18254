internal import DocumentParsing

/// The JSON of a library's diagnosis: `docs/json.md` describes it.
extension LibraryDiagnosis {
  /// Writes the library's object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("library")
      json.name("version")
      json.value(1)
      json.name("index")
      json.value(directory)
      json.name("roots")
      json.array(roots)
      json.name("whole_file")
      json.value(!rules.splits)
      json.name("encoding_rules")
      json.array(rules.encodings.map(\.description))
      json.name("pending")
      json.object { json in
        for (name, count) in [
          ("added", pending.added), ("changed", pending.changed), ("removed", pending.removed),
        ] { json.member(name, count) }
      }
      json.member("files", files)
      json.member("documents", documents)
      json.name("encodings")
      json.object { json in
        for entry in encodings { json.member(entry.encoding.rawValue, entry.files) }
      }
      json.name("notices")
      json.object { json in
        for entry in notices { json.member(JSONWriter.word(entry.rule.rawValue), entry.lines) }
      }
      json.name("joins")
      json.object { json in
        json.member("lines", joins.lines)
        json.member("over_blank_lines", joins.overBlankLines)
      }
      json.name("several")
      json.array { json in
        for file in several {
          json.object { json in
            json.name("path")
            json.value(file.path)
            json.member("documents", file.documents)
          }
        }
      }
      writeFindings(to: &json)
    }
  }

  private func writeFindings(to json: inout JSONWriter) {
    for (name, places) in [
      ("untitled", untitled), ("undated", undated), ("without_kind", withoutKind),
    ] {
      json.name(name)
      json.array { json in for place in places { place.write(to: &json) } }
    }
    json.name("skipped")
    json.array(skipped)
    json.member("side_files", sideFiles)
    json.name("side_file_errors")
    json.array(sideFileErrors)
    json.name("duplicates")
    json.array { json in
      for duplicate in duplicates {
        json.object { json in
          json.name("id")
          json.value(duplicate.identifier.description)
          json.name("sources")
          json.array { json in
            for source in duplicate.sources {
              json.object { json in
                json.name("path")
                json.value(source.path)
                json.member("part", source.part)
              }
            }
          }
        }
      }
    }
    json.name("suspicious")
    json.array { json in for kind in suspicious { kind.write(to: &json) } }
  }
}

extension LibraryDiagnosis.Place {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("path")
      json.value(path)
      json.member("part", part)
      json.member("line", line)
    }
  }
}

extension LibraryDiagnosis.SuspiciousKind {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("kind")
      json.value(JSONWriter.word(kind.rawValue))
      json.member("count", count)
      json.member("files", files)
      json.name("path")
      json.value(path)
      json.member("line", first.first.line)
      json.member("column", first.first.column)
      json.name("code")
      json.value(first.code)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ value: Int) {
    self.name(name)
    self.value(value)
  }

  fileprivate mutating func array(_ files: [LibraryUpdate.Skipped]) {
    array { json in
      for file in files {
        json.object { json in
          json.name("path")
          json.value(file.path)
          json.name("reason")
          json.value(file.reason)
        }
      }
    }
  }
}
