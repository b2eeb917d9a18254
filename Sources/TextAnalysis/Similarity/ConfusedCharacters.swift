/// Characters that writers and scanners of official documents take for one another.
///
/// Collected by hand: look-alikes, and homophones whose meanings are close. Other homophones are a matter of
/// ``Pinyin``.
package enum ConfusedCharacters {
  /// The groups, simplified.
  private static let groups = """
    竞竟 已己巳 帐账 的地得 做作 像象 即既 再在 坐座 度渡 副付幅辐 辨辩辫 采彩
    分份 符附 复覆 候侯 未末 曰日 人入 治冶 籍藉 炼练 磨摩 订定 粱梁 奖浆桨
    戊戌戍 贷货 士土 干千于 师帅 历厉励 须需 化划 界届 记纪 查察 利力 以已 型形
    缉辑 拨拔 泄泻 贪贫 捐损 折拆析 侍待 特持 孤弧 延廷庭 恳垦 概慨 沟构购
    拌伴绊 妨防仿访 沦论抡 扰拢优忧 沪护 催摧 祟崇 哀衷衰 遣谴遗 贯惯 彻撤澈
    徽微徵 惩征 迁迂 汛迅讯 嬴赢盈 幕慕暮墓募 粹悴萃 瑞端湍 揭竭歇 喝渴 职织积识
    工功攻 基其 班颁斑 版板 扶抚 抗杭 抵低底 缔蒂 措错借惜 建健键 接结 仅尽 进近
    劲径经 具俱 拒距 棵颗 科料 例列烈裂 连联 廉镰 录绿碌 洛落络 茫芒盲 侮悔
    密蜜秘 绵棉 勉免 拟似 牛午 朋明 旁傍 陪赔培倍 坏坯 批披 编篇偏遍 评平坪
    齐济挤 器气汽 签鉴 蓝篮 桥侨骄 侵浸 清情晴请 倾顷 却确 任认 容熔融 若苦 洒酒
    善擅 赏尝偿 设没 伸申 甲由 审宙 失矢 施旋 使史吏 受爱 援缓 属嘱瞩 术木本
    思恩 诉斥 速束 塑朔 随隋 遂逐 题提 挑桃 体休 贴帖 推堆 维唯惟 淮准 委季李
    味昧 住往 闻问间 现规观 线钱浅残 限陷 检验捡脸 响向 亨享 协胁 幸辛 姓性
    序绪续 宣宜 销消削 字宇 训驯 杨扬场汤 要耍 导异 引弘 仰抑 菅管 影景 尤龙
    佘余 予矛 愈逾 园圆 源原 约钓 债责 侧测则 增赠 滴摘 张涨 章彰 招召昭 诊珍
    直值植殖 振震 争净 整正 枝技 至致 置制 州洲 祝况 妆装 追迫 资咨 综棕 纵从
    遵尊
    """

  /// The characters that one is taken for, or that are taken for it; mostly none.
  package static func confusable(with character: UInt16) -> [UInt16] {
    var found: [UInt16] = []
    for group in groups.utf16.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A })
    where group.contains(character) {
      for other in group where other != character && !found.contains(other) { found.append(other) }
    }
    return found
  }
}
