/// Why a document begins where it does.
package enum SplitRule: String, Sendable, CaseIterable {
  /// It is the first of its file.
  case fileStart
  /// A Markdown head that the list before the first one names.
  case contentsList
  /// A Markdown head with a link to its source below.
  case sourceLink
  /// A heading with the office and the name of who speaks below.
  case speakerLine
  /// A title with a date below.
  case titleAndDate
  /// A title with a document number below.
  case titleAndNumber
  /// A title with a salutation below.
  case titleAndSalutation
  /// A title with the name of who speaks below.
  case titleAndSpeaker
  /// The caller wants every file to be one document.
  case wholeFile
  /// The side file says so.
  case sideFile
}
