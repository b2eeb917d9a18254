#include "cicu.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/udata.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#define BREAKER(pointer) ((UBreakIterator *)(pointer))

static char version[U_MAX_VERSION_STRING_LENGTH];

// Runs before anything that could call `cicu_version`, so that no thread sees it half written.
__attribute__((constructor)) static void read_version(void) {
  UVersionInfo info;
  u_getVersion(info);
  u_versionToString(info, version);
}

const char *cicu_version(void) { return version; }

const char *cicu_error_name(int32_t error) { return u_errorName((UErrorCode)error); }

// MARK: Word breaks

cicu_word_breaker *cicu_word_breaker_open(int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *breaker = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
  *error = code;
  return (cicu_word_breaker *)breaker;
}

void cicu_word_breaker_close(cicu_word_breaker *breaker) { ubrk_close(BREAKER(breaker)); }

int32_t cicu_word_breaker_set_text(
    cicu_word_breaker *breaker, const uint16_t *text, int32_t count) {
  UErrorCode code = U_ZERO_ERROR;
  ubrk_setText(BREAKER(breaker), text, count, &code);
  return code;
}

size_t cicu_word_breaker_next(cicu_word_breaker *breaker, int32_t *ends, size_t capacity) {
  size_t count = 0;
  while (count < capacity) {
    int32_t end = ubrk_next(BREAKER(breaker));
    if (end == UBRK_DONE) break;
    ends[count] = end;
    count += 1;
  }
  return count;
}

const uint8_t *cicu_word_rules(size_t *count) {
  *count = 0;
  UErrorCode code = U_ZERO_ERROR;
  // Never closed: the data are mapped as long as ICU is loaded.
  UDataMemory *data = udata_open(U_ICUDATA_NAME "-brkitr", "brk", "word", &code);
  if (U_FAILURE(code)) return NULL;
  UDataInfo info = {.size = sizeof info};
  udata_getInfo(data, &info);
  if (memcmp(info.dataFormat, "Brk ", 4) != 0 || info.formatVersion[0] != 6) return NULL;
  // RBBIDataHeader: magic, version, length, categories, then offset and length of the forward
  // table, the reverse table, the trie, the rule source and the status table.
  const uint32_t *header = udata_getMemory(data);
  enum { LENGTH = 2, SOURCE = 10, SOURCE_LENGTH = 11 };
  uint32_t length = header[LENGTH], offset = header[SOURCE];
  if (offset > length || header[SOURCE_LENGTH] > length - offset) return NULL;
  *count = header[SOURCE_LENGTH];
  return (const uint8_t *)header + offset;
}

// MARK: Break dictionary

cicu_dictionary *cicu_dictionary_open(int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UDataMemory *data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &code);
  *error = code;
  return (cicu_dictionary *)data;
}

void cicu_dictionary_close(cicu_dictionary *dictionary) {
  udata_close((UDataMemory *)dictionary);
}

_Bool cicu_dictionary_has_known_format(const cicu_dictionary *dictionary) {
  static const uint8_t version[4] = {1, 0, 0, 0};
  UDataInfo info = {.size = sizeof info};
  udata_getInfo((UDataMemory *)dictionary, &info);
  return memcmp(info.dataFormat, "Dict", 4) == 0
      && memcmp(info.formatVersion, version, sizeof version) == 0;
}

const uint8_t *cicu_dictionary_bytes(const cicu_dictionary *dictionary) {
  return udata_getMemory((UDataMemory *)dictionary);
}

size_t cicu_dictionary_count(const cicu_dictionary *dictionary) {
  const int32_t *indexes = udata_getMemory((UDataMemory *)dictionary);
  return indexes[3] < 0 ? 0 : (size_t)indexes[3];
}

// MARK: Normalization

_Bool cicu_nfkc_casefold_has_boundary_before(uint32_t c) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&code);
  return U_SUCCESS(code) && unorm2_hasBoundaryBefore(normalizer, (UChar32)c);
}

int32_t cicu_nfkc_casefold(
    const uint16_t *source, int32_t count, uint16_t *destination, int32_t capacity,
    int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&code);
  int32_t length = unorm2_normalize(normalizer, source, count, destination, capacity, &code);
  *error = code;
  return length;
}

// MARK: Character properties

