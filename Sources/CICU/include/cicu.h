/// The part of ICU that Gongwen uses, without ICU's headers.
///
/// Foundation carries an ICU of its own, and a module graph that sees both sets of headers does not
/// compile; so ICU's types stay behind opaque structs here and its macros stay in `cicu.c`. Only
/// libicuuc is needed.
///
/// An `error` is ICU's UErrorCode: 0 or less is success, more is a failure that `cicu_error_name`
/// names. Objects are not thread-safe: one per thread. Functions without an object may be called
/// from any thread.
#ifndef CICU_H
#define CICU_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The version of the ICU library loaded at run time, such as "72.1".
const char *cicu_version(void);

/// The name of an error, such as "U_MISSING_RESOURCE_ERROR".
const char *cicu_error_name(int32_t error);

#pragma mark - Word breaks

/// An iterator over the word breaks of a UTF-16 text.
typedef struct cicu_word_breaker cicu_word_breaker;

/// Opens a breaker with the root locale's rules; Chinese text has the same breaks in every locale.
/// The first one costs about a millisecond, a further one 10 µs.
cicu_word_breaker *_Nullable cicu_word_breaker_open(int32_t *error);

void cicu_word_breaker_close(cicu_word_breaker *breaker);

/// Sets the text, `count` UTF-16 units, and moves to its start. The text is not copied: it must stay
/// in place until the last `cicu_word_breaker_next`. Returns an error.
int32_t cicu_word_breaker_set_text(
    cicu_word_breaker *breaker, const uint16_t *text, int32_t count);

/// Fetches up to `capacity` further breaks: `ends[i]` is the end of a segment in UTF-16 units (the
/// start is the break before it, 0 at first). Returns how many; 0 at the end of the text.
size_t cicu_word_breaker_next(cicu_word_breaker *breaker, int32_t *ends, size_t capacity);

/// The text of the rules that breakers are made of, UTF-8 without its end marked, `count` bytes, and
/// valid for ever; NULL if ICU has none or keeps them in a layout other than version 6 of
/// RBBIDataHeader (ICU 68 and later). Opens no breaker: a few microseconds.
const uint8_t *_Nullable cicu_word_rules(size_t *count);

#pragma mark - Break dictionary

/// The Chinese and Japanese break dictionary of the loaded ICU.
typedef struct cicu_dictionary cicu_dictionary;

/// Opens the dictionary: a mapping of ICU's data, nothing is copied.
cicu_dictionary *_Nullable cicu_dictionary_open(int32_t *error);

void cicu_dictionary_close(cicu_dictionary *dictionary);

/// Whether the data are of the format "Dict", version 1.0.
_Bool cicu_dictionary_has_known_format(const cicu_dictionary *dictionary);

/// The dictionary's bytes, valid until it is closed: eight 32-bit numbers (the first is the offset of
/// the trie, the fourth the size of the whole), then a UCharsTrie of words and costs.
const uint8_t *cicu_dictionary_bytes(const cicu_dictionary *dictionary);

/// The number of bytes.
size_t cicu_dictionary_count(const cicu_dictionary *dictionary);

#pragma mark - Normalization

/// Whether NFKC_Casefold never changes anything across the place before the code point `c`: text may
/// be cut there, and the parts normalized one by one.
_Bool cicu_nfkc_casefold_has_boundary_before(uint32_t c);

/// Normalizes `count` UTF-16 units to NFKC_Casefold. Returns the length of the result in units, which
/// may exceed `capacity` (and may be 0): then `destination` is incomplete, `error` says so, and the
/// call is to be repeated with that capacity.
int32_t cicu_nfkc_casefold(
    const uint16_t *source, int32_t count, uint16_t *destination, int32_t capacity,
    int32_t *error);

#pragma mark - Character properties

/// The general categories, as far as they are told apart here.
typedef enum __attribute__((enum_extensibility(closed))) {
  CICU_LETTER,
  CICU_MARK,
  CICU_NUMBER,
  CICU_PUNCTUATION,
  /// Mathematical, currency and modifier symbols (Sm, Sc, Sk).
  CICU_SIGN,
  /// Other symbols (So), such as ★ and emoji.
  CICU_SYMBOL,
  CICU_SEPARATOR,
  CICU_PRIVATE_USE,
  /// Control, format, surrogate and unassigned.
  CICU_OTHER,
} cicu_category;

/// The general category of the code point `c`.
cicu_category cicu_category_of(uint32_t c);

/// Whether `c` has the property White_Space.
_Bool cicu_is_white_space(uint32_t c);

/// Whether `c` is used in Han, Hiragana, Katakana or Bopomofo (Script_Extensions), the scripts that
/// put no spaces between words.
_Bool cicu_is_han_kana_or_bopomofo(uint32_t c);

/// The property Word_Break, as far as its values are told apart here.
typedef enum __attribute__((enum_extensibility(closed))) {
  CICU_BREAK_LETTER,
  CICU_BREAK_NUMERIC,
  CICU_BREAK_EXTEND_NUM_LET,
  CICU_BREAK_MID_LETTER,
  CICU_BREAK_MID_NUM,
  /// MidNumLet and Single_Quote, which differ beside Hebrew only.
  CICU_BREAK_MID_NUM_LET,
  CICU_BREAK_KATAKANA,
  CICU_BREAK_SPACE,
  /// Other and Double_Quote, which differ beside Hebrew only.
  CICU_BREAK_OTHER,
  /// Hebrew letters, what extends the character before it, line ends, regional indicators.
  CICU_BREAK_RARE,
} cicu_word_break;

/// The Word_Break of the code point `c`.
cicu_word_break cicu_word_break_of(uint32_t c);

/// Whether the script of `c` is Han, Hiragana or Katakana.
_Bool cicu_has_script_han_or_kana(uint32_t c);

/// Whether `c` has the Line_Break Complex_Context: Thai, Lao, Khmer, Burmese and the like.
_Bool cicu_is_complex_context(uint32_t c);

/// Whether `c` is in NFKC wherever it stands (NFKC_Quick_Check=Yes).
_Bool cicu_is_always_nfkc(uint32_t c);

#pragma mark - Decoding

/// How a decoding ended.
typedef enum __attribute__((enum_extensibility(closed))) {
  /// All bytes were decoded.
  CICU_DECODED = 0,
  /// A sequence of bytes is malformed, or stands for no character in the charset.
  CICU_MALFORMED = 1,
  /// The bytes end within a character.
  CICU_TRUNCATED = 2,
  /// The destination is too small; nothing is reported about its contents.
  CICU_DESTINATION_FULL = 3,
  /// ICU knows no such charset, or has no memory.
  CICU_UNAVAILABLE = 4,
} cicu_decode_status;

/// Decodes bytes of the named charset ("gb18030", "big5", "utf-16le", "utf-16be") strictly to UTF-8:
/// nothing is replaced, and decoding stops at the first sequence that is not a character. A byte
/// order mark is decoded like any other character (U+FEFF).
///
/// Say "gb18030", which contains GBK and GB 2312: under the name "gb2312" ICU rejects common
/// characters. ICU's "big5" accepts the lone bytes 0x80 (as U+0080) and 0xFF (as U+F8F8).
///
/// A `capacity` of 3 * `count` always suffices. `written` is the number of UTF-8 bytes decoded (also
/// when decoding stopped), `consumed` the number of source bytes they came from, which is the offset
/// of the offending sequence when decoding stopped.
cicu_decode_status cicu_decode(
    const char *charset, const uint8_t *source, size_t count, uint8_t *destination,
    size_t capacity, size_t *written, size_t *consumed);

#pragma clang assume_nonnull end

#endif
