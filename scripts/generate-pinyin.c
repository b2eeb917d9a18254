// Writes the table of readings, Sources/CLexicon/pinyin.txt, from ICU's transliterator Han-Latin (CLDR).
//
//   clang scripts/generate-pinyin.c -licui18n -licuuc -o generate
//   ./generate > Sources/CLexicon/pinyin.txt
//
// For each syllable without its tone, ü written v, the characters U+4E00 to U+9FFF that are read so. The
// transliterator gives a character its commonest reading; `readings` below adds others of common characters.
// Characters that Traditional-Simplified changes are left out: folded text has none of them.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

enum { FIRST = 0x4E00, LAST = 0x9FFF, SYLLABLES = 600 };

// Pairs of a character and a reading that it has besides its commonest.
static const char *readings[] = {
    "长", "zhang", "长", "chang", "重", "chong", "行", "hang", "乐", "yue", "会", "kuai",
    "调", "tiao", "参", "shen", "参", "cen", "传", "zhuan", "还", "huan", "还", "hai", "都", "du",
    "省", "xing", "单", "shan", "单", "chan", "曾", "zeng", "曾", "ceng", "率", "shuai", "率", "lv",
    "着", "zhao", "着", "zhuo", "得", "dei", "地", "de", "的", "di", "了", "liao", "藏", "zang",
    "朝", "zhao", "解", "xie", "降", "xiang", "强", "jiang", "区", "ou", "弹", "tan", "弹", "dan",
    "石", "dan", "识", "zhi", "似", "shi", "宿", "xiu", "提", "di", "系", "ji", "校", "jiao",
    "薄", "bao", "血", "xie", "约", "yao", "仔", "zai", "给", "ji", "角", "jue", "觉", "jiao",
    "壳", "qiao", "落", "la", "落", "lao", "绿", "lu", "没", "mo", "模", "mu", "迫", "pai",
    "奇", "ji", "色", "shai", "什", "shi", "熟", "shou", "说", "shui", "折", "she", "属", "zhu",
    "吓", "he", "吁", "yu", "扎", "za", "择", "zhai", "车", "ju", "炮", "bao", "拓", "ta",
    "叶", "xie", "和", "huo", "和", "hu", "厦", "xia", "劲", "jing", "露", "lou", "秘", "bi",
    "否", "pi", "埔", "bu", "堡", "pu", "番", "pan", "蔚", "yu", "尉", "yu", "浒", "xu",
    "六", "lu", "蚌", "beng", "乘", "sheng", "盛", "cheng", "称", "chen", "畜", "xu", "大", "dai",
    "度", "duo", "恶", "wu", "佛", "fu", "革", "ji", "核", "hu", "见", "xian", "卡", "qia",
    "埋", "man", "脉", "mo", "娜", "nuo", "呢", "ni", "弄", "long", "屏", "bing", "期", "ji",
    "铅", "yan", "亲", "qing", "塞", "se", "数", "shuo", "尾", "yi", "遗", "wei", "削", "xiao",
    "员", "yun", "粘", "nian", "著", "zhuo", "幢", "chuang", "阿", "e", "柏", "bo", "泊", "po",
    "伯", "bai", "便", "pian", "伺", "si", "龟", "jun", "巷", "hang", "缉", "qi", "差", "ci",
    "差", "chai", "场", "chang", "扒", "pa", "暴", "pu", "辟", "pi", "剥", "bo", "裳", "shang",
    "匙", "shi", "澄", "deng", "攒", "cuan", "绰", "chao", "侧", "zhai", "颤", "zhan", "刹", "cha",
    "叨", "tao", "钿", "tian", "囤", "tun", "坊", "fang", "蛤", "ha", "咯", "lo", "纶", "guan",
    "桧", "hui", "给", "gei", "茄", "jia", "嚼", "jue", "咀", "zui", "圈", "juan", "隽", "jun",
    "咳", "hai", "溃", "hui", "勒", "lei", "俩", "liang", "氓", "meng", "泌", "bi", "摩", "ma",
    "粘", "zhan", "拗", "niu", "刨", "bao", "瀑", "bao", "栖", "xi", "稽", "qi", "荨", "xun",
    "券", "xuan", "煞", "sha", "汤", "shang", "吞", "tun", "圩", "xu", "纤", "xian", "纤", "qian",
    "叶", "ye", "疟", "yao", "殷", "yan", "轧", "zha", "贾", "gu", "祭", "zhai", "仇", "qiu",
    "解", "jie", "任", "ren", "洗", "xian", "尉", "wei", "隗", "kui", "查", "zha", "翟", "di",
    "朴", "piao", "缪", "miao", "覃", "qin", "盖", "ge", "种", "chong", "黑", "hei",
};

