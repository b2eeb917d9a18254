import Glibc

/// SIGINT and SIGTERM as something to wait for.
///
/// They are held back in the thread that makes this value and in the threads it starts from then on.
struct StopSignals {
  private let signals: sigset_t
  private let before: sigset_t

  init() {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    self.signals = signals
    self.before = before
  }

  /// Returns when one has come. From then on they work as before, so that a second one ends a process
  /// that takes too long to stop.
  func wait() {
    var signals = signals
    var before = before
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
