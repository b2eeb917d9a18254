import PolicySearch

/// The page before anything has been searched, and the one that says what is wrong with a query: both
/// show how to write one.
struct HelpPage {
  let layout: PageLayout

  /// The page to start from.
  func welcome() -> String {
    var layout = layout
    layout.focusesSearch = true
    return layout.html { main in
      main.element("h1", message: .welcome)
      help(to: &main)
    }
  }

  /// What is wrong with a query, and where.
  func fault(_ fault: QueryFault) -> String {
    var layout = layout
    layout.focusesSearch = true
    layout.isFaulty = true
    let message = layout.language.text(fault.message)
    return layout.html(title: message) { main in
      main.element("div", ["id": "fault"]) { html in
        html.element("h1", text: message)
        html.element("p", message: fault.remedy)
        if !fault.query.allSatisfy(\.isWhitespace) { place(of: fault, to: &html) }
      }
      help(to: &main)
    }
  }

  /// The query with the faulty part set off, or a caret where something is missing.
  private func place(of fault: QueryFault, to html: inout HTMLWriter) {
    let query = fault.query
    let start = query.utf8.index(query.startIndex, offsetBy: fault.range.lowerBound)
    let end = query.utf8.index(query.startIndex, offsetBy: fault.range.upperBound)
    html.element("p", ["class": "fault"]) { html in
      html.element("code") { html in
        html.text(query[..<start])
        html.element("mark", text: start == end ? "‸" : String(query[start..<end]))
        html.text(query[end...])
      }
      let number = query.unicodeScalars.distance(from: query.startIndex, to: start) + 1
      html.text(.place(character: number))
    }
  }

  private func help(to html: inout HTMLWriter) {
    let lines: [(example: String, meaning: Message)] = [
      ("安全 生产", .helpWords), ("“安全生产责任制”", .helpLiteral), ("安全生产 -矿山", .helpExclusion),
      ("矿山 OR 煤矿", .helpAlternatives),
    ]
    html.element("dl", ["class": "help"]) { html in
      for line in lines {
        html.element("div") { html in
          html.element("dt") { html in
            html.element(
              "a",
              ["href": PageLayout.link(SearchTarget(query: line.example)), "lang": "zh-CN"],
              text: line.example)
          }
          html.element("dd", message: line.meaning)
        }
      }
    }
  }
}
