/// Classes of characters that writers and converters use for one another, beyond what NFKC_Casefold
/// and simplification see as the same.
enum LookAlike {
  /// The characters `scalar` is folded to where that is one and another than itself: the
  /// representative of its class, which is never a member of another class.
  static func representative(of scalar: UInt32) -> UInt32? {
    switch scalar {
    // Middle dots, as in names and dates: • ‧ ∙ ⋅ ⸱ ⸳ ・
    case 0x2022, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x2E33, 0x30FB: 0xB7
    // Hyphens, dashes, minus, and the box rules that stand for dashes: ‐ ‑ ‒ – — ― ⁃ − ─ ━ ⸺ ⸻
    case 0x2010...0x2015, 0x2043, 0x2212, 0x2500, 0x2501, 0x2E3A, 0x2E3B: 0x2D
    // Midline ellipsis.
    case 0x22EF: 0x2E
    // Wave dash, tilde operator.
    case 0x301C, 0x223C: 0x7E
    // Ratio, which GBK text uses for a colon; fraction and division slashes.
    case 0x2236: 0x3A
    case 0x2044, 0x2215: 0x2F
    // 〔 【 〖 〘 〚 and the ornaments of the tortoise shell.
    case 0x3014, 0x3010, 0x3016, 0x3018, 0x301A, 0x2772, 0x2997: 0x5B
    case 0x3015, 0x3011, 0x3017, 0x3019, 0x301B, 0x2773, 0x2998: 0x5D
    // Title marks set as guillemets or as much-less-than: « ⟪ ≪, ‹ ⟨.
    case 0xAB, 0x27EA, 0x226A: 0x300A
    case 0xBB, 0x27EB, 0x226B: 0x300B
    case 0x2039, 0x27E8: 0x3008
    case 0x203A, 0x27E9: 0x3009
    // “ ” „ ‟ 「 」 『 』 〝 〞 〟
    case 0x201C...0x201F, 0x300C...0x300F, 0x301D...0x301F: 0x22
    // ‘ ’ ‚ ‛ ′
    case 0x2018...0x201B, 0x2032: 0x27
    // ○ ◯, written for the zero of years.
    case 0x25CB, 0x25EF: 0x3007
    default: nil
    }
  }

  /// How many times the representative stands for `scalar`: an ellipsis is three stops (as NFKC has
  /// it for …), a two-em dash two dashes.
  static func repetitions(of scalar: UInt32) -> Int {
    switch scalar {
    case 0x22EF, 0x2E3B: 3
    case 0x2E3A: 2
    default: 1
    }
  }
}
