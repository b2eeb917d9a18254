/// A parsed query: what the reader of a search box asked for, and where in the text each part stands.
///
/// The language, from the loosest binding to the tightest; docs/query-language.md explains it:
///
///     query        = alternative *( ( "OR" / "|" / "｜" ) alternative )
///     alternative  = factor *( [ "AND" ] factor )       ; all of them, in any order
///     factor       = relation / exclusion term
///     exclusion    = "-" / "－" / "NOT"                  ; nothing between a sign and its term
///     relation     = term *( proximity term )
///     proximity    = ( "NEAR/" / "PRE/" ) 1*DIGIT       ; 1 to 1000
///                  / "/s" / "/句" / "/p" / "/段" / "/sec" / "/节"
///     term         = keyword / literal / group / field
///     group        = "(" query ")" / "（" query "）"
///     field        = name ( ":" / "：" ) ( keyword / literal / group / years )
///     years        = year [ ".." [ year ] ] / ".." year ; year is 1*4DIGIT
///     literal      = `"` text `"`            ; the text may hold “ and ”
///                  / ( “ / ” ) text ( “ / ” ) ; the text may hold `"`
///     keyword      = characters up to white space, a quotation mark, ( ) | ｜ or a grouping （ ）
///
/// White space is Unicode's (U+3000 included) and only separates. Operators that are words stand alone
/// and in capitals; signs of exclusion are operators only where a term begins, so `10-6` is one keyword.
/// Full-width （ and ） group only as ``FullWidthGroups`` says; other full-width forms (＋) are text. In a
/// literal, `?` stands for any one character, and ？ for a question mark. An ASCII name with a colon that
/// is not a field's is a fault, other words with a colon are text.
///
/// The operands of proximity are places in the text: keywords, literals, or groups of alternatives of
/// these. A group behind a field means its field for each text inside.
///
/// A query always has something to look for: the whole query, every alternative of an `OR` and every
/// operand of an exclusion holds at least one term that must match. So no part of it stands for "all
/// documents but these", and whoever runs it need never enumerate the whole index.
package struct Query: Hashable, Sendable {
  /// The whole query, in normal form; see ``QueryNode``.
  package let root: QueryNode

  /// Makes a query of a tree in normal form that keeps the rule on exclusions above.
  ///
  /// Nothing is checked; ``QueryParser`` is the place where outside text becomes a query.
  package init(root: QueryNode) {
    self.root = root
  }
}

extension Query: CustomStringConvertible {
  /// The query in its own language; parses to the same tree with other ranges.
  package var description: String { root.description }
}
