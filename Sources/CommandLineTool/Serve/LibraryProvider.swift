import PolicySearch
import Synchronization

/// Gives every request the library at its visible generation, and the last one that could be opened
/// while that generation cannot.
///
/// Whether there is a newer one is asked on each request, by one `stat`; what cannot be opened is tried
/// again after ``pause``.
final class LibraryProvider: Sendable {
  private struct State {
    var library: Library?
    /// Why the newest generation cannot be opened, and when that was found.
    var failure: (error: LibraryError, time: ContinuousClock.Instant)?
  }

  private static let pause = Duration.milliseconds(200)

  private let directory: String
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
  func library() throws(LibraryError) -> Library {
    try state.withLock { (state) throws(LibraryError) in
      if let library = state.library, library.isCurrent { return library }
      let now = ContinuousClock.now
      if let failure = state.failure, now - failure.time < Self.pause {
        guard let library = state.library else { throw failure.error }
        return library
      }
      do throws(LibraryError) {
        let library = try Library(directory: directory)
        state = State(library: library)
        return library
      } catch {
        if state.failure.map({ "\($0.error)" != "\(error)" }) ?? true { report("\(error)") }
        state.failure = (error, now)
        guard let library = state.library else { throw error }
        return library
      }
    }
  }
}
