import Dispatch
import PolicySearch

/// Keeps an index up to date with its files while a server runs.
///
/// It compares the files with the index again and again, as `gongwen index` does, which works on every
/// file system, those of other machines included; notifications of the system's would miss these, and
/// need a watch for each folder. The pauses are long beside the comparisons, so that a library of any size
/// costs at most a twentieth of a processor while nothing changes.
final class LibraryWatcher: Sendable {
  /// Between two comparisons, in any case.
  private static let leastPause = Duration.seconds(2)
  /// The pause, in lengths of the comparison before it, where that found nothing to index.
  private static let pauses = 20

  private let directory: String
  private let report: @Sendable (String) -> Void
  private let end = DispatchSemaphore(value: 0)

  /// Watches the library of an index; `report` is told of each new generation, and of each failure once.
  init(directory: String, report: @escaping @Sendable (String) -> Void) {
    self.directory = directory
    self.report = report
  }

  /// Begins to watch.
  func start() {
    DispatchQueue(label: "watch").async { self.watch() }
  }

  /// Ends watching. An update that runs is left to the end of the process: it is visible as a whole or not at
  /// all.
  func stop() { end.signal() }

  private func watch() {
    var pause = Duration.zero
    var lastFailure = ""
    while end.wait(timeout: .now() + pause / .seconds(1)) == .timedOut {
      let start = ContinuousClock.now
      let isCommitted = update(&lastFailure)
      let elapsed = ContinuousClock.now - start
      // After an update, most of the time is that of indexing.
      pause = isCommitted ? Self.leastPause : max(Self.leastPause, elapsed * Self.pauses)
    }
  }

  /// Brings the index up to date, and returns whether there is a new generation. `lastFailure` is what went
  /// wrong before; it is not reported again.
  private func update(_ lastFailure: inout String) -> Bool {
    let failure: String
    var isCommitted = false
    do throws(LibraryError) {
      let summary = try LibraryUpdate(LibraryUpdate.Options(directory: directory)).run()
      let more = summary.unreadable.count - 1
      failure =
        summary.unreadable.first.map {
          "\($0.path): \($0.reason)" + (more > 0 ? " (and \(more) more)" : "")
        } ?? ""
      isCommitted = summary.isCommitted
      if isCommitted {
        report(
          "index updated: \(summary.added) added, \(summary.changed) changed, \(summary.removed) "
            + "removed; generation \(summary.generation)")
      }
    } catch {
      failure = "\(error)"
    }
    if failure != lastFailure, !failure.isEmpty { report(failure) }
    lastFailure = failure
    return isCommitted
  }
}
