internal import DocumentParsing

/// The JSON of a diagnosis: `docs/json.md` describes it.
extension FileDiagnosis {
  /// Writes the file's object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("file")
      json.name("version")
      json.value(1)
      json.name("path")
      json.value(path)
      json.name("skipped")
      json.value(skipReason)
      json.name("encoding")
      json.value(file?.encoding.rawValue)
      json.name("encoding_evidence")
      json.evidence(file?.encodingSource)
      json.name("encoding_candidates")
      json.array { json in
        for candidate in encodingChoice?.candidates ?? [] { candidate.write(to: &json) }
      }
      json.name("side_file")
      writeSideFile(to: &json)
      json.name("notices")
      json.array { json in
        for notice in file?.decisions?.notices ?? [] { notice.write(to: &json) }
      }
      json.name("joins")
      json.array { json in for join in file?.decisions?.joins ?? [] { join.write(to: &json) } }
      json.name("documents")
      json.array { json in
        guard let file, let parts = file.decisions?.parts else { return }
        for (document, part) in zip(file.documents, parts) { document.write(part, to: &json) }
      }
      json.name("suspicious")
      json.array { json in
        for finding in file?.suspicious?.findings ?? [] { finding.write(to: &json) }
      }
    }
  }

  private func writeSideFile(to json: inout JSONWriter) {
    guard let sideFile else { return json.value(nil as String?) }
    json.object { json in
      json.name("path")
      json.value(sideFile)
      json.name("error")
      guard let error = file?.sideFileError else { return json.value(nil as String?) }
      json.object { json in
        json.name("line")
        json.value(error.line)
        json.name("reason")
        json.value(error.reason)
      }
    }
  }
}

extension EncodingChoice.Candidate {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("encoding")
      json.value(encoding.rawValue)
      json.name("failure")
      if let failure { json.value(failure) } else { json.value(nil as String?) }
      json.name("cost")
      if let cost { json.value(Float(cost)) } else { json.value(nil as String?) }
    }
  }
}

extension ParsingDecisions.Notice {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("line")
      json.value(line)
      json.name("rule")
      json.value(JSONWriter.word(rule.rawValue))
      json.name("text")
      json.value(text)
    }
  }
}

extension ParsingDecisions.Join {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("from")
      json.value(from)
      json.name("to")
      json.value(to)
      json.name("over_blank_lines")
      json.value(isOverBlankLines)
      json.name("in_title")
      json.value(isInTitle)
    }
  }
}

extension ParsedDocument {
  fileprivate func write(_ part: ParsingDecisions.Part, to json: inout JSONWriter) {
    json.object { json in
      json.name("part")
      json.value(self.part)
      json.name("lines")
      json.array { json in
        json.value(part.lines.lowerBound)
        json.value(part.lines.upperBound)
      }
      json.name("split")
      json.value(JSONWriter.word(part.rule.rawValue))
      json.name("title")
      json.value(title)
      json.name("kind")
      json.value(kind)
      json.name("date")
      json.value(date?.description)
      json.name("speaker")
      json.speaker(speaker)
      json.name("issuer")
      json.value(issuer)
      json.name("number")
      json.value(number)
      json.name("region")
      json.value(region)
      json.name("occasion")
      json.value(occasion)
      json.name("adoption")
      json.value(adoption)
      json.name("passed")
      json.value(passed?.description)
      json.name("published")
      json.value(published?.description)
      json.name("effective")
      json.value(effective?.description)
      json.name("evidence")
      json.object { json in
        for field in Field.allCases {
          guard let source = sources[field] else { continue }
          json.name(field.rawValue)
          json.evidence(source.rule.rawValue, line: source.line)
        }
      }
    }
  }
}

extension SuspiciousCharacters.Finding {
  /// `U+200B`
  package var code: String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("kind")
      json.value(JSONWriter.word(kind.rawValue))
      json.name("code")
      json.value(code)
      json.name("character")
      json.value(String(scalar))
      json.name("count")
      json.value(count)
      json.name("line")
      json.value(first.line)
      json.name("column")
      json.value(first.column)
    }
  }
}

extension JSONWriter {
  /// The name of a case, as JSON has names: `front_matter` for `frontMatter`.
  static func word(_ name: String) -> String {
    var word = ""
    for character in name {
      word += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
    return word
  }

  /// Writes where something was read.
  fileprivate mutating func evidence(_ rule: String, line: Int?) {
    object { json in
      json.name("rule")
      json.value(JSONWriter.word(rule))
      json.name("line")
      if let line { json.value(line) } else { json.value(nil as String?) }
    }
  }

  fileprivate mutating func evidence(_ source: EncodingSource?) {
    switch source {
    case nil: value(nil as String?)
    case .byteOrderMark: evidence("byteOrderMark", line: nil)
    case .validity: evidence("validity", line: nil)
    case .declaration: evidence("declaration", line: nil)
    case .likelihood: evidence("likelihood", line: nil)
    case .caller: evidence("option", line: nil)
    case .sideFile(let line): evidence("sideFile", line: line)
    }
  }
}
