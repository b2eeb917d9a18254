/// A search for the words of runs in a ``CharacterTrie``: 10 times ICU's speed.
///
/// It first goes over a window of the text for all pairs of characters and what leads on from them,
/// whose slots lie scattered over the trie but do not depend on each other, so that their loads overlap;
/// then over each run for the best path.
struct PreparedSearch {
  private let trie: CharacterTrie

  /// The part of the text whose pairs have been looked up.
  private var window = 0..<0

  /// The labels of the window, then as many zeros as a word can reach beyond it.
  private var labels: [UInt16] = []

  /// What is known of every place of the window.
  private var places: [Place] = []

  private struct Place {
    /// The cost of the character as a word in the low 8 bits and above them the index of the slot to which
    /// the next one leads, if there is one.
    var first: UInt32 = 0

    /// What is in the slot of the first two characters; 0 if nothing begins with them.
    var second: UInt64 = 0

    /// What is in the slot of the first three; that of other characters, with another label, or 0 if
    /// nothing begins with them.
    var third: UInt64 = 0

    /// The slot of the first two characters.
    @inline(always)
    var pair: CharacterTrie.Slot { CharacterTrie.Slot(bits: second) }

    /// The number of the first two characters; 0 if nothing begins with them.
    @inline(always)
    var pairID: UInt32 { second == 0 ? 0 : UInt32(TrieMemory.labelCount) + first >> 8 }
  }

  /// The number of units in a window, unless a run has more: few enough for the first-level cache.
  private static let windowLength = 1024

  init(trie: CharacterTrie) { self.trie = trie }

  /// One more than the greatest number that ``appendTokens(of:from:count:to:)`` gives: a label's or a slot's.
  var idLimit: Int { TrieMemory.labelCount + trie.slotCount }

  /// Forgets the last text.
  mutating func reset() { window = 0..<0 }

  /// Finds the best path through the run in `range` of `units`, which is in the text since ``reset()``
  /// and has no ideographs before and behind it.
  mutating func search(_ units: Span<UInt16>, in range: Range<Int>, path: inout BestPath) {
    if range.upperBound > window.upperBound {
      let count = max(range.count, min(Self.windowLength, units.count - range.lowerBound))
      window = range.lowerBound..<range.lowerBound + count
      reserve(count: count)
      Self.findLabels(of: units.extracting(window), in: trie, into: &labels)
      Self.findPlaces(of: labels, count: count, in: trie, into: &places)
    }
    search(units.extracting(range), from: range.lowerBound - window.lowerBound, path: &path)
  }

  /// Finds the best path through `run`, which starts at `origin` in the window.
  private func search(_ run: Span<UInt16>, from origin: Int, path: inout BestPath) {
    let (slots, labels) = (trie.slots, labels.span)
    let places = places.span.extracting(origin..<origin + run.count)
    var walk = path.begin(count: run.count)
    for start in run.indices {
      let place = places[start]
      let cost = walk.settle(start)
      walk.offerSingle(cost: cost &+ UInt64(place.first & 0xFF))
      walk.offerPair(
        cost: place.pair.cost(after: cost, length: 2), wordCost: place.pair.cost)
      var slot = CharacterTrie.Slot(bits: place.third)
      let thirdLabel = labels[origin &+ start &+ 2]
      if slot.label == thirdLabel, thirdLabel != 0 {
        var end = start &+ 3
        // Ends at the end of the run at the latest, where the label is 0; the limit is for damaged slots.
        let limit = start &+ BestPath.maximumLength
        while true {
          if slot.isWord {
            let length = end &- start
            walk.offer(from: start, length: length, cost: slot.cost(after: cost, length: length))
          }
          let label = labels[origin &+ end]
          guard end < limit, slot.mayHaveChild(label) else { break }
          slot = CharacterTrie.Slot(bits: slots[slot.base &+ Int(label)])
          guard slot.label == label else { break }
          end &+= 1
        }
      }
      if let katakana = Katakana.word(at: start, in: run) {
        walk.offer(from: start, length: katakana.length, cost: cost + katakana.cost)
      }
    }
    _ = walk.settle(run.count)
  }

  // MARK: Tokens

