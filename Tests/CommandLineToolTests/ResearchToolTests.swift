import Testing

@Suite struct `The tool's answers to research, run whole` {
  private func library() -> Tool {
    let tool = Tool()
    tool.write(
      """
      在全市工会工作会议上的讲话

      （2018年1月8日）

      陈 守 信

      同志们：
      要深化改革，改革要落到实处。
      再讲一点。
      还要抓好培训。
      """, to: "docs/a.txt")
    tool.write(
      """
      关于深化改革的通知

      各单位：
      要认真学习，推进
      改革。

      海屿市总工会
      2020年3月5日
      """, to: "docs/b.txt")
    tool.write("竞选改革委员，=改革", to: "docs/c.md")
    #expect(tool.run("index", "docs").code == 0)
    return tool
  }

  @Test(arguments: [
    ("-c 改革", "docs/a.txt:1\ndocs/b.txt:2\ndocs/c.md:1\n"),
    ("--count-matches 改革", "docs/a.txt:2\ndocs/b.txt:2\ndocs/c.md:2\n"),
    ("-l --sort -date 改革", "docs/b.txt\ndocs/a.txt\ndocs/c.md\n"),
    ("-o 深化改革", "docs/a.txt:8:深化改革\ndocs/b.txt:1:深化改革\n"),
    ("-o --no-filename 深化改革", "深化改革\n深化改革\n"),
    ("-o 推进改革", "docs/b.txt:4:推进改革\n"),
    (
      "--vimgrep 深化改革",
      "docs/a.txt:8:2:要深化改革，改革要落到实处。\ndocs/b.txt:1:3:关于深化改革的通知\n"
    ),
    ("--vimgrep -o 培训", "docs/a.txt:10:5:培训\n"),
    ("-C 0 培训", "docs/a.txt:10:还要抓好培训。\n"),
    ("-B 1 培训", "docs/a.txt-9-再讲一点。\ndocs/a.txt:10:还要抓好培训。\n"),
    (
      "-C 1 --no-filename 落到实处 OR 培训",
      "同志们：\n要深化改革，改革要落到实处。\n再讲一点。\n还要抓好培训。\n"
    ),
    (
      "-A 1 深化",
      "docs/a.txt:8:要深化改革，改革要落到实处。\ndocs/a.txt-9-再讲一点。\n--\n"
        + "docs/b.txt:1:关于深化改革的通知\ndocs/b.txt-3-各单位：\n"
    ),
  ])
  func `lists occurrences as ripgrep does`(flags: String, output: String) {
    let tool = library()
    let result = tool.bash("\"$gongwen\" search \(flags)")
    #expect(result == Tool.Result(code: 0, output: output, error: ""))
    let none = tool.bash("\"$gongwen\" search \(flags.split(separator: " ")[0]) 1 饕餮")
    #expect(none.code == 1)
    #expect(none.output.isEmpty)
  }

