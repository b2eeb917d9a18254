import DocumentParsing

/// Fields of a document that its text does not state, so that equal texts may differ in them.
///
/// A field is the bit of its number in ``order``. A heading that stands over several documents of a
/// file is none of them: a document is the same with it and alone.
struct OutsideFields: OptionSet, Sendable {
  let rawValue: UInt64

  /// Part of the format: fields may be added at the end.
  static let order: [Field] = [
    .title, .kind, .date, .speaker, .issuer, .number, .region, .occasion, .adoption, .passed,
    .published, .effective,
  ]

  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  init(_ sources: [Field: FieldSource]) {
    self.init()
    for (bit, field) in Self.order.enumerated() where sources[field]?.rule.isOutside == true {
      insert(Self(rawValue: 1 << UInt64(bit)))
    }
  }

  /// In the order of ``order``.
  var fields: [Field] {
    Self.order.indices.filter { contains(Self(rawValue: 1 << UInt64($0))) }.map { Self.order[$0] }
  }
}

extension FieldSource.Rule {
  /// Whether it takes the field from elsewhere than the document's file.
  fileprivate var isOutside: Bool {
    self == .fileName || self == .sideFile
  }
}
