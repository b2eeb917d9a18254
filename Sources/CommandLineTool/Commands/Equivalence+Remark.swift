import PolicySearch

extension Equivalence {
  /// What a person reads beside a match.
  var remark: String {
    switch self {
    case .width: "other width or case"
    case .script: "other script"
    case .sign: "look-alike marks"
    case .space: "white space"
    case .number: "number written otherwise"
    case .date: "date written otherwise"
    case .documentNumber: "document number written otherwise"
    case .synonym: "another name"
    case .redaction: "hidden in part"
    }
  }
}
