import Glibc
import InvertedIndex
import TextAnalysis

/// Answers the queries of a file, again and again, and prints answers and times.
struct QueryRun {
  let directory: IndexDirectory
  let queries: String
  let analyzesPairs: Bool

  /// One pass that prints answers, then at most `passes` timed ones, none begun after `seconds`; with no
  /// passes the first is timed.
  func run(passes: Int, seconds: Double) throws {
    let file = try MappedFile(path: queries)
    let queries = Lines(file.bytes).compactMap { Query($0) }
    let start = nanoseconds()
    let search = RankedSearch(
      snapshot: try IndexSnapshot.open(directory), fields: [.init(0)], bm25: BM25(),
      tieOrder: .column(0))
    print("open\t\(nanoseconds() - start)")
    let prepared = queries.map {
      PreparedQuery($0, search, analyzesPairs: analyzesPairs)
    }
    var folder = try TextFolder()
    var times = [[Int]](repeating: [], count: queries.count)
    let begin = nanoseconds()
    for pass in 0...passes {
      for (index, query) in prepared.enumerated() {
        let start = nanoseconds()
        let (count, hits) = try query.answer(&folder)
        let time = nanoseconds() - start
        if pass > 0 || passes == 0 { times[index].append(time) }
        if pass == 0 {
          let scores = try hits.prefix(10).map { hit in
            let id = try search.snapshot.segments[hit.segment].reader.integer(
              column: 0, of: hit.document)
            return "\(id):\(hit.score)"
          }
          print("r\t\(queries[index].id)\t\(count)\t\(scores.joined(separator: " "))")
        }
      }
      if Double(nanoseconds() - begin) / 1e9 > seconds { break }
    }
    for (query, times) in zip(queries, times) {
      print("t\t\(query.id)\t\(times.map(String.init).joined(separator: "\t"))")
    }
  }
}
