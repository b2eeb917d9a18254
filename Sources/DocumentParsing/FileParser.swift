/// Turns the bytes of a file into documents: by what a person has said of the file, and else by what
/// it shows.
///
/// The side file counts more than the caller's choice, and that more than what the file shows.
package struct FileParser: Sendable, Equatable {
  /// The encoding that the caller wants the file to be read in; nil to find it out.
  package var encoding: EncodingName?
  package var options: DocumentParser.Options

  package init(
    encoding: EncodingName? = nil, options: DocumentParser.Options = DocumentParser.Options()
  ) {
    self.encoding = encoding
    self.options = options
  }

  /// Parses a file.
  ///
  /// A side file that cannot be followed is left out altogether, and the result says why. Explaining
  /// costs one more pass over the text.
  ///
  /// - Parameters:
  ///   - path: The file's path; a date in its last component counts where the text states none.
  ///   - sideFile: The bytes of its side file; nil where it has none.
  ///   - explains: Whether the result is to hold what was decided on the way.
  /// - Throws: ``TextDecodingError`` where the bytes are no text.
  package func parse(
    _ bytes: [UInt8], path: String, sideFile: [UInt8]? = nil, explains: Bool = false
  ) throws(TextDecodingError) -> ParsedFile {
    guard let sideFile else {
      let (text, source) = try decode(bytes)
      var decisions = explains ? ParsingDecisions() : nil
      let documents = DocumentParser.parse(text, path, options, &decisions)
      return ParsedFile(text, source, documents, decisions)
    }
    let result: Result<ParsedFile, TextDecodingError>
    do throws(CorrectionError) {
      result = try corrected(bytes, path, Corrections(bytes: sideFile), explains: explains)
    } catch {
      var parsed = try parse(bytes, path: path, explains: explains)
      parsed.sideFileError = error
      return parsed
    }
    return try result.get()
  }

  private func corrected(
    _ bytes: [UInt8], _ path: String, _ corrections: Corrections, explains: Bool
  ) throws(CorrectionError) -> Result<ParsedFile, TextDecodingError> {
    let text: DecodedText
    let source: EncodingSource
    if let stated = corrections.encoding {
      source = .sideFile(line: stated.line)
      do throws(TextDecodingError) {
        text = try TextDecoder.decode(bytes, as: stated.name.encoding(of: bytes))
      } catch {
        throw CorrectionError(
          line: stated.line, reason: "the file is not in \(stated.name.rawValue): \(error)")
      }
    } else {
      do throws(TextDecodingError) {
        (text, source) = try decode(bytes)
      } catch { return .failure(error) }
    }
    var decisions = explains ? ParsingDecisions() : nil
    let documents = try DocumentParser.parse(
      text, path, options, corrections, decisions: &decisions)
    return .success(ParsedFile(text, source, documents, decisions))
  }

  private func decode(
    _ bytes: [UInt8]
  ) throws(TextDecodingError) -> (DecodedText, EncodingSource) {
    if let encoding {
      return (try TextDecoder.decode(bytes, as: encoding.encoding(of: bytes)), .caller)
    }
    let text = try TextDecoder.decode(bytes)
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    if marks.contains(where: bytes.starts(with:)) { return (text, .byteOrderMark) }
    return (text, text.encoding == .utf8 ? .validity : .likelihood)
  }
}

extension Corrections {
  /// Reads the bytes of a side file.
  fileprivate init(bytes: [UInt8]) throws(CorrectionError) {
    let text: DecodedText
    do throws(TextDecodingError) {
      text = try TextDecoder.decode(bytes)
    } catch {
      throw CorrectionError(line: 1, reason: error.description)
    }
    try self.init(text)
  }
}
