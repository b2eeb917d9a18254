/// A line as it is cut into words, and why.
package struct SegmentedLine: Sendable {
  /// A word of the folded line.
  package struct Word: Sendable {
    package let text: String

    /// What made it a word, such as "ICU's dictionary".
    package let source: String

    /// What it costs in the search for the cheapest cut, about 10 for a factor of *e* in probability;
    /// nil for what is not searched for.
    package let cost: Int?

    /// Whether it is cut out whatever the cost of the rest.
    package let isHard: Bool

    /// The words inside it that are looked for too.
    package let subwords: [String]
  }

  /// In the order of the line.
  package let words: [Word]

  /// Parts that are looked for as a whole beside their words, such as 1+4.
  package let forms: [String]

  /// Writes the object of one line: docs/json.md.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("line")
      json.name("words")
      json.array { json in for word in words { word.write(to: &json) } }
      json.name("forms")
      json.array(forms)
    }
    json.endLine()
  }
}

extension SegmentedLine.Word {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("text")
      json.value(text)
      json.name("source")
      json.value(source)
      json.name("cost")
      if let cost { json.value(cost) } else { json.value(String?.none) }
      json.name("hard")
      json.value(isHard)
      json.name("subwords")
      json.array(subwords)
    }
  }
}
