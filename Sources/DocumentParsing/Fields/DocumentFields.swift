/// All that is known about a document beside its text, each field with where it was read.
struct DocumentFields {
  private(set) var title: String?
  private(set) var kind: String?
  private(set) var date: PolicyDate?
  private(set) var speaker: Speaker?
  private(set) var issuer: String?
  private(set) var number: String?
  private(set) var region: String?
  private(set) var occasion: String?
  private(set) var adoption: String?
  private(set) var passed: PolicyDate?
  private(set) var published: PolicyDate?
  private(set) var effective: PolicyDate?
  private(set) var sources: [Field: FieldSource]

  /// Weighs what the parts of a document state: labels were filled in by an editor, then the head
  /// counts, then the end, then the file's name.
  init(
    head: DocumentHead, ending: DocumentEnding, labels: LabelledFields, fileName: Substring
  ) {
    sources = head.sources
    title = labels.title ?? head.title
    kind =
      labels.title.flatMap { DocumentKind.kind(ofTitle: Array($0.unicodeScalars)[...]) }
      ?? head.kind
    number = labels.number ?? head.number
    speaker = head.speaker
    occasion = head.occasion
    adoption = head.adoption
    passed = head.passed
    published = labels.published ?? head.published
    effective = head.effective ?? ending.effective
    date = labels.date ?? head.date ?? ending.date
    for (field, line) in labels.lines { sources[field] = FieldSource(rule: .label, line: line) }
    if labels.title != nil, kind != nil { sources[.kind] = sources[.title] }
    if labels.date == nil, head.date == nil, date != nil {
      sources[.date] = FieldSource(rule: .signature, line: ending.dateLine)
    }
    if head.effective == nil, effective != nil {
      sources[.effective] = FieldSource(rule: .closingArticle, line: ending.effectiveLine)
    }
    if date == nil, let named = PolicyDate.inFileName(fileName) {
      date = named
      sources[.date] = FieldSource(rule: .fileName, line: nil)
    }
    // Of a text that states no date of its own the day it was passed is the best known.
    if date == nil, head.statesOneDate, let passed {
      date = passed
      sources[.date] = sources[.passed]
    }
    setIssuer(label: labels.issuer, head: head, ending: ending)
  }

  private mutating func setIssuer(label: String?, head: DocumentHead, ending: DocumentEnding) {
    if let label {
      issuer = label
    } else if let named = title.flatMap({
      Issuer.inTitle(Array($0.unicodeScalars)[...], hasKind: kind != nil)
    }) {
      issuer = named
      sources[.issuer] = sources[.title]
    } else if let ordering = head.issuer {
      issuer = ordering
    } else if let signature = ending.issuer {
      issuer = signature
      sources[.issuer] = FieldSource(rule: .signature, line: ending.issuerLine)
    }
    setRegion()
  }

  /// The issuer's place, else that of the congress that passed the document or was reported to.
  private mutating func setRegion() {
    if let place = issuer.flatMap(Region.of(body:)) {
      region = place
      sources[.region] = sources[.issuer]
    } else if issuer == nil, let place = adoption.flatMap(Region.of(meeting:)) {
      region = place
      sources[.region] = sources[.adoption]
    } else if issuer == nil, kind == "工作报告", let place = occasion.flatMap(Region.of(meeting:)) {
      region = place
      sources[.region] = sources[.occasion]
    }
  }

  // MARK: Corrections

  /// Takes what a person states for what was read. A new title tells the kind and a new issuer the
  /// region, unless these are stated as well.
  mutating func apply(_ corrections: FieldCorrections) {
    let values = corrections.values
    func stated(_ key: FieldCorrections.Key, or read: String?) -> String? {
      values[key].map(\.known) ?? read
    }
    func stated(_ key: FieldCorrections.Key, or read: PolicyDate?) -> PolicyDate? {
      values[key].map(\.date) ?? read
    }
    title = stated(.title, or: title)
    kind = stated(.kind, or: kind)
    number = stated(.number, or: number)
    issuer = stated(.issuer, or: issuer)
    region = stated(.region, or: region)
    occasion = stated(.occasion, or: occasion)
    adoption = stated(.adoption, or: adoption)
    date = stated(.date, or: date)
    passed = stated(.passed, or: passed)
    published = stated(.published, or: published)
    effective = stated(.effective, or: effective)
    speaker = stated(.speaker, or: speaker?.name).map { name in
      // An office belongs to the one who was read with it.
      let office = speaker?.name == name ? speaker?.office : nil
      return Speaker(name: name, office: stated(.office, or: office))
    }
    if let value = values[.title], values[.kind] == nil {
      kind = title.flatMap { DocumentKind.kind(ofTitle: Array($0.unicodeScalars)[...]) }
      note(.kind, kind == nil ? nil : value.line)
    }
    if let value = values[.issuer], values[.region] == nil {
      region = issuer.flatMap(Region.of(body:))
      note(.region, region == nil ? nil : value.line)
    }
    for (key, value) in values {
      if let field = Field(rawValue: key.rawValue) {
        note(field, value.text.isEmpty ? nil : value.line)
      } else if values[.speaker] == nil, speaker != nil {
        note(.speaker, value.line)
      }
    }
  }

  private mutating func note(_ field: Field, _ line: Int?) {
    sources[field] = line.map { FieldSource(rule: .sideFile, line: $0) }
  }
}
