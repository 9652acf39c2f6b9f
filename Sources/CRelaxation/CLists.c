#include "CAppend.h"

static void list_plain(
    const int16_t *states, int32_t count, int32_t scale, wheatstone_changes *list) {
  int32_t found = 0;
  int32_t total = 0;
  for (int32_t at = 0; at < count; at += 2) {
    // Written always, kept where it counts: no branch to guess.
    const int32_t value = pair_of(states[at] >> scale, states[at + 1] >> scale);
    list->pairs[found] = (uint16_t)(at / 2);
    list->values[found] = value;
    total += size_of(value);
    found += value != 0;
  }
  close_list(list, found, total);
}

#if HAS_KINDS

WIDE static void list_wide(
    const int16_t *states, int32_t count, int32_t scale, wheatstone_changes *list) {
  int32_t found = 0;
  __m512i which = numbers_wide(), total = _mm512_setzero_si512();
  for (int32_t at = 0; at < count; at += 32) {
    const __m512i value = _mm512_sra_epi16(
        _mm512_loadu_si512((const void *)(states + at)), _mm_cvtsi32_si128(scale));
    total = add_sizes(total, value);
    found = append_wide(list->values, list->pairs, found, value, which);
    which = _mm512_add_epi32(which, _mm512_set1_epi32(16));
  }
  close_list(list, found, _mm512_reduce_add_epi32(total));
}

#endif

void wheatstone_list_states(
    int32_t kind, const int16_t *states, int32_t count, int32_t scale,
    wheatstone_changes *changes) {
#if HAS_KINDS
  if (kind == WHEATSTONE_AVX512) {
    list_wide(states, count, scale, changes);
    return;
  }
#endif
  (void)kind;
  list_plain(states, count, scale, changes);
}

int32_t wheatstone_common_scale(const int16_t *states, int32_t count) {
  int32_t bits = 1 << SHIFT;
  for (int32_t at = 0; at < count; at++) bits |= states[at];
  return __builtin_ctz((unsigned)bits);
}
