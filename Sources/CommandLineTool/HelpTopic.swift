/// What `help` explains besides commands.
enum HelpTopic: String, CaseIterable {
  case query

  /// On one screen of 80 columns.
  var text: String {
    switch self {
    case .query:
      """
      How queries are written; docs/query-language.md has the grammar.

        职工 维权            both words, anywhere        职工 AND 维权
        “深化改革，”         this text as it stands      "深化改革，"
        “竞?”                ? is any one character      a question mark itself: ？
        职工 -企业           not this                    职工 NOT 企业
        甲 OR 乙             either                      甲 | 乙
        (甲 OR 乙) 丙        groups

      Near each other; chains such as 甲 /s 乙 NEAR/5 丙 are allowed:
        工会 /s 职工         in one sentence             /句
        工会 /p 职工         in one paragraph            /段
        工会 /sec 职工       in one section              /节
        工会 NEAR/5 改革     at most 5 characters between them, in either order
        深化 PRE/5 改革      the same, the left one first

      Fields; : may be ：, and a word, a “quotation” or a (group) follows directly:
        title:   标题:       heading: 小标题:      by:   讲话人:    org:  机关:
        no:      文号:       kind:    文种:        region: 地区:
        year:    年:         2017, 2017..2020, 2017.., ..2020
        py:      拼音:       how the text is read, without tones: py:zanjie, py:“xi an”

      The same, and told where it matters: width, case, 繁體 and 简体, look-alike marks;
      for words outside quotation marks also 二〇一七年 and 2017年, 第三十五条 and 第35条,
      百分之三十 and 30%, 7月26日 and 7·26, 〔2013〕6号 and 2013年6号. Other names (职代会,
      职工代表大会) and redactions (谱写×新时代) are related. With --literal only width and
      case do not matter.

      """
    }
  }
}
