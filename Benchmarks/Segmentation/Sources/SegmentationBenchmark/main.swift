import Dispatch
import Glibc
import TextAnalysis

// The speed of segmentation beside ICU's own on the same folded texts, in one run, and whether the
// words without a lexicon are the same.

guard CommandLine.arguments.count == 2 else {
  print("usage: SegmentationBenchmark FOLDER")
  exit(2)
}
let texts = try Texts(folder: CommandLine.arguments[1])
let unitCount = texts.units.reduce(0) { $0 + $1.count }
print("\(texts.units.count) texts, \(texts.byteCount) bytes, ICU \(UnicodeData.version)")

// MARK: Start

Measurement("lexicon") { _ = Lexicon(blocks: Lexicon.builtInBlocks) }
  .runAndPrintMilliseconds(count: 9)
let lexicon = Lexicon.builtIn
print("\(lexicon.count) words in the lexicon")
Measurement("light segmenter and a line") {
  guard var segmenter = try? WordSegmenter(for: .light, lexicon: lexicon) else { return }
  var tokens: [WordToken] = []
  segmenter.segment(Array("坚持和完善职工代表大会制度".utf16).span, into: &tokens)
}.runAndPrintMilliseconds(count: 9)
let file = PreparedDictionaryFile(path: "/tmp/segmentation-benchmark.\(getpid())")
Measurement("making and writing the dictionary") {
  unlink(file.path)
  try? Lexicon(blocks: Lexicon.builtInBlocks).prepare(cachedIn: file)
}.runAndPrintMilliseconds(count: 3)
Measurement("mapping and checking it") {
  try? Lexicon(blocks: Lexicon.builtInBlocks).prepare(cachedIn: file)
}.runAndPrintMilliseconds(count: 9)
unlink(file.path)

// MARK: Identity

let reference = Reference()
var light = try WordSegmenter(for: .light)
var bulk = try WordSegmenter(for: .bulk)
var words: [Range<Int32>] = []
var mismatches = 0
for (index, text) in texts.units.enumerated() {
  let expected = reference.words(of: text)
  light.segment(text.span, into: &words)
  var isSame = words == expected
  bulk.segment(text.span, into: &words)
  isSame = isSame && words == expected
  if !isSame {
    print("different words: \(texts.paths[index])")
    mismatches += 1
  }
}
print("\(mismatches) texts with other words than ICU's")

// MARK: Speed

var lightWithLexicon = try WordSegmenter(for: .light, lexicon: lexicon)
var bulkWithLexicon = try WordSegmenter(for: .bulk, lexicon: lexicon)
var tokens: [WordToken] = []
let measurements = [
  Measurement("ICU") { for text in texts.units { reference.segment(text) } },
  Measurement("light") { for text in texts.units { light.segment(text.span, into: &words) } },
  Measurement("light, lexicon, tokens") {
    for text in texts.units { lightWithLexicon.segment(text.span, into: &tokens) }
  },
  Measurement("bulk") { for text in texts.units { bulk.segment(text.span, into: &words) } },
  Measurement("bulk, lexicon") {
    for text in texts.units { bulkWithLexicon.segment(text.span, into: &words) }
  },
  Measurement("bulk, lexicon, tokens") {
    for text in texts.units { bulkWithLexicon.segment(text.span, into: &tokens) }
  },
]
for _ in 0..<9 { for measurement in measurements { measurement.run() } }
for measurement in measurements {
  let speed = Int(Double(texts.byteCount) / measurement.median / 1e6)
  let ratio = (measurements[0].median / measurement.median * 10).rounded() / 10
  print("\(measurement.name): \(speed) MB/s, \(ratio) times ICU's")
}

// MARK: Threads

/// The seconds in which each of so many threads segments all texts.
func seconds(threads: Int) -> Double {
  let (texts, lexicon) = (texts, lexicon)
  let start = Measurement.now(CLOCK_MONOTONIC)
  DispatchQueue.concurrentPerform(iterations: threads) { _ in
    guard var segmenter = try? WordSegmenter(for: .bulk, lexicon: lexicon) else { return }
    var tokens: [WordToken] = []
    for _ in 0..<5 { for text in texts.units { segmenter.segment(text.span, into: &tokens) } }
  }
  return Measurement.now(CLOCK_MONOTONIC) - start
}
let one = (0..<5).map { _ in seconds(threads: 1) }.min() ?? 0
let two = (0..<5).map { _ in seconds(threads: 2) }.min() ?? 0
print("two threads: \((20 * one / two).rounded() / 10) times the speed of one")
exit(mismatches == 0 ? 0 : 1)
