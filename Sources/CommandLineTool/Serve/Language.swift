import HTTPServer

/// A language in which pages can be read.
enum Language: String, CaseIterable, Sendable {
  case chinese = "zh-CN"
  case english = "en"

  /// The cookie, and the parameter of a page's address, that choose one for good.
  static let name = "language"

  /// The language that a reader has chosen, else the one the browser prefers, else Chinese.
  init(of request: Request) {
    if let chosen = Self.chosen(in: request.header("Cookie") ?? "") {
      self = chosen
      return
    }
    let accepted = WeightedList(request.header("Accept-Language") ?? "").items
    func weight(_ prefix: String) -> Int {
      accepted.filter { $0.name == prefix || $0.name.hasPrefix(prefix + "-") }.map(\.weight).max()
        ?? 0
    }
    self = weight("en") > weight("zh") ? .english : .chinese
  }

  private static func chosen(in cookies: String) -> Language? {
    for cookie in cookies.split(separator: ";") {
      let cookie = cookie.drop { $0 == " " }
      if cookie.hasPrefix(name + "=") {
        return Language(rawValue: String(cookie.dropFirst(name.utf8.count + 1)))
      }
    }
    return nil
  }

  /// Its own name for itself.
  var ownName: String {
    switch self {
    case .chinese: "中文"
    case .english: "English"
    }
  }

  /// The other one.
  var other: Language { self == .chinese ? .english : .chinese }

  /// A message in this language.
  func text(_ message: Message) -> String {
    switch self {
    case .chinese: message.chinese
    case .english: message.english
    }
  }
}
