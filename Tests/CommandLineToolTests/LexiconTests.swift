import Glibc
import HTTPServer
import PolicySearch
import Testing

@testable import CommandLineTool

@Suite struct `The lexicon command` {
  private func library() -> Tool {
    let tool = Tool()
    tool.write("关于推进松河模式的通知\n各地要学习松河模式。\n", to: "docs/0.txt")
    tool.write("关于防汛的通知\n各地要做好防汛。\n", to: "docs/1.txt")
    #expect(tool.run("index", "docs").code == 0)
    return tool
  }

  @Test func `adds, lists and removes words, which searches follow`() {
    let tool = library()
    #expect(tool.run("lexicon") == .init(code: 1, output: "", error: ""))
    #expect(
      tool.run("lexicon", "add", "河模", "总工会")
        == .init(
          code: 0, output: "河模: added\n总工会: added; one word in the built-in lexicon already\n",
          error: ""))
    #expect(tool.run("lexicon", "list").output == "总工会\n河模\n")
    #expect(tool.run("search", "河模", "防汛").output.contains("docs/0.txt"))
    #expect(tool.run("status").output.contains("2 of yours"))
    #expect(tool.run("segment", "松河模式").output == "松 河模 式\n")
    #expect(tool.run("segment", "--explain", "松河模式").output.contains("hard  your lexicon"))
    #expect(
      tool.run("lexicon", "remove", "总工会").output
        == "总工会: removed; still one word in the built-in lexicon\n")
    #expect(tool.run("lexicon", "list", "--json").output.contains(#""text":"河模","source":"user""#))
    #expect(tool.run("index", "--rebuild").code == 0)
    #expect(tool.run("lexicon").output == "河模\n")
  }

  @Test func `exits with 1 where nothing changes`() {
    let tool = library()
    #expect(tool.run("lexicon", "add", "河模").code == 0)
    #expect(
      tool.run("lexicon", "add", "河模")
        == .init(code: 1, output: "河模: there already\n", error: ""))
    let status = tool.run("status", "--json").output
    #expect(status.contains(#""generation":2"#))
    #expect(status.contains(#""user":1}"#))
  }

  @Test(arguments: [
    (["add"], "add needs a WORD"), (["list", "词"], "list takes no words, such as '词'"),
    (["ad", "词语"], "unknown action 'ad'; did you mean add?"),
    (["词语"], "unknown action '词语'; it is add, remove, list, suggest"),
    (["add", "--built-in", "词语"], "--built-in is for list"),
    (["add", "词"], "“词” is one character; a word has two or more"),
    (["remove", "松河模试"], "“松河模试” was not added; did you mean 松河模式?"),
    (["remove", "别的什么"], "“别的什么” was not added"),
    (["suggest", "-n", "0"], "-n wants a whole number from 1 to 100000, not '0'"),
  ])
  func `says what is wrong, and changes nothing`(arguments: [String], message: String) {
    let tool = library()
    #expect(tool.run("lexicon", "add", "松河模式").code == 0)
    let result = tool.bash(
      "\"$gongwen\" lexicon " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("gongwen lexicon: \(message)"))
    #expect(tool.run("lexicon").output == "松河模式\n")
  }

  @Test func `needs an index`() {
    let tool = Tool()
    for arguments in [["add", "词语"], ["list"], ["suggest"]] {
      let result = tool.bash("\"$gongwen\" lexicon \(arguments.joined(separator: " "))")
      #expect(result.code == 2)
      #expect(result.error.contains("holds no index"))
    }
    #expect(access(tool.folder.path + "/index", F_OK) != 0)
  }

  @Test func `lists the words that come with the product`() {
    let lines = library().run("lexicon", "list", "--built-in").output.split(separator: "\n")
    #expect(lines.count > 6000)
    #expect(lines.contains("总工会\tbuilt_in"))
    #expect(lines.contains("海淀区\tdivision"))
  }

  @Test func `suggests what is quoted, in columns or as JSON`() {
    let tool = library()
    for number in 0..<3 {
      tool.write("第\(number)处的“青瓦行动”要抓好。\n", to: "docs/q\(number).txt")
    }
    #expect(tool.run("index").code == 0)
    let table = tool.run("lexicon", "suggest")
    #expect(table.code == 0)
    #expect(table.output.hasPrefix("       3         3  青瓦行动  青|瓦|行动  docs/q"))
    let json = tool.run("lexicon", "suggest", "--json", "-n", "1").output
    #expect(
      json.hasPrefix(
        #"{"type":"suggestion","text":"青瓦行动","words":["青","瓦","行动"],"occurrences":3,"#
          + #""documents":3,"quotations":3,"example":{"id":""#))
    #expect(tool.run("lexicon", "add", "青瓦行动").code == 0)
    #expect(tool.run("lexicon", "suggest").code == 1)
  }

  @Test func `is noticed by a server on the next request`() throws {
    let library = try ServedLibrary(["关于松河模式的通知\n", "关于防汛的通知\n"])
    let query = "/api/search?q=河模%20防汛"
    #expect(library.get(query).text.contains(#""generation":1"#))
    _ = try UserLexicon(directory: library.index).add(["河模"])
    let after = library.get(query).text
    #expect(after.contains(#""generation":2"#))
    #expect(after.contains(#""related":{"documents":2}"#))
  }
}

