import Testing

@Suite struct `gongwen synonyms` {
  private let tool: Tool

  init() throws {
    tool = Tool()
    _ = tool.bash(
      "mkdir docs && printf '青岚市总工会召开会议\\n' > docs/a.txt && printf '别的\\n' > docs/b.txt")
    #expect(tool.bash("\"$gongwen\" index docs").code == 0)
  }

  @Test func `makes documents related by another name until it is taken back`() {
    #expect(tool.bash("\"$gongwen\" search 蓝盟").code == 1)
    let added = tool.bash("\"$gongwen\" synonyms add 蓝盟=青嵐市總工會")
    #expect(added.code == 0)
    #expect(added.output == "蓝盟=青岚市总工会: added\n")
    let found = tool.bash("\"$gongwen\" search --json 蓝盟")
    #expect(found.output.contains("\"tier\":\"related\""))
    #expect(found.output.contains("\"equivalences\":[\"synonym\"]"))
    #expect(tool.bash("\"$gongwen\" search -F 蓝盟").code == 1)
    #expect(tool.bash("\"$gongwen\" synonyms").output == "蓝盟=青岚市总工会\n")
    #expect(tool.bash("\"$gongwen\" synonyms add 青岚市总工会=蓝盟").code == 1)
    #expect(tool.bash("\"$gongwen\" synonyms remove 青岚市总工会=蓝盟").code == 0)
    #expect(tool.bash("\"$gongwen\" search 蓝盟").code == 1)
    #expect(tool.bash("\"$gongwen\" synonyms list").code == 1)
    #expect(
      tool.bash("\"$gongwen\" synonyms list --built-in").output.contains("职工代表大会=职代会\tbuilt_in\n"))
  }

  @Test(arguments: [
    ("add 蓝盟", "names nothing twice"), ("add 总=总工会", "fewer than two characters"),
    ("remove 甲乙=丙丁", "was not added; no names were"), ("add", "needs names joined by ="),
    ("list 甲乙", "takes no names"), ("lst", "did you mean list?"),
    ("add --built-in 甲乙=丙丁", "is for list"),
  ])
  func `says what it cannot do`(arguments: String, reason: String) {
    let result = tool.bash("\"$gongwen\" synonyms \(arguments)")
    #expect(result.code == 2)
    #expect(result.error.contains(reason), "\(result.error)")
  }
}
