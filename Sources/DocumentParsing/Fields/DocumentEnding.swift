/// What the last lines of a document say about it: the signature and the date of writing.
struct DocumentEnding {
  private(set) var issuer: String?
  private(set) var date: PolicyDate?

  /// The number of lines worth passing to ``init(_:)``.
  static let lineLimit = 4

  /// Reads the document's last lines, blank ones left out, in their order.
  init(_ lines: [TextLine]) {
    // `（此件公开发布）` may follow the date.
    var rest = lines[...]
    while let last = rest.last?.scalars, last.first == "（", last.last == "）" { rest.removeLast() }
    guard let last = rest.popLast(), let date = PolicyDate.whole(last.scalars),
      date.month != nil
    else { return }
    self.date = date
    // Two bodies that sign together are not one issuer.
    guard let signature = rest.popLast(), Issuer.isBody(signature.scalars),
      rest.last.map({ !Issuer.isBody($0.scalars) }) ?? true
    else { return }
    issuer = String(signature.scalars.filter { !$0.isBlank })
  }
}
