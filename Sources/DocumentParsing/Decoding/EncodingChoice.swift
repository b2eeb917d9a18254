/// The evidence for a file's encoding.
package struct EncodingChoice: Sendable {
  /// What the bytes are when they are read in one encoding.
  package struct Candidate: Sendable, Equatable {
    package let encoding: TextEncoding
    /// The offset of the first bytes that are no character of the encoding; nil where the whole file
    /// decodes.
    package let failure: Int?
    /// How improbable what it decodes to is as Chinese, per byte of a sample: 10 to 50 for a right
    /// reading, 60 to 130 for a wrong one. Nil without ICU's dictionary or where nothing decodes.
    package let cost: Double?
  }

  /// The encoding of the byte order mark, which decides alone.
  package let mark: TextEncoding?
  /// In the order in which they are tried.
  package let candidates: [Candidate]
}
