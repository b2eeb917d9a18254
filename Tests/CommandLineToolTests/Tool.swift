import Glibc

/// The built tool, run as a process in a folder of its own.
struct Tool {
  struct Result: Equatable {
    var code: Int32
    var output: String
    var error: String
  }

  /// The folder the tool runs in; removed with the value's last copy.
  let folder: TemporaryFolder

  init() {
    folder = TemporaryFolder()
  }

  /// Runs the tool with `arguments` and waits for it.
  func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) -> Result {
    run(arguments: [Self.path] + arguments, input: input, environment: environment)
  }

  /// Runs `command` with bash, in which `$gongwen` is the tool.
  func bash(_ command: String) -> Result {
    run(arguments: ["/bin/bash", "-c", command], environment: ["gongwen": Self.path])
  }

  /// Starts the tool and returns its process identifier.
  func start(_ arguments: String...) -> pid_t {
    spawn([Self.path] + arguments, environment: [:], input: "/dev/null", output: nil, error: nil)
  }

  /// Writes a file below the folder, making the folders above it.
  func write(_ text: String, to path: String) {
    write(Array(text.utf8), to: path)
  }

  func write(_ bytes: [UInt8], to path: String) {
    var prefix = folder.path
    for component in path.split(separator: "/").dropLast() {
      prefix += "/" + component
      mkdir(prefix, 0o755)
    }
    let file = fopen(folder.path + "/" + path, "w")!
    bytes.withUnsafeBufferPointer { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }

  /// The tool beside the test bundle.
  static let path: String = {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes {
      readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    // The test runner is an executable in the products' folder.
    let runner = String(decoding: buffer[..<count], as: UTF8.self)
    let folder = runner[..<(runner.lastIndex(of: "/") ?? runner.endIndex)]
    for candidate in [String(folder), Self.productsFolder] {
      let path = candidate + "/gongwen"
      if access(path, X_OK) == 0 { return path }
    }
    preconditionFailure("the tool is not built; run `swift build` first")
  }()

  /// Where the package manager puts debug products, from the package's folder.
  private static var productsFolder: String {
    var path = #filePath[...]
    for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.endIndex)] }
    return path + "/.build/debug"
  }

  private func run(
    arguments: [String], input: String = "", environment: [String: String]
  ) -> Result {
    let number = Int.random(in: 0..<Int.max)
    let names = ["in", "out", "err"].map { folder.path + "/.\(number).\($0)" }
    let file = fopen(names[0], "w")!
    fputs(input, file)
    fclose(file)
    let process = spawn(
      arguments, environment: environment, input: names[0], output: names[1], error: names[2])
    let code = Self.wait(for: process)
    defer { for name in names { unlink(name) } }
    return Result(code: code, output: Self.read(names[1]), error: Self.read(names[2]))
  }

  /// The exit status, or 128 and the number of the signal that ended the process.
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private func spawn(
    _ arguments: [String], environment: [String: String], input: String, output: String?,
    error: String?
  ) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error ?? "/dev/null", flags, 0o600)
    var variables = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
    if let libraries = getenv("LD_LIBRARY_PATH") {
      variables["LD_LIBRARY_PATH"] = String(cString: libraries)
    }
    variables.merge(environment) { $1 }
    // The shell only changes the folder; the process is the tool's own.
    let shell = ["/bin/bash", "-c", "cd \"$0\" && exec \"$@\"", folder.path]
    let words = (shell + arguments).map { strdup($0) } + [nil]
    let settings = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + settings { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, shell[0], &actions, nil, words, settings)
    precondition(code == 0, "cannot start \(arguments[0]): \(String(cString: strerror(code)))")
    return process
  }

  static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A new folder below the system's folder for temporary files, removed with the object.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    let pattern = strdup("/tmp/gongwen-tool-XXXXXX")!
    defer { free(pattern) }
    precondition(mkdtemp(pattern) != nil, "cannot make a temporary folder")
    path = String(cString: pattern)
  }

  deinit {
    var process: pid_t = 0
    let command = ["/bin/rm", "-rf", path]
    let words = command.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    posix_spawn(&process, "/bin/rm", nil, nil, words, nil)
    _ = Tool.wait(for: process)
  }
}
