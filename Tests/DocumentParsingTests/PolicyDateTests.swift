import Testing

@testable import DocumentParsing

@Suite struct `A policy date` {
  @Test(arguments: [
    ("2017年8月25日", "2017-08-25"),
    ("2017 年 8 月 25 日", "2017-08-25"),
    ("２０１８年７月６日", "2018-07-06"),
    ("2 0 1 8 年 1 0 月 1 6 日", "2018-10-16"),
    ("二 〇 一 八 年 十 一 月 二 十 日", "2018-11-20"),
    ("二Ｏ一八年六月", "2018-06"),
    ("二〇一七年八月二十五日", "2017-08-25"),
    ("二○○九年十月三十一日", "2009-10-31"),
    ("二零一二年十二月十日", "2012-12-10"),
    ("二〇二〇年二月二十九日", "2020-02-29"),
    ("2017年8月", "2017-08"),
    ("2017年", "2017"),
    ("2017-08-25", "2017-08-25"),
    ("2017.8.25", "2017-08-25"),
    ("2017/8/25", "2017-08-25"),
    ("２０１７．８．２５", "2017-08-25"),
  ])
  func `is read from every notation`(line: String, date: String) {
    #expect(PolicyDate.whole(Array(line.unicodeScalars)[...])?.description == date)
  }

  @Test(arguments: [
    "", "年", "2017", "217年8月", "12017年8月25日", "2017年13月1日", "2017年8月32日", "2019年2月29日",
    "2017年8月25日上午",
    "7·26", "2017-08", "2017-8-251", "2017-08.25", "二十一世纪", "二〇一七年十十月", "二〇一七年八月二十五日施行",
    "1700年1月1日",
    "2017年0月1日",
  ])
  func `is not read from anything else`(line: String) {
    #expect(PolicyDate.whole(Array(line.unicodeScalars)[...]) == nil)
  }

  @Test(
    arguments: [
      ("20170825 讲话.txt", "2017-08-25"),
      ("讲话(2017-08-25).txt", "2017-08-25"),
      ("2017-08-25_20170825.txt", "2017-08-25"),
      ("20170825-讲话-.txt", "2017-08-25"),
      ("2017-08-25_2018-08-25.txt", nil),
      ("120170825.txt", nil),
      ("20171325.txt", nil),
      ("2017.txt", nil),
      ("会议-20170825-3.txt", nil),
      ("讲话２０１７０８２５.txt", nil),
    ] as [(String, String?)])
  func `is read from a file's name where it stands alone`(name: String, date: String?) {
    #expect(PolicyDate.inFileName(name)?.description == date)
  }

  @Test(arguments: [(2017, 8, 25), (2017, 8, nil), (2017, nil, nil)] as [(Int, Int?, Int?)])
  func `is as precise as its parts`(year: Int, month: Int?, day: Int?) {
    let date = PolicyDate(year: year, month: month, day: day)
    #expect(date?.month == month)
    #expect(date?.day == day)
  }

  @Test func `has no day without a month`() {
    #expect(PolicyDate(year: 2017, month: nil, day: 25) == nil)
  }
}
