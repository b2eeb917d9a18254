import DocumentParsing
import HTTPServer
import PolicySearch

/// How often texts stand in the documents of each year: a chart for each text, and all numbers in a table.
struct TimelinePage {
  let layout: PageLayout
  let timeline: Timeline
  /// The search that a link leads back to.
  let search: SearchTarget

  /// Path and query of the page of a search's query, and of `others` beside it, by years.
  static func link(_ search: SearchTarget, beside others: ArraySlice<String> = []) -> String {
    let target = SearchTarget(
      query: search.query, filters: search.filters, comparison: search.comparison)
    return "/timeline?\(target.text)" + others.map { "&q=\($0.percentEncoded)" }.joined()
  }

  /// The page.
  func html() -> String {
    layout.html(title: layout.language.text(.timeline)) { main in
      main.element("h1", message: .timeline)
      main.element("p", ["class": "totals"], message: .timelineMeaning)
      FacetLists(target: search).chosen(to: &main) { rest in
        Self.link(rest, beside: timeline.terms.dropFirst())
      }
      for term in timeline.terms.indices { chart(term, to: &main) }
      comparison(to: &main)
      table(to: &main)
    }
  }

  private func chart(_ term: Int, to html: inout HTMLWriter) {
    let total = timeline.totals[term]
    html.element("figure") { html in
      html.element("figcaption") { html in
        html.element(
          "a", ["href": PageLayout.link(target(of: term))], text: "“\(timeline.terms[term])”")
        html.element(
          "small", message: .uses(documents: total.documents, occurrences: total.occurrences))
      }
      // Wider than a narrow window, in which it is scrolled, also with the keyboard.
      html.element(
        "div",
        ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": timeline.terms[term]]
      ) { html in
        TimelineChart(timeline: timeline, term: term).write(to: &html) { period in
          PageLayout.link(target(of: term, in: period))
        }
      }
    }
  }

  /// The search for a term, in one year or in all that the page is about.
  private func target(of term: Int, in period: String? = nil) -> SearchTarget {
    var target = search.withoutFacets
    target.query = timeline.terms[term]
    if let year = period.flatMap({ Int($0) }).flatMap({ PolicyDate(year: $0) }) {
      // A bound within the year is narrower than the year.
      if target.filters.since?.year != year.year { target.filters.since = year }
      if target.filters.until?.year != year.year { target.filters.until = year }
    }
    return target
  }

  /// The form for another text beside those that are shown, unless these are as many as there may be.
  private func comparison(to html: inout HTMLWriter) {
    guard timeline.terms.count < SearchAPI.terms.upperBound else { return }
    html.element("form", ["class": "comparison", "action": "/timeline", "method": "get"]) { form in
      for term in timeline.terms {
        form.void("input", ["type": "hidden", "name": "q", "value": term])
      }
      search.hiddenFields(besides: "q", SearchTarget.facets, to: &form)
      form.element("label", ["for": "other"], message: .compare)
      form.void("input", ["id": "other", "name": "q", "type": "search", "autocomplete": "off"])
      form.element("button", ["type": "submit"], message: .add)
    }
  }

  private func table(to html: inout HTMLWriter) {
    html.element(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": html[.numbers]]
    ) { html in
      html.element("table") { html in
        html.element("thead") { html in
          html.element("tr") { html in
            html.element("th", ["scope": "col"], message: .year)
            for term in timeline.terms {
              html.element("th", ["scope": "col"]) { html in
                html.text("“\(term)” ")
                html.element("small", message: .countColumns)
              }
            }
            html.element("th", ["scope": "col"], message: .allDocuments)
          }
        }
        html.element("tbody") { html in
          for row in timeline.rows { self.row(row, to: &html) }
        }
      }
    }
  }

  private func row(_ row: Timeline.Row, to html: inout HTMLWriter) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"], text: row.period ?? html[.undated])
      for (term, count) in row.counts.enumerated() {
        html.element(
          "td",
          text:
            "\(HumanReadable.count(count.occurrences)) · \(HumanReadable.count(count.documents)) · "
            + TimelineChart.rate(row.rate(ofTerm: term)))
      }
      html.element("td", text: HumanReadable.count(row.documents))
    }
  }
}
