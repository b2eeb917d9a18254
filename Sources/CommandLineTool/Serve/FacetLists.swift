import DocumentParsing
import PolicySearch

/// What restricts a page of results, and what could: the filters chosen, each with a link that takes it
/// away, and the values of facets, each with a link that restricts to it.
struct FacetLists {
  /// Values of a facet on a page that was not asked for all of them.
  private static let size = 10

  let target: SearchTarget

  /// The facets of every page of results, and those of `asked` besides.
  static func facets(with asked: [Facet]) -> [Facet] {
    let usual: [Facet] = [.keyword(.kind), .year, .keyword(.issuer), .keyword(.speaker)]
    return usual + asked.filter { !usual.contains($0) }
  }

  /// Writes the filters; nothing where there are none.
  ///
  /// - Parameter link: path and query of the page with another target.
  func chosen(
    to html: inout HTMLWriter, link: (SearchTarget) -> String = { PageLayout.link($0) }
  ) {
    let chosen = chosen(in: html.language)
    guard !chosen.isEmpty else { return }
    html.element("nav", ["class": "chosen", "aria-label": html[.chosen]]) { html in
      html.element("ul") { html in
        for (name, rest) in chosen {
          html.element("li") { html in
            html.element(
              "a", ["href": link(rest), "aria-label": html[.remove(name)]],
              text: "\(name) ✕")
          }
        }
        if chosen.count > 1 {
          html.element("li") { html in
            let bare = SearchTarget(query: target.query, facets: target.facets, order: target.order)
            html.element("a", ["href": link(bare)], message: .removeAll)
          }
        }
      }
    }
  }

  /// The name of each filter, and of comparing literally; and the search without it.
  private func chosen(in language: Language) -> [(name: String, rest: SearchTarget)] {
    var chosen: [(name: String, rest: SearchTarget)] = []
    func add(_ name: String, _ remove: (inout SearchTarget) -> Void) {
      var rest = target
      remove(&rest)
      chosen.append((name, rest))
    }
    for field in KeywordField.allCases {
      for value in target.filters[field] {
        add("\(language.text(Self.name(of: .keyword(field))))：\(value)") { rest in
          rest.filters[field].removeAll { $0 == value }
        }
      }
    }
    if let since = target.filters.since {
      add(language.text(.notEarlier(since.description))) { $0.filters.since = nil }
    }
    if let until = target.filters.until {
      add(language.text(.notLater(until.description))) { $0.filters.until = nil }
    }
    if target.comparison == .literal {
      add(language.text(.literal)) { $0.comparison = .equivalent }
    }
    return chosen
  }

  /// Writes the values of facets, at the side of the hits.
  func lists(of facets: [FacetCounts], to html: inout HTMLWriter) {
    html.element("aside", ["aria-label": html[.facets]]) { html in
      within(to: &html)
      dates(to: &html)
      html.element("p", ["class": "totals"], message: .facetCounts)
      for counts in facets {
        html.element("h2", message: Self.name(of: counts.facet))
        html.element("ul") { html in
          let isWhole = target.facets.contains(counts.facet)
          let shown = isWhole ? counts.values[...] : counts.values.prefix(Self.size)
          for value in shown {
            html.element("li") { html in item(value, of: counts.facet, to: &html) }
          }
          let left = counts.values.count - shown.count
          if left > 0 {
            html.element("li") { html in
              html.element(
                "a", ["href": wholeLink(counts.facet)],
                message: .wholeFacet(left: left))
            }
          }
        }
      }
    }
  }

  private func item(_ value: FacetCounts.Value, of facet: Facet, to html: inout HTMLWriter) {
    if let text = value.value {
      let filters = filters(restrictedTo: text, of: facet)
      if filters == target.filters {
        html.element("span", ["aria-current": "true"], text: text)
      } else {
        html.element("a", ["href": link(filters)], text: text)
      }
    } else {
      html.element("span", message: .without)
    }
    let count = HumanReadable.count
    html.element("small", text: "\(count(value.exact)) + \(count(value.related))")
  }

  private func filters(restrictedTo value: String, of facet: Facet) -> SearchFilters {
    var filters = target.filters
    switch facet {
    case .keyword(let field): filters[field] = [value]
    case .year:
      let year = Int(value).flatMap { PolicyDate(year: $0) }
      // A bound within the year is narrower than the year.
      if filters.since?.year != year?.year { filters.since = year }
      if filters.until?.year != year?.year { filters.until = year }
    }
    return filters
  }

  private func link(_ filters: SearchFilters) -> String {
    var target = target
    target.filters = filters
    return PageLayout.link(target)
  }

  /// The link to the page on which a facet has all its values.
  private func wholeLink(_ facet: Facet) -> String {
    var target = target
    target.facets.append(facet)
    return PageLayout.link(target)
  }

  /// The form for another query within the results.
  private func within(to html: inout HTMLWriter) {
    html.element("form", ["action": "/", "method": "get"]) { form in
      target.hiddenFields(to: &form)
      form.element("label", ["for": "within"], message: .within)
      form.element("div", ["class": "row"]) { row in
        row.void(
          "input",
          ["id": "within", "name": SearchPages.within, "type": "search", "autocomplete": "off"])
        row.element("button", ["type": "submit"], message: .search)
      }
    }
  }

  /// The form for the first and the last date.
  private func dates(to html: inout HTMLWriter) {
    html.element("form", ["action": "/", "method": "get"]) { form in
      target.hiddenFields(besides: SearchFilters.since, SearchFilters.until, to: &form)
      form.element("fieldset") { fields in
        fields.element("legend", message: .dates)
        let bounds: [(name: String, label: Message, value: PolicyDate?)] = [
          (SearchFilters.since, .since, target.filters.since),
          (SearchFilters.until, .until, target.filters.until),
        ]
        for (name, label, value) in bounds {
          fields.element("label", ["for": name], message: label)
          fields.void(
            "input",
            [
              "id": name, "name": name, "value": value?.description, "inputmode": "numeric",
              "pattern": #"[0-9]{4}(-[0-9]{2}){0,2}"#, "maxlength": "10",
              "title": fields[.dateExample], "placeholder": "2017-08", "autocomplete": "off",
            ])
        }
        fields.element("button", ["type": "submit"], message: .restrict)
      }
    }
  }

  private static func name(of facet: Facet) -> Message {
    switch facet {
    case .keyword(.kind): .kind
    case .keyword(.speaker): .speaker
    case .keyword(.issuer): .issuer
    case .keyword(.region): .region
    case .year: .year
    }
  }
}
