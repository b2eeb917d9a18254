import Glibc

/// Tells one visible generation of an index from the next without reading anything: which file the
/// manifest is, and when it came to be so.
///
/// Unlike the generation's number it also differs where an index was deleted and built anew, with
/// numbers that start over.
package struct ManifestStamp: Equatable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int
  /// Seconds and nanoseconds of the last change, content or name: the rename that made it visible.
  private let changed: [Int]

  /// The stamp of what is visible now, or nil when the directory holds no index. Cost: one `stat`.
  package init?(_ directory: IndexDirectory) {
    var status = stat()
    guard stat(directory.path(of: Manifest.fileName), &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    changed = [Int(status.st_ctim.tv_sec), Int(status.st_ctim.tv_nsec)]
  }
}
