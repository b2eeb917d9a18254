import Testing

@testable import CommandLineTool

@Suite struct `Completion scripts` {
  @Test(arguments: Shell.allCases)
  func `are scripts that their shell reads`(shell: Shell) {
    let tool = Tool()
    tool.write(shell.script(for: Gongwen.commands), to: "script")
    guard tool.bash("command -v \(shell.rawValue)").code == 0 else {
      print("\(shell.rawValue) is not installed: its script is not checked")
      return
    }
    let result = tool.bash("\(shell.rawValue) --no-execute script || \(shell.rawValue) -n script")
    #expect(result.code == 0, "\(result.error)")
  }

  @Test(arguments: Shell.allCases)
  func `name every command and flag`(shell: Shell) {
    let script = shell.script(for: Gongwen.commands)
    for command in Gongwen.commands.commands {
      #expect(script.contains(command.name))
      for flag in command.allFlags {
        #expect(script.contains(shell == .fish ? "-l \(flag.name)" : "--\(flag.name)"))
      }
    }
  }

  /// What bash offers for the last of some words.
  private func offers(_ tool: Tool, _ words: String...) -> [String] {
    let array = words.map { "'\($0)'" }.joined(separator: " ")
    let result = tool.bash(
      """
      gongwen() { "$gongwen" "$@"; }
      source <("$gongwen" completion bash)
      COMP_WORDS=(gongwen \(array)) COMP_CWORD=\(words.count)
      _gongwen
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test func `complete commands, flags, choices and what the library has`() {
    let tool = Tool()
    tool.write("关于植树的通知\n\n各单位：\n要植树。", to: "docs/通知.txt")
    tool.write("kind: $(touch pwned)", to: "docs/坏.txt.gongwen")
    tool.write("关于挖井的报告", to: "docs/坏.txt")
    #expect(tool.run("index", "docs").code == 0)
    #expect(offers(tool, "ti") == ["timeline"])
    #expect(offers(tool, "help", "ver") == ["verify"])
    #expect(offers(tool, "help", "q") == ["query"])
    #expect(offers(tool, "search", "--count") == ["--count", "--count-matches"])
    #expect(offers(tool, "search", "--color", "a") == ["auto", "always"])
    #expect(offers(tool, "search", "--color", "=", "n") == ["never"])
    #expect(
      offers(tool, "search", "--sort", "") == ["relevance", "date", "-date", "title", "path"])
    #expect(offers(tool, "search", "--sort", "da") == ["date"])
    #expect(offers(tool, "search", "--kind", "通").count == 1)
    #expect(offers(tool, "search", "--index", "index", "--kind", "通").count == 1)
    #expect(tool.bash("mv index other").code == 0)
    #expect(offers(tool, "search", "--index", "=", "other", "--kind", "通").count == 1)
    #expect(tool.bash("mv other index").code == 0)
    #expect(offers(tool, "index", "doc") == ["docs"])
    #expect(offers(tool, "completion", "") == ["bash", "zsh", "fish"])
    #expect(offers(tool, "search", "植") == [])
    // Values come from documents: nothing in them is run.
    #expect(offers(tool, "search", "--kind", "$").count == 1)
    #expect(tool.bash("test -e pwned").code == 1)
  }
}

@Suite struct `Manual pages` {
  private static let pages: [(String, String)] =
    [("gongwen", ManualPage.page(of: Gongwen.commands))]
    + Gongwen.commands.commands.map {
      ("gongwen-\($0.name)", ManualPage.page(of: $0, in: Gongwen.commands))
    }

  @Test(arguments: pages)
  func `are pages that man formats without complaint`(name: String, page: String) {
    let tool = Tool()
    tool.write(page, to: "page.1")
    if tool.bash("command -v groff").code == 0 {
      let result = tool.bash("preconv -e utf-8 page.1 | groff -man -Tutf8 -ww > formatted")
      #expect(result == Tool.Result(code: 0, output: "", error: ""), "\(name)")
    } else if tool.bash("command -v man").code == 0 {
      let result = tool.bash("LC_ALL=C.UTF-8 MANROFFSEQ= man --warnings -l page.1 > formatted")
      #expect(result.code == 0 && result.error.isEmpty, "\(name): \(result.error)")
    } else {
      print("neither groff nor man is installed: \(name) is not formatted")
    }
    guard tool.bash("command -v mandoc").code == 0 else {
      print("mandoc is not installed: \(name) is not checked by it")
      return
    }
    let checked = tool.bash("mandoc -Tlint -W error page.1")
    #expect(checked.code == 0, "\(name): \(checked.output)")
  }

  @Test(arguments: Gongwen.commands.commands.map(\.name))
  func `tell all flags and examples`(name: String) throws {
    let command = try Gongwen.commands.command(named: name)
    let page = ManualPage.page(of: command, in: Gongwen.commands)
    for flag in command.allFlags {
      #expect(
        page.contains("\\fB\\-\\-\(flag.name.split(separator: "-").joined(separator: "\\-"))\\fR"))
    }
    #expect(page.components(of: "\n.TP\n") == command.allFlags.count + command.examples.count)
    for line in page.split(separator: "\n") where line.first == "." {
      #expect([".\\\"", ".TH", ".SH", ".TP", ".PP", ".BR", ".RI", ".B "].contains(line.prefix(3)))
    }
  }

  @Test func `are written all at once`() {
    let tool = Tool()
    #expect(tool.bash("mkdir man1 && \"$gongwen\" man --directory man1").code == 0)
    let names = tool.bash("ls man1").output.split(separator: "\n").map(String.init)
    let expected = ["gongwen.1"] + Gongwen.commands.commands.map { "gongwen-\($0.name).1" }
    #expect(names.sorted() == expected.sorted())
    #expect(
      tool.run("man", "search").output == Tool.read(tool.folder.path + "/man1/gongwen-search.1"))
  }
}

extension String {
  /// How often `text` stands in it.
  fileprivate func components(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[rest.index(before: range.upperBound)...]
    }
    return count
  }
}
