import PolicySearch

/// The part of a page that says why nothing stands to the letter, and leads to what does.
struct AbsenceNote {
  let target: SearchTarget

  func write(_ absence: Absence, to html: inout HTMLWriter) {
    html.element("section", ["class": "absence"]) { html in
      html.element("h2", message: .absence)
      html.element("ul") { html in
        for part in absence.parts {
          html.element("li") { html in
            standing(part, to: &html)
            rest(part, of: absence, to: &html)
            pieces(part, to: &html)
            nearest(part, to: &html)
          }
        }
      }
    }
  }

  private func standing(_ part: Absence.Part, to html: inout HTMLWriter) {
    html.text("“\(part.text)” ")
    if part.documents > 0 {
      html.text(.standing(part.documents))
    } else if part.unfiltered > 0 {
      html.text(.filteredOut(part.unfiltered))
    } else {
      html.text(.nowhere)
    }
  }

  private func rest(_ part: Absence.Part, of absence: Absence, to html: inout HTMLWriter) {
    guard let rest = part.rest, absence.parts.count > 2 || part.documents > 0 else { return }
    html.text(.without(rest))
  }

  private func pieces(_ part: Absence.Part, to html: inout HTMLWriter) {
    guard !part.pieces.isEmpty else { return }
    html.element("p") { html in
      html.text(.pieces)
      for piece in part.pieces {
        var target = target
        target.query = "“\(piece.text)”"
        link(piece.text, to: target, piece.documents, &html)
      }
    }
  }

  private func nearest(_ part: Absence.Part, to html: inout HTMLWriter) {
    guard !part.nearest.isEmpty else { return }
    html.element("p") { html in
      html.text(.nearest)
      for wording in part.nearest {
        var target = target
        target.query = part.query(target.query, with: wording)
        link(wording.text, to: target, wording.documents, &html)
        html.element("small", message: .name(of: wording.difference))
        html.text(" ")
      }
    }
  }

  /// A wording that leads to its search, with its documents.
  private func link(
    _ text: String, to target: SearchTarget, _ documents: Int, _ html: inout HTMLWriter
  ) {
    html.element("a", ["href": PageLayout.link(target)], text: text)
    html.text(.documents(documents))
  }
}
