import PolicySearch

/// The flags that restrict a search and count its result, and what they say.
enum FilterFlags {
  static let all = restrictions + [facets]

  /// The flags that restrict, without those that count.
  static let restrictions = fields + [since, until]

  private static let fields = [
    field(.kind, "KIND", "Only documents of this kind, such as 通知"),
    field(.speaker, "NAME", "Only documents of this speaker"),
    field(.issuer, "NAME", "Only documents that this body issued"),
    field(.region, "PLACE", "Only documents of this region, and of places in it"),
  ]
  private static let since = Flag.value(
    SearchFilters.since, valueName: "DATE",
    help: "Only documents from this day, month or year on: 2017-08-25, 2017-08 or 2017")
  private static let until = Flag.value(
    SearchFilters.until, valueName: "DATE",
    help: "Only documents up to this day, month or year, the whole of it")
  private static let facets = Flag.value(
    "facets", valueName: "FIELDS",
    help: "Count the result by some of \(Facet.all.map(\.name).joined(separator: ", "))")

  private static func field(_ field: KeywordField, _ valueName: String, _ help: String) -> Flag {
    .value(
      field.rawValue, valueName: valueName, help: help, isRepeatable: true,
      completion: .values(of: field))
  }

  /// The filters that a command line gives.
  static func filters(_ arguments: Arguments) throws(UsageError) -> SearchFilters {
    do throws(ParameterError) {
      return try SearchFilters { name in
        restrictions.first { $0.name == name }.map(arguments.allValues) ?? []
      }
    } catch {
      throw UsageError(error)
    }
  }

  /// The facets that a command line asks for.
  static func facets(_ arguments: Arguments) throws(UsageError) -> [Facet] {
    guard let text = arguments.value(of: facets) else { return [] }
    do throws(ParameterError) {
      return try Facet.list(text, parameter: facets.name)
    } catch {
      throw UsageError(error)
    }
  }

  /// What to say of a value that no document of the library has.
  static func remark(
    on value: String, of field: KeywordField, in library: Library
  ) throws(LibraryError) -> String {
    let likely = likeliest(for: value, among: try library.values(of: field))
    let remedy =
      likely.isEmpty
      ? "leave it out, and --facets \(field.rawValue) shows what there is"
      : "did you mean \(likely.joined(separator: " or "))?"
    return "no document of the library has the \(field.rawValue) “\(value)”; \(remedy)"
  }
}

extension UsageError {
  fileprivate init(_ error: ParameterError) {
    self.init("--\(error.parameter) \(error.reason)")
  }
}
