import Glibc
import Testing

@Suite struct `The doctor, run whole` {
  private static let sentence = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，必须切实加以解决。"
  private static let two =
    "内部学习 请勿外传\n文海书屋资料库\n全网最全\n关于做好防汛工作的通知\n各县区：\n\(sentence)\n\n"
    + "关于开展评选活动的通知\n（2019年5月\n6日）\n\(sentence)\n"

  private func folder() -> Tool {
    let tool = Tool()
    tool.write(Self.two, to: "docs/两个.txt")
    return tool
  }

  @Test func `shows every decision on a file, line numbers first`() {
    let result = folder().run("doctor", "docs/两个.txt", environment: ["COLUMNS": "60"])
    #expect(result.code == 1)
    #expect(result.error.isEmpty)
    #expect(
      result.output == """
        docs/两个.txt
                encoding      UTF-8  (all of it is valid UTF-8)

        document 1
             4  begins        with the file; ends with line 6
             4  title         关于做好防汛工作的通知  (title)
             4  kind          通知  (title)
                date          not known

        document 2
             8  begins        a title over a date; ends with line 11
             8  title         关于开展评选活动的通知  (title)
             8  kind          通知  (title)
             9  date          2019-05-06  (below the title)

        set apart
             1  advertising   内部学习 请勿外传
             2  advertising   文海书屋资料库
             3  advertising   全网最全

        joined to the line before
            10  goes on from  line 9

        """)
  }

  @Test func `writes a file's decisions as JSON`() {
    let tool = folder()
    tool.write([0, 1, 0, 1, 2, 3], to: "坏.txt")
    let result = tool.run("doctor", "--json", "docs/两个.txt", "坏.txt", "没有.txt")
    #expect(result.code == 2)
    #expect(
      result.error == "gongwen doctor: 没有.txt: No such file or directory; "
        + "check the path and its permissions\n")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2)
    for part in [
      #"{"type":"file","version":1,"path":"docs/两个.txt","skipped":null,"encoding":"UTF-8","#,
      #""encoding_evidence":{"rule":"validity","line":null},"encoding_candidates":[],"#,
      #"{"line":2,"rule":"advertisement","text":"文海书屋资料库"}"#,
      #""joins":[{"from":9,"to":10,"over_blank_lines":false,"in_title":false}]"#,
      #"{"part":2,"lines":[8,11],"split":"title_and_date","title":"关于开展评选活动的通知","#,
      #""date":{"rule":"below_title","line":9}"#,
    ] {
      #expect(lines[0].contains(part), "\(part)")
    }
    #expect(lines[1].contains(#""skipped":"not a text file"#))
  }

  @Test func `reads a file by the rules of its library, and by its flags`() {
    let tool = folder()
    tool.write(Self.two, to: "别处.txt")
    #expect(tool.run("index", "docs", "--whole-file").code == 0)
    func splits(_ arguments: String) -> Bool {
      tool.bash("\"$gongwen\" doctor \(arguments)").output.contains("document 2")
    }
    #expect(!splits("docs/两个.txt"))
    #expect(splits("--no-whole-file docs/两个.txt"))
    #expect(splits("别处.txt"))
    #expect(!splits("--whole-file 别处.txt"))
    let forced = tool.run("doctor", "--encoding", "*.txt=big5", "别处.txt")
    #expect(forced.code == 1)
    #expect(forced.output.contains("damaged Big5 text"))
  }

  @Test func `looks over the library`() {
    let tool = folder()
    #expect(tool.run("index", "docs").code == 0)
    let text = tool.run("doctor")
    #expect(text.code == 1)
    #expect(text.output.contains("documents without date: 1\n  docs/两个.txt:4\n"))
    #expect(text.output.contains("docs/两个.txt  2 documents"))
    let json = tool.run("doctor", "--json")
    #expect(json.code == 1)
    #expect(json.output.hasPrefix(#"{"type":"library","version":1,"index":"#))
    #expect(
      json.output.contains(
        #""several":[{"path":"\#(tool.folder.path)/docs/两个.txt","documents":2}]"#))
    tool.write("date: 2019-04\n", to: "docs/两个.txt.gongwen")
    #expect(tool.run("index").code == 0)
    #expect(tool.run("doctor").code == 0)
    #expect(tool.run("doctor", "docs/两个.txt").output.contains("side file, line 1"))
    #expect(tool.run("doctor", "--whole-file").code == 2)
  }

  @Test func `is not needed to learn that a side file is wrong`() {
    let tool = folder()
    tool.write("encoding: latin\n", to: "docs/两个.txt.gongwen")
    for _ in 0..<2 {
      let result = tool.run("index", "docs")
      #expect(result.code == 2)
      #expect(result.error.contains("docs/两个.txt.gongwen:1: “latin” is no encoding"))
      #expect(result.output.contains("2 documents"))
    }
    #expect(tool.run("search", "-l", "评选活动").output == "docs/两个.txt\n")
  }

  @Test func `is told a forced encoding, which names the byte that is wrong`() {
    let tool = folder()
    let result = tool.run("index", "docs", "--encoding", "*两*=big5")
    #expect(result.code == 0)
    #expect(result.output.contains("docs/两个.txt: damaged Big5 text: no character at byte"))
    #expect(tool.run("index").output.contains("1 skipped"))
    #expect(tool.run("index", "--encoding", "*两*=auto").output.contains("0 skipped"))
    let unknown = tool.run("index", "--encoding", "*=latin1")
    #expect(unknown.code == 2)
    #expect(unknown.error.contains("one of utf-8, gb18030, gbk, big5, utf-16le, utf-16be, utf-16"))
  }
}
