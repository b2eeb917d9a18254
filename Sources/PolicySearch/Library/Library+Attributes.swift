internal import InvertedIndex

extension Library {
  /// Changes the attributes of the library in a folder, in a new generation of the same segments, or in none
  /// when nothing changes.
  static func changeAttributes<Result>(
    of directory: String,
    _ body: (inout [String: [String]]) throws(LibraryError) -> Result
  ) throws(LibraryError) -> Result {
    // For its errors: no index, or one of another version of the program.
    _ = try Library(directory: directory)
    var writer = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try IndexWriter(
        directory: IndexDirectory(path: directory), schema: LibrarySchema.index, startsEmpty: false)
    }
    var attributes = writer.attributes
    let result = try body(&attributes)
    guard attributes != writer.attributes else { return result }
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      try writer.commit(attributes: attributes, attachments: writer.attachments)
    }
    return result
  }
}
