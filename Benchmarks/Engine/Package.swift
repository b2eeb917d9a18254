// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building the product does not build it. The targets beside the benchmark
// are links to the product's, which a dependency could not give: what they declare is for their package.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
  name: "engine-benchmark",
  targets: [
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "IntegerCoding", swiftSettings: settings),
    .target(
      name: "InvertedIndex", dependencies: ["IntegerCoding", "CZstd", "CXXHash", "CMalloc"],
      swiftSettings: settings),
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(
      name: "CLexicon",
      exclude: [
        "divisions.txt", "lay-words.txt", "pinyin.txt", "synonyms.txt", "terms.txt",
        "LICENSE-THUOCL",
      ]),
    .target(
      name: "TextAnalysis", dependencies: ["CICU", "CLexicon", "CXXHash"], swiftSettings: settings),
    .executableTarget(
      name: "EngineBenchmark", dependencies: ["InvertedIndex", "TextAnalysis"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
