import Glibc

/// Holds threads until it is opened.
final class Gate: @unchecked Sendable {
  // SAFETY: a POSIX semaphore is made for sharing; it stays at one address until all have left.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func open() { sem_post(semaphore) }

  func wait() { while sem_wait(semaphore) != 0 {} }
}
