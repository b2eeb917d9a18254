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
  /// - Throws: ``SourceText/Failure`` where the bytes are no text.
  package func parse(
    _ bytes: [UInt8], path: String, sideFile: [UInt8]? = nil, explains: Bool = false
  ) throws(SourceText.Failure) -> ParsedFile {
    guard let sideFile else {
      let (text, source) = try read(bytes, path)
      var decisions = explains ? ParsingDecisions() : nil
      let documents = DocumentParser.parse(text, path, options, &decisions)
      return ParsedFile(text, source, documents, decisions)
    }
    let result: Result<ParsedFile, SourceText.Failure>
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
  ) throws(CorrectionError) -> Result<ParsedFile, SourceText.Failure> {
    let text: DecodedText
    let source: EncodingSource
    if let stated = corrections.encoding {
      source = .sideFile(line: stated.line)
      do throws(SourceText.Failure) {
        text = try SourceText.read(
          bytes, path: path, encoding: stated.name.encoding(of: bytes))
      } catch {
        throw CorrectionError(
          line: stated.line, reason: "in \(stated.name.rawValue) the file cannot be read: \(error)")
      }
    } else {
      do throws(SourceText.Failure) {
        (text, source) = try read(bytes, path)
      } catch { return .failure(error) }
    }
    var decisions = explains ? ParsingDecisions() : nil
    let documents = try DocumentParser.parse(
      text, path, options, corrections, decisions: &decisions)
    return .success(ParsedFile(text, source, documents, decisions))
  }

  private func read(
    _ bytes: [UInt8], _ path: String
  ) throws(SourceText.Failure) -> (DecodedText, EncodingSource) {
    if let encoding {
      let encoding = encoding.encoding(of: bytes)
      return (try SourceText.read(bytes, path: path, encoding: encoding), .caller)
    }
    let text = try SourceText.read(bytes, path: path)
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    if marks.contains(where: bytes.starts(with:)) { return (text, .byteOrderMark) }
    if text.encoding == .utf8 { return (text, .validity) }
    let declared = SourceFormat(path: path) == .html ? HTMLCharset.declared(in: bytes) : nil
    return (text, text.encoding == declared ? .declaration : .likelihood)
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
