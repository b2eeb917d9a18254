/// Reads the text out of a file, whatever its encoding and format: of HTML what a reader sees, of plain
/// text with the characters for their references.
package enum SourceText {
  /// Why a file gives no text.
  package enum Failure: Error, Equatable, CustomStringConvertible {
    case encoding(TextDecodingError)
    case html(HTMLError)

    /// Whether it is the file that has to be changed; else something is missing on the machine.
    package var liesInFile: Bool { self != .html(.libraryMissing) && self != .html(.outOfMemory) }

    /// What is wrong and where, to be preceded by the name of the file.
    package var description: String {
      switch self {
      case .encoding(let error): error.description
      case .html(let error): error.description
      }
    }
  }

  /// The text of a file.
  ///
  /// - Parameters:
  ///   - path: Its extension tells the format; a file of an unknown one is plain text.
  ///   - encoding: Where it is known; else it is found out.
  package static func read(
    _ bytes: [UInt8], path: String, encoding: TextEncoding? = nil
  ) throws(Failure) -> DecodedText {
    let format = SourceFormat(path: path) ?? .plain
    let decoded: DecodedText
    do throws(TextDecodingError) {
      if let encoding {
        decoded = try TextDecoder.decode(bytes, as: encoding)
      } else if format == .html {
        decoded = try TextDecoder.decode(bytes, hint: HTMLCharset.declared(in: bytes))
      } else {
        decoded = try TextDecoder.decode(bytes)
      }
    } catch { throw .encoding(error) }
    guard format == .html else { return ReferenceText.resolve(decoded) }
    do throws(HTMLError) { return try HTMLText.extract(from: decoded) } catch { throw .html(error) }
  }
}
