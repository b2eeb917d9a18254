/// A command line that cannot be obeyed: what is wrong with it, and what to do.
struct UsageError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
