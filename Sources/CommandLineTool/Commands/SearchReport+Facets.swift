import PolicySearch
import TerminalText

/// How many documents of a result have which values.
extension SearchReport {
  /// Values that a person sees of each facet.
  private static let shownValues = 10

  /// A line for a program: `facet`, its name, a value or nothing for the documents without one, the
  /// documents of the exact tier and of the related one, separated by tabs.
  static func line(_ value: FacetCounts.Value, of facet: Facet) -> String {
    let fields = [
      "facet", facet.name, value.value ?? "", String(value.exact), String(value.related),
    ]
    return fields.map(plain).joined(separator: "\t") + "\n"
  }

  /// Each facet in a paragraph: the values that most documents have, and how many are left out.
  func lines(_ facets: [FacetCounts]) -> [String] {
    facets.flatMap { counts in
      let heading = "\(counts.facet.name) (exact+related):"
      let indent = String(repeating: " ", count: 2)
      return [terminal.styled(heading, .bold)]
        + DisplayWidth.wrapped(
          Self.plain(Self.summary(counts)), to: max(20, terminal.columns - indent.count)
        ).map { indent + $0 }
    }
  }

  private static func summary(_ counts: FacetCounts) -> String {
    func documents(_ exact: Int, _ related: Int) -> String {
      "\(HumanReadable.count(exact))+\(HumanReadable.count(related))"
    }
    var items = counts.values.prefix(shownValues).map {
      "\($0.value ?? "(none)") \(documents($0.exact, $0.related))"
    }
    let rest = counts.values.dropFirst(shownValues)
    if !rest.isEmpty {
      let sum = documents(
        rest.reduce(0) { $0 + $1.exact }, rest.reduce(0) { $0 + $1.related })
      items.append("\(HumanReadable.count(rest.count)) more, in all \(sum) (--json lists them)")
    }
    return items.isEmpty ? "no documents" : items.joined(separator: " · ")
  }
}
