internal import Glibc
internal import Synchronization

/// What ``TextFolder`` makes of each character of the Basic Multilingual Plane by itself: 128 KiB.
///
/// All folders of a process that take the same steps share one, which stays. But for ideographs it is filled when a character
/// is first met; whoever meets it, the entry is the same, so that no order between threads is needed.
final class FoldingTable: @unchecked Sendable {
  /// A case of ``Entry``, or the one unit that a segment of only this character is folded to.
  private let entries: UnsafeMutablePointer<Atomic<UInt16>>
  private static let count = 0x1_0000

  /// Values that no simple character is folded to.
  enum Entry {
    static let unknown: UInt16 = 0
    /// A segment may begin here; fold it through ICU.
    static let complex: UInt16 = 1
    /// May combine with the character before: no segment begins here.
    static let continuation: UInt16 = 2
    static let whiteSpace: UInt16 = 3
    static let lastSpecial = whiteSpace
  }

  /// That of all steps is made in some 20 µs, when it is first asked for.
  static func shared(_ steps: FoldingSteps) -> FoldingTable {
    switch steps {
    case .all: all
    case .script: script
    case .lookAlikes: lookAlikes
    default: plain
    }
  }

  private static let all = FoldingTable(.all)
  private static let script = FoldingTable(.script)
  private static let lookAlikes = FoldingTable(.lookAlikes)
  private static let plain = FoldingTable([])

  /// NFKC_Casefold leaves ideographs alone, and they combine with nothing before them. So ICU need not be asked
  /// for each of the thousands that texts have.
  private init(_ steps: FoldingSteps) {
    let ideographs: Range<UInt16> = 0x3400..<0xA000
    // Zeros are ``Entry/unknown``. As plain units several are written at once, and what is never met takes no memory.
    let memory = UnsafeMutableRawPointer(calloc(Self.count, MemoryLayout<UInt16>.stride)!)
    let units = memory.bindMemory(to: UInt16.self, capacity: Self.count)
    for unit in ideographs { units[Int(unit)] = unit }
    // SAFETY: an atomic unit has the layout of a unit, and nobody else knows of the memory yet.
    entries = memory.bindMemory(to: Atomic<UInt16>.self, capacity: Self.count)
    guard steps.contains(.script) else { return }
    let pairs = CharacterPairs.traditionalSimplified
    for index in 0..<pairs.count {
      let pair = pairs[index]
      if ideographs.contains(pair.source) { self[pair.source] = pair.target }
    }
  }

  /// The entry of a character.
  @inline(__always)
  subscript(unit: UInt16) -> UInt16 {
    // SAFETY: there is an entry for every unit.
    get { entries[Int(unit)].load(ordering: .relaxed) }
    set { entries[Int(unit)].store(newValue, ordering: .relaxed) }
  }
}
