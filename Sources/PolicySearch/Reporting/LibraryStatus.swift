internal import InvertedIndex
internal import TextAnalysis

/// What a library consists of.
package struct LibraryStatus: Sendable {
  package let directory: String
  package let generation: Int
  package let roots: [String]
  /// Live documents.
  package let documents: Int
  /// Documents that are deleted but still on disk.
  package let deletedDocuments: Int
  package let files: Int
  /// Files that are not searchable, with the reason.
  package let skipped: [LibraryUpdate.Skipped]
  package let segments: Int
  /// Distinct words, summed over the segments.
  package let wordTerms: Int
  /// Distinct character pairs, summed over the segments.
  package let pairTerms: Int
  /// Characters (UTF-16 units of folded text) in the live documents.
  package let characters: Int
  /// Words in the live documents.
  package let words: Int
  /// Bytes on disk by structure, in a fixed order.
  package let structures: [(name: String, bytes: Int)]
  /// Bytes of the source files.
  package let sourceBytes: Int
  /// ICU's version when the index was built, and now.
  package let unicodeVersions: (indexed: String, current: String)
  /// Whether words are found by our own search in ICU's dictionary; else by ICU, at its speed,
  /// because it keeps its dictionary or rules in a form that is not known.
  package let usesDictionary: Bool
  /// Words that queries are cut with beside ICU's.
  package let lexicon: (builtIn: Int, divisions: Int, user: Int)
  package let warning: String?
}

extension Library {
  /// Gathers the status. Cost: one pass over the catalogue.
  package func status() throws(LibraryError) -> LibraryStatus {
    var sizes: [String: Int] = [:]
    for segment in snapshot.segments {
      var rest = segment.reader.size
      for (tag, bytes) in segment.reader.sectionSizes {
        sizes[Self.structure(of: tag), default: 0] += bytes
        rest -= bytes
      }
      sizes["overhead", default: 0] += rest
    }
    sizes["catalogue"] = catalogue.size
    sizes["dictionary_cache"] = DictionaryCache(snapshot.directory).size
    var skipped: [LibraryUpdate.Skipped] = []
    var sourceBytes = 0
    for record in try LibraryError.wrappingIndexError(catalogue.records) {
      sourceBytes += record.stamp.size
      if let reason = record.skipReason {
        skipped.append(LibraryUpdate.Skipped(path: record.path, reason: reason))
      }
    }
    func terms(_ field: Int) -> Int {
      snapshot.segments.reduce(0) { $0 + $1.reader.statistics[field].terms }
    }
    func length(_ field: Int) -> Int {
      snapshot.segments.reduce(0) { $0 + $1.liveLengths[field] }
    }
    let otherWords = try dictionaryWarning() ?? lexiconWarning
    let words = Lexicon.builtIn
    return LibraryStatus(
      directory: snapshot.directory.path, generation: generation, roots: roots,
      documents: snapshot.documentCount,
      deletedDocuments: snapshot.segments.reduce(0) {
        $0 + $1.reader.documentCount - $1.liveCount
      },
      files: catalogue.fileCount, skipped: skipped, segments: snapshot.segments.count,
      wordTerms: terms(LibrarySchema.words), pairTerms: terms(LibrarySchema.pairs),
      characters: length(LibrarySchema.pairs), words: length(LibrarySchema.words),
      structures: sizes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      sourceBytes: sourceBytes,
      unicodeVersions: (
        snapshot.manifest.attributes[LibraryAttribute.unicode]?.first ?? "unknown",
        UnicodeData.version
      ),
      usesDictionary: WordSegmenter.usesDictionary,
      lexicon: (
        words.count(from: .builtIn), words.count(from: .division), userWords.texts.count
      ),
      warning: warning ?? otherWords)
  }

  /// What to say when ICU's break dictionary is not the one of the time of indexing though its version
  /// is; else nil. Cost: reads the dictionary, 2 MB.
  private func dictionaryWarning() throws(LibraryError) -> String? {
    let current = try LibraryUpdate.dictionaryChecksum()
    guard snapshot.manifest.attributes[LibraryAttribute.dictionary]?.first != current else {
      return nil
    }
    return
      "the index was built with another break dictionary of ICU: exact search is not affected, "
      + "ranking may differ a little until `gongwen index --rebuild`"
  }

  /// What to say when the built-in lexicon is not the one of the time of indexing; else nil. Cost: half a
  /// millisecond.
  private var lexiconWarning: String? {
    let indexed = snapshot.manifest.attributes[LibraryAttribute.lexicon]?.first
    guard indexed != LibraryUpdate.lexiconChecksum else { return nil }
    return
      "the index was built with another built-in lexicon: exact search is not affected, ranking may "
      + "differ a little until `gongwen index --rebuild`"
  }

  private static func structure(of tag: SectionTag) -> String {
    switch tag {
    case SectionTag("POST", LibrarySchema.pairs): "pair_postings"
    case SectionTag("POST", LibrarySchema.words): "word_postings"
    case SectionTag("DICT", LibrarySchema.pairs), SectionTag("DIDX", LibrarySchema.pairs):
      "pair_dictionary"
    case SectionTag("DICT", LibrarySchema.words), SectionTag("DIDX", LibrarySchema.words):
      "word_dictionary"
    case SectionTag("POST", LibrarySchema.secondaryWords): "secondary_word_postings"
    case SectionTag("DICT", LibrarySchema.secondaryWords),
      SectionTag("DIDX", LibrarySchema.secondaryWords):
      "secondary_word_dictionary"
    case SectionTag("STOR"), SectionTag("SBLK"), SectionTag("SBEG"): "stored_documents"
    default: "columns_and_lengths"
    }
  }
}

extension LibraryStatus {
  /// Writes the status' object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("status")
      json.name("version")
      json.value(1)
      json.name("index")
      json.value(directory)
      json.name("generation")
      json.value(generation)
      json.name("roots")
      json.array(roots)
      json.name("documents")
      json.value(documents)
      json.name("deleted_documents")
      json.value(deletedDocuments)
      json.name("files")
      json.value(files)
      json.name("segments")
      json.value(segments)
      json.name("characters")
      json.value(characters)
      json.name("words")
      json.value(words)
      json.name("word_terms")
      json.value(wordTerms)
      json.name("pair_terms")
      json.value(pairTerms)
      json.name("source_bytes")
      json.value(sourceBytes)
      json.name("index_bytes")
      json.object { json in
        for structure in structures {
          json.name(structure.name)
          json.value(structure.bytes)
        }
      }
      json.name("icu")
      json.object { json in
        json.name("indexed")
        json.value(unicodeVersions.indexed)
        json.name("current")
        json.value(unicodeVersions.current)
      }
      json.name("segmenter")
      json.value(usesDictionary ? "dictionary" : "icu")
      json.name("lexicon")
      json.object { json in
        json.name("built_in")
        json.value(lexicon.builtIn)
        json.name("divisions")
        json.value(lexicon.divisions)
        json.name("user")
        json.value(lexicon.user)
      }
      json.name("warning")
      json.value(warning)
      json.name("skipped")
      json.array { json in
        for file in skipped {
          json.object { json in
            json.name("path")
            json.value(file.path)
            json.name("reason")
            json.value(file.reason)
          }
        }
      }
    }
  }
}
