extension PostingList {
  /// Replaces the postings by those of the tokens with the indices `slots`, at least one, ascending.
  ///
  /// - Parameter starts: the index of each document's first token, and their number.
  mutating func fill(
    from slots: Span<UInt32>, starts: Span<UInt32>, locator: DocumentLocator, hasPositions: Bool
  ) {
    removeAll()
    let count = slots.count
    documents.append(atMost: count) { documents in
      var documentCount = 0
      frequencies.append(atMost: count) { frequencies in
        gaps.append(atMost: count) { gaps in
          slots.withUnsafeBufferPointer { slots in
            var index = 0
            var document = 0
            while index < count {
              document = locator.document(of: slots[index], from: document, starts: starts)
              let next = starts[document &+ 1]
              let first = index
              var expected = starts[document]
              // SAFETY: there is room for a gap of every index.
              repeat {
                let slot = slots[index]
                gaps[index] = slot &- expected
                expected = slot &+ 1
                index &+= 1
              } while index < count && slots[index] < next
              documents[documentCount] = UInt32(truncatingIfNeeded: document)
              frequencies[documentCount] = UInt32(truncatingIfNeeded: index &- first)
              documentCount &+= 1
            }
          }
          return hasPositions ? count : 0
        }
        return documentCount
      }
      return documentCount
    }
  }
}

/// Finds the document of a token index: a table of hints for every 256 tokens, then a walk.
struct DocumentLocator {
  private let hints: [UInt32]

  init(starts: [UInt32]) {
    var hints: [UInt32] = []
    let tokens = Int(starts[starts.count - 1])
    hints.reserveCapacity(tokens / 256 + 1)
    var document = 0
    for token in stride(from: 0, through: tokens, by: 256) {
      while document + 2 < starts.count, starts[document + 1] <= token { document += 1 }
      hints.append(UInt32(document))
    }
    self.hints = hints
  }

  /// The document that holds `token`; at or after `document`, which must not be behind it.
  func document(of token: UInt32, from document: Int, starts: Span<UInt32>) -> Int {
    var document = max(document, Int(hints[Int(token / 256)]))
    while starts[document &+ 1] <= token { document &+= 1 }
    return document
  }
}
