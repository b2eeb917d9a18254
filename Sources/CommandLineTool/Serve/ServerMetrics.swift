import Glibc
import HTTPServer
import Synchronization

/// Counts what a server has answered, as Prometheus reads it.
final class ServerMetrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let status: Int
  }

  private struct State {
    var requests: [Key: Int] = [:]
    /// For each bound, the answers that took no longer and longer than the bound before.
    var durations = [Int](repeating: 0, count: ServerMetrics.bounds.count + 1)
    var seconds = 0.0
  }

  /// Upper bounds of the histogram, in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

  private let state = Mutex(State())

  /// Counts an answer.
  func count(_ answer: Observation) {
    let key = Key(route: answer.route ?? "none", status: answer.status)
    let seconds = answer.duration / .seconds(1)
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.requests[key, default: 0] += 1
      state.durations[bucket] += 1
      state.seconds += seconds
    }
  }

  /// The counts in Prometheus' text format, version 0.0.4, with `samples`, gauges and other counters, behind
  /// them.
  func text(samples: [(name: String, type: String, help: String, value: Int)]) -> String {
    let state = state.withLock { $0 }
    var text = ""
    func head(_ name: String, _ type: String, _ help: String) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }
    head("gongwen_http_requests_total", "counter", "Requests answered.")
    let keys = state.requests.keys.sorted { ($0.route, $0.status) < ($1.route, $1.status) }
    for key in keys {
      text +=
        "gongwen_http_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} "
        + "\(state.requests[key] ?? 0)\n"
    }
    let duration = "gongwen_http_request_duration_seconds"
    head(duration, "histogram", "From a request's arrival to its answer, sending not included.")
    var sum = 0
    for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], state.durations) {
      sum += count
      text += "\(duration)_bucket{le=\"\(bound)\"} \(sum)\n"
    }
    text += "\(duration)_sum \(state.seconds)\n\(duration)_count \(sum)\n"
    for sample in samples {
      head(sample.name, sample.type, sample.help)
      text += "\(sample.name) \(sample.value)\n"
    }
    return text
  }

  /// The memory that this process has in use, in bytes; 0 where the system does not tell.
  static var residentBytes: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let fields = String(
      decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
    )
    .split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
