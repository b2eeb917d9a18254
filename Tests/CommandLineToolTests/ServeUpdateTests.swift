import HTTPServer
import Synchronization
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

  @Test func `answers every request while the index is brought up to date again and again`() throws
  {
    let library = try ServedLibrary(["关于防汛的通知\n"])
    let wrong = Mutex<[String]>([])
    let isOver = Atomic(false)
    let clients = (0..<3).map { number in
      Thread {
        var last = 1
        while !isOver.load(ordering: .relaxed) {
          let text = library.get("/api/search?q=防汛&limit=\(number)").text
          let documents = text.parts(between: #""exact":{"documents":"#, and: ",").first.flatMap {
            Int($0)
          }
          // Never fewer than before: what was visible stays so.
          if documents == nil || documents! < last { wrong.withLock { $0.append(text) } }
          last = documents ?? last
        }
      }
    }
    for number in 0..<8 {
      library.write("关于防汛的通知之\(number)\n", to: "documents/new\(number).txt")
      try library.update()
    }
    isOver.store(true, ordering: .relaxed)
    for client in clients { client.join() }
    #expect(wrong.withLock { $0 } == [])
    #expect(library.get("/api/search?q=防汛").text.contains(#""exact":{"documents":9,"#))
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
