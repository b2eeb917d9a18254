import HTTPServer
import PolicySearch

extension Command {
  static let serve: Command = {
    let port = Flag.value(
      "port", short: "p", valueName: "N", help: "Listen on this port; 0 takes any free one",
      defaultValue: "7878")
    return Command(
      name: "serve",
      summary: "Answer searches in the browser and over HTTP",
      discussion: [
        "Only this machine can connect. The page is at the address printed; programs get JSON from "
          + "/api/search?q=QUERY and /api/documents/ID.",
        "The index may be updated meanwhile: the next search sees the new one. Ctrl-C or SIGTERM stops "
          + "the server after the answers under way.",
      ],
      flags: [IndexLocation.flag, port],
      examples: [
        Example(arguments: "serve", caption: "Search at http://127.0.0.1:7878/"),
        Example(arguments: "serve --port 0", caption: "At any free port, which is printed"),
      ]
    ) { arguments, context in
      let port = try arguments.integer(of: port, in: 0...65_535) ?? 0
      let libraries = LibraryProvider(directory: IndexLocation.resolve(arguments)) {
        StandardError.write("gongwen serve: \($0)\n")
      }
      if let warning = try? libraries.library().warning {
        context.report("gongwen serve: \(warning)\n")
      }
      // Before the server, whose threads take over what is held back.
      let signals = StopSignals()
      let server = try HTTPServer.start(Router(libraries: libraries), port: UInt16(port))
      context.report("gongwen serve: http://127.0.0.1:\(server.port)/ (Ctrl-C stops)\n")
      signals.wait()
      server.stop()
      return .success
    }
  }()
}