  /// Appends the words of the last run, which starts at `start` of the text and whose best path is `path`,
  /// each followed by the words of 2 units and more that are part of it, ascending.
  ///
  /// The number of a character is its label, that of longer texts the index of their slot and the number
  /// of all labels. Mutating, so that it is called in place and not on a copy.
  mutating func appendTokens(
    of path: inout BestPath, from start: Int, count: Int, to tokens: inout [WordToken]
  ) {
    let lengths = path.wordLengths(count: count)
    let (labels, places) = (labels.span, places.span)
    let origin = start - window.lowerBound
    var place = 0
    while place < count {
      // No more tokens than units, but for words of more than two units.
      tokens.append(addingCapacity: count - place) { tokens in
        while place < count, lengths[place] <= 2 {
          let index = origin &+ place
          let length = Int32(lengths[place])
          let id = length == 1 ? UInt32(labels[index]) : places[index].pairID
          let first = Int32(truncatingIfNeeded: start &+ place)
          tokens.append(WordToken(range: first..<first &+ length, id: id, role: .word))
          place &+= Int(length)
        }
      }
      if place < count {
        let first = Int32(start + place)
        appendLongTokens(of: first..<first + Int32(lengths[place]), to: &tokens)
        place += Int(lengths[place])
      }
    }
  }

  private func appendLongTokens(of range: Range<Int32>, to tokens: inout [WordToken]) {
    let (slots, labels, places) = (trie.slots, labels.span, places.span)
    let origin = Int(range.lowerBound) - window.lowerBound
    let wordEnd = origin + range.count
    let wordIndex = tokens.count
    tokens.append(WordToken(range: range, role: .word))
    for start in origin..<wordEnd - 1 {
      var id = places[start].pairID
      var slot = places[start].pair
      var end = start + 2
      while true {
        if end - start == range.count {
          tokens[wordIndex] = WordToken(range: range, id: id, role: .word)
        } else if slot.isWord {
          let first = Int32(start + window.lowerBound)
          tokens.append(
            WordToken(range: first..<first + Int32(end - start), id: id, role: .subword))
        }
        guard end < wordEnd, slot.mayHaveChild(labels[end]) else { break }
        let index = slot.base + Int(labels[end])
        slot = CharacterTrie.Slot(bits: slots[index])
        guard slot.label == labels[end] else { break }
        id = UInt32(TrieMemory.labelCount + index)
        end += 1
      }
    }
  }

  // MARK: Windows

  private mutating func reserve(count: Int) {
    let needed = count + BestPath.maximumLength + 1
    if labels.count < needed {
      labels = [UInt16](repeating: 0, count: needed)
      places = [Place](repeating: Place(), count: needed)
    }
  }

  private static func findLabels(
    of units: Span<UInt16>, in trie: CharacterTrie, into labels: inout [UInt16]
  ) {
    let unitLabels = trie.labels
    var labels = labels.mutableSpan
    for index in units.indices { labels[index] = unitLabels[Int(units[index])] }
    for index in units.count...units.count + BestPath.maximumLength { labels[index] = 0 }
  }

  /// Each pass does nothing but one kind of loads, and without branches: most of them miss the caches, and
  /// so short loops have many under way.
  private static func findPlaces(
    of labels: [UInt16], count: Int, in trie: CharacterTrie, into places: inout [Place]
  ) {
    let slots = trie.memory.slots
    labels.withUnsafeBufferPointer { labels in
      places.withUnsafeMutableBufferPointer { places in
        precondition(count + 2 <= labels.count && count <= places.count)
        // SAFETY: the indices are below the counts; any base plus any label is the index of a slot.
        var label = labels[0]
        for index in 0..<count {
          let next = labels[index &+ 1]
          var slot = CharacterTrie.Slot(bits: slots[Int(label)])
          // Labels of characters that begin no word have slots of other nodes.
          if slot.label != label { slot = CharacterTrie.Slot(bits: 0) }
          let cost = slot.isWord ? slot.cost : BestPath.unknownCost
          places[index].first =
            UInt32(truncatingIfNeeded: slot.childIndex(next)) &<< 8
            | UInt32(truncatingIfNeeded: cost & 0xFF)
          label = next
        }
        for index in 0..<count {
          places[index].second = slots[Int(places[index].first &>> 8)]
        }
        label = labels[1]
        for index in 0..<count {
          let next = labels[index &+ 2]
          let isPair = label != 0 && places[index].pair.label == label
          let pair = CharacterTrie.Slot(bits: isPair ? places[index].second : 0)
          places[index].second = pair.bits
          places[index].third = slots[pair.childIndex(next)]
          label = next
        }
      }
    }
  }
}
