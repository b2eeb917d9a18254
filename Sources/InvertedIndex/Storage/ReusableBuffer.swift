/// Bytes or numbers that are being put together, in memory that is kept for the next ones.
///
/// Unlike an array's, its appending costs no more than a comparison: nobody shares the memory.
struct ReusableBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var count = 0
  private var capacity = 64
  private var start = UnsafeMutablePointer<Element>.allocate(capacity: 64)

  deinit { start.deallocate() }

  /// The elements, as long as nothing is appended.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

  var span: Span<Element> {
    @_lifetime(borrow self)
    borrowing get {
      // SAFETY: the memory is changed by mutating methods only, which have to wait for the span to end.
      _overrideLifetime(Span(_unsafeElements: elements), borrowing: self)
    }
  }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1)
    start[count] = element
    count &+= 1
  }

  mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    append(atMost: elements.count) { end in
      if let source = elements.baseAddress { end.update(from: source, count: elements.count) }
      return elements.count
    }
  }

  /// Gives `body` the end of the elements, where there is room for `capacity` more; it returns how many it
  /// has put there.
  @inline(__always)
  mutating func append(atMost capacity: Int, _ body: (UnsafeMutablePointer<Element>) -> Int) {
    reserve(capacity)
    let added = body(start + count)
    precondition(added <= capacity)
    count &+= added
  }

  mutating func removeSubrange(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    (start + range.lowerBound).update(
      from: start + range.upperBound, count: count - range.upperBound)
    count &-= range.count
  }

  @inline(__always)
  private mutating func reserve(_ added: Int) {
    if added > capacity &- count { grow(by: added) }
  }

  @inline(never)
  private mutating func grow(by added: Int) {
    capacity = max(2 * capacity, count + added)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}

extension ReusableBuffer<UInt8> {
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(elements) }
}
