import HTTPServer

/// The flags that say who may ask the server, and whether it watches the files.
enum ServeFlags {
  static let address = Flag.value(
    "address", valueName: "ADDR",
    help: "Listen on this numeric address; 0.0.0.0 or :: opens the library to the network",
    defaultValue: "127.0.0.1")

  static let host = Flag.value(
    "host", valueName: "NAME", help: "Answer to this name, too", isRepeatable: true)

  static let origin = Flag.value(
    "allow-origin", valueName: "SITE",
    help: "Let pages of this site, such as http://example.org, read the answers", isRepeatable: true
  )

  static let watch = Flag.toggle(
    "watch", help: "Bring the index up to date when files change")

  static func address(_ arguments: Arguments) throws(UsageError) -> ServerAddress {
    let text = arguments.value(of: address) ?? ServerAddress.loopback.text
    guard let address = ServerAddress(text) else {
      throw UsageError(
        "--address must be a numeric address of this machine, such as 127.0.0.1, 0.0.0.0 or ::1, "
          + "not “\(text)”")
    }
    return address
  }

  static func access(
    _ arguments: Arguments, address: ServerAddress
  ) throws(UsageError) -> AccessRules {
    let names = arguments.allValues(of: host)
    for name in names {
      guard !name.isEmpty,
        name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"/:@\"<>&'".utf8.contains($0) })
      else {
        throw UsageError(
          "--host must be a name without a port, as browsers send it (other letters as xn--…), such as "
            + "example.org, not “\(name)”")
      }
    }
    let origins = arguments.allValues(of: origin)
    for origin in origins {
      let name = ["http://", "https://"].first(where: origin.hasPrefix)
        .map { origin.dropFirst($0.count) }
      guard let name, !name.isEmpty, !name.contains(where: { "/?#@ \"".contains($0) }) else {
        throw UsageError(
          "--allow-origin must be a scheme and a host, such as http://example.org, without a path, "
            + "not “\(origin)”")
      }
    }
    return AccessRules(
      names: names + [address.urlText], allowsAddresses: !address.isLoopback, origins: origins)
  }
}
