#include "clexicon.h"

static const uint8_t divisions[] = {
#embed "divisions.txt"
};

static const uint8_t lay_words[] = {
#embed "lay-words.txt"
};

static const uint8_t pinyin[] = {
#embed "pinyin.txt"
};

static const uint8_t terms[] = {
#embed "terms.txt"
};

static const uint8_t synonyms[] = {
#embed "synonyms.txt"
};

const uint8_t *clexicon_divisions(size_t *count) {
  *count = sizeof divisions;
  return divisions;
}

const uint8_t *clexicon_lay_words(size_t *count) {
  *count = sizeof lay_words;
  return lay_words;
}

const uint8_t *clexicon_pinyin(size_t *count) {
  *count = sizeof pinyin;
  return pinyin;
}

const uint8_t *clexicon_terms(size_t *count) {
  *count = sizeof terms;
  return terms;
}

const uint8_t *clexicon_synonyms(size_t *count) {
  *count = sizeof synonyms;
  return synonyms;
}