  @Test(arguments: [
    ("search -c -l 改革", "-c and -l contradict each other"),
    ("search -o -C 1 改革", "-o and -A, -B, -C contradict each other"),
    ("search --vimgrep -A 1 改革", "--vimgrep and -A, -B, -C contradict"),
    ("search -l -n 3 改革", "--number pages through documents"),
    ("search -c --explain 改革", "files and matches have no score"),
    ("search -c --no-filename 改革", "--no-filename needs -o"),
    ("search -C x 改革", "-C wants a whole number"), ("search --sort size 改革", "--sort must be"),
    ("kwic --json --csv 改革", "contradict"), ("kwic --width -1 改革", "whole number"),
    ("timeline --by week 改革", "--by must be year or month"), ("timeline", "TERM is missing"),
    ("timeline 改革 “改革", "“"), ("first", "QUERY is missing"),
    ("values knd", "did you mean kind?"), ("completion tcsh", "bash, zsh, fish"),
    ("man serch", "did you mean search?"), ("man --directory /nowhere", "can be written to"),
  ])
  func `tells what contradicts, and exits with 2`(command: String, remark: String) {
    let result = library().bash("\"$gongwen\" \(command)")
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.error.contains(remark), "\(result.error)")
  }

  @Test func `writes occurrences and files as JSON`() {
    let tool = library()
    let lines = tool.run("search", "--json", "-C", "1", "培训").output
    #expect(lines.hasPrefix(#"{"type":"occurrence","id":""#))
    #expect(
      lines.hasSuffix(
        #""line":10,"column":5,"zone":"body","section":[],"text":"还要抓好培训。","start":4,"#
          + #""length":2,"before":["再讲一点。"],"after":[]}"# + "\n"), "\(lines)")
    #expect(
      tool.run("search", "--json", "-o", "深化改革").output.split(separator: "\n").count == 2)
    #expect(
      tool.run("search", "--json", "-c", "改革").output.split(separator: "\n")[1].hasSuffix(
        #"/docs/b.txt","paragraphs":2}"#))
    #expect(
      tool.run("search", "--json", "-l", "培训").output.hasSuffix(#"/docs/a.txt"}"# + "\n"))
  }

  @Test func `lists a concordance, aligned by width`() {
    let tool = library()
    let lines = tool.run("kwic", "--width", "6", "--sort", "right", "改革").output
    let found = lines.split(separator: "\n").map(String.init)
    #expect(found.count == 6)
    #expect(found.contains("要深化改革，改革  2018-01-08  docs/a.txt:8"), "\(lines)")
    #expect(found.contains("竞选改革委员，              docs/c.md:1".leftPadded(by: 2)), "\(lines)")
    let csv = tool.run("kwic", "--csv", "-n", "1", "“=改革”")
    #expect(csv.output.hasPrefix("\u{FEFF}left,match,right,date,speaker,title,path,part,line,"))
    #expect(csv.output.contains("竞选改革委员，,'=改革,,"))
    let json = tool.run("kwic", "--json", "-n", "1", "改革")
    #expect(json.error == "gongwen kwic: 1 of 6 occurrences shown\n")
    #expect(json.output.contains(#""documents":3,"occurrences":6,"shown":1,"#))
    #expect(tool.run("kwic", "饕餮") == Tool.Result(code: 1, output: "", error: ""))
  }

  @Test func `counts over the years`() {
    let tool = library()
    let result = tool.run("timeline", "改革", "培训")
    #expect(result.code == 0)
    let lines = result.output.split(separator: "\n").map { $0.split(separator: "\t").prefix(4) }
    #expect(
      lines.map { $0.joined(separator: " ") } == [
        "2018 改革 2 1", "2018 培训 1 1", "2020 改革 2 1", "2020 培训 0 0", "undated 改革 2 1",
        "undated 培训 0 0",
      ])
    #expect(
      tool.run("timeline", "--by", "month", "--csv", "培训").output.contains("\r\n2018-01,培训,1,1,"))
    #expect(
      tool.run("timeline", "--json", "培训").output.hasPrefix(
        #"{"type":"timeline","version":1,"by":"year","terms":[{"term":"培训","documents":1,"#))
    #expect(tool.run("timeline", "饕餮").code == 1)
  }

  @Test func `says who said it first, and with what caveat`() {
    let tool = library()
    let result = tool.run("first", "改革")
    #expect(result.code == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.map { $0.prefix(10) } == ["2018-01-08", "2020-03-05"])
    #expect(lines[0].contains("\t陈守信\t"))
    #expect(
      result.error == "gongwen first: in this library only: 2 documents with a date; "
        + "1 document without a date, any of which may be earlier\n")
    let json = tool.run("first", "--json", "改革").output
    #expect(json.contains(#""dated":2,"undated":1,"speakers":[{"name":"陈守信","date":"2018-01-08","#))
    #expect(tool.run("first", "饕餮").code == 1)
  }

  @Test func `says why nothing is found, and what comes nearest`() {
    let tool = library()
    let result = tool.run("search", "竟选改革", "培训")
    #expect(result.error.contains("“竟选改革” stands in no document\n"))
    #expect(
      result.error.contains("nearest: 竞选改革, which has a character that is often confused, in 1"))
    #expect(result.error.contains("“培训” stands in 1 document\n"))
    let json = tool.run("search", "--json", "竟选改革").output
    #expect(
      json.contains(
        #""absence":{"parts":[{"text":"竟选改革","start":0,"length":4,"documents":0,"occurrences":0,"#))
    #expect(json.contains(#""nearest":[{"text":"竞选改革","difference":"confused_character","#))
    #expect(!tool.run("search", "--json", "竞选改革").output.contains("absence"))
  }

  @Test func `tells files apart whose names are canonically equivalent`() {
    let tool = Tool()
    tool.write("改革一", to: "docs/caf\u{E9}.txt")
    tool.write("改革二，改革", to: "docs/cafe\u{301}.txt")
    #expect(tool.run("index", "docs").code == 0)
    let expected = "docs/cafe\u{301}.txt:2\ndocs/caf\u{E9}.txt:1\n"
    #expect(Array(tool.run("search", "--count-matches", "改革").output.utf8) == Array(expected.utf8))
  }

  @Test func `lists the values of a field`() {
    let tool = library()
    #expect(tool.run("values", "kind").output == "讲话\n通知\n")
    #expect(
      tool.run("values", "speaker", "--json").output
        == #"{"type":"value","field":"speaker","value":"陈守信"}"# + "\n")
    #expect(tool.run("values", "region", "--index", "nowhere").code == 2)
  }
}

extension String {
  fileprivate func leftPadded(by count: Int) -> String {
    String(repeating: " ", count: count) + self
  }
}