cicu_category cicu_category_of(uint32_t c) {
  uint32_t mask = U_GET_GC_MASK((UChar32)c);
  if (mask & U_GC_L_MASK) return CICU_LETTER;
  if (mask & U_GC_M_MASK) return CICU_MARK;
  if (mask & U_GC_N_MASK) return CICU_NUMBER;
  if (mask & U_GC_P_MASK) return CICU_PUNCTUATION;
  if (mask & U_GC_SO_MASK) return CICU_SYMBOL;
  if (mask & U_GC_S_MASK) return CICU_SIGN;
  if (mask & U_GC_Z_MASK) return CICU_SEPARATOR;
  if (mask & U_GC_CO_MASK) return CICU_PRIVATE_USE;
  return CICU_OTHER;
}

_Bool cicu_is_white_space(uint32_t c) { return u_isUWhiteSpace((UChar32)c); }

_Bool cicu_is_han_kana_or_bopomofo(uint32_t c) {
  static const UScriptCode scripts[] = {
      USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_BOPOMOFO};
  for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
    if (uscript_hasScript((UChar32)c, scripts[i])) return 1;
  }
  return 0;
}

cicu_word_break cicu_word_break_of(uint32_t c) {
  switch (u_getIntPropertyValue((UChar32)c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER: return CICU_BREAK_LETTER;
    case U_WB_NUMERIC: return CICU_BREAK_NUMERIC;
    case U_WB_EXTENDNUMLET: return CICU_BREAK_EXTEND_NUM_LET;
    case U_WB_MIDLETTER: return CICU_BREAK_MID_LETTER;
    case U_WB_MIDNUM: return CICU_BREAK_MID_NUM;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE: return CICU_BREAK_MID_NUM_LET;
    case U_WB_KATAKANA: return CICU_BREAK_KATAKANA;
    case U_WB_WSEGSPACE: return CICU_BREAK_SPACE;
    case U_WB_OTHER:
    case U_WB_DOUBLE_QUOTE: return CICU_BREAK_OTHER;
    default: return CICU_BREAK_RARE;
  }
}

_Bool cicu_has_script_han_or_kana(uint32_t c) {
  UErrorCode code = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript((UChar32)c, &code);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

_Bool cicu_is_complex_context(uint32_t c) {
  return u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

_Bool cicu_is_always_nfkc(uint32_t c) {
  return u_getIntPropertyValue((UChar32)c, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES;
}

// MARK: Decoding

cicu_decode_status cicu_decode(
    const char *charset, const uint8_t *source, size_t count, uint8_t *destination,
    size_t capacity, size_t *written, size_t *consumed) {
  *written = 0;
  *consumed = 0;
  UErrorCode code = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &code);
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
  if (U_FAILURE(code)) {
    ucnv_close(converter);
    return CICU_UNAVAILABLE;
  }

  enum { PIVOT = 4096 };
  UChar pivot[PIVOT];
  // A lead surrogate at the end of the pivot waits at its start for the trail.
  int32_t kept = 0;
  const char *next = (const char *)source, *end = next + count;
  size_t output = 0;
  cicu_decode_status status = CICU_DECODED;
  do {
    code = U_ZERO_ERROR;
    UChar *units = pivot + kept;
    ucnv_toUnicode(converter, &units, pivot + PIVOT, &next, end, NULL, 1, &code);

    int32_t length = (int32_t)(units - pivot), index = 0;
    kept = 0;
    while (index < length) {
      if (U16_IS_LEAD(pivot[index]) && index + 1 == length) {
        pivot[0] = pivot[index];
        kept = 1;
        break;
      }
      UChar32 c;
      U16_NEXT(pivot, index, length, c);
      if (capacity - output < (size_t)U8_LENGTH(c)) {
        status = CICU_DESTINATION_FULL;
        break;
      }
      U8_APPEND_UNSAFE(destination, output, c);
    }
  } while (status == CICU_DECODED && code == U_BUFFER_OVERFLOW_ERROR);

  if (status == CICU_DECODED && U_FAILURE(code)) {
    status = code == U_TRUNCATED_CHAR_FOUND ? CICU_TRUNCATED : CICU_MALFORMED;
    // ICU's own buffer for these is 32 bytes (UCNV_ERROR_BUFFER_LENGTH).
    char invalid[32];
    int8_t invalid_count = sizeof invalid;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, invalid, &invalid_count, &ignored);
    next -= invalid_count;
  }
  ucnv_close(converter);
  if (status == CICU_DESTINATION_FULL) return status;
  *written = output;
  *consumed = (size_t)(next - (const char *)source);
  return status;
}
