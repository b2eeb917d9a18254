import Testing

@testable import CommandLineTool

private let json = Flag.toggle("json", help: "Write JSON lines")
private let count = Flag.toggle("count", short: "c", help: "Count only")
private let list = Flag.toggle("list", short: "l", help: "List documents")
private let limit = Flag.value(
  "limit", short: "n", valueName: "COUNT", help: "How many", variable: "GONGWEN_LIMIT",
  defaultValue: "10")
private let glob = Flag.value(
  "glob", short: "g", valueName: "PATTERN", help: "Which files", isRepeatable: true)

private func parse(
  _ arguments: [String], operands: Operands = Operands(name: "QUERY", count: 0...9),
  environment: [String: String] = [:]
) throws(UsageError) -> Arguments {
  try ArgumentParser.parse(
    arguments, flags: [json, count, list, limit, glob, .color, .help], operands: operands,
    environment: Environment(environment))
}

@Suite struct `The argument parser` {
  @Test(arguments: [
    ["--limit", "5"], ["--limit=5"], ["-n", "5"], ["-n5"], ["-cn5"], ["-cn", "5"],
    ["-n1", "--limit", "5"], ["--limit=9", "-n5", "发展"],
  ])
  func `takes a value in every usual way, the last one winning`(arguments: [String]) throws {
    let parsed = try parse(arguments)
    #expect(parsed.value(of: limit) == "5")
    #expect(try parsed.integer(of: limit, in: 1...100) == 5)
  }

  @Test(arguments: [
    ("16M", 16_000_000), ("500m", 500_000_000), ("2GB", 2_000_000_000), ("16000kb", 16_000_000),
  ])
  func `takes sizes with a unit`(text: String, bytes: Int) throws {
    let parsed = try parse(["--limit", text])
    #expect(try parsed.size(of: limit, atLeast: 16_000_000) == bytes)
  }

