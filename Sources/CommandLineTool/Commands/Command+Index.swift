import Glibc
import PolicySearch
import Synchronization

extension Command {
  static let index: Command = {
    let jobs = Flag.value(
      "jobs", short: "j", valueName: "N", help: "Work on N files at a time; else one per core")
    let memory = Flag.value(
      "memory", valueName: "SIZE",
      help: "Memory for the documents under way, from 16M on, such as 500M or 2G; else 100M")
    let rebuild = Flag.toggle("rebuild", help: "Read and index everything anew")
    let forget = Flag.value(
      "forget", valueName: "PATH", help: "Stop indexing PATH and drop its documents",
      isRepeatable: true, completion: .files)
    let quiet = Flag.toggle("quiet", short: "q", help: "Say nothing but errors")
    let verbose = Flag.toggle(
      "verbose", short: "v",
      help: "Name every file that is skipped or left out, and say what parsing took")
    return Command(
      name: "index",
      summary: "Build the index, or bring it up to date",
      discussion: [
        "Reads the .txt, .md and .html files below every PATH: UTF-8, GB18030, Big5 or UTF-16. The paths are "
          + "remembered, so that `gongwen index` alone brings the index up to date with them: added, "
          + "changed, renamed and deleted files come right, and only what has changed is read.",
        "A file next to a document, named as it with .gongwen added, corrects what was read of it; see "
          + "docs/side-files.md. --whole-file and --encoding are remembered; what they change is read "
          + "anew. `gongwen doctor` shows how files were read.",
        "Documents are gathered in memory, --memory of them at a time for all --jobs together, and "
          + "written out; in the end what was written out is merged. More memory means less merging. "
          + "Beside it the process takes some 50 MB for each job, and 1.2 kB for each file of the library.",
        "Searches that run meanwhile see the old index until the new one is complete. A run that is "
          + "interrupted leaves the old one as it was.",
      ],
      operands: Operands(name: "PATH", count: 0...Int.max, completion: .files),
      flags: [IndexLocation.flag, jobs, memory, rebuild, forget] + ReadingFlags.all
        + [quiet, verbose],
      examples: [
        Example(arguments: "index ~/公文", caption: "Index a folder into ./index"),
        Example(arguments: "index", caption: "Bring it up to date"),
        Example(
          arguments: "index --index ~/.cache/公文 ~/公文 ~/讲话",
          caption: "Several folders, index elsewhere"),
        Example(
          arguments: "index --encoding '旧文/*=gbk'",
          caption: "The encoding of some files, from now on"),
      ]
    ) { arguments, context in
      var options = LibraryUpdate.Options(directory: IndexLocation.resolve(arguments))
      options.adding = arguments.operands
      options.forgetting = arguments.allValues(of: forget)
      options.splits = ReadingFlags.splits(arguments)
      options.encodings = try ReadingFlags.encodings(arguments)
      options.rebuilds = arguments.isOn(rebuild)
      options.jobs =
        try arguments.integer(of: jobs, in: 1...256)
        ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
      if let size = try arguments.size(of: memory, atLeast: 16_000_000) { options.memory = size }
      let isQuiet = arguments.isOn(quiet)
      let start = ContinuousClock.now
      let bar = IndexProgress(terminal: context.terminal, isQuiet: isQuiet, start: start)
      let summary = try bar.run(options)
      if !isQuiet {
        try context.output.write(
          IndexReport.text(
            summary, directory: options.directory, elapsed: ContinuousClock.now - start,
            isVerbose: arguments.isOn(verbose)))
      }
      let consequence =
        options.rebuilds
        ? "the index is now without it; make it readable and run `gongwen index` again"
        : "what was indexed of it is kept"
      for file in summary.unreadable {
        context.report("gongwen index: \(file.path): \(file.reason); \(consequence)\n")
      }
      for error in summary.sideFileErrors {
        context.report(
          "gongwen index: \(error.path): \(error.reason); it is left out of account\n")
      }
      return summary.unreadable.isEmpty && summary.sideFileErrors.isEmpty ? .success : .failure
    }
  }()
}

/// The progress bar of an update, fed from several threads.
private final class IndexProgress: Sendable {
  private let bar = Mutex<ProgressBar?>(nil)
  private let terminal: Terminal
  private let isQuiet: Bool
  private let start: ContinuousClock.Instant

  init(terminal: Terminal, isQuiet: Bool, start: ContinuousClock.Instant) {
    self.terminal = terminal
    self.isQuiet = isQuiet
    self.start = start
  }

  func run(_ options: LibraryUpdate.Options) throws -> LibraryUpdate.Summary {
    defer { bar.withLock { $0?.finish() } }
    return try LibraryUpdate(options) { files, total, bytes in
      self.bar.withLock { bar in
        if bar == nil {
          bar = ProgressBar(
            label: "indexing", total: total, terminal: self.terminal, isQuiet: self.isQuiet,
            start: self.start)
        }
        bar?.update(done: files, bytes: bytes)
      }
    }.run()
  }
}
