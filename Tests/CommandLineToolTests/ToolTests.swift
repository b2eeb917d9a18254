import Glibc
import Testing

@Suite struct `The tool, run whole` {
  private static let notice = """
    海屿市总工会关于做好女职工权益保护工作的通知

    各县区总工会：
    要把女职工权益保护摆在突出位置，推动企业签订专项
    集体合同。

    海屿市总工会
    2021年3月5日
    """
  private static let speech = """
    在全市工会工作会议上的讲话

    （２０２０年１月８日）

    陈 守 信

    同志们：
    今年要抓好权益保护和技能竞赛两件大事。
    """

  private func library() -> Tool {
    let tool = Tool()
    tool.write(Self.notice, to: "docs/notice.txt")
    tool.write(Self.speech, to: "docs/年度/speech.md")
    tool.write("not text", to: "docs/table.xls")
    #expect(tool.run("index", "docs").code == 0)
    return tool
  }

  @Test func `indexes a folder, says what it did, and finds wording across a broken line`() {
    let tool = Tool()
    tool.write(Self.notice, to: "docs/notice.txt")
    tool.write([0, 1, 2, 3], to: "docs/binary.txt")
    let result = tool.run("index", "docs", "--verbose")
    #expect(result.code == 0)
    #expect(result.error.isEmpty)
    #expect(result.output.contains("files: 2 added, 0 changed, 0 removed, 0 unchanged, 1 skipped"))
    #expect(result.output.contains("docs/binary.txt: not a text file"))
    let found = tool.run("search", "专项集体合同")
    #expect(found.code == 0)
    #expect(found.output.hasPrefix("exact\tdocs/notice.txt:4:"))
    #expect(found.output.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    (["权益保护"], 0 as Int32, 2), (["权益保护", "技能竞赛"], 0, 1), (["“权益保护”", "-竞赛"], 0, 1),
    (["陈守信"], 0, 1), (["2020年1月8日"], 0, 1), (["饕餮"], 1, 0), (["\"权益 保护\""], 0, 2),
    (["饕餮", "OR", "合同"], 0, 1),
  ])
  func `exits as grep does and prints one plain line an exact document`(
    query: [String], code: Int32, lines: Int
  ) {
    let tool = library()
    let words = query.map { "'\($0)'" }.joined(separator: " ")
    let result = tool.bash("\"$gongwen\" search -- \(words)")
    #expect(result.code == code)
    #expect(result.output.split(separator: "\n").count { $0.hasPrefix("exact\t") } == lines)
  }

  @Test func `lists files and counts matching lines`() {
    let tool = library()
    #expect(tool.run("search", "-l", "权益保护").output == "docs/notice.txt\ndocs/年度/speech.md\n")
    #expect(
      tool.run("search", "-c", "权益保护").output == "docs/notice.txt:2\ndocs/年度/speech.md:1\n")
    // Words of an alternative that does not stand in a file, such as the 1 of 1月, are no match.
    #expect(
      tool.run("search", "-c", "权益保护 OR 1+4").output
        == "docs/notice.txt:2\ndocs/年度/speech.md:1\n")
    #expect(tool.run("search", "-l", "饕餮") == Tool.Result(code: 1, output: "", error: ""))
  }

  @Test func `tells below a document what its score is the sum of`() throws {
    let tool = library()
    let lines = tool.run("search", "--explain", "-n", "1", "权益保护").output.split(separator: "\n")
    #expect(lines[0].hasPrefix("exact\tdocs/"))
    let rows = lines.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(rows.allSatisfy { $0.first == "" })
    #expect(rows[0][2] == "score")
    let parts = try rows.dropFirst().map { try #require(Float($0[1])) }
    #expect(parts == parts.sorted(by: >))
    #expect(Float(rows[0][1]) == parts.reduce(0, +))
    #expect(rows.contains { $0[2...] == ["pair", "权益", "×2"] })
  }

  @Test func `folds the versions of a text, and unfolds them`() {
    let tool = Tool()
    tool.write(ServedLibrary.versions[0], to: "docs/old.txt")
    tool.write(ServedLibrary.versions[1], to: "docs/new.txt")
    tool.write("护林公告\n\n请组织植树造林的规划。\n", to: "docs/other.txt")
    #expect(tool.run("index", "docs").code == 0)
    let folded = tool.run("search", "植树造林的规划")
    #expect(folded.output.split(separator: "\n").count == 2)
    #expect(folded.output.contains("\talso in 1 version: 2015-03-01 docs/old.txt\n"))
    #expect(
      folded.error
        == "gongwen search: 2 of 3 documents shown, 3 of them exact, 1 more folded into these as other "
        + "versions; --versions shows each by itself\n")
    let unfolded = tool.run("search", "--versions", "植树造林的规划")
    #expect(unfolded.output.split(separator: "\n").count == 3)
    #expect(!unfolded.output.contains("also in"))
    #expect(unfolded.error.isEmpty)
    #expect(tool.run("search", "-l", "植树造林的规划").output.split(separator: "\n").count == 3)
    #expect(tool.run("search", "-l", "--versions", "植树造林的规划").code == 2)
    #expect(tool.run("search", "--json", "植树造林的规划").output.contains(#""version_count":1"#))
  }

  @Test func `writes a JSON object a line`() {
    let tool = library()
    let result = tool.run("search", "--json", "-n", "1", "权益保护")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix(#"{"type":"hit","rank":1,"id":""#))
    #expect(
      lines[1].hasPrefix(
        #"{"type":"summary","version":1,"query":"权益保护","exact":{"documents":2,"occurrences":3},"#
          + #""related":{"documents":0},"generation":1,"elapsed_us":"#))
  }

  @Test(arguments: [
    ("--kind 通知", "docs/notice.txt\n"),
    ("--kind 通知 --kind 讲话", "docs/notice.txt\ndocs/年度/speech.md\n"),
    ("--kind=讲话 --speaker 陈守信", "docs/年度/speech.md\n"), ("--issuer 海屿市总工会", "docs/notice.txt\n"),
    ("--region 海屿市 --since 2021", "docs/notice.txt\n"), ("--region 海屿市 --until 2020", ""),
    ("--until 2020", "docs/年度/speech.md\n"), ("--since 2020-01-09", "docs/notice.txt\n"),
  ])
  func `finds only what passes its filters`(flags: String, names: String) {
    let tool = library()
    let listed = tool.bash("\"$gongwen\" search -l 权益保护 \(flags)")
    #expect(listed == Tool.Result(code: names.isEmpty ? 1 : 0, output: names, error: ""))
    let counted = tool.bash("\"$gongwen\" search -c 权益保护 \(flags) | sed s/:.*//")
    #expect(counted.output == names)
    let found = tool.bash("\"$gongwen\" search 权益保护 \(flags) | wc -l")
    #expect(found.output == "\(names.split(separator: "\n").count)\n")
  }

  @Test func `counts by facets`() {
    let tool = library()
    let lines =
      "facet\tkind\t讲话\t1\t0\nfacet\tkind\t通知\t1\t0\nfacet\tissuer\t海屿市总工会\t1\t0\n"
      + "facet\tissuer\t\t1\t0\n"
    let found = tool.run("search", "权益保护", "-n", "0", "--facets", "kind,issuer")
    #expect(found.code == 0)
    #expect(found.output == lines)
    let listed = tool.run("search", "权益保护", "-l", "--facets", "kind,issuer")
    #expect(listed.output == "docs/notice.txt\ndocs/年度/speech.md\n")
    #expect(listed.error == lines)
    let json = tool.run("search", "权益保护", "-n", "0", "--json", "--facets=year", "--until=2020")
    #expect(
      json.output.hasSuffix(#","facets":{"year":[{"value":"2020","exact":1,"related":0}]}}"# + "\n")
    )
  }

  @Test(arguments: [
    ("--kind 通只", 1 as Int32, "the kind “通只”; did you mean 通知?"),
    ("--kind 通只 --kind 讲话", 0, "did you mean 通知?"),
    ("--issuer 市工会", 1, "did you mean 海屿市总工会?"),
    ("--speaker 无此姓名", 1, "leave it out, and --facets speaker shows what there is"),
  ])
  func `names a filter's value that no document has, and what was probably meant`(
    flags: String, code: Int32, remark: String
  ) {
    let tool = library()
    let result = tool.bash("\"$gongwen\" search 权益保护 \(flags)")
    #expect(result.code == code)
    #expect(result.error.contains("no document of the library has the "))
    #expect(result.error.contains(remark))
    let json = tool.bash("\"$gongwen\" search --json 权益保护 \(flags) 2> /dev/null")
    #expect(json.output.contains(#""type":"summary","version":1"#))
  }

  @Test func `shows a document by its id`() throws {
    let tool = library()
    let json = tool.run("search", "--json", "陈守信").output
    let id = String(json.split(separator: "\"")[9])
    let shown = tool.run("show", id)
    #expect(shown.code == 0)
    #expect(shown.output.contains("speaker  陈守信"))
    #expect(shown.output.contains("file     docs/年度/speech.md"))
    #expect(shown.output.contains("今年要抓好权益保护和技能竞赛两件大事。"))
    #expect(tool.run("show", "0000000000000000").code == 2)
    #expect(tool.run("show", "什么").error.contains("16 hexadecimal digits"))
  }

  @Test func `brings the index up to date without being told where`() {
    let tool = library()
    tool.write(Self.notice + "\n补充一句。\n", to: "docs/notice.txt")
    rename(tool.folder.path + "/docs/年度", tool.folder.path + "/docs/归档")
    let result = tool.run("index")
    #expect(
      result.output.contains("files: 1 added, 1 changed, 1 removed, 0 unchanged, 0 skipped"))
    #expect(tool.run("search", "补充一句").code == 0)
    #expect(tool.run("search", "-l", "技能竞赛").output == "docs/归档/speech.md\n")
    unlink(tool.folder.path + "/docs/notice.txt")
    #expect(tool.run("index", "--quiet") == Tool.Result(code: 0, output: "", error: ""))
    #expect(tool.run("search", "补充一句").code == 1)
  }

  @Test func `finds the index in the nearest folder above, in a variable, or where it is told`() {
    let tool = library()
    let inside = tool.bash("cd docs/年度 && \"$gongwen\" search -l 技能竞赛")
    #expect(inside.output == "speech.md\n")
    let variable = tool.bash("cd / && GONGWEN_INDEX=$OLDPWD/index \"$gongwen\" search -l 技能竞赛")
    #expect(variable.code == 0)
    let told = tool.bash("cd / && \"$gongwen\" search --index $OLDPWD/index -l 技能竞赛")
    #expect(told.output == variable.output)
  }

  @Test(arguments: [
    ("search ''", "empty"), ("search '“没有结尾'", "“"), ("search -- -只有排除", "must match"),
    ("search 一 --number=x", "whole number"), ("serch 一", "did you mean search"),
    ("search 一 --since 2017-13", "--since must be a year"),
    ("search 一 --since 2018 --until 2017", "exchange the two"),
    ("search 一 --facets size", "--facets must be some of kind, speaker"),
    ("search 一 --region=", "--region must not be empty"),
    ("search '' --kind 通知", "filters only narrow down"),
    ("search --index nowhere 一", "nowhere holds no index"), ("index missing", "missing"),
    ("status --index nowhere", "holds no index"), ("verify --index nowhere", "holds no index"),
  ])
  func `tells what is wrong with a command, and exits with 2`(command: String, remark: String) {
    let result = library().bash("\"$gongwen\" \(command)")
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.error.contains(remark))
  }

  @Test func `segments arguments and lines of standard input`() {
    let tool = Tool()
    #expect(tool.run("segment", "领导干部").output == "领导 干部\n")
    #expect(tool.run("segment", input: "领导干部\n\n干部，领导").output == "领导 干部\n\n干部 领导\n")
  }

  @Test func `segments with the lexicon or without, and explains`() {
    let tool = Tool()
    #expect(tool.run("segment", "省总工会").output == "省 总工会\n")
    #expect(tool.run("segment", "--no-lexicon", "省总工会").output == "省 总 工会\n")
    let lines = tool.run("segment", "--explain", "省总工会1+4").output.split(separator: "\n")
    #expect(lines.map { $0.split(separator: " ").first } == ["省", "总工会", "1", "4", "1+4"])
    #expect(lines[1].hasSuffix("built-in lexicon     工会"))
    #expect(lines[4].hasSuffix("form"))
    let json = tool.run("segment", "--json", "总工会\n4").output.split(separator: "\n")
    #expect(json.count == 2)
    #expect(json[0].hasPrefix(#"{"type":"line","words":[{"text":"总工会","source":"built-in"#))
    #expect(json[0].hasSuffix(#""hard":false,"subwords":["工会"]}],"forms":[]}"#))
    #expect(json[1].contains(#""cost":null"#))
  }

  @Test func `verifies the index and its literal search`() {
    let result = library().run("verify", "--literal", "200", "--counts", "50", "--seed", "7")
    #expect(result.code == 0)
    #expect(result.output.contains("checked 2 documents"))
    #expect(result.output.contains("200 found, 0 failed"))
    #expect(result.output.contains("50 agree, 0 failed"))
  }

  @Test func `verifies the places that search reports, and names files that have changed`() {
    let tool = library()
    let result = tool.run("verify", "--places", "100", "--seed", "7")
    #expect(result.code == 0)
    #expect(result.output.contains(" places of 100 substrings compared with the files (seed 7)"))
    #expect(result.output.hasSuffix(" agree, 0 failed\n"))
    tool.write("改写", to: "docs/notice.txt")
    let changed = tool.run("verify", "--places", "100", "--seed", "7")
    #expect(changed.code == 0)
    #expect(changed.output.contains("changed since it was indexed: docs/notice.txt\n"))
    #expect(changed.output.hasSuffix(" in changed files\n"))
  }

  @Test func `claims nothing about a library without text`() {
    let tool = Tool()
    tool.write("\n\n", to: "docs/blank.txt")
    #expect(tool.run("index", "docs").code == 0)
    let result = tool.run("verify", "--literal", "200", "--counts", "50")
    #expect(result.output.contains("0 found, 0 failed"))
    #expect(result.output.contains("0 agree, 0 failed"))
  }

  @Test func `names a damaged file, what to do, and rebuilds from it`() {
    let tool = library()
    let damage = tool.bash(
      "f=$(ls index/s*.seg | head -1); size=$(stat -c %s $f); "
        + "printf X | dd of=$f bs=1 seek=$((size / 2)) conv=notrunc status=none; \"$gongwen\" verify"
    )
    #expect(damage.code == 2)
    #expect(damage.error.contains(".seg is damaged at byte"))
    #expect(damage.error.contains("--rebuild"))
    #expect(tool.run("index", "--rebuild").code == 0)
    #expect(tool.run("verify").code == 0)
    let version = tool.bash(
      "sed -i s/gongwen-index\\ [0-9]*/gongwen-index\\ 99/ index/manifest; \"$gongwen\" search 一")
    #expect(version.code == 2)
    #expect(version.error.contains("format version 99"))
    // The roots stood in the manifest, so that they must be named.
    #expect(version.error.contains("`gongwen index --index index --rebuild PATH…`"))
    #expect(tool.run("index", "--rebuild").error.contains("--rebuild PATH…"))
    #expect(tool.run("index", "--rebuild", "docs").code == 0)
    #expect(tool.run("verify").code == 0)
  }

  @Test func `keeps what was indexed of a folder that is gone`() {
    let tool = library()
    rename(tool.folder.path + "/docs", tool.folder.path + "/elsewhere")
    let result = tool.run("index")
    #expect(result.code == 2)
    #expect(result.error.contains("docs: No such file or directory"))
    #expect(tool.run("search", "技能竞赛").code == 0)
    #expect(tool.bash("\"$gongwen\" index --forget $PWD/docs").code == 0)
    #expect(tool.run("search", "技能竞赛").code == 1)
  }

  @Test func `says that the disk is full, and the old index still answers`() {
    let tool = library()
    tool.write(String(repeating: Self.speech, count: 4000), to: "docs/large.txt")
    // A limit on the size of files stands in for a full disk: writing fails in the same place.
    let result = tool.bash("trap '' XFSZ; ulimit -f 64; \"$gongwen\" index")
    #expect(result.code == 2)
    #expect(result.error.contains("write failed"))
    #expect(unreferencedFiles(tool).isEmpty)
    #expect(tool.run("search", "-l", "技能竞赛").output == "docs/年度/speech.md\n")
    #expect(tool.run("index").code == 0)
    #expect(tool.run("search", "-l", "技能竞赛").output == "docs/large.txt\ndocs/年度/speech.md\n")
  }

  @Test func `refuses a second writer and names the first`() {
    let tool = library()
    let result = tool.bash(
      "exec 9>index/lock; flock 9; echo -n 'process 4711' > index/lock; \"$gongwen\" index")
    #expect(result.code == 2)
    #expect(result.error.contains("process 4711"))
    #expect(tool.run("search", "技能竞赛").code == 0)
  }

  @Test func `leaves quietly when nobody reads on`() {
    let result = library().bash(
      "set -o pipefail; \"$gongwen\" search --help | true; \"$gongwen\" show --help | head -1")
    #expect(result.error.isEmpty)
  }

  @Test(arguments: [20_261_121 as UInt64])
  func `works after being killed at any moment of an update`(seed: UInt64) {
    let tool = library()
    var state = seed
    for round in 0..<50 {
      tool.write(
        String(repeating: Self.speech, count: 50) + "第\(round)轮", to: "docs/\(round % 5).txt")
      let process = tool.start("index", "-j", "2")
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      usleep(UInt32(state >> 33) % 60_000)
      kill(process, SIGKILL)
      _ = Tool.wait(for: process)
      let found = tool.run("search", "-l", "技能竞赛")
      #expect(found.code == 0, "round \(round) of seed \(seed): \(found.error)")
      #expect(found.output.contains("docs/年度/speech.md"))
    }
    #expect(tool.run("index").code == 0)
    #expect(tool.run("verify", "--literal", "100").code == 0)
    #expect(unreferencedFiles(tool).isEmpty)
  }

  /// The files of the index that its manifest does not name.
  private func unreferencedFiles(_ tool: Tool) -> String {
    tool.bash("for f in index/*.*; do grep -q ${f#index/} index/manifest || echo $f; done").output
  }
}
