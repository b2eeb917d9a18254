import DocumentParsing
internal import IntegerCoding
internal import InvertedIndex

extension StoredDocument {
  /// What the document is, whatever its layout: the XXH3 of the fields from outside its text, each as
  /// the varint of its number in ``OutsideFields/order``, the varint of its length and its UTF-8, and
  /// of ``appendEssence(to:)``.
  ///
  /// So it does not change when a later version reads more out of the same text, nor when lines are
  /// broken elsewhere, indented or encoded otherwise. Documents of one identifier fold alike, body
  /// and notices each, so that a search finds all of them or none.
  var identifier: DocumentIdentifier {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + 256)
    for field in outside.fields {
      let value = value(of: field) ?? ""
      bytes.appendVarint(UInt64(OutsideFields.order.firstIndex(of: field) ?? 0))
      bytes.appendVarint(UInt64(value.utf8.count))
      bytes.append(contentsOf: value.utf8)
    }
    appendEssence(to: &bytes)
    return DocumentIdentifier(bytes.withUnsafeBytes { Checksum.of($0) })
  }

  /// Appends the body without white space that only lays it out (see ``LayoutFreeText``), then the byte FF,
  /// then the notices likewise.
  ///
  /// Notices count: a copy without a watermark does not answer a search for it.
  private func appendEssence(to bytes: inout [UInt8]) {
    LayoutFreeText.append(text.span.extracting(..<bodyEnd), to: &bytes)
    bytes.append(0xFF)
    LayoutFreeText.append(text.span.extracting(bodyEnd...), to: &bytes)
  }

  private func value(of field: Field) -> String? {
    switch field {
    case .title: title
    case .kind: kind
    case .date: date?.description
    case .speaker: speaker.map { "\($0.name)\n\($0.office ?? "")" }
    case .issuer: issuer
    case .number: number
    case .region: region
    case .occasion: occasion
    case .adoption: adoption
    case .passed: passed?.description
    case .published: published?.description
    case .effective: effective?.description
    }
  }
}
