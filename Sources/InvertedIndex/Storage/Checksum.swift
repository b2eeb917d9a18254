internal import CXXHash

/// XXH3, 64 bits, seed 0: the checksum of everything on disk.
///
/// Source of the algorithm: the xxHash library. It detects damage; it does not resist forgery.
package enum Checksum {
  package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    // XXH3 takes a null pointer only with length 0, which an empty buffer gives.
    XXH3_64bits(bytes.baseAddress, bytes.count)
  }
}