  @Test(arguments: ["", "M", "B", "16", "-16M", "1.5G", "15M", "16T", "99999999999999999G"])
  func `refuses what is no size or too small, and says what is one`(text: String) throws {
    let parsed = try parse(["--limit=" + text])
    let error = #expect(throws: UsageError.self) {
      try parsed.size(of: limit, atLeast: 16_000_000)
    }
    #expect(error?.description.contains("--limit wants a size from 16M on, such as 500M") == true)
  }

  @Test(arguments: [
    (["-cl"], true, true), (["-l", "-c"], true, true), (["--count"], true, false),
    (["--count", "--no-count"], false, false), (["--no-count", "-c"], true, false),
    ([], false, false),
  ])
  func `takes switches alone, combined and undone`(
    arguments: [String], counts: Bool, lists: Bool
  ) throws {
    let parsed = try parse(arguments)
    #expect(parsed.isOn(count) == counts)
    #expect(parsed.isOn(list) == lists)
  }

  @Test func `takes a switch back by its inverse`() throws {
    #expect(try !parse(["--json", "--no-json"]).isOn(json))
    #expect(try parse(["--no-json", "--json"]).isOn(json))
  }

  @Test(arguments: [
    (["营商", "环境"], ["营商", "环境"]),
    (["营商", "-c", "环境"], ["营商", "环境"]),
    (["--", "-c", "--json"], ["-c", "--json"]),
    (["-c", "--", "--", "-"], ["--", "-"]),
    (["-"], ["-"]),
    ([""], [""]),
    (["-n", "-5", "文"], ["文"]),
  ])
  func `sets operands apart`(arguments: [String], operands: [String]) throws {
    #expect(try parse(arguments).operands == operands)
  }

  @Test func `collects the values of a repeatable flag`() throws {
    #expect(
      try parse(["-g", "*.txt", "--glob=a=b", "-gc"]).allValues(of: glob) == ["*.txt", "a=b", "c"])
    #expect(try parse([]).allValues(of: glob) == [])
  }

  @Test(
    arguments: [
      ([], [:], "10"), ([], ["GONGWEN_LIMIT": "7"], "7"), ([], ["GONGWEN_LIMIT": ""], "10"),
      (["-n3"], ["GONGWEN_LIMIT": "7"], "3"),
    ] as [([String], [String: String], String)])
  func `prefers the flag to the variable to the default`(
    arguments: [String], environment: [String: String], value: String
  ) throws {
    #expect(try parse(arguments, environment: environment).value(of: limit) == value)
  }

  @Test func `stops at a call for help`() throws {
    let parsed = try parse(["-h", "--nonsense"], operands: Operands(name: "QUERY", count: 1...1))
    #expect(parsed.isOn(.help))
  }

  @Test(arguments: [
    (["--jsno"], "unknown flag --jsno; did you mean --json?"),
    (["--no-jsom"], "unknown flag --no-jsom; did you mean --no-json?"),
    (
      ["--wonderful=3"], "unknown flag --wonderful; if '--wonderful=3' is no flag, put -- before it"
    ),
    (["-减税"], "unknown flag -减; if '-减税' is no flag, put -- before it"),
    (["-cx"], "unknown flag -x; if '-cx' is no flag, put -- before it"),
    (["--limit"], "--limit needs a value: --limit COUNT"),
    (["-cn"], "-n needs a value: -n COUNT"),
    (["--json=yes"], "--json takes no value"),
    (["--no-json=yes"], "--no-json takes no value"),
    (
      ["--color", "alwyas"],
      "--color must be auto, always or never, not 'alwyas'; did you mean always?"
    ),
    (["--color", "blue"], "--color must be auto, always or never, not 'blue'"),
  ])
  func `says what is wrong and what to do`(arguments: [String], message: String) {
    #expect(throws: UsageError(message)) { try parse(arguments) }
  }

  @Test(arguments: [
    (Operands(name: "QUERY", count: 1...9), [], "QUERY is missing"),
    (Operands(name: "FOLDER", count: 0...1), ["a", "b", "c"], "unexpected argument 'b'"),
    (.none, ["a"], "unexpected argument 'a'"),
  ])
  func `counts operands`(operands: Operands, arguments: [String], message: String) {
    #expect(throws: UsageError(message)) { try parse(arguments, operands: operands) }
  }

  @Test(
    arguments: [
      (["-n0"], [:], "-n wants a whole number from 1 to 100, not '0'"),
      (["--limit=ten"], [:], "--limit wants a whole number from 1 to 100, not 'ten'"),
      ([], ["GONGWEN_LIMIT": "101"], "GONGWEN_LIMIT wants a whole number from 1 to 100, not '101'"),
    ] as [([String], [String: String], String)])
  func `names where a wrong number came from`(
    arguments: [String], environment: [String: String], message: String
  ) throws {
    let parsed = try parse(arguments, environment: environment)
    #expect(throws: UsageError(message)) { try parsed.integer(of: limit, in: 1...100) }
  }
}

@Suite struct `A suggestion` {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("index", "index", 0), ("idnex", "index", 1), ("inde", "index", 1),
    ("indexes", "index", 2), ("search", "serach", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func `rests on the number of edits`(first: String, second: String, distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }

  @Test(arguments: [("serch", "search"), ("stauts", "status"), ("x", nil), ("delete", nil)])
  func `is the nearest word or none`(word: String, suggestion: String?) {
    #expect(nearest(to: word, among: ["index", "search", "status"]) == suggestion)
  }

  @Test(arguments: [
    ("通只", ["通报", "通知"]), ("总工会", ["海屿市总工会", "临江省总工会"]),
    ("市教育局", ["海屿市教育体育局"]), ("议", ["会议", "决议"]), ("无中生有", []),
  ])
  func `is an abbreviation's long form too`(value: String, suggestions: [String]) {
    let values = ["决议", "会议", "通知", "通报", "海屿市总工会", "临江省总工会", "海屿市教育体育局"]
    #expect(Set(likeliest(for: value, among: values)) == Set(suggestions))
  }
}
