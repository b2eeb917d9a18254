import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `A user's words` {
  private let library: TestLibrary
  private var lexicon: UserLexicon { UserLexicon(directory: library.index) }

  init() throws {
    library = try TestLibrary([
      "关于推进松河模式的通知\n各地要学习松河模式，松河模式管用。\n",
      "松林与河道\n这条河的模式不同，要另作打算。\n",
      "关于防汛的通知\n各地要做好防汛。\n",
    ])
  }

  private func related(_ query: String) throws -> [String] {
    try library.search(query).hits.filter { $0.tier == .related }
      .map { String($0.path.suffix(5)) }
  }

  @Test func `take part in queries as soon as they are added, until they are removed`() throws {
    let before = try library.search("松河模式 防汛")
    #expect(try related("松河模式 防汛").contains("1.txt"))
    let outcome = try lexicon.add(["松河模式"])
    #expect(outcome == [.init(word: "松河模式", isChanged: true, otherSource: nil)])
    // Of its parts only those of two characters and more are looked for beside it.
    #expect(try library.open().userWords.texts == ["松河模式"])
    let with = try library.search("松河模式 防汛")
    #expect(with.hits.first?.path.suffix(5) == "0.txt")
    #expect(with.hits.first?.score != before.hits.first?.score)
    _ = try lexicon.remove(["松河模式"])
    let after = try library.search("松河模式 防汛")
    #expect(after.hits == before.hits)
    #expect(after.generation == before.generation + 2)
  }

  @Test func `rank by where they stand, whatever the documents were cut into`() throws {
    _ = try lexicon.add(["河模"])
    let plan = try QueryPlan("松河模式", vocabulary: try library.open().vocabulary())
    let word = try #require(plan.words[0].first { $0.isUserWord })
    #expect(word.pattern.units == Array("河模".utf16))
    // The only word of the query that 0.txt has is the user's: it is cut 松|河|模式 there.
    let result = try library.search("河模 防汛")
    #expect(result.relatedDocuments == 2)
    #expect(result.hits.contains { $0.path.hasSuffix("0.txt") && $0.score > 0 })
  }

  @Test func `are cut out of a query though its other words would go through them`() throws {
    _ = try lexicon.add(["会干"])
    let plan = try QueryPlan("工会干部", vocabulary: try library.open().vocabulary())
    let words = plan.words[0].filter { $0.role == .word }.map(\.pattern.units)
    #expect(words == [Array("工".utf16), Array("会干".utf16), Array("部".utf16)])
  }

  @Test func `are kept folded, each once`() throws {
    let outcomes = try lexicon.add(["松河摸式", "５Ｇ 村", "5g村"])
    #expect(outcomes.map(\.word) == ["松河摸式", "5g村", "5g村"])
    #expect(outcomes.map(\.isChanged) == [true, true, false])
    #expect(try library.open().userWords.texts == ["5g村", "松河摸式"])
    let generation = try library.open().generation
    #expect(try !lexicon.add(["松河摸式"])[0].isChanged)
    #expect(try library.open().generation == generation)
  }

  @Test func `are kept by updates and by rebuilds`() throws {
    _ = try lexicon.add(["松河模式", "河模"])
    try library.write("松河模式好\n", "3.txt")
    try library.update()
    #expect(try library.open().userWords.texts == ["松河模式", "河模"])
    try library.update { $0.rebuilds = true }
    #expect(try library.open().userWords.texts == ["松河模式", "河模"])
  }

  @Test(arguments: [
    ("工会", UserLexicon.KnownSource.dictionary), ("总工会", .builtIn), ("海淀区", .division),
  ])
  func `that are words already are taken, and said to be`(
    word: String, source: UserLexicon.KnownSource
  ) throws {
    #expect(
      try lexicon.add([word]) == [.init(word: word, isChanged: true, otherSource: source)])
  }

  @Test(arguments: [
    ("会", UserWordError.tooShort("会")), ("𠮷", .tooShort("𠮷")),
    ("——", .onlyPunctuation("——")), ("", .onlyPunctuation("")), (" ", .onlyPunctuation(" ")),
    ("各地要认真学习松河模式并且抓好落实取得实效啊", .tooLong("各地要认真学习松河模式并且抓好落实取得实效啊")),
  ])
  func `that cannot be one are refused, and none of the others is added`(
    word: String, error: UserWordError
  ) throws {
    let generation = try library.open().generation
    #expect { try lexicon.add(["松河模式", word]) } throws: { thrown in
      guard case LibraryError.userWord(let found) = thrown else { return false }
      return found == error && found.description.contains("“\(word)”")
    }
    #expect(try library.open().userWords.texts.isEmpty)
    #expect(try library.open().generation == generation)
  }

  @Test func `that were not added cannot be removed`() throws {
    _ = try lexicon.add(["松河模式"])
    #expect { try lexicon.remove(["松河模式", "松河"]) } throws: { error in
      guard case LibraryError.userWord(let error) = error else { return false }
      return error == .unknown("松河", added: [])
    }
    #expect(try library.open().userWords.texts == ["松河模式"])
  }

  @Test func `are marked as a whole in what is shown`() throws {
    _ = try lexicon.add(["河模"])
    let result = try library.search("河模 防汛")
    let hit = try #require(result.hits.first { $0.path.hasSuffix("0.txt") })
    let passage = try #require(hit.passages.first)
    let units = Array(passage.text.utf16)
    #expect(passage.matches.allSatisfy { Array(units[$0]) == Array("河模".utf16) })
  }
}
