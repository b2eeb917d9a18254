import Glibc

/// Which index a command works on.
enum IndexLocation {
  /// The flag of every command that works on one.
  static let flag = Flag.value(
    "index", valueName: "DIR",
    help: "The index: else ./index, else the nearest index in a folder above",
    variable: "GONGWEN_INDEX", completion: .folders)

  /// The folder to search: as asked for, else `./index`, else the nearest folder above that holds one
  /// named `index`, else `./index` again, for the message that there is none.
  static func resolve(_ arguments: Arguments) -> String {
    if let directory = arguments.value(of: flag) { return directory }
    // As many folders are above as the path has slashes.
    let depth = PathDisplay.working?.utf8.count { $0 == UInt8(ascii: "/") } ?? 0
    var folder = ""
    for _ in 0...depth {
      let candidate = folder + "index"
      if access(candidate + "/manifest", F_OK) == 0 { return candidate }
      folder += "../"
    }
    return "index"
  }
}
