import Glibc
import HTTPServer
import PolicySearch
import Synchronization

@testable import CommandLineTool

/// A small library in a folder of its own, served without a socket; the folder goes with it.
final class ServedLibrary: Sendable {
  private final class Reports: Sendable {
    let texts = Mutex<[String]>([])
  }

  /// A document in two layouts, one with a notice behind it, and another with the same sentence.
  static let duplicates = [
    "一、任务\n各村都要守好山上的林子，抓好护林。\n二、办法\n各村都要守好山上的林子，抓好护林。\n",
    "\r\n一、任务\r\n　　各村都要守好山上的林子，抓好护林。\r\n二、办法\r\n各村都要守好山上的林子，抓好护林。",
    "一、任务\n各村都要守好山上的林子，抓好护林。\n二、办法\n各村都要守好山上的林子，抓好护林。\n【打印本页】【关闭窗口】\n",
    "随笔\n各村都要守好山上的林子，抓好护林。\n不写了，明天还有不少别的事情要做，后天再说，再后一天也再说。\n",
  ]

  /// Two versions of one text, the older one first.
  static let versions = [("青岚市植树办法（试行）", "2015年3月1日"), ("青岚市植树办法", "2019年4月2日")].map {
    title, date in
    """
    \(title)

    （\(date)）

    为绿化城乡，保护苗木，依照上级规定，结合本市实际，制定本办法。

    市区两级园林部门负责植树造林的规划、组织和验收，财政部门安排经费。

    每年三月为植树月，机关、学校、企业和居民都应当参加义务劳动。

    苗圃按照计划供应杨树、柳树和槐树，保证成活，不得以次充好。

    新栽树木由所在街道登记造册，专人浇水、培土、修枝和防治虫害。

    损坏树木的，责令补种三倍株数，并处罚款；情节严重的移送公安机关。

    对成绩突出的单位和个人，由市政府给予表彰，所需资金列入年度预算。

    本办法自公布之日起施行，过去的有关文件同时废止，由园林局解释。
    """
  }

  let router: Router
  private let folder = TemporaryFolder()
  private let reported = Reports()

  var index: String { folder.path + "/index" }
  private var documents: String { folder.path + "/documents" }

  /// What the provider of the library has reported.
  var reports: [String] { reported.texts.withLock { $0 } }

  /// Makes a library of the texts, a file each; without any, there is no index yet.
  init(_ texts: [String]) throws {
    let reported = reported
    router = Router(
      libraries: LibraryProvider(directory: folder.path + "/index") { text in
        reported.texts.withLock { $0.append(text) }
      })
    mkdir(documents, 0o755)
    for (number, text) in texts.enumerated() { write(text, to: "documents/\(number).txt") }
    if !texts.isEmpty { try update() }
  }

  /// Writes a file below the folder.
  func write(_ text: String, to name: String) {
    let file = fopen(folder.path + "/" + name, "w")
    fputs(text, file)
    fclose(file)
  }

  /// Brings the index up to date with the documents.
  func update() throws {
    var options = LibraryUpdate.Options(directory: index)
    options.adding = [documents]
    _ = try LibraryUpdate(options).run()
  }

  /// Takes the index away, as if it had been deleted.
  func removeIndex() { rename(index, folder.path + "/removed") }

  /// The answer to a GET.
  func get(_ target: String, headers: [Header] = []) -> Response {
    router.answer(
      method: "GET", target: Array(target.utf8), headers: [Header("Host", "localhost")] + headers)
  }

  /// The answer to a POST.
  func post(
    _ path: String, _ body: String, type: String = "application/x-www-form-urlencoded"
  ) -> Response {
    router.answer(
      method: "POST", target: Array(path.utf8),
      headers: [Header("Host", "localhost"), Header("Content-Type", type)], body: Array(body.utf8))
  }

  /// The answer to a search on the page.
  func page(_ query: String) -> Response { get(PageLayout.link(SearchTarget(query: query))) }

  func open() throws -> Library { try Library(directory: index) }

  /// Asks again until the answer has the status, for two seconds at most.
  func get(_ target: String, until status: Int) -> Response {
    for _ in 0..<100 {
      let response = get(target)
      if response.status == status { return response }
      usleep(20_000)
    }
    return get(target)
  }
}

extension Response {
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension String {
  /// What stands between each two occurrences of the marks.
  func parts(between start: String, and end: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let opening = rest.firstRange(of: start) {
      rest = rest[opening.upperBound...]
      guard let closing = rest.firstRange(of: end) else { break }
      parts.append(String(rest[..<closing.lowerBound]))
      rest = rest[closing.upperBound...]
    }
    return parts
  }
}
