/// The candidate a mistyped word was probably meant to be: the nearest, if it is near enough.
///
/// Near enough is one edit in three letters of the word, but at least one and at most three.
func nearest(to word: String, among candidates: [String]) -> String? {
  let limit = min(3, max(1, word.count / 3))
  return
    candidates
    .map { (candidate: $0, distance: editDistance(word, $0)) }
    .filter { $0.distance <= limit }
    .min { $0.distance < $1.distance }?
    .candidate
}

/// How many letters must be inserted, deleted, replaced or swapped with their neighbour to turn one
/// word into the other (optimal string alignment). Quadratic in the length.
func editDistance(_ first: String, _ second: String) -> Int {
  let first = Array(first)
  let second = Array(second)
  // Row i holds the distances of the first i letters of `first` to every prefix of `second`.
  var rows = [Array(0...second.count)]
  for i in 1..<(first.count + 1) {
    var row = [i]
    for j in 1..<(second.count + 1) {
      let replaced = rows[i - 1][j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1)
      var distance = min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced)
      if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
        distance = min(distance, rows[i - 2][j - 2] + 1)
      }
      row.append(distance)
    }
    rows.append(row)
  }
  return rows[first.count][second.count]
}

/// The candidates that a value which is none of them may have meant, nearest first, at most three:
/// those that are near enough for ``nearest(to:among:)``, and those of which it is an abbreviation, as
/// which its letters stand in them in their order (市教育局 in 临江市教育体育局).
func likeliest(for value: String, among candidates: [String]) -> [String] {
  let near = min(3, max(1, value.count / 3))
  var found: [(candidate: String, distance: Int)] = []
  for candidate in candidates {
    let distance = editDistance(value, candidate)
    if distance <= near || isAbbreviation(value, of: candidate) {
      found.append((candidate, distance))
    }
  }
  return found.sorted { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }
    .prefix(3).map(\.candidate)
}

private func isAbbreviation(_ value: String, of candidate: String) -> Bool {
  var rest = candidate[...]
  for letter in value {
    guard let place = rest.firstIndex(of: letter) else { return false }
    rest = rest[rest.index(after: place)...]
  }
  return true
}
