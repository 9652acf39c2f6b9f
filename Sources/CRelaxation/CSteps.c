#include "CAppend.h"

// Some columns at a time: what they become stays where the list is made from it.
INSIDE void step(
    int16_t *states, const int32_t *standing, const int32_t *heard, int32_t columns, int32_t rate,
    wheatstone_changes *list) {
  int32_t found = 0;
  int32_t total = 0;
  for (int32_t start = 0; start < columns; start += WHEATSTONE_COLUMNS) {
    int16_t next[WHEATSTONE_COLUMNS], moved[WHEATSTONE_COLUMNS];
    int32_t some = 0;
    for (int32_t column = 0; column < WHEATSTONE_COLUMNS; column++) {
      const int32_t at = start + column, state = states[at];
      // Bounded before anything is taken from it: four ones are as good as any more.
      int32_t aim = (standing[at] + heard[at]) >> 5;
      aim = aim > 4 * ONE ? 4 * ONE : aim < -3 * ONE ? -3 * ONE : aim;
      const int32_t then = state + (((aim - state) * rate + (1 << 12)) >> 13);
      next[column] = (int16_t)(then < 0 ? 0 : then > ONE ? ONE : then);
      moved[column] = (int16_t)(next[column] - state);
      some |= moved[column];
    }
    // Near rest most stay where they are.
    if (!some) continue;
    memcpy(states + start, next, sizeof next);
    for (int32_t at = 0; at < WHEATSTONE_COLUMNS; at += 2) {
      // Written always, kept where it counts: no branch to guess.
      const int32_t value = pair_of(moved[at], moved[at + 1]);
      list->pairs[found] = (uint16_t)((start + at) / 2);
      list->values[found] = value;
      total += size_of(value);
      found += value != 0;
    }
  }
  close_list(list, found, total);
}

static void step_plain(
    int16_t *states, const int32_t *standing, const int32_t *heard, int32_t columns, int32_t rate,
    wheatstone_changes *list) {
  step(states, standing, heard, columns, rate, list);
}

#if HAS_KINDS

__attribute__((target("avx2"))) static void step_avx2(
    int16_t *states, const int32_t *standing, const int32_t *heard, int32_t columns, int32_t rate,
    wheatstone_changes *list) {
  step(states, standing, heard, columns, rate, list);
}

// Where sixteen columns should be.
WIDE INSIDE __m512i aims(const int32_t *standing, const int32_t *heard) {
  return _mm512_srai_epi32(
      _mm512_add_epi32(
          _mm512_loadu_si512((const void *)standing), _mm512_loadu_si512((const void *)heard)),
      5);
}

// Packing takes 128 bits of each half in turn: so, and back.
WIDE INSIDE __m512i mixed(__m512i states) {
  return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7), states);
}

WIDE INSIDE __m512i sorted(__m512i states) {
  return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7), states);
}

WIDE INSIDE __m512i moved(__m256i states, __m512i aim, __m512i rate) {
  const __m512i state = _mm512_cvtepi16_epi32(states);
  aim = _mm512_min_epi32(aim, _mm512_set1_epi32(4 * ONE));
  aim = _mm512_max_epi32(aim, _mm512_set1_epi32(-3 * ONE));
  const __m512i way = _mm512_mullo_epi32(_mm512_sub_epi32(aim, state), rate);
  return _mm512_add_epi32(
      state, _mm512_srai_epi32(_mm512_add_epi32(way, _mm512_set1_epi32(1 << 12)), 13));
}

// What 32 states become.
WIDE INSIDE __m512i next_wide(__m512i states, __m512i low, __m512i high, int32_t rate) {
  const __m512i rates = _mm512_set1_epi32(rate);
  low = moved(_mm512_castsi512_si256(states), low, rates);
  high = moved(_mm512_extracti64x4_epi64(states, 1), high, rates);
  // Packing holds them below 2^15.
  return _mm512_max_epi16(sorted(_mm512_packs_epi32(low, high)), _mm512_setzero_si512());
}

// The same for half of the way: the mean of state and aim. Below zero an aim is taken from the
// state, which is 0 then at the least; nothing above two ones, or below minus one, makes a
// difference.
WIDE INSIDE __m512i halfway_wide(__m512i states, __m512i low, __m512i high) {
  const __m512i none = _mm512_setzero_si512();
  const __m512i below = _mm512_min_epi16(_mm512_packs_epi32(low, high), none);
  const __m512i rest = _mm512_subs_epu16(mixed(states), _mm512_subs_epi16(none, below));
  const __m512i next = _mm512_avg_epu16(_mm512_packus_epi32(low, high), rest);
  return sorted(_mm512_min_epu16(next, _mm512_set1_epi16(ONE)));
}

WIDE INSIDE void step_by(
    int16_t *states, const int32_t *standing, const int32_t *heard, int32_t columns, int32_t rate,
    wheatstone_changes *list, const int halves) {
  int32_t *values = list->values;
  uint16_t *pairs = list->pairs;
  int32_t found = 0;
  __m512i which = numbers_wide(), total = _mm512_setzero_si512();
  for (int32_t at = 0; at < columns; at += 32) {
    const __m512i now = _mm512_loadu_si512((const void *)(states + at));
    const __m512i low = aims(standing + at, heard + at);
    // Of the last states there may be no more than half.
    const __m512i high = at + 16 < columns ? aims(standing + at + 16, heard + at + 16)
                                           : _mm512_setzero_si512();
    const __m512i next =
        halves ? halfway_wide(now, low, high) : next_wide(now, low, high, rate);
    const __m512i value = _mm512_sub_epi16(next, now);
    _mm512_storeu_si512((void *)(states + at), next);
    total = add_sizes(total, value);
    found = append_wide(values, pairs, found, value, which);
    which = _mm512_add_epi32(which, _mm512_set1_epi32(16));
  }
  close_list(list, found, _mm512_reduce_add_epi32(total));
}

WIDE static void step_wide(
    int16_t *states, const int32_t *standing, const int32_t *heard, int32_t columns, int32_t rate,
    wheatstone_changes *list) {
  if (rate == 1 << 12) {
    step_by(states, standing, heard, columns, rate, list, 1);
  } else {
    step_by(states, standing, heard, columns, rate, list, 0);
  }
}

#endif

void wheatstone_step_states(
    int32_t kind, int16_t *states, const int32_t *standing, const int32_t *heard, int32_t columns,
    int32_t rate, wheatstone_changes *changes) {
#if HAS_KINDS
  switch (kind) {
    case WHEATSTONE_AVX512:
      step_wide(states, standing, heard, columns, rate, changes);
      return;
    case WHEATSTONE_AVX2: step_avx2(states, standing, heard, columns, rate, changes); return;
    default: break;
  }
#endif
  (void)kind;
  step_plain(states, standing, heard, columns, rate, changes);
}
