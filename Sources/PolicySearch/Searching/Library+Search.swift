internal import DocumentParsing
internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// Searches.
  ///
  /// The exact tier holds the documents in which the query's texts stand to the letter (as folded);
  /// the related tier holds others that contain any word of a keyword and all quoted texts, and
  /// nothing that is excluded. Each is ordered by BM25: over the words of the query, and in the exact
  /// tier also over its texts, each counting as one term. Equal scores are ordered by identifier.
  /// The totals are exact.
  package func search(_ request: SearchRequest) throws(LibraryError) -> SearchResult {
    let start = ContinuousClock.now
    let plan = try QueryPlan(request.query)
    do {
      let answer = try Answer(plan, snapshot)
      let page = try answer.page(offset: request.offset, limit: request.limit)
      var hits: [SearchHit] = []
      var finder = try PassageFinder(plan)
      for (index, found) in page.enumerated() {
        hits.append(
          try hit(found.hit, tier: found.tier, rank: request.offset + index + 1, &finder))
      }
      let elapsed = (ContinuousClock.now - start).components
      return SearchResult(
        query: request.query, hits: hits,
        exactDocuments: answer.exactCount, exactOccurrences: answer.occurrences,
        relatedDocuments: answer.relatedCount, generation: generation,
        elapsed: Int(elapsed.seconds) * 1_000_000 + Int(elapsed.attoseconds / 1_000_000_000_000))
    } catch let error as LibraryError {
      throw error
    } catch let error as IndexError {
      throw .index(error)
    } catch let error as UnicodeDataError {
      throw .unicodeData(error)
    } catch {
      preconditionFailure("an error of no known kind: \(error)")
    }
  }

  private func hit(
    _ hit: Hit, tier: Tier, rank: Int, _ finder: inout PassageFinder
  ) throws -> SearchHit {
    let document = try stored(hit.document, segment: hit.segment)
    let identifier = try identifier(of: hit.document, segment: hit.segment)
    guard let source = try catalogue.sources(of: identifier).first else {
      throw LibraryError.damagedDocument(identifier)
    }
    return SearchHit(
      rank: rank, identifier: identifier, tier: tier, score: hit.score, title: document.title,
      kind: document.kind, date: document.date, speaker: document.speaker,
      issuer: document.issuer, path: source.path, part: source.part,
      passages: finder.passages(of: document, tier: tier))
  }

  /// Calls `body` with every document of the exact tier, in no particular order: its sources, and how
  /// many lines of its text contain a match.
  package func forEachExactDocument(
    _ query: String, countsLines: Bool,
    _ body: (_ sources: [(path: String, part: Int)], _ lines: Int) -> Void
  ) throws(LibraryError) {
    let plan = try QueryPlan(query)
    do {
      let answer = try Answer(plan, snapshot)
      var finder = try PassageFinder(plan)
      for (index, set) in answer.exact.enumerated() {
        for document in set.documents {
          let sources = try catalogue.sources(
            of: try identifier(of: document, segment: index))
          var lines = 0
          if countsLines {
            lines = finder.matchingLines(of: try stored(document, segment: index))
          }
          body(sources, lines)
        }
      }
    } catch let error as LibraryError {
      throw error
    } catch let error as IndexError {
      throw .index(error)
    } catch let error as UnicodeDataError {
      throw .unicodeData(error)
    } catch {
      preconditionFailure("an error of no known kind: \(error)")
    }
  }
}
