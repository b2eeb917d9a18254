/// Why an HTML file cannot be read.
package enum HTMLError: Error, Equatable {
  /// libxml2 is not installed, or not in a version with this interface: nothing is wrong with the file.
  case libraryMissing
  case outOfMemory
  /// 2 GiB or more.
  case tooLarge
  /// More elements are nested than in any page.
  case tooDeep
}

extension HTMLError: CustomStringConvertible {
  /// What is wrong and what to do, to be preceded by the name of the file.
  package var description: String {
    switch self {
    case .libraryMissing:
      "HTML is read by libxml2, which cannot be loaded (libxml2.so.2); install it: apt-get install libxml2"
    case .outOfMemory: "libxml2 got no memory for it"
    case .tooLarge: "larger than 2 GiB; split it into documents"
    case .tooDeep: "elements nested more than \(HTMLText.greatestDepth) deep; save it as text"
    }
  }
}
