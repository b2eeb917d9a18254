/// The container that every binary file of an index uses.
///
///     header     16 bytes   magic "GONGWEN\n" · u32 format version · u32 kind
///     sections              each starts on a multiple of 8, zero bytes between
///     table      24 each    u32 tag · u32 number · u64 offset · u64 length (bytes)
///     checksums  8 each     XXH3-64 of every 16 KiB chunk of all that stands before the table
///     footer     40 bytes   u64 offset of the table · u32 sections · u32 chunks · u64 file length
///                           · u64 XXH3-64 of all from the table up to here · magic "NEWGNOG\n"
///
/// Integers are little-endian. Opening checks the footer, the table and the checksum over both;
/// a chunk's checksum is checked when the chunk is first touched, so that opening costs the same for
/// every size and no damaged byte is ever interpreted. The table and footer stand behind every
/// section, so a decoder may read (not interpret) up to 40 bytes past a section's end.
package enum SectionFileFormat {
  /// Raised on every change of any byte layout in the index; a reader takes exactly one version.
  package static let version: UInt32 = 3

  package enum Kind: UInt32, Sendable {
    case segment = 1
    case liveDocuments = 2
    case catalogue = 3
  }

  static let headerMagic: UInt64 = 0x0A4E_4557_474E_4F47  // "GONGWEN\n", little-endian
  static let footerMagic: UInt64 = 0x0A47_4F4E_4757_454E  // "NEWGNOG\n"
  static let headerSize = 16
  static let tableEntrySize = 24
  static let footerSize = 40
  static let chunkSize = 16_384
}
