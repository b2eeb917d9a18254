import PolicySearch

/// The part of a page that says why nothing stands to the letter, and leads to what does.
struct AbsenceNote {
  let target: SearchTarget

  func write(_ absence: Absence, to html: inout HTMLWriter) {
    html.element("section", ["class": "absence"]) { html in
      html.element("h2", text: "没有一字不差的")
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
    html.text("“\(part.text)”：")
    if part.documents > 0 {
      html.text("\(HumanReadable.count(part.documents)) 篇有")
    } else if part.unfiltered > 0 {
      html.text("\(HumanReadable.count(part.unfiltered)) 篇有，但都不符合筛选条件")
    } else {
      html.text("没有文件这样写")
    }
  }

  private func rest(_ part: Absence.Part, of absence: Absence, to html: inout HTMLWriter) {
    guard let rest = part.rest, absence.parts.count > 2 || part.documents > 0 else { return }
    html.text("；不要求它，其余的 \(HumanReadable.count(rest)) 篇有")
  }

  private func pieces(_ part: Absence.Part, to html: inout HTMLWriter) {
    guard !part.pieces.isEmpty else { return }
    html.element("p") { html in
      html.text("其中有的：")
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
      html.text("是不是要找：")
      for wording in part.nearest {
        var target = target
        target.query = part.query(target.query, with: wording)
        link(wording.text, to: target, wording.documents, &html)
        html.element("small", text: Self.phrase(wording.difference) + " ")
      }
    }
  }

  /// A wording that leads to its search, with its documents.
  private func link(
    _ text: String, to target: SearchTarget, _ documents: Int, _ html: inout HTMLWriter
  ) {
    html.element("a", ["href": PageLayout.link(target)], text: text)
    html.text(" \(HumanReadable.count(documents)) 篇 ")
  }

  private static func phrase(_ difference: Absence.Difference) -> String {
    switch difference {
    case .confused: "形近或常混的字"
    case .homophone: "同音字"
    case .swapped: "两个字对调"
    case .missing: "多一个字"
    case .extra: "少一个字"
    case .other: "一个字不同"
    }
  }
}
