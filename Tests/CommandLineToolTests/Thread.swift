import Glibc

/// A thread that runs one closure; the tests' clients block, which tasks must not.
struct Thread {
  private let handle: pthread_t

  init(_ body: @escaping @Sendable () -> Void) {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var handle = pthread_t()
    pthread_create(
      &handle, nil,
      { box in
        guard let box else { return nil }
        // SAFETY: the box was retained below for this one thread.
        Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body()
        return nil
      },
      Unmanaged.passRetained(Box(body)).toOpaque())
    self.handle = handle
  }

  func join() { pthread_join(handle, nil) }
}
