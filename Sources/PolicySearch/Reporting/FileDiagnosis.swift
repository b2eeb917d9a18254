package import DocumentParsing
import Glibc
internal import InvertedIndex

/// What the tool makes of one file, with every decision.
package struct FileDiagnosis: Sendable {
  package let path: String
  /// The file with its documents; nil where it cannot be read as text.
  package let file: ParsedFile?
  /// What the encodings give of it, where neither a mark nor validity decides, nor a person.
  package let encodingChoice: EncodingChoice?
  /// Why it cannot be, or why it holds no document.
  package let skipReason: String?
  /// The path of its side file; nil where it has none.
  package let sideFile: String?

  /// Reads a file and its side file.
  ///
  /// - Throws: ``LibraryError/unreadable(path:code:)`` where the system does not let us.
  package init(path: String, parser: FileParser) throws(LibraryError) {
    self.path = path
    let sidePath = path + Corrections.fileExtension
    guard let bytes = try Self.contents(of: path) else {
      throw .unreadable(path: path, code: ENOENT)
    }
    let sideFile = try Self.contents(of: sidePath)
    self.sideFile = sideFile.map { _ in sidePath }
    do throws(SourceText.Failure) {
      let file = try parser.parse(bytes, path: path, sideFile: sideFile, explains: true)
      self.file = file
      encodingChoice = file.encodingSource == .likelihood ? TextDecoder.explain(bytes) : nil
      skipReason = file.documents.isEmpty ? "it holds no text" : nil
    } catch {
      file = nil
      encodingChoice = parser.encoding == nil ? TextDecoder.explain(bytes) : nil
      skipReason = error.description
    }
  }

  /// Nil where there is no such file.
  private static func contents(of path: String) throws(LibraryError) -> [UInt8]? {
    do throws(IndexError) {
      return try IndexDirectory.contents(of: path)
    } catch {
      guard case .system(_, _, let code) = error else { throw .index(error) }
      throw .unreadable(path: path, code: code)
    }
  }
}

extension FileDiagnosis {
  /// Whether nothing asks for a look: the file and its side file are followed, every document has
  /// title, kind and date, and no character is suspicious.
  package var isWell: Bool {
    guard skipReason == nil, let file else { return false }
    return file.sideFileError == nil && file.suspicious?.findings.isEmpty != false
      && file.documents.allSatisfy(\.unknownFields.isEmpty)
  }
}
