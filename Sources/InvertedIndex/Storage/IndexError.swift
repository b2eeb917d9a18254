import Glibc

/// What can go wrong with an index on disk. Every case names the file and what to do about it.
package enum IndexError: Error, Equatable, Sendable {
  /// A system call failed: its name, the file, and `errno`.
  case system(call: String, file: String, code: Int32)
  /// A file that the manifest names is not there.
  case missing(file: String)
  /// The file's content is not what its checksum or its structure promises.
  case corrupt(file: String, offset: Int, reason: String)
  /// The file was written by a version of the format that this program does not read.
  case unknownVersion(file: String, found: UInt32, supported: UInt32)
  /// There is no index in the directory.
  case noIndex(directory: String)
  /// Another process is writing to the index.
  case locked(directory: String, holder: String)
  /// A structure outgrew what the format can address.
  case tooLarge(what: String, limit: Int)
}

extension IndexError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .system(let call, let file, let code):
      let remedy =
        switch code {
        case ENOSPC, EDQUOT: "; free some disk space and run the command again, nothing was lost"
        case EACCES, EPERM, EROFS: "; check the permissions of the file and its folder"
        default: ""
        }
      return "\(file): \(call) failed: \(String(cString: strerror(code)))\(remedy)"
    case .missing(let file):
      return "\(file) is missing; \(Self.remedy(for: file)), the source documents are not affected"
    case .corrupt(let file, let offset, let reason):
      return "\(file) is damaged at byte \(offset) (\(reason)); "
        + "\(Self.remedy(for: file)), the source documents are not affected"
    case .unknownVersion(let file, let found, let supported):
      return "\(file) has format version \(found), this program reads version \(supported); "
        + (found > supported ? "use a newer gongwen, or " : "") + Self.remedy(for: file)
    case .noIndex(let directory):
      return
        "\(directory) holds no index; build one with `gongwen index --index \(directory) PATH…`"
    case .locked(let directory, let holder):
      return "the index \(directory) is being written by \(holder); "
        + "wait until it has finished and try again"
    case .tooLarge(let what, let limit):
      return "\(what) is larger than the format allows (\(limit))"
    }
  }

  /// How to rebuild the index that `file` belongs to. Without a manifest its folders are not known any
  /// more, so that they must be named.
  private static func remedy(for file: String) -> String {
    var arguments = "--rebuild"
    if let slash = file.lastIndex(of: "/") { arguments = "--index \(file[..<slash]) " + arguments }
    if file.hasSuffix("/" + Manifest.fileName) { arguments += " PATH…" }
    return "rebuild with `gongwen index \(arguments)`"
  }
}
