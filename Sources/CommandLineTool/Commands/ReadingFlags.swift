import DocumentParsing
import PolicySearch

/// The flags by which a person decides how files are read.
enum ReadingFlags {
  static var all: [Flag] { [wholeFile, encoding] }

  private static let wholeFile = Flag.toggle(
    "whole-file", help: "Take every file for one document; --no-whole-file splits again")
  private static let encoding = Flag.value(
    "encoding", valueName: "GLOB=NAME",
    help: "Read the files whose path or name matches GLOB in this encoding: "
      + "\(names); auto finds it out again. The last match counts",
    isRepeatable: true)

  private static var names: String {
    EncodingName.allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// Whether files are split; nil where the command line does not say.
  static func splits(_ arguments: Arguments) -> Bool? {
    arguments.state(of: wholeFile).map { !$0 }
  }

  /// The encodings that a command line gives.
  static func encodings(
    _ arguments: Arguments
  ) throws(UsageError) -> [ReadingRules.EncodingRule] {
    var rules: [ReadingRules.EncodingRule] = []
    for text in arguments.allValues(of: encoding) {
      guard let rule = ReadingRules.EncodingRule(text) else {
        throw UsageError(
          "--encoding wants GLOB=NAME, as in '*.txt=gbk', where NAME is one of \(names), auto; "
            + "not '\(text)'")
      }
      rules.append(rule)
    }
    return rules
  }
}