static char names[SYLLABLES][8];
static UChar members[SYLLABLES][2048];
static int counts[SYLLABLES];
static int syllables;

static void check(UErrorCode error, const char *what) {
  if (U_SUCCESS(error)) return;
  fprintf(stderr, "%s: %s\n", what, u_errorName(error));
  exit(1);
}

static UTransliterator *transliterator(const char *identifier) {
  UErrorCode error = U_ZERO_ERROR;
  UChar name[64];
  u_uastrcpy(name, identifier);
  UTransliterator *result = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  check(error, identifier);
  return result;
}

// Replaces the character by what it is transliterated to; returns how many units that is.
static int32_t transliterate(const UTransliterator *transliterator, UChar text[32]) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 1, limit = 1;
  utrans_transUChars(transliterator, text, &length, 32, 0, &limit, &error);
  check(error, "utrans_transUChars");
  return length;
}

static void add(UChar c, const char *syllable) {
  int number = 0;
  while (number < syllables && strcmp(names[number], syllable)) number += 1;
  if (number == syllables) strcpy(names[syllables++], syllable);
  if (u_memchr(members[number], c, counts[number])) return;
  members[number][counts[number]++] = c;
}

static int compare(const void *a, const void *b) {
  return strcmp(names[*(const int *)a], names[*(const int *)b]);
}

int main(void) {
  UErrorCode error = U_ZERO_ERROR;
  UTransliterator *latin = transliterator("Han-Latin");
  UTransliterator *simplified = transliterator("Traditional-Simplified");
  const UNormalizer2 *nfd = unorm2_getNFDInstance(&error);
  check(error, "NFD");
  for (UChar c = FIRST; c <= LAST; c++) {
    UChar text[32] = {c}, form[32] = {c}, decomposed[64];
    if (transliterate(simplified, form) != 1 || form[0] != c) continue;
    int32_t length = transliterate(latin, text);
    if (text[0] == c) continue;
    int32_t count = unorm2_normalize(nfd, text, length, decomposed, 64, &error);
    check(error, "unorm2_normalize");
    char syllable[8] = "";
    size_t end = 0;
    for (int32_t i = 0; i < count && end < 7; i++) {
      if (decomposed[i] >= 'a' && decomposed[i] <= 'z') syllable[end++] = (char)decomposed[i];
      if (decomposed[i] == 0x308 && end) syllable[end - 1] = 'v';
    }
    if (end) add(c, syllable);
  }
  for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i += 2) {
    UChar c[4];
    u_strFromUTF8(c, 4, NULL, readings[i], -1, &error);
    check(error, "u_strFromUTF8");
    add(c[0], readings[i + 1]);
  }
  int order[SYLLABLES];
  for (int i = 0; i < syllables; i++) order[i] = i;
  qsort(order, syllables, sizeof order[0], compare);
  printf(
      "# Written by scripts/generate-pinyin.c from ICU %s; do not edit.\n"
      "#\n"
      "# Derived from the CLDR transform Han-Latin as contained in ICU:\n"
      "# Copyright © 1991-2022 Unicode, Inc. Distributed under the Unicode License\n"
      "# (https://www.unicode.org/license.txt, SPDX-License-Identifier: Unicode-DFS-2016).\n",
      U_ICU_VERSION);
  for (int i = 0; i < syllables; i++) {
    char utf8[3 * 2048 + 1];
    u_strToUTF8(utf8, sizeof utf8, NULL, members[order[i]], counts[order[i]], &error);
    check(error, "u_strToUTF8");
    printf("%s\t%s\n", names[order[i]], utf8);
  }
  utrans_close(latin);
  utrans_close(simplified);
  return 0;
}
