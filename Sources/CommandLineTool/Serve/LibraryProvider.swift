import Glibc
import PolicySearch
import Synchronization

/// Gives every request the library at its visible generation, and the last one that could be opened
/// while that generation cannot.
///
/// Whether there is a newer one is asked on each request, by one `stat`; what cannot be opened is tried
/// again after ``pause``.
final class LibraryProvider: Sendable {
  /// A library at one generation, as a server knows it.
  struct Opened: Sendable {
    let library: Library
    /// Stands for this generation, this program and this run of it: what was answered under the same tag
    /// may be answered again.
    let tag: String
  }

  private struct State {
    var opened: Opened?
    /// Libraries opened so far.
    var count = 0
    /// Why the newest generation cannot be opened, and when that was found.
    var failure: (error: LibraryError, time: ContinuousClock.Instant)?
  }

  private static let pause = Duration.milliseconds(200)

  /// The index.
  let directory: String
  private let run = String(UInt64(getpid()) << 32 ^ UInt64(time(nil)), radix: 36)
  private let report: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// Provides the library of the index in `directory`, which need not exist yet. `report` is told, once
  /// each time, that a generation cannot be opened.
  init(directory: String, report: @escaping @Sendable (String) -> Void) {
    self.directory = directory
    self.report = report
  }

  /// The library; throws only where none could ever be opened.
  ///
  /// Called on several threads at once; while one opens a generation the others wait for it.
  func opened() throws(LibraryError) -> Opened {
    try state.withLock { (state) throws(LibraryError) in
      if let opened = state.opened, opened.library.isCurrent { return opened }
      let now = ContinuousClock.now
      if let failure = state.failure, now - failure.time < Self.pause {
        guard let opened = state.opened else { throw failure.error }
        return opened
      }
      do throws(LibraryError) {
        let library = try Library(directory: directory)
        let opened = Opened(
          library: library, tag: "\(library.generation)-\(run)-\(state.count)")
        state = State(opened: opened, count: state.count + 1)
        return opened
      } catch {
        if state.failure.map({ "\($0.error)" != "\(error)" }) ?? true { report("\(error)") }
        state.failure = (error, now)
        guard let opened = state.opened else { throw error }
        return opened
      }
    }
  }
}
