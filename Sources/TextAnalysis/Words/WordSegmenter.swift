/// Cuts folded text into words: those of ICU's word breaks, found by a search of our own in ICU's
/// break dictionary, and by ICU itself where text has something unusual in it.
///
/// With a ``Lexicon`` its words take part in the search; without one the words are exactly ICU's.
///
/// A segmenter keeps its position and buffers; use one for many texts, and one per thread.
package struct WordSegmenter: ~Copyable {
  /// How much text is to be segmented.
  package enum Workload: CaseIterable {
    /// A query or a few documents: ready in half a millisecond, and then 3 to 4 times as fast as ICU. A
    /// lexicon that was prepared is used so.
    case light
    /// More than about a megabyte: 10 times as fast as ICU, but the first such segmenter with a lexicon
    /// spends some 40 ms on preparing the dictionary, unless ``Lexicon/prepare(cachedIn:)`` did it, and
    /// 8 MB on holding it for all.
    case bulk
  }

  /// Nil if the rules or the dictionary are not ones that are known: then all is left to ICU.
  private let rules: WordRules?

  // One of the two at most is there.
  private var direct: DirectSearch?
  private var prepared: PreparedSearch?
  private var path = BestPath()

  let lexicon: Lexicon
  private let formFinder: FormFinder

  // Buffers for one text.
  private var words: [Range<Int32>] = []
  private var forms: [Range<Int32>] = []
  /// The index of the next form that is not among the tokens yet.
  private var formIndex = 0

  /// Opened when it is first needed: a few milliseconds.
  private var breaker: WordBreaker?

  /// What every unit is, filled when it is first met.
  private var kinds = [UnitKind](repeating: UnitKind(), count: 0x1_0000)

  /// A segmenter for light work.
  ///
  /// - Throws: ``UnicodeDataError`` if ICU has no rules for word breaks.
  package init() throws(UnicodeDataError) { try self.init(for: .light) }

  /// - Throws: ``UnicodeDataError`` if ICU has no rules for word breaks.
  package init(
    for workload: Workload, lexicon: Lexicon = .empty
  ) throws(UnicodeDataError) {
    try self.init(for: workload, lexicon: lexicon, rules: WordRules.loaded)
  }

  /// A segmenter that leaves all to ICU if `rules` is nil.
  init(
    for workload: Workload, lexicon: Lexicon = .empty, rules: WordRules?
  ) throws(UnicodeDataError) {
    self.lexicon = lexicon
    formFinder = FormFinder(terms: lexicon.terms)
    guard let rules, let dictionary = BreakDictionary.shared else {
      self.rules = nil
      breaker = try WordBreaker()
      return
    }
    self.rules = rules
    if let trie = workload == .bulk ? lexicon.prepare() : lexicon.preparedTrie {
      prepared = PreparedSearch(trie: trie)
    } else {
      direct = DirectSearch(trie: dictionary.trie, terms: lexicon.terms)
    }
  }

  /// One more than the greatest ``WordToken/id`` of its tokens.
  package var idLimit: Int { prepared?.idLimit ?? 1 }

  /// Whether segmenters look up words themselves. Else the loaded ICU has other rules or keeps its
  /// dictionary in another form than is known, and finds the words itself, at its own speed. Costs up
  /// to a millisecond, once in a process.
  package static var usesDictionary: Bool {
    WordRules.loaded != nil && BreakDictionary.shared != nil
  }

  /// Replaces the contents of `words` by the words of `units`, ranges of unit offsets in ascending
  /// order that do not overlap. What lies between them is punctuation, signs and spaces: a word has
  /// at least one letter, number or symbol (``CharacterClass/word``).
  ///
  /// The words of a text depend on all of it: those of a part can differ at any place.
  ///
  /// - Precondition: fewer than 2³¹ units.
  package mutating func segment(_ units: Span<UInt16>, into words: inout [Range<Int32>]) {
    words.removeAll(keepingCapacity: true)
    beginText()
    var start = Self.passSeparators(in: units, from: 0, kinds: kinds.span)
    while start < units.count {
      let (end, _) = cut(units, from: start, into: &words)
      start = Self.passSeparators(in: units, from: end, kinds: kinds.span)
    }
  }

  /// Replaces the contents of `tokens` by the words of `units`, the words inside them and the forms, by
  /// ascending starts: of those with the same start a form comes first, then a word, then words inside
  /// it. A form that is just one word is left out.
  ///
  /// The words are those of ``segment(_:into:)-(_,[Range<Int32>])``.
  ///
  /// - Precondition: fewer than 2³¹ units.
  package mutating func segment(_ units: Span<UInt16>, into tokens: inout [WordToken]) {
    tokens.removeAll(keepingCapacity: true)
    formFinder.find(in: units, into: &forms)
    formIndex = 0
    // Moved out, for the segmenter is used as a whole meanwhile.
    var words = self.words
    self.words = []
    beginText()
    var start = Self.passSeparators(in: units, from: 0, kinds: kinds.span)
    while start < units.count {
      words.removeAll(keepingCapacity: true)
      let count = tokens.count
      let (end, method) = find(in: units, from: start, into: &words)
      if method != .search {
        for word in words { tokens.append(WordToken(range: word, role: .word)) }
      } else if prepared != nil {
        prepared?.appendTokens(of: &path, from: start, count: end - start, to: &tokens)
      } else {
        path.appendWords(from: Int32(start), count: end - start, to: &words)
        direct?.appendTokens(of: words[...], in: units, to: &tokens)
      }
      if formIndex < forms.count { insertForms(before: Int32(end), to: &tokens, from: count) }
      start = Self.passSeparators(in: units, from: end, kinds: kinds.span)
    }
    self.words = words
    insertForms(before: Int32(units.count), to: &tokens, from: tokens.count)
  }

  /// Forgets the last text; to be called before the first ``cut(_:from:into:)`` of another.
  mutating func beginText() { prepared?.reset() }

  /// How a stretch of text is cut into words.
  enum Method {
    /// A search for the cheapest words.
    case search
    /// The word rules.
    case rules
    /// ICU's own breaker.
    case icu
  }

  /// Appends the words of the stretch of `units` that begins at `start`, and returns its end and how it
  /// was cut.
  mutating func cut(
    _ units: Span<UInt16>, from start: Int, into words: inout [Range<Int32>]
  ) -> (end: Int, method: Method) {
    let (end, method) = find(in: units, from: start, into: &words)
    if method == .search { path.appendWords(from: Int32(start), count: end - start, to: &words) }
    return (end, method)
  }

  /// Finds the words of the stretch of `units` that begins at `start`, and returns its end and how it
  /// was cut. Those that were searched for are left in ``path``, others are appended.
  @inline(always)
  private mutating func find(
    in units: Span<UInt16>, from start: Int, into words: inout [Range<Int32>]
  ) -> (end: Int, method: Method) {
    guard let rules else {
      segmentByICU(units, start..<units.count, into: &words)
      return (units.count, .icu)
    }
    let stretch = stretch(of: units, from: start, rules: rules)
    let range = start..<stretch.end
    if WordClassSet.ideographs.isSuperset(of: stretch.classes) {
      direct?.search(units.extracting(range), path: &path)
      prepared?.search(units, in: range, path: &path)
      return (stretch.end, .search)
    }
    if !stretch.classes.isDisjoint(with: .rare)
      || stretch.classes.isSuperset(of: .katakanaAndConnector)
    {
      segmentByICU(units, range, into: &words)
      return (stretch.end, .icu)
    }
    segmentByRules(units, range, into: &words)
    return (stretch.end, .rules)
  }

  /// The first place from `start` on that is no stretch of a single mark or sign known already, or the end.
  private static func passSeparators(
    in units: Span<UInt16>, from start: Int, kinds: Span<UnitKind>
  ) -> Int {
    // Without rules every class is unknown.
    var place = start
    while place < units.count, kinds[Int(units[place])].isSeparator {
      // What is rare goes to ICU together with what stands before it.
      if place + 1 < units.count, !kinds[Int(units[place + 1])].leavesAlone { break }
      place += 1
    }
    return place
  }

  // MARK: Tokens

  /// Inserts the next forms, as far as they start before `end`, each before the tokens from `index` on
  /// that do not start before it, unless one of these is the same word.
  private mutating func insertForms(
    before end: Int32, to tokens: inout [WordToken], from index: Int
  ) {
    while formIndex < forms.count, forms[formIndex].lowerBound < end {
      let form = forms[formIndex]
      formIndex += 1
      let place =
        tokens[index...].firstIndex { $0.range.lowerBound >= form.lowerBound } ?? tokens.count
      let isWord = tokens[place...].contains { $0.range == form && $0.role == .word }
      if !isWord { tokens.insert(WordToken(range: form, role: .form), at: place) }
    }
  }

  /// The end of the part of `units` from `start` on within which the rules may join each character
  /// with the next, and the classes in it.
  private mutating func stretch(
    of units: Span<UInt16>, from start: Int, rules: WordRules
  ) -> (end: Int, classes: WordClassSet) {
    var stretch = Stretch(start: start)
    while !stretch.extend(in: units, kinds: kinds.span) {
      let unit = units[stretch.end]
      kinds[Int(unit)] = UnitKind(of: unit, rules: rules)
    }
    return (stretch.end, stretch.classes)
  }

  /// Appends the words in `range`, which has letters and what joins them, or spaces, or one other
  /// character: rules 5 to 13b of UAX #29.
  private func segmentByRules(
    _ units: Span<UInt16>, _ range: Range<Int>, into words: inout [Range<Int32>]
  ) {
    var start = range.lowerBound
    var isWord = false
    for index in range {
      if index > start, !joins(units, at: index, in: range) {
        if isWord { words.append(Int32(start)..<Int32(index)) }
        start = index
        isWord = false
      }
      isWord = isWord || kinds[Int(units[index])].isWord
    }
    if isWord { words.append(Int32(start)..<Int32(range.upperBound)) }
  }

  /// Whether the rules join the units before and at `index`, which are letters or what joins them.
  private func joins(_ units: Span<UInt16>, at index: Int, in range: Range<Int>) -> Bool {
    func wordClass(_ index: Int) -> WordClass {
      range.contains(index) ? kinds[Int(units[index])].wordClass : .single
    }
    let (last, next) = (wordClass(index - 1), wordClass(index))
    return switch (last.isMiddle, next.isMiddle) {
    case (false, false): true
    case (false, true): next.joins(last, wordClass(index + 1))
    case (true, false): last.joins(wordClass(index - 2), next)
    case (true, true): false
    }
  }

  /// Appends the words that ICU finds in `range`.
  private mutating func segmentByICU(
    _ units: Span<UInt16>, _ range: Range<Int>, into words: inout [Range<Int32>]
  ) {
    if breaker == nil {
      // ICU has rules, for they have been read: only want of memory is left.
      do { breaker = try WordBreaker() } catch { preconditionFailure(error.description) }
    }
    let offset = Int32(range.lowerBound)
    breaker?.forEachSegment(of: units.extracting(range)) { segment in
      let segment = segment.lowerBound + offset..<segment.upperBound + offset
      if Self.isWord(units, segment) { words.append(segment) }
    }
  }

  /// Whether `segment` has a character that makes it a word.
  private static func isWord(_ units: Span<UInt16>, _ segment: Range<Int32>) -> Bool {
    var index = Int(segment.lowerBound)
    while index < segment.upperBound {
      if CharacterClass(of: units.scalar(at: &index)).contains(.word) { return true }
    }
    return false
  }
}

