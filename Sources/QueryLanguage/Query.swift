/// A parsed query: what the reader of a search box asked for, and where in the text each part stands.
///
/// The language, from the loosest binding to the tightest:
///
///     query        = alternative *( ( "OR" / "|" ) alternative )
///     alternative  = 1*factor                ; all of them, in any order
///     factor       = [ "-" ] term            ; "-" excludes; nothing may stand between it and the term
///     term         = keyword / literal / "(" query ")"
///     literal      = `"` text `"`            ; the text may hold “ and ”
///                  / ( “ / ” ) text ( “ / ” ) ; the text may hold `"`
///     keyword      = characters up to white space, a quotation mark, ( ) or |
///
/// White space is Unicode's (U+3000 included) and only separates. `OR` is an operator in capitals and
/// standing alone; `-` only where a term begins, so `10-6` is one keyword. Full-width forms
/// (（）－＋｜) are ordinary text.
///
/// A query always has something to look for: the whole query, every alternative of an `OR` and every
/// operand of `-` holds at least one term that must match. So no part of it stands for "all
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
