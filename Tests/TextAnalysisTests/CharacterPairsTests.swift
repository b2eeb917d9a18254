import Testing

@testable import TextAnalysis

@Suite struct `A table of character pairs` {
  static let tables: [CharacterPairs] = [.radicals, .traditionalSimplified]

  @Test(arguments: tables)
  func `is sorted, changes every source and has no target that is a source`(
    table: CharacterPairs
  ) {
    let pairs = (0..<table.count).map { table[$0] }
    #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.source < $1.source })
    let sources = Set(pairs.map(\.source))
    #expect(pairs.allSatisfy { !sources.contains($0.target) })
    #expect(pairs.allSatisfy { $0.source >= 0x800 && $0.target >= 0x800 })
  }

  @Test(arguments: tables)
  func `finds every source and nothing else`(table: CharacterPairs) {
    let pairs = (0..<table.count).map { ($0, table[$0].source) }
    let expected = Dictionary(uniqueKeysWithValues: pairs.map { ($1, table[$0].target) })
    for unit in UInt16.min...UInt16.max where table.target(of: unit) != expected[unit] {
      Issue.record("U+\(String(unit, radix: 16))")
    }
  }

  @Test(arguments: [("關", "关"), ("發", "发"), ("髮", "发"), ("後", "后"), ("㠏", "㟆"), ("龜", "龟")])
  func `holds the simplified form`(traditional: String, simplified: String) throws {
    let source = try #require(traditional.utf16.first)
    let target = CharacterPairs.traditionalSimplified.target(of: source)
    #expect(target == simplified.utf16.first)
  }

  @Test(arguments: "著俱姊跤阪吒苎后发干了么")
  func `leaves characters of simplified text`(character: Character) throws {
    let source = try #require(character.utf16.first)
    #expect(CharacterPairs.traditionalSimplified.target(of: source) == nil)
  }
}

@Suite struct `A look-alike class` {
  @Test func `has a representative that is folded already`() throws {
    var folder = try TextFolder()
    for scalar in UInt32(0)...0x10FFFF {
      guard let representative = LookAlike.representative(of: scalar),
        let character = Unicode.Scalar(representative)
      else { continue }
      #expect(LookAlike.representative(of: representative) == nil)
      #expect(folder.fold(String(character)).units == Array(String(character).utf16))
    }
  }
}
