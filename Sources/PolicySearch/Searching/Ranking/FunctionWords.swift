/// Words that make up the grammar of a question and not what is asked for. Documents contain them all the
/// same and are found by them; only ranking heeds them less than their rarity says: 如何 is rare in laws.
enum FunctionWords {
  static func contains(_ word: [UInt16]) -> Bool { all.contains(word) }

  private static let all = Set(lists.joined().map { Array($0.utf16) })

  private static let lists = [
    structure, pronouns, questions, modals, prepositions, conjunctions, adverbs,
  ].map { $0.split(separator: " ") }

  private static let structure = "的 地 得 之 了 着 过 所 者 们 等 吗 呢 吧 啊 呀 么 嘛 是 有 为 被 把 将"
  private static let pronouns =
    "我 你 您 他 她 它 我们 你们 他们 她们 它们 自己 其 该 这 那 此 这个 那个 这些 那些 这样 那样 某 某某 各 每 一个 一些 一种"
  private static let questions =
    "谁 何 哪 哪些 哪个 哪种 哪条 哪里 哪家 哪几 什么 怎么 怎么办 怎么样 怎样 怎 如何 为什么 为何 几 几个 多少 多久 多长 是否 能否 可否 有没有 是不是 能不能 请问"
  private static let modals = "能 能够 会 可 可以 要 应 应该 应当 需 想 算 属于"
  private static let prepositions = "在 对 对于 关于 从 到 由 向 给 于 以 因 因为 由于 根据 按照 依据 跟"
  private static let conjunctions = "和 与 或 或者 及 以及 而 且 并 并且 但 但是 如果 若 则 那么 所以 的话"
  private static let adverbs = "也 都 还 又 就 才 只 不 没 没有 后 前 时 中 上 下 里 具体 相关"
}
