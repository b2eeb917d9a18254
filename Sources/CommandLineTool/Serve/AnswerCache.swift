import HTTPServer
import Synchronization

/// Answers that were given and would be the same again, those of one generation of the library.
///
/// Bounded in bytes; of too many those go that were made first.
final class AnswerCache: Sendable {
  private struct State {
    /// The generation that the answers are of.
    var tag = ""
    var answers: [String: Response] = [:]
    /// The keys in the order in which their answers were made; those before `first` are gone.
    var order: [String] = []
    var first = 0
    var bytes = 0
    var hits = 0
    var misses = 0
  }

  /// What an answer costs beside its body and its key, roughly.
  private static let overhead = 1024

  private let capacity: Int
  private let state = Mutex(State())

  /// Keeps answers of `capacity` bytes together.
  init(capacity: Int = 64 << 20) {
    self.capacity = capacity
  }

  /// How the cache has served so far.
  var statistics: (hits: Int, misses: Int, bytes: Int) {
    state.withLock { ($0.hits, $0.misses, $0.bytes) }
  }

  /// The answer of a key in the generation that `tag` stands for, made by `body` where there is none.
  ///
  /// Two threads that ask at once for the same may both make it.
  func answer(
    _ key: String, tag: String, _ body: () throws(Problem) -> Response
  ) throws(Problem) -> Response {
    let known: Response? = state.withLock { state in
      if state.tag != tag {
        state = State(tag: tag, hits: state.hits, misses: state.misses)
      }
      let answer = state.answers[key]
      if answer == nil { state.misses += 1 } else { state.hits += 1 }
      return answer
    }
    if let known { return known }
    let answer = try body()
    if answer.status == 200 { state.withLock { keep(answer, of: key, tag: tag, in: &$0) } }
    return answer
  }

  private func keep(_ answer: Response, of key: String, tag: String, in state: inout State) {
    let size = Self.size(answer, key)
    guard state.tag == tag, size <= capacity / 16, state.answers[key] == nil else { return }
    while state.bytes + size > capacity {
      let oldest = state.order[state.first]
      state.first += 1
      if let gone = state.answers.removeValue(forKey: oldest) {
        state.bytes -= Self.size(gone, oldest)
      }
    }
    if state.first > state.order.count / 2 {
      state.order.removeFirst(state.first)
      state.first = 0
    }
    state.answers[key] = answer
    state.order.append(key)
    state.bytes += size
  }

  private static func size(_ answer: Response, _ key: String) -> Int {
    answer.body.count + 2 * key.utf8.count + overhead
  }
}
