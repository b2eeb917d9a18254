import QueryLanguage

/// Random trees in normal form that hold something to look for.
struct RandomTrees {
  private var random: SeededGenerator
  private static let words = [
    "甲", "植树", "10-6", "1＋4", "（一）", "or", "ORA", "a", "7·26", "《林》", "OR甲", "é", "甲-", "（甲", "乙）",
    "－", "/S", "near/5", "会议：甲",
  ]
  private static let literals = [
    "甲 乙", "-甲", "OR", "（一）、", "“三”", "6\" 深", "(", "|", "甲”", "竞?", "title:甲",
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func root() -> QueryNode {
    switch choice(of: 3) {
    case 0: leaf()
    case 1: all(depth: 4)
    default: any(depth: 4)
    }
  }

  private mutating func choice(of count: Int) -> Int {
    Int.random(in: 0..<count, using: &random)
  }

  private func node(_ kind: QueryNode.Kind) -> QueryNode { QueryNode(kind, range: 0..<0) }

  private mutating func leaf() -> QueryNode {
    switch choice(of: 8) {
    case 0: return field()
    case 1: return proximity()
    case 2:
      let first = [1, 1949, 2017][choice(of: 3)]
      return node(.years(first...[first, 2020, 9_999][choice(of: 3)]))
    default: return text()
    }
  }

  private mutating func field() -> QueryNode {
    let fields = QueryField.allCases.filter { $0 != .year }
    return node(.field(fields[choice(of: fields.count)], text()))
  }

  private mutating func proximity() -> QueryNode {
    var operands: [QueryNode] = []
    for _ in 0..<2 + choice(of: 2) {
      operands.append(choice(of: 3) == 0 ? node(.any([text(), text()])) : text())
    }
    var relations: [Proximity] = []
    for _ in 1..<operands.count {
      relations.append(
        [
          .sentence, .paragraph, .section,
          .within(1 + choice(of: 1000), isOrdered: choice(of: 2) == 0),
        ][choice(of: 4)])
    }
    return node(.proximity(operands, relations))
  }

  private mutating func text() -> QueryNode {
    if choice(of: 2) == 0 {
      node(.keyword(Self.words[choice(of: Self.words.count)]))
    } else {
      node(.literal(Self.literals[choice(of: Self.literals.count)]))
    }
  }

  private mutating func all(depth: Int) -> QueryNode {
    var operands = [depth > 0 && choice(of: 2) == 0 ? any(depth: depth - 1) : leaf()]
    for _ in 0...choice(of: 3) {
      let operand = depth > 0 && choice(of: 2) == 0 ? any(depth: depth - 1) : leaf()
      operands.insert(
        choice(of: 3) == 0 ? not(depth: depth) : operand, at: choice(of: operands.count + 1))
    }
    return node(.all(operands))
  }

  private mutating func any(depth: Int) -> QueryNode {
    var operands: [QueryNode] = []
    for _ in 0...(1 + choice(of: 2)) {
      operands.append(depth > 0 && choice(of: 2) == 0 ? all(depth: depth - 1) : leaf())
    }
    return node(.any(operands))
  }

  private mutating func not(depth: Int) -> QueryNode {
    guard depth > 0 else { return node(.not(leaf())) }
    switch choice(of: 3) {
    case 0: return node(.not(leaf()))
    case 1: return node(.not(all(depth: depth - 1)))
    default: return node(.not(any(depth: depth - 1)))
    }
  }
}