@Suite struct `An index's prepared dictionary` {
  private static let file = "index/words.dictionary"

  /// A library that keeps its dictionary.
  private func library() throws -> Tool {
    let tool = Tool()
    write(0, in: tool)
    try update(tool)
    return tool
  }

  /// Updates the index as that of a large library.
  private func update(_ tool: Tool) throws {
    var options = LibraryUpdate.Options(directory: tool.folder.path + "/index")
    options.adding = [tool.folder.path + "/docs"]
    options.leastCachingSize = 0
    _ = try LibraryUpdate(options).run()
  }

  private func write(_ number: Int, in tool: Tool) {
    var text = "第\(number)号\n"
    for line in 0..<100 { text += "第\(line)处安排防汛、植树、护林、修路，人手够。\n" }
    // The dictionary is prepared for files of a megabyte; blanks make one and are read at once.
    tool.write(text + String(repeating: " ", count: 1 << 20), to: "docs/\(number).txt")
  }

  private func bytes(_ tool: Tool) -> [UInt8] {
    guard let file = fopen(tool.folder.path + "/" + Self.file, "r") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    _ = fread(&bytes, 1, bytes.count, file)
    return bytes
  }

  @Test func `is kept by a large library only`() {
    let tool = Tool()
    write(0, in: tool)
    #expect(tool.run("index", "docs").code == 0)
    #expect(bytes(tool).isEmpty)
  }

  @Test func `is kept, told, and not needed`() throws {
    let tool = try library()
    let size = bytes(tool).count
    #expect(size > 1_000_000)
    #expect(tool.run("status", "--json").output.contains(#""dictionary_cache":\#(size),"#))
    tool.write("关于防汛的通知\n", to: "docs/1.txt")
    #expect(tool.run("index").code == 0)
    #expect(bytes(tool).count == size)
    unlink(tool.folder.path + "/" + Self.file)
    #expect(tool.run("verify").code == 0)
    #expect(tool.run("search", "防汛的通知").code == 0)
    #expect(tool.run("status", "--json").output.contains(#""dictionary_cache":0,"#))
  }

  @Test func `is made anew by a bulk update where it is damaged, whatever the damage`() throws {
    let tool = try library()
    let good = bytes(tool)
    let before = tool.run("search", "-n", "3", "--json", "防汛 抗旱").output
      .split(separator: "\n").first
    var damages: [[UInt8]] = [[], Array(good[..<71]), Array(good[..<4096]), Array(good.dropLast())]
    for place in [0, 20, 64, 5000, good.count / 2] {
      var bytes = good
      bytes[place] ^= 0x10
      damages.append(bytes)
    }
    for (number, damage) in damages.enumerated() {
      tool.write(damage, to: Self.file)
      let verified = tool.run("verify")
      #expect(verified.code == 2, "damage \(number)")
      #expect(verified.error.contains("words.dictionary"))
      // Searches do not read it.
      #expect(
        tool.run("search", "-n", "3", "--json", "防汛 抗旱").output.split(separator: "\n").first
          == before)
    }
    write(1, in: tool)
    try update(tool)
    // Not in the expectation, which would print eleven megabytes.
    let isAsBefore = bytes(tool) == good
    #expect(isAsBefore)
    #expect(tool.run("verify").code == 0)
  }
}
