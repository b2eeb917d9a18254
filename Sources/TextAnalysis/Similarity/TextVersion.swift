/// What tells whether two texts that are called the same are versions of one.
package struct TextVersion: Sendable {
  package let sketch: TextSketch
  /// In characters.
  package let length: Int

  package init(sketch: TextSketch, length: Int) {
    self.sketch = sketch
    self.length = length
  }

  /// Texts shorter than this are often of a pattern: a notice of every year, a bulletin of every day.
  private static let shortLength = 2000

  /// Whether the two share enough: three quarters of the runs of four characters that stand in either where one
  /// is short, else half, as ``TextSketch`` estimates it. Of amended laws more than half stays.
  package func isNear(_ other: TextVersion) -> Bool {
    let least = min(length, other.length) < Self.shortLength ? 0.75 : 0.5
    return sketch.similarity(to: other.sketch) >= least
  }

  /// The index of the first text that is near. Cost: some nanoseconds for each before it.
  package func firstNear(in others: [TextVersion]) -> Int? {
    others.firstIndex(where: isNear)
  }
}
