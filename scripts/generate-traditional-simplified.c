// Writes the table of traditional characters from the rules of ICU's transliterator
// "Traditional-Simplified" (CLDR transform Hant-Hans).
//
//   clang scripts/generate-traditional-simplified.c -licui18n -licuuc -o generate
//   ./generate > Sources/TextAnalysis/CharacterPairs+TraditionalSimplified.swift
//
// Only rules from one character to one are taken, without regard to context: a fold key must not
// depend on what stands around a character. Three corrections:
//  - rules that lead on (A to B, B to C) are followed to their end, so that folding twice changes
//    nothing;
//  - characters that simplified text uses in common words of its own stay (`kept` below);
//  - rules for marks are left out; the look-alike classes see to those.

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

enum { UNITS = 1 << 20, PAIRS_PER_LINE = 44 };

// 著作 显著, 俱乐部, 姊妹, 摔跤, 大阪, 哪吒, 苎麻.
static const UChar kept[] = {0x8457, 0x4FF1, 0x59CA, 0x8DE4, 0x962A, 0x5412, 0x82CE, 0};

static UChar rules[UNITS];
static UChar simplified[0x10000];

static void check(UErrorCode error, const char *what) {
  if (U_SUCCESS(error)) return;
  fprintf(stderr, "%s: %s\n", what, u_errorName(error));
  exit(1);
}

static void print(UChar c) {
  char utf8[8];
  UErrorCode error = U_ZERO_ERROR;
  u_strToUTF8(utf8, sizeof utf8, NULL, &c, 1, &error);
  check(error, "u_strToUTF8");
  fputs(utf8, stdout);
}

int main(void) {
  UErrorCode error = U_ZERO_ERROR;
  UChar name[32];
  u_uastrcpy(name, "Traditional-Simplified");
  UTransliterator *transliterator =
      utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  int32_t count = utrans_toRules(transliterator, 0, rules, UNITS, &error);
  check(error, "Traditional-Simplified");

  // A rule is a line "X > Y;".
  for (int32_t start = 0, end; start < count; start = end + 1) {
    for (end = start; end < count && rules[end] != '\n';) end += 1;
    const UChar *rule = rules + start;
    if (end - start != 6 || rule[1] != ' ' || rule[2] != '>' || rule[5] != ';') continue;
    UChar from = rule[0], to = rule[4];
    if (from == to || !u_hasBinaryProperty(from, UCHAR_UNIFIED_IDEOGRAPH)) continue;
    if (!u_hasBinaryProperty(to, UCHAR_UNIFIED_IDEOGRAPH)) continue;
    if (u_strchr(kept, from)) continue;
    simplified[from] = to;
  }
  int pairs = 0;
  for (int32_t c = 0; c < 0x10000; c++) {
    if (!simplified[c]) continue;
    pairs += 1;
    for (int steps = 0; simplified[simplified[c]]; steps++) {
      simplified[c] = simplified[simplified[c]];
      if (steps == 4) {
        fprintf(stderr, "rules of U+%04X lead in a circle\n", c);
        return 1;
      }
    }
  }

  char version[U_MAX_VERSION_STRING_LENGTH];
  UVersionInfo info;
  u_getVersion(info);
  u_versionToString(info, version);
  printf(
      "// Written by scripts/generate-traditional-simplified.c from ICU %s; do not edit.\n"
      "//\n"
      "// Derived from the CLDR transform Hant-Hans as contained in ICU:\n"
      "// Copyright © 1991-2022 Unicode, Inc. Distributed under the Unicode License\n"
      "// (https://www.unicode.org/license.txt, SPDX-License-Identifier: Unicode-DFS-2016).\n"
      "\n"
      "extension CharacterPairs {\n"
      "  /// %d traditional characters, each with its simplified one.\n"
      "  static let traditionalSimplified = CharacterPairs(\n"
      "    \"\"\"",
      version, pairs);
  int column = 0;
  for (int32_t c = 0; c < 0x10000; c++) {
    if (!simplified[c]) continue;
    if (column == PAIRS_PER_LINE) {
      fputs("\\", stdout);
      column = 0;
    }
    if (column == 0) fputs("\n    ", stdout);
    print((UChar)c);
    print(simplified[c]);
    column += 1;
  }
  printf("\n    \"\"\")\n}\n");
  utrans_close(transliterator);
  return 0;
}
