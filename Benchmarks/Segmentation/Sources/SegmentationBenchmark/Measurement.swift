import Glibc

/// A thing to be timed, and its times.
final class Measurement {
  let name: String
  private let body: () -> Void
  private var seconds: [Double] = []

  init(_ name: String, _ body: @escaping () -> Void) {
    self.name = name
    self.body = body
  }

  /// Runs it once and notes the processor time of this thread.
  func run() {
    let start = Self.now(CLOCK_THREAD_CPUTIME_ID)
    body()
    seconds.append(Self.now(CLOCK_THREAD_CPUTIME_ID) - start)
  }

  /// Of the runs' times.
  var median: Double { seconds.sorted()[seconds.count / 2] }

  /// Runs it so many times and prints the first time and the median.
  func runAndPrintMilliseconds(count: Int) {
    for _ in 0..<count { run() }
    func milliseconds(_ seconds: Double) -> Double { (seconds * 1e5).rounded() / 100 }
    print("\(name): \(milliseconds(median)) ms, the first time \(milliseconds(seconds[0])) ms")
  }

  static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
