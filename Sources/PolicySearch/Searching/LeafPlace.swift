/// A place in a document's folded text that makes it meet a leaf.
struct LeafPlace: Hashable, Sendable {
  /// Units of the folded text.
  let range: Range<Int>
  /// Which operand of the leaf stands there.
  let operand: Int
  /// The text of the query that stands there, as it was typed.
  let text: String
  /// In what the form that stands there differs from the text; nil where folding tells.
  let equivalence: Equivalence?
}

extension QueryTerm {
  /// Where it stands in a folded text, each of its forms by itself; ascending.
  func places(in units: [UInt16], operand: Int = 0) -> [LeafPlace] {
    places(of: forms, in: units, operand: operand)
  }

  /// Where the document says the same by another name, or hides part of it; ascending.
  func relatedPlaces(in units: [UInt16], operand: Int = 0) -> [LeafPlace] {
    let hidden = (redaction?.ranges(in: units) ?? []).map {
      LeafPlace(range: $0, operand: operand, text: text, equivalence: .redaction)
    }
    return (places(of: synonyms, in: units, operand: operand) + hidden).sorted {
      $0.range.lowerBound < $1.range.lowerBound
    }
  }

  private func places(
    of forms: [TermForm], in units: [UInt16], operand: Int
  ) -> [LeafPlace] {
    let places = forms.flatMap { form in
      form.pattern.ranges(in: units).map {
        LeafPlace(range: $0, operand: operand, text: text, equivalence: form.equivalence)
      }
    }
    return forms.count == 1 ? places : places.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
