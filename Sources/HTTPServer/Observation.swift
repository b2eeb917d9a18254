/// What a server can count of an answer.
package struct Observation: Sendable {
  /// The pattern of the route that answered; nil where none did.
  package let route: String?
  /// The answer's status.
  package let status: Int
  /// From the request's arrival to the answer, sending it not included.
  package let duration: Duration
}
