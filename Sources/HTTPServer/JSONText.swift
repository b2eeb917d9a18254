/// Writes one flat JSON object of texts and integers (RFC 8259), the shape of a ``Problem``.
struct JSONText {
  private var members = ""

  /// The object.
  var object: String { "{\(members)}" }

  mutating func add(_ name: String, _ value: String) {
    members += "\(separator)\(Self.quoted(name)):\(Self.quoted(value))"
  }

  mutating func add(_ name: String, _ value: Int) {
    members += "\(separator)\(Self.quoted(name)):\(value)"
  }

  private var separator: String { members.isEmpty ? "" : "," }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}":
        quoted += scalar.value < 0x10 ? "\\u000" : "\\u00"
        quoted += String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
