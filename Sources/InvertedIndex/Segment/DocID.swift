/// The number of a document within its segment, from 0.
package typealias DocID = UInt32

extension DocID {
  /// What a cursor stands on when there are no more documents; larger than every document.
  package static let exhausted = DocID.max
}
