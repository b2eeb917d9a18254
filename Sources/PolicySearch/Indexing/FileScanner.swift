internal import DocumentParsing
import Glibc

/// Lists the source files below a library's roots.
///
/// Names are compared byte by byte, as the file system does: Swift takes canonically equivalent
/// strings for equal, and of two such files one would vanish.
struct FileScanner {
  /// A file found: its absolute path and its state at that moment.
  struct File: Sendable {
    var path: String
    var stamp: FileRecord.Stamp
    /// Whether a side file lies next to it.
    var hasSideFile: Bool
  }

  /// How long a file system's clock may stand still, in nanoseconds: a file changed so shortly before
  /// the scan could change again without its times telling.
  private static let clockGranularity: Int64 = 50_000_000

  private(set) var files: [File] = []
  /// Files of other kinds, and links to folders.
  private(set) var ignored: [String] = []
  /// Side files that lie next to no source file.
  private(set) var straySideFiles: [String] = []
  /// Folders and files that could not be read, with `errno`.
  private(set) var unreadable: [(path: String, code: Int32)] = []
  private var paths: Set<[UInt8]> = []
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
    switch status.st_mode & S_IFMT {
    case S_IFDIR: scanFolder(root)
    case S_IFREG: add(root, status, hasSideFile: access(Self.sideFile(of: root), F_OK) == 0)
    default: unreadable.append((root, EINVAL))
    }
  }

  /// What a code in ``unreadable`` means, and where the system's words do not say it, what to do.
  static func reason(_ code: Int32) -> String {
    switch code {
    case EILSEQ: "a name that is not UTF-8; rename it"
    case EINVAL: "neither a file nor a folder"
    default: String(cString: strerror(code))
    }
  }

  private mutating func scanFolder(_ folder: String) {
    guard let directory = opendir(folder) else {
      unreadable.append((folder, errno))
      return
    }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        // Without this an error half-way would look as if the other files had been deleted.
        if errno != 0 { unreadable.append((folder, errno)) }
        break
      }
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
    var sideFiles = Set(names.filter { $0.hasSuffix(Corrections.fileExtension) }.map(Self.bytes))
    for name in names.sorted() where !name.hasSuffix(Corrections.fileExtension) {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      let sideFile = sideFiles.isEmpty ? nil : sideFiles.remove(Self.bytes(Self.sideFile(of: name)))
      scanEntry(path, hasSideFile: sideFile != nil)
    }
    for name in sideFiles {
      straySideFiles.append(
        (folder == "/" ? "/" : folder + "/") + String(decoding: name, as: UTF8.self))
    }
  }

  /// The side file of a file, be it there or not.
  static func sideFile(of path: String) -> String { path + Corrections.fileExtension }

  private static func bytes(_ name: String) -> [UInt8] { Array(name.utf8) }

  private mutating func scanEntry(_ path: String, hasSideFile: Bool) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      unreadable.append((path, errno))
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR { return scanFolder(path) }
    if status.st_mode & S_IFMT == S_IFLNK, stat(path, &status) != 0 {
      if SourceFormat(path: path) != nil {
        unreadable.append((path, errno))
      } else {
        ignored.append(path)
      }
      return
    }
    if status.st_mode & S_IFMT == S_IFREG, SourceFormat(path: path) != nil {
      add(path, status, hasSideFile: hasSideFile)
    } else {
      ignored.append(path)
    }
  }

  private mutating func add(_ path: String, _ status: stat, hasSideFile: Bool) {
    // Roots may lie inside each other.
    guard paths.insert(Array(path.utf8)).inserted else { return }
    let changed = Self.nanoseconds(status.st_ctim)
    files.append(
      File(
        path: path,
        stamp: FileRecord.Stamp(
          size: Int(status.st_size), modified: Self.nanoseconds(status.st_mtim),
          changed: changed > now - Self.clockGranularity ? 0 : changed),
        hasSideFile: hasSideFile))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
