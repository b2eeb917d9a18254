import Glibc

/// Lists the source files below a library's roots.
struct FileScanner {
  /// A file found: its absolute path and its state at that moment.
  struct File: Sendable {
    var path: String
    var stamp: FileRecord.Stamp
  }

  private static let extensions = ["txt", "md"]
  /// How long a file system's clock may stand still, in nanoseconds: a file changed so shortly before
  /// the scan could change again without its times telling.
  private static let clockGranularity: Int64 = 50_000_000

  private(set) var files: [File] = []
  /// Files of other kinds.
  private(set) var ignored: [String] = []
  /// Folders and files that could not be read, with `errno`.
  private(set) var unreadable: [(path: String, code: Int32)] = []
  private var paths: Set<String> = []
  private let now: Int64

  init() {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    now = Self.nanoseconds(time)
  }

  /// Adds what is below `root`, or `root` itself when it is a file, whatever its extension.
  ///
  /// Hidden files and folders (names that begin with a dot) are left out. Symbolic links to files are
  /// followed, links to folders are not, so that a scan always ends.
  mutating func scan(_ root: String) {
    var status = stat()
    guard stat(root, &status) == 0 else {
      unreadable.append((root, errno))
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      scanFolder(root)
    } else {
      add(root, status)
    }
  }

  private mutating func scanFolder(_ folder: String) {
    guard let directory = opendir(folder) else {
      unreadable.append((folder, errno))
      return
    }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name else {
        unreadable.append((folder + "/…", EILSEQ))
        continue
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    closedir(directory)
    for name in names.sorted() {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else {
        unreadable.append((path, errno))
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        scanFolder(path)
        continue
      }
      if status.st_mode & S_IFMT == S_IFLNK {
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      }
      guard status.st_mode & S_IFMT == S_IFREG else { continue }
      if Self.isText(name) { add(path, status) } else { ignored.append(path) }
    }
  }

  private mutating func add(_ path: String, _ status: stat) {
    // Roots may lie inside each other.
    guard paths.insert(path).inserted else { return }
    let changed = Self.nanoseconds(status.st_ctim)
    files.append(
      File(
        path: path,
        stamp: FileRecord.Stamp(
          size: Int(status.st_size), modified: Self.nanoseconds(status.st_mtim),
          changed: changed > now - Self.clockGranularity ? 0 : changed)))
  }

  private static func isText(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return extensions.contains(name[name.index(after: dot)...].lowercased())
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
