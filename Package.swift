// swift-tools-version: 6.2
import PackageDescription

// Every Swift target is compiled with the same strict settings; what each buys:
// - ExistentialAny: dynamic dispatch is visible as `any`.
// - InternalImportsByDefault, MemberImportVisibility: a module's dependencies are what its files say.
// - Lifetimes: spans over mapped memory with checked lifetimes.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "gongwen",
  products: [
    .executable(name: "gongwen", targets: ["CommandLineTool"]),
    .library(name: "PolicySearch", targets: ["PolicySearch"]),
  ],
  targets: [
    // System libraries. ICU and libmicrohttpd stand behind C façades of our own: ICU's headers clash
    // with the ICU inside Foundation when Swift sees both; libmicrohttpd's calls are variadic, and it is loaded only by a server.
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "CMicroHTTPD"),
    // zlib, loaded when the first answer is compressed.
    .target(name: "CZlib"),
    // These two embed their texts with #embed of C23.
    .target(
      name: "CLexicon",
      exclude: [
        "divisions.txt", "lay-words.txt", "pinyin.txt", "synonyms.txt", "terms.txt",
        "LICENSE-THUOCL",
      ]),
    .target(name: "CWebFiles", exclude: ["icon.svg", "openapi.json", "page.css", "page.js"]),
    // libxml2, loaded when the first HTML file is read. Its headers are found by a link, for
    // `pkgConfig` would link the library too.
    .target(name: "CXML", cSettings: [.headerSearchPath("headers")]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    // Of the C library, what the module Glibc leaves out.
    .systemLibrary(name: "CMalloc"),

    library("IntegerCoding"),
    library("InvertedIndex", "IntegerCoding", "CZstd", "CXXHash", "CMalloc"),
    library("TextAnalysis", "CICU", "CLexicon", "CXXHash"),
    library("TerminalText"),
    library("QueryLanguage", "TerminalText"),
    library("DocumentParsing", "IntegerCoding", "TextAnalysis", "CICU", "CXML"),
    library(
      "PolicySearch", "DocumentParsing", "QueryLanguage", "TextAnalysis", "InvertedIndex",
      "IntegerCoding", "CXXHash"),
    library("HTTPServer", "CMicroHTTPD", "CZlib"),
    .executableTarget(
      name: "CommandLineTool",
      dependencies: [
        "PolicySearch", "DocumentParsing", "QueryLanguage", "TerminalText", "HTTPServer",
        "CWebFiles",
      ],
      swiftSettings: settings),

    tests("IntegerCodingTests", "IntegerCoding"),
    .testTarget(
      name: "InvertedIndexTests", dependencies: ["InvertedIndex", "IntegerCoding"],
      exclude: ["Fixtures"], swiftSettings: settings),
    tests("TextAnalysisTests", "TextAnalysis", "CICU"),
    tests("TerminalTextTests", "TerminalText"),
    tests("QueryLanguageTests", "QueryLanguage"),
    tests("DocumentParsingTests", "DocumentParsing"),
    tests(
      "PolicySearchTests", "PolicySearch", "QueryLanguage", "TextAnalysis", "DocumentParsing",
      "InvertedIndex"),
    tests("HTTPServerTests", "HTTPServer"),
    tests("CommandLineToolTests", "CommandLineTool", "PolicySearch", "HTTPServer"),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
