import Glibc
import Testing

@testable import TextAnalysis

/// Texts of the kinds on which segmentation could go wrong, as units.
enum SegmentationText: String, CaseIterable, CustomTestStringConvertible {
  case han, words, cutWords, kana, rareHan, signs, everything, complexScripts

  /// How many of each kind a test takes: 500, or what the environment asks for.
  static let count = getenv("GONGWEN_RANDOM_TEXTS").flatMap { Int(String(cString: $0)) } ?? 500

  var testDescription: String { rawValue }

  func make(using generator: inout SeededGenerator) -> [UInt16] {
    let count = Int.random(in: 1...60, using: &generator)
    switch self {
    case .han: return scalars(count, from: [0x4E00...0x9FFF], using: &generator)
    case .words: return words(count / 3 + 1, using: &generator)
    case .cutWords:
      var units = words(count / 3 + 1, using: &generator)
      for _ in 0..<count / 10 + 1 where units.count > 1 {
        units.remove(at: Int.random(in: units.indices, using: &generator))
      }
      return units
    case .kana:
      return scalars(
        count,
        from: [
          0x4E00...0x4FFF, 0x3041...0x3096, 0x30A1...0x30FA, 0x30A0...0x30FF, 0x30FC...0x30FC,
          0xFF66...0xFF9F, 0x31F0...0x31FF, 0x3099...0x309C, 0x3031...0x3035, 0x5F...0x5F,
        ], using: &generator)
    case .rareHan:
      return scalars(
        count,
        from: [
          0x4E00...0x9FFF, 0x3400...0x4DBF, 0x2_0000...0x2_A6DF, 0xF900...0xFAD9, 0x2E80...0x2FDF,
          0x3005...0x3007, 0x3021...0x302F, 0x3038...0x303B,
        ], using: &generator)
    case .signs:
      let mixed = scalars(
        count,
        from: [
          0x20...0x7E, 0x30...0x39, 0x61...0x7A, 0x2C...0x2E, 0x5F...0x5F, 0x27...0x27, 0xB7...0xB7,
          0x3000...0x303F, 0xFF01...0xFF5E, 0x2010...0x2027, 0x2460...0x24FF, 0x20...0x20,
        ], using: &generator)
      return shuffled([mixed, words(count / 6, using: &generator)], using: &generator)
    case .everything:
      return scalars(
        count,
        from: [
          0...0xD7FF, 0xE000...0xFFFF, 0x1_F300...0x1_F6FF, 0x4E00...0x9FFF, 0x20...0x7E,
          0x200D...0x200D, 0x300...0x36F, 0xFE00...0xFE0F, 0x1_F1E6...0x1_F1FF, 0x5D0...0x5EA,
          0x22...0x22, 0xAD...0xAD, 0xD800...0xDFFF,
        ], using: &generator)
    case .complexScripts:
      return scalars(
        count,
        from: [
          0xE01...0xE5B, 0xE81...0xEDF, 0x1000...0x104F, 0x1780...0x17DD, 0x1950...0x19DF,
          0xAC00...0xD7A3, 0x4E00...0x9FFF, 0x30A0...0x30FF, 0x20...0x7E, 0x5F...0x5F,
          0x900...0x97F,
        ], using: &generator)
    }
  }

  /// Scalars of the ranges, or of a few of them, so that the same kinds often meet.
  private func scalars(
    _ count: Int, from ranges: [ClosedRange<UInt32>], using generator: inout SeededGenerator
  ) -> [UInt16] {
    let chosen = (0..<4).compactMap { _ in ranges.randomElement(using: &generator) }
    let palette = Bool.random(using: &generator) ? ranges : chosen
    var units: [UInt16] = []
    for _ in 0..<count {
      guard let range = palette.randomElement(using: &generator) else { break }
      units.append(scalar: UInt32.random(in: range, using: &generator))
    }
    return units
  }

  private func words(_ count: Int, using generator: inout SeededGenerator) -> [UInt16] {
    (0..<count).flatMap { _ in DictionaryWords.all.randomElement(using: &generator)?.units ?? [] }
  }

  /// The parts' pieces of a few units each, in any order.
  private func shuffled(_ parts: [[UInt16]], using generator: inout SeededGenerator) -> [UInt16] {
    var pieces: [ArraySlice<UInt16>] = []
    for var part in parts.map({ $0[...] }) {
      while !part.isEmpty {
        let count = Int.random(in: 1...6, using: &generator)
        pieces.append(part.prefix(count))
        part = part.dropFirst(count)
      }
    }
    return pieces.shuffled(using: &generator).flatMap { $0 }
  }
}

/// The words of the loaded ICU's break dictionary.
enum DictionaryWords {
  struct Word: Equatable {
    var units: [UInt16]
    var cost: UInt16
  }

  static let all: [Word] = BreakDictionary.shared.map { words(of: $0.trie) } ?? []

  static func words(of trie: UCharsTrie) -> [Word] {
    var words: [Word] = []
    func visit(_ node: UCharsTrie.Node, _ prefix: [UInt16]) {
      trie.forEachChild(of: node) { unit, child, value in
        let units = prefix + [unit]
        if value != UCharsTrie.noValue { words.append(Word(units: units, cost: value)) }
        visit(child, units)
      }
    }
    visit(.root, [])
    return words
  }
}
