import PolicySearch
import Testing

@testable import CommandLineTool

@Suite struct `gongwen help query` {
  @Test func `explains the language on a screen`() {
    let result = Tool().run("help", "query")
    #expect(result.code == 0 && result.error.isEmpty)
    #expect(result.output == HelpTopic.query.text)
    #expect(result.output.split(separator: "\n", omittingEmptySubsequences: false).count <= 36)
  }

  @Test(arguments: [
    ("search 'foo:甲'", "there is no field foo"), ("search 甲 NEAR/0 乙", "NEAR needs a number"),
    ("search 'year:2020..2017'", "write year:2017..2020"), ("search '(甲'", "never closed"),
    ("search 'title:'", "directly behind this field"),
  ])
  func `has what a faulty query is told`(arguments: String, message: String) {
    let tool = Tool()
    tool.write("甲乙\n", to: "docs/0.txt")
    #expect(tool.run("index", "docs").code == 0)
    let result = tool.bash("\"$gongwen\" \(arguments)")
    #expect(result.code == 2)
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.error.contains("^"))
  }

  @Test func `belongs to searches that compare literally, too`() {
    let tool = Tool()
    tool.write("二〇一七年的工會\n", to: "docs/0.txt")
    #expect(tool.run("index", "docs").code == 0)
    #expect(tool.run("search", "-l", "2017年 工会").output == "docs/0.txt\n")
    #expect(tool.run("search", "-lF", "工会").code == 1)
    #expect(tool.run("search", "--literal", "-c", "二〇一七年的工會").output == "docs/0.txt:1\n")
    let json = tool.run("search", "--json", "2017年 工会").output
    #expect(json.contains("\"equivalences\":[\"number\"]"))
    #expect(json.contains("\"equivalences\":[\"script\"]"))
  }
}
