extension SegmentReader {
  /// Reads everything that search could read and checks that it agrees with itself: terms ascend,
  /// documents ascend and exist, frequencies add up to what the dictionary says, positions ascend
  /// below the document's length, and lengths add up to the tokens.
  ///
  /// Cost: decodes the whole segment once.
  package func verifyStructure() throws(IndexError) {
    var positions = PositionList()
    for field in schema.fields.indices {
      let lengths = try lengths(field: field)
      var tokens = [UInt32](repeating: 0, count: documentCount)
      var iterator = try dictionaries[field].makeIterator()
      var previous: [UInt8]?
      var terms = 0
      while try iterator.next() {
        if let previous {
          try check(previous.lexicographicallyPrecedes(iterator.term), "terms do not ascend")
        }
        previous = iterator.term
        terms += 1
        let entry = iterator.entry
        var cursor = try cursor(entry, field: field)
        var reader: PositionsReader?
        if schema.fields[field].hasPositions { reader = try PositionsReader(cursor) }
        var documents = 0
        var occurrences = 0
        var last: DocID?
        while cursor.doc != .exhausted {
          let document = cursor.doc
          try check(Int(document) < documentCount, "a document does not exist")
          if let last { try check(last < document, "documents do not ascend") }
          last = document
          documents += 1
          let frequency = try cursor.frequency()
          occurrences += Int(frequency)
          tokens[Int(document)] &+= frequency
          if reader != nil {
            _ = try reader?.seek(cursor.ordinal)
            try reader?.read(into: &positions)
            try check(positions.count == Int(frequency), "positions are missing")
            for place in stride(from: 1, to: positions.count, by: 1) {
              try check(positions[place - 1] < positions[place], "positions do not ascend")
            }
            if positions.count > 0 {
              try check(
                positions.last < lengths[Int(document)], "a position lies behind the document")
            }
          }
          try cursor.advance()
        }
        try check(documents == entry.documentFrequency, "a term miscounts its documents")
        try check(occurrences == entry.totalFrequency, "a term miscounts its occurrences")
      }
      try check(terms == statistics[field].terms, "terms are missing")
      try check(tokens.elementsEqual(lengths), "lengths and occurrences disagree")
      try check(
        lengths.reduce(0) { $0 + Int($1) } == statistics[field].totalLength,
        "lengths do not add up")
    }
    for column in keywordColumns {
      for document in 0..<DocID(documentCount) { _ = try column.value(of: document) }
    }
    for block in 0..<storedDocuments.blockCount {
      _ = try storedDocuments.contents(of: try storedDocuments.block(block))
    }
  }

  private func check(_ condition: Bool, _ reason: String) throws(IndexError) {
    guard condition else { throw .corrupt(file: path, offset: 0, reason: reason) }
  }
}
