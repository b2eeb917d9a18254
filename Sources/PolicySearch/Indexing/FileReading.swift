internal import DocumentParsing
internal import InvertedIndex

/// What decides on how a file is read, beside its bytes.
struct FileReading: Sendable {
  let parser: FileParser
  /// The bytes of the side file; nil where there is none.
  let sideFile: [UInt8]?

  /// Tells one reading from another; 0 where the file alone decides.
  var checksum: UInt64 {
    guard parser != FileParser() || sideFile != nil else { return 0 }
    var bytes = Array((parser.encoding?.rawValue ?? "").utf8)
    bytes += [0, parser.options.splits ? 1 : 0]
    if let sideFile { bytes += [0] + sideFile }
    // A set bit keeps it from being 0.
    return bytes.withUnsafeBytes { Checksum.of($0) } | 1
  }

  init(parser: FileParser, sideFile: [UInt8]?) {
    self.parser = parser
    self.sideFile = sideFile
  }

  /// How to read a file that an update has looked at before, its side file left out where the system
  /// does not let us read it.
  init(of path: String, _ rules: ReadingRules, _ roots: [String]) {
    let sideFile = try? IndexDirectory.contents(of: FileScanner.sideFile(of: path))
    self.init(parser: rules.parser(for: path, roots: roots), sideFile: sideFile)
  }

  /// The reading without the side file.
  var uncorrected: FileReading { FileReading(parser: parser, sideFile: nil) }
}
