import HTTPServer
import Testing

@testable import CommandLineTool

@Suite struct `A served library` {
  @Test func `is the new generation on the first request after an update`() throws {
    let library = try ServedLibrary(["关于防汛的通知\n"])
    #expect(library.get("/healthz").text == #"{"status":"ok","generation":1}"#)
    #expect(library.get("/api/search?q=抗旱").text.contains(#""documents":0"#))
    library.write("关于抗旱的通知\n", to: "documents/new.txt")
    try library.update()
    #expect(library.get("/api/search?q=抗旱").text.contains(#""exact":{"documents":1,"#))
    #expect(library.get("/healthz").text == #"{"status":"ok","generation":2}"#)
    #expect(library.reports == [])
  }

  @Test func `is the new index where one was deleted and built anew`() throws {
    let library = try ServedLibrary(["关于防汛的通知\n"])
    #expect(library.get("/healthz").text == #"{"status":"ok","generation":1}"#)
    library.removeIndex()
    library.write("关于抗旱的通知\n", to: "documents/0.txt")
    try library.update()
    #expect(library.get("/api/search?q=抗旱").text.contains(#""exact":{"documents":1,"#))
    #expect(library.get("/healthz").text == #"{"status":"ok","generation":1}"#)
  }

  @Test func `stays the old generation while the new one cannot be opened`() throws {
    let library = try ServedLibrary(["关于防汛的通知\n"])
    #expect(library.get("/healthz").status == 200)
    library.write("damaged", to: "index/manifest")
    for _ in 0..<3 {
      #expect(library.get("/api/search?q=防汛").text.contains(#""exact":{"documents":1,"#))
    }
    #expect(library.reports.count == 1)
    #expect(library.reports.first?.contains("manifest is damaged") == true)
  }

  @Test func `is unavailable until there is an index`() throws {
    let library = try ServedLibrary([])
    for target in ["/healthz", "/api/search?q=防汛", "/?q=防汛", "/documents/0123456789abcdef"] {
      let response = library.get(target)
      #expect(response.status == 503)
      #expect(response.header("Retry-After") == "5")
      #expect(response.text.contains("holds no index"))
    }
    #expect(library.get("/").status == 200)
    library.write("关于防汛的通知\n", to: "documents/new.txt")
    try library.update()
    #expect(library.get("/healthz", until: 200).text == #"{"status":"ok","generation":1}"#)
    #expect(library.reports.count == 1)
  }
}
