#include "cicu.h"

#include <stdlib.h>
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

cicu_word_breaker *cicu_word_breaker_clone(const cicu_word_breaker *breaker, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *clone = ubrk_clone((const UBreakIterator *)breaker, &code);
  *error = code;
  return (cicu_word_breaker *)clone;
}

void cicu_word_breaker_close(cicu_word_breaker *breaker) { ubrk_close(BREAKER(breaker)); }

int32_t cicu_word_breaker_set_text(
    cicu_word_breaker *breaker, const uint16_t *text, int32_t count) {
  UErrorCode code = U_ZERO_ERROR;
  ubrk_setText(BREAKER(breaker), text, count, &code);
  return code;
}

size_t cicu_word_breaker_next(
    cicu_word_breaker *breaker, int32_t *ends, int32_t *statuses, size_t capacity) {
  size_t count = 0;
  while (count < capacity) {
    int32_t end = ubrk_next(BREAKER(breaker));
    if (end == UBRK_DONE) break;
    ends[count] = end;
    if (statuses) statuses[count] = ubrk_getRuleStatus(BREAKER(breaker));
    count += 1;
  }
  return count;
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

const uint8_t *cicu_dictionary_bytes(const cicu_dictionary *dictionary) {
  return udata_getMemory((UDataMemory *)dictionary);
}

size_t cicu_dictionary_count(const cicu_dictionary *dictionary) {
  const int32_t *indexes = udata_getMemory((UDataMemory *)dictionary);
  return (size_t)indexes[3];
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
