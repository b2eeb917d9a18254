import HTTPServer
import PolicySearch

/// What pages and API share: the library, the answers given before, and the counts of what was answered.
struct SearchService: Sendable {
  let libraries: LibraryProvider
  let metrics = ServerMetrics()
  private let cache = AnswerCache()

  init(libraries: LibraryProvider) {
    self.libraries = libraries
  }

  /// The answer to a request in the library, with its tag; made by `body`, or kept from before. `language` is
  /// that of a page.
  func answer(
    _ request: Request, in language: Language? = nil,
    _ body: (Library) throws(Problem) -> Response
  ) throws(Problem) -> Response {
    let opened = try opened()
    let tag = opened.tag + (language.map { "-\($0.rawValue)" } ?? "")
    let key = Self.key(request, language)
    let response = try cache.answer(key, tag: opened.tag) { () throws(Problem) in
      try body(opened.library)
    }
    // A method that is not safe has no use for a validator.
    return request.method == "POST" ? response : response.tagged(tag, for: request)
  }

  /// The library that is visible now.
  func library() throws(Problem) -> Library { try opened().library }

  /// The counts for Prometheus.
  func metricsText() -> String {
    let cache = cache.statistics
    let library = try? opened().library
    return metrics.text(samples: [
      ("gongwen_library_generation", "gauge", "Generation of the index.", library?.generation ?? 0),
      (
        "gongwen_library_documents", "gauge", "Documents in the library.",
        library?.documentCount ?? 0
      ),
      ("gongwen_answer_cache_hits_total", "counter", "Answers that were kept.", cache.hits),
      (
        "gongwen_answer_cache_misses_total", "counter", "Answers that had to be made.", cache.misses
      ),
      ("gongwen_answer_cache_bytes", "gauge", "Bytes of the answers kept.", cache.bytes),
      (
        "process_resident_memory_bytes", "gauge", "Resident memory.", ServerMetrics.residentBytes
      ),
    ])
  }

  private func opened() throws(Problem) -> LibraryProvider.Opened {
    do throws(LibraryError) {
      return try libraries.opened()
    } catch {
      throw Problem(error)
    }
  }

  /// Everything of a request that its answer depends on.
  private static func key(_ request: Request, _ language: Language?) -> String {
    var key = request.path + "\n" + (language?.rawValue ?? "")
    for parameter in request.query {
      key += "\n" + parameter.name.percentEncoded + "=" + parameter.value.percentEncoded
    }
    return key
  }
}
