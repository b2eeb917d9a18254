internal import DocumentParsing

/// The JSON of search results: `docs/json.md` and `docs/search.schema.json` describe it. Members are
/// never renamed or removed; new ones may be added.
extension SearchHit {
  /// Writes the object of one hit, with the offsets of matches in a unit.
  package func write(to json: inout JSONWriter, unit: OffsetUnit = .utf16) {
    json.object { json in
      json.name("type")
      json.value("hit")
      json.name("rank")
      json.value(rank)
      json.name("id")
      json.value(identifier.description)
      json.name("tier")
      json.value(tier.rawValue)
      json.name("score")
      json.value(score)
      json.name("title")
      json.value(title)
      json.name("path")
      json.value(path)
      json.name("part")
      json.value(part)
      json.name("kind")
      json.value(kind)
      json.name("date")
      json.value(date?.description)
      json.name("speaker")
      json.speaker(speaker)
      json.name("issuer")
      json.value(issuer)
      json.name("also_in")
      json.sources(sources.dropFirst())
      json.name("occurrences")
      json.value(occurrences)
      json.name("same_text_as")
      json.value(sameTextAs)
      json.name("versions")
      json.array { json in for version in versions { version.write(to: &json) } }
      json.name("version_count")
      json.value(versionCount)
      json.name("passages")
      json.array { json in for passage in passages { passage.write(to: &json, unit) } }
      if let explanation {
        json.name("explanation")
        json.array { json in for part in explanation { part.write(to: &json) } }
      }
    }
  }
}

extension DocumentVersion {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("id")
      json.value(identifier.description)
      json.name("title")
      json.value(title)
      json.name("date")
      json.value(date?.description)
      json.name("path")
      json.value(source.path)
      json.name("part")
      json.value(source.part)
    }
  }
}

extension ScoreContribution {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("text")
      json.value(text)
      json.name("field")
      json.value(field.rawValue)
      json.name("frequency")
      json.value(frequency)
      json.name("score")
      json.value(score)
    }
  }
}

extension Passage {
  fileprivate func write(to json: inout JSONWriter, _ unit: OffsetUnit) {
    json.object { json in
      json.name("text")
      json.value(text)
      json.name("line")
      json.value(position.line)
      json.name("column")
      json.value(position.column)
      json.name("zone")
      json.value(isNotice ? "notice" : "body")
      json.name("section")
      json.array(section)
      json.name("matches")
      json.array { json in
        for (match, equivalences) in zip(unit.ranges(matches, in: text), equivalences) {
          json.object { json in
            json.name("start")
            json.value(match.lowerBound)
            json.name("length")
            json.value(match.count)
            json.name("equivalences")
            json.array(equivalences.map(\.rawValue))
          }
        }
      }
      json.name("also")
      json.array { json in
        for place in repetitions {
          json.object { json in
            json.name("line")
            json.value(place.position.line)
            json.name("column")
            json.value(place.position.column)
            json.name("section")
            json.array(place.section)
          }
        }
      }
      json.name("also_count")
      json.value(repetitionCount)
      json.name("also_hits")
      json.array { json in for rank in alsoIn { json.value(rank) } }
      json.name("same_as")
      json.value(sameAs)
    }
  }
}

extension FacetCounts {
  /// Writes a member into an object that is open.
  fileprivate func write(to json: inout JSONWriter) {
    json.name(facet.name)
    json.array { json in
      for value in values {
        json.object { json in
          json.name("value")
          json.value(value.value)
          json.name("exact")
          json.value(value.exact)
          json.name("related")
          json.value(value.related)
        }
      }
    }
  }
}

extension SearchResult {
  /// Writes the members of the summary into an object that is open.
  package func writeSummary(to json: inout JSONWriter) {
    json.name("version")
    json.value(1)
    json.name("query")
    json.value(query)
    json.name("exact")
    json.object { json in
      json.name("documents")
      json.value(exactDocuments)
      json.name("occurrences")
      json.value(exactOccurrences)
    }
    json.name("related")
    json.object { json in
      json.name("documents")
      json.value(relatedDocuments)
    }
    json.name("generation")
    json.value(generation)
    json.name("elapsed_us")
    json.value(elapsed)
    if let absence {
      json.name("absence")
      absence.write(to: &json, query: query)
    }
    guard !facets.isEmpty else { return }
    json.name("facets")
    json.object { json in for counts in facets { counts.write(to: &json) } }
  }

  /// One object a line: the hits, then the summary.
  package func jsonLines() -> [UInt8] {
    JSONWriter.lines(of: hits) {
      $0.write(to: &$1)
    } summary: {
      writeSummary(to: &$0)
    }
  }
}

extension JSONWriter {
  /// Writes an array of sources.
  mutating func sources(_ sources: some Sequence<DocumentSource>) {
    array { json in
      for source in sources {
        json.object { json in
          json.name("path")
          json.value(source.path)
          json.name("part")
          json.value(source.part)
        }
      }
    }
  }

  /// Writes a speaker's object, or null.
  mutating func speaker(_ speaker: Speaker?) {
    guard let speaker else { return value(nil as String?) }
    object { json in
      json.name("name")
      json.value(speaker.name)
      json.name("office")
      json.value(speaker.office)
    }
  }
}
