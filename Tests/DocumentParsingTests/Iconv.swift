import Glibc

/// Encodes with the C library, as a second opinion to ICU.
func encoded(_ text: String, in encoding: String) -> [UInt8] {
  guard let bytes = encodedIfPossible(text, in: encoding) else {
    preconditionFailure("\(encoding) has not all characters of the text")
  }
  return bytes
}

/// Nil where the encoding has not all characters of the text.
func encodedIfPossible(_ text: String, in encoding: String) -> [UInt8]? {
  guard let converter = iconv_open(encoding, "UTF-8"), Int(bitPattern: converter) != -1 else {
    preconditionFailure("iconv has no \(encoding)")
  }
  defer { iconv_close(converter) }
  var input = text.utf8.map { CChar(bitPattern: $0) }
  let capacity = 4 * input.count + 4
  var isComplete = true
  let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
    output.withMemoryRebound(to: CChar.self) { output in
      input.withUnsafeMutableBufferPointer { input in
        var from = input.baseAddress
        var fromCount = input.count
        var to = output.baseAddress
        var toCount = capacity
        let result = iconv(converter, &from, &fromCount, &to, &toCount)
        isComplete = result != -1
        count = capacity - toCount
      }
    }
  }
  return isComplete ? bytes : nil
}
