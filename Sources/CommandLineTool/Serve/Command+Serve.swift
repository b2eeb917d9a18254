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
        "The page is at the address printed; programs get JSON from /api/search?q=QUERY and the other "
          + "addresses that /openapi.json describes.",
        "Only this machine can connect. With --address others can too: whoever reaches it reads the "
          + "whole library, for there are no passwords and nothing is encrypted. The server answers to "
          + "its address and to localhost; to other names only when --host gives them. Pages of other "
          + "sites can read its answers only when --allow-origin names the site.",
        "The index may be updated meanwhile: the next search sees the new one. With --watch the server "
          + "does that itself: it compares the files with the index every two seconds, more rarely "
          + "where that takes long. Ctrl-C or SIGTERM stops the server after the answers under way.",
      ],
      flags: [
        IndexLocation.flag, port, ServeFlags.address, ServeFlags.host, ServeFlags.origin,
        ServeFlags.watch,
      ],
      examples: [
        Example(arguments: "serve", caption: "Search at http://127.0.0.1:7878/"),
        Example(arguments: "serve --port 0", caption: "At any free port, which is printed"),
        Example(
          arguments: "serve --watch", caption: "New and changed files are found by themselves"),
        Example(
          arguments: "serve --address 0.0.0.0 --host gongwen.local",
          caption: "For everybody who can reach this machine"),
      ]
    ) { arguments, context in
      let port = try arguments.integer(of: port, in: 0...65_535) ?? 0
      let address = try ServeFlags.address(arguments)
      let report: @Sendable (String) -> Void = { StandardError.write("gongwen serve: \($0)\n") }
      let directory = IndexLocation.resolve(arguments)
      let libraries = LibraryProvider(directory: directory, report: report)
      if let warning = try? libraries.opened().library.warning { report(warning) }
      var router = Router(libraries: libraries)
      router.access = try ServeFlags.access(arguments, address: address)
      // Before the server and the watcher, whose threads take over what is held back.
      let signals = StopSignals()
      let server = try HTTPServer.start(router, address: address, port: UInt16(port))
      if !address.isLoopback {
        report(
          "\(address.text) is open to other machines: whoever can reach this one can read the whole "
            + "library, without a password and unencrypted")
      }
      context.report("gongwen serve: http://\(address.urlText):\(server.port)/ (Ctrl-C stops)\n")
      let watcher = LibraryWatcher(directory: directory, report: report)
      if arguments.isOn(ServeFlags.watch) { watcher.start() }
      signals.wait()
      watcher.stop()
      server.stop()
      return .success
    }
  }()
}
