import PolicySearch

/// A chart in SVG: a bar for each period, as high as the occurrences in ten thousand characters.
struct TimelineChart {
  private static let size = (width: 720, height: 180)
  private static let foot = 22
  /// As many labels have room.
  private static let labels = 18

  let timeline: Timeline
  let term: Int

  /// Writes the chart; the documents without a date are not in it. `link` is the address of a period.
  func write(to html: inout HTMLWriter, link: (_ period: String) -> String) {
    let rows = timeline.rows.filter { $0.period != nil }
    let highest = rows.map { $0.rate(ofTerm: term) }.max() ?? 0
    let (width, height) = Self.size
    html.element(
      "svg",
      [
        "class": "timeline", "viewBox": "0 0 \(width) \(height)", "aria-label": html[.timeline],
      ]
    ) { svg in
      let step = Double(width) / Double(max(rows.count, 1))
      let every = (rows.count + Self.labels - 1) / Self.labels
      for (index, row) in rows.enumerated() {
        let rate = row.rate(ofTerm: term)
        let room = Double(height - Self.foot - 4)
        let bar = highest > 0 ? max(Double(rate / highest) * room, rate > 0 ? 1.5 : 0) : 0
        let period = row.period ?? ""
        let place = Double(index) * step
        if rate > 0 {
          svg.element("a", ["href": link(period)]) { svg in
            svg.element("title", message: .use(in: period, row.counts[term], Self.rate(rate)))
            svg.element(
              "rect",
              [
                "x": Self.tenths(place + step * 0.1),
                "y": Self.tenths(Double(height - Self.foot) - bar),
                "width": Self.tenths(min(step * 0.8, 60)), "height": Self.tenths(bar),
              ]
            ) { _ in }
          }
        }
        if every <= 1 || index % every == 0 {
          svg.element(
            "text",
            [
              "x": Self.tenths(place + step * 0.1 + min(step * 0.4, 30)), "y": String(height - 6),
              "text-anchor": "middle",
            ],
            text: period)
        }
      }
      svg.element(
        "path", ["d": "M0 \(height - Self.foot)H\(width)", "class": "axis"]
      ) { _ in }
    }
  }

  /// With one decimal.
  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A rate with two decimals.
  static func rate(_ rate: Float) -> String {
    let hundredths = Int((rate * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
