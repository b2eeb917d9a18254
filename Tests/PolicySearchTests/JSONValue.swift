/// JSON text as a test sees it: strict, members in their order.
indirect enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): Array(a.utf8) == Array(b.utf8)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.map(\.name) == b.map(\.name) && a.map(\.value) == b.map(\.value)
    default: false
    }
  }

  /// The names of an object's members, in their order.
  var names: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.name)
  }

  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  struct SyntaxError: Error {
    var offset: Int
  }

  /// Reads the one value that `bytes` are.
  init(_ bytes: some Sequence<UInt8>) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw SyntaxError(offset: 0) }
    var parser = Parser(scalars: Array(text.unicodeScalars))
    self = try parser.value()
    guard parser.place == parser.scalars.count else { throw SyntaxError(offset: parser.place) }
  }

  private struct Parser {
    let scalars: [Unicode.Scalar]
    var place = 0

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ text: String) throws {
      for scalar in text.unicodeScalars {
        guard next == scalar else { throw SyntaxError(offset: place) }
        place += 1
      }
    }

    mutating func value() throws -> JSONValue {
      switch next {
      case "{": return .object(try list("{", "}") { (try $0.string(), try $0.member()) })
      case "[": return .array(try list("[", "]") { try $0.value() })
      case "\"": return .string(try string())
      case "n":
        try take("null")
        return .null
      case "t":
        try take("true")
        return .bool(true)
      case "f":
        try take("false")
        return .bool(false)
      default: return .number(try number())
      }
    }

    private mutating func member() throws -> JSONValue {
      try take(":")
      return try value()
    }

    private mutating func list<Element>(
      _ open: String, _ close: Unicode.Scalar, _ element: (inout Parser) throws -> Element
    ) throws -> [Element] {
      try take(open)
      var elements: [Element] = []
      while next != close {
        if !elements.isEmpty { try take(",") }
        elements.append(try element(&self))
      }
      place += 1
      return elements
    }

    private mutating func number() throws -> String {
      let start = place
      while let scalar = next, "0123456789+-.eE".unicodeScalars.contains(scalar) { place += 1 }
      let text = String(String.UnicodeScalarView(scalars[start..<place]))
      let digits = text.drop { $0 == "-" }
      guard Double(text) != nil,
        digits.count == 1 || !digits.hasPrefix("0") || digits.hasPrefix("0."),
        !text.hasPrefix("+"), !text.hasSuffix("."), !digits.hasPrefix(".")
      else { throw SyntaxError(offset: start) }
      return text
    }

    private mutating func string() throws -> String {
      try take("\"")
      var units: [UInt16] = []
      while let scalar = next, scalar != "\"" {
        guard scalar.value >= 0x20 else { throw SyntaxError(offset: place) }
        place += 1
        guard scalar == "\\" else {
          units.append(contentsOf: UTF16.encode(scalar) ?? .init())
          continue
        }
        guard let escape = next else { throw SyntaxError(offset: place) }
        place += 1
        switch escape {
        case "\"", "\\", "/": units.append(UInt16(escape.value))
        case "n": units.append(10)
        case "r": units.append(13)
        case "t": units.append(9)
        case "b": units.append(8)
        case "f": units.append(12)
        case "u":
          let digits = scalars[place..<min(place + 4, scalars.count)]
          guard digits.count == 4,
            let unit = UInt16(String(String.UnicodeScalarView(digits)), radix: 16)
          else { throw SyntaxError(offset: place) }
          units.append(unit)
          place += 4
        default: throw SyntaxError(offset: place)
        }
      }
      try take("\"")
      guard let text = String(validating: units, as: UTF16.self) else {
        throw SyntaxError(offset: place)
      }
      return text
    }
  }
}
