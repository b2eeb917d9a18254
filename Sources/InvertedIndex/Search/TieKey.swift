/// What orders documents of equal score.
package struct TieKey: Equatable, Sendable {
  /// The greatest first; 0 where nothing comes before ``ascending``.
  package let descending: Int64
  package let ascending: UInt64

  package init(descending: Int64 = 0, ascending: UInt64) {
    self.descending = descending
    self.ascending = ascending
  }
}

extension TieKey: Comparable {
  package static func < (a: TieKey, b: TieKey) -> Bool {
    a.descending == b.descending ? a.ascending < b.ascending : a.descending > b.descending
  }
}

/// The tie keys of one segment's documents, from its columns; valid as long as its file is open.
struct TieKeys {
  /// Nil where nothing comes before ``ascending``.
  let descending: UnsafeBufferPointer<Int64>?
  /// Unsigned numbers; nil to order documents by their address.
  let ascending: UnsafeBufferPointer<Int64>?

  @inline(__always)
  func key(of document: DocID, segment: Int) -> TieKey {
    TieKey(
      descending: descending.map { $0[Int(document)] } ?? 0,
      ascending: ascending.map { UInt64(bitPattern: $0[Int(document)]) }
        ?? UInt64(segment) << 32 | UInt64(document))
  }
}
