import Glibc
import InvertedIndex

// The engine alone, driven with anybody's tokens: a driver of the protocol that Benchmarks/README.md
// describes.

func usage() -> Never {
  print(
    """
    usage: EngineBenchmark build TOKENS INDEX THREADS STORED
           EngineBenchmark query INDEX QUERIES PASSES SECONDS
           with ANALYZER=pairs in the environment TOKENS are texts, id TAB title TAB body, indexed by
           their character pairs, and a query is a text as typed
    """)
  exit(2)
}

let arguments = CommandLine.arguments
let analyzesPairs = getenv("ANALYZER").map { String(cString: $0) } == "pairs"
guard arguments.count == 6 else { usage() }
switch arguments[1] {
case "build":
  guard let threads = Int(arguments[4]), threads > 0 else { usage() }
  try IndexBuild(
    tokens: arguments[2], stored: arguments[5] == "-" ? nil : arguments[5],
    analyzesPairs: analyzesPairs, directory: IndexDirectory(path: arguments[3])
  ).run(threads: threads)
case "query":
  guard let passes = Int(arguments[4]), let seconds = Double(arguments[5]) else { usage() }
  try QueryRun(
    directory: IndexDirectory(path: arguments[2]), queries: arguments[3],
    analyzesPairs: analyzesPairs
  ).run(passes: passes, seconds: seconds)
default:
  usage()
}
