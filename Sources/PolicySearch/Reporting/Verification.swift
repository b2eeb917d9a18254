internal import DocumentParsing
internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// Verifies every checksum of every file, and that every structure can be read to its end: all
  /// terms with all their postings and positions, all stored documents, columns and records, and that
  /// they agree with each other. Returns how many documents were checked.
  ///
  /// Cost: reads the whole index once.
  package func verify() throws(LibraryError) -> Int {
    do throws(IndexError) {
      try catalogue.verifyChecksums()
      for segment in snapshot.segments {
        try segment.reader.verifyChecksums()
        try segment.reader.verifyStructure()
      }
    } catch { throw .index(error) }
    var checked = 0
    for (index, segment) in snapshot.segments.enumerated() {
      for document in 0..<DocID(segment.reader.documentCount)
      where segment.live?.contains(document) ?? true {
        _ = try stored(document, segment: index)
        do throws(IndexError) {
          let identifier = try identifier(of: document, segment: index)
          guard !(try catalogue.sources(of: identifier)).isEmpty else {
            throw .corrupt(
              file: segment.reader.path, offset: 0,
              reason: "document \(identifier) has no source file")
          }
        } catch { throw .index(error) }
        checked += 1
      }
    }
    return checked
  }

  /// A stored text that search did not find where it stands.
  package struct LiteralFailure: Equatable, Sendable {
    package let identifier: DocumentIdentifier
    package let text: String
    package let reason: String
  }

  /// Proves literal search on the library's own documents: takes `count` random substrings of 1 to 40
  /// characters from random documents, searches each, and checks that its document is found, that the
  /// index has it at the place it was taken from, and that the document's count is that of a scan.
  ///
  /// The same seed takes the same substrings from the same library.
  package func verifyLiteral(
    count: Int, seed: UInt64
  ) throws(LibraryError) -> [LiteralFailure] {
    var random = SplitMix64(state: seed)
    var failures: [LiteralFailure] = []
    var addresses: [(segment: Int, document: DocID)] = []
    for (index, segment) in snapshot.segments.enumerated() {
      for document in 0..<DocID(segment.reader.documentCount)
      where segment.live?.contains(document) ?? true { addresses.append((index, document)) }
    }
    guard !addresses.isEmpty else { return [] }
    do {
      var folder = try TextFolder()
      var folded = FoldedText()
      var done = 0
      while done < count {
        let (index, document) = addresses[Int.random(in: addresses.indices, using: &random)]
        let text = try stored(document, segment: index).text
        folder.foldWithSources(try UTF8Span(validating: text.span), into: &folded)
        guard !folded.units.isEmpty else { continue }
        // Several substrings of a document share the cost of reading it.
        for _ in 0..<min(8, count - done) {
          done += 1
          let start = Int.random(in: folded.units.indices, using: &random)
          let length = Int.random(in: 1...40, using: &random)
          let end = min(start + length, folded.units.count)
          let source = folded.sourceRange(of: start..<end)
          let substring = String(decoding: text[source], as: UTF8.self)
          if let reason = try literalFailure(
            substring, at: source.lowerBound, folded, document, segment: index, &folder)
          {
            failures.append(
              LiteralFailure(
                identifier: try identifier(of: document, segment: index), text: substring,
                reason: reason))
          }
        }
      }
    } catch let error as LibraryError {
      throw error
    } catch let error as IndexError {
      throw .index(error)
    } catch let error as UnicodeDataError {
      throw .unicodeData(error)
    } catch {
      preconditionFailure("the index holds valid UTF-8")
    }
    return failures
  }

  private func literalFailure(
    _ substring: String, at offset: Int, _ folded: FoldedText, _ document: DocID, segment: Int,
    _ folder: inout TextFolder
  ) throws -> String? {
    guard let pattern = LiteralPattern(units: folder.fold(substring).units) else {
      return "nothing is left of it after folding"
    }
    let places = pattern.occurrences(in: folded.units)
    let matches = try pattern.matches(in: snapshot.segments[segment])
    guard let found = matches.documents.firstIndex(of: document) else {
      return "its document is not found"
    }
    guard Int(matches.frequencies[found]) == places.count else {
      return "\(matches.frequencies[found]) occurrences in the index, \(places.count) in the text"
    }
    guard pattern.units.count > 1 else { return nil }
    let positions = try pattern.positions(in: document, of: snapshot.segments[segment])
    let isInPlace = positions.contains { position in
      folded.sourceRange(of: Int(position)..<Int(position) + 1).lowerBound == offset
    }
    return isInPlace ? nil : "the index does not have it at byte \(offset) of the text"
  }
}

/// A small generator of repeatable random numbers (Steele, Lea and Flood, 2014).
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