/// A part of a text within which the rules may join each character with the next, being found.
private struct Stretch {
  private(set) var end: Int
  private(set) var classes: WordClassSet = []
  private let start: Int
  private var last = WordClass.unknown

  init(start: Int) {
    self.start = start
    end = start
  }

  /// Goes on to the end of the stretch, or returns false at a unit, at ``end``, whose kind is unknown.
  mutating func extend(in units: Span<UInt16>, kinds: Span<UnitKind>) -> Bool {
    while end < units.count {
      let next = kinds[Int(units[end])]
      if next == UnitKind() { return false }
      if end > start, !last.canJoin(next.wordClass) { return true }
      last = next.wordClass
      classes.insert(WordClassSet(last))
      end += 1
      if end == start + 1 { continue }
      end = Self.end(of: next, in: units, from: end, kinds: kinds)
    }
    return true
  }

  /// Where the units of one kind end that go on at `start`.
  private static func end(
    of kind: UnitKind, in units: Span<UInt16>, from start: Int, kinds: Span<UnitKind>
  ) -> Int {
    units.withUnsafeBufferPointer { units in
      kinds.withUnsafeBufferPointer { kinds in
        precondition(kinds.count == 0x1_0000)
        var end = start
        // SAFETY: every unit has a kind.
        while end < units.count, kinds[Int(units[end])] == kind { end &+= 1 }
        return end
      }
    }
  }
}

/// A unit's class for the rules, and whether a segment with it is a word, in a byte.
private struct UnitKind: Equatable {
  private var bits: UInt8 = 0

  private static let wordBit: UInt8 = 0x80

  /// One whose class is unknown.
  init() {}

  init(of unit: UInt16, rules: WordRules) {
    let isWord = CharacterClass(of: UInt32(unit)).contains(.word)
    let wordClass = WordClass(of: unit, rules: rules, isWord: isWord)
    bits = wordClass.rawValue | (isWord ? Self.wordBit : 0)
  }

  var wordClass: WordClass { WordClass(rawValue: bits & ~Self.wordBit) ?? .unknown }
  var isWord: Bool { bits & Self.wordBit != 0 }

  /// Whether the unit is a segment of its own that is no word, but for what is rare behind it.
  var isSeparator: Bool { bits == WordClass.single.rawValue }

  /// Whether the unit is known and does not belong to what stands before it, if that is a mark or sign.
  var leavesAlone: Bool {
    bits & ~Self.wordBit != WordClass.unknown.rawValue
      && bits & ~Self.wordBit != WordClass.rare.rawValue
  }
}
