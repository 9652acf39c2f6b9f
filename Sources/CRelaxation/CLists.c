#include "CKinds.h"

// Both magnitudes of a pair together.
INSIDE int32_t size_of(int32_t pair) {
  const int32_t first = (int16_t)pair, second = pair >> 16;
  return (first < 0 ? -first : first) + (second < 0 ? -second : second);
}

// Ends of runs, by the magnitudes of the entries: before that which would pass RUN.
INSIDE void divide(wheatstone_changes *list) {
  uint16_t *ends = list->ends;
  const int32_t count = list->count;
  int32_t sum = 0, found = 0;
  for (int32_t index = 0; index < count; index++) {
    const int32_t size = size_of(list->values[index]);
    sum += size;
    if (sum > RUN) {
      ends[found++] = (uint16_t)index;
      sum = size;
    }
  }
  ends[found] = (uint16_t)count;
  list->endCount = found + (count > 0);
}

// One run, where the magnitudes of all together do not pass RUN.
INSIDE void close_list(wheatstone_changes *list, int64_t total) {
  if (total > RUN) {
    divide(list);
  } else {
    list->ends[0] = (uint16_t)list->count;
    list->endCount = list->count > 0;
  }
}

INSIDE int32_t pair_of(int32_t first, int32_t second) {
  return (int32_t)(((uint32_t)first & 0xffff) | (uint32_t)second << 16);
}

static void list_plain(
    int16_t *states, const int16_t *next, int32_t count, int32_t scale, int32_t differences,
    wheatstone_changes *list) {
  int32_t found = 0;
  int64_t total = 0;
  for (int32_t at = 0; at < count; at += 2) {
    const int32_t first = differences ? next[at] - states[at] : states[at] >> scale;
    const int32_t second = differences ? next[at + 1] - states[at + 1] : states[at + 1] >> scale;
    // Written always, kept where it counts: no branch to guess.
    list->pairs[found] = (uint16_t)(at / 2);
    list->values[found] = pair_of(first, second);
    total += size_of(list->values[found]);
    found += (first | second) != 0;
  }
  list->count = found;
  if (differences) memcpy(states, next, (size_t)count * sizeof *states);
  close_list(list, total);
}

#if HAS_KINDS

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl")))

// Those of sixteen entries that count, moved together behind the `found` before them.
TARGET INSIDE int32_t append(
    int32_t *values, uint16_t *pairs, int32_t found, __m512i value, __m512i which,
    __m512i *total) {
  const __mmask16 mask = _mm512_test_epi32_mask(value, value);
  *total = _mm512_add_epi32(
      *total, _mm512_madd_epi16(_mm512_abs_epi16(value), _mm512_set1_epi16(1)));
  _mm512_storeu_si512(
      (void *)(values + found), _mm512_maskz_compress_epi32(mask, value));
  _mm256_storeu_si256(
      (void *)(pairs + found),
      _mm512_cvtepi32_epi16(_mm512_maskz_compress_epi32(mask, which)));
  return found + __builtin_popcount(mask);
}

TARGET static void list_avx512(
    int16_t *states, const int16_t *next, int32_t count, int32_t scale, int32_t differences,
    wheatstone_changes *list) {
  int32_t found = 0;
  __m512i which = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  __m512i total = _mm512_setzero_si512();
  int32_t *values = list->values;
  uint16_t *pairs = list->pairs;
  for (int32_t at = 0; at < count; at += 32) {
    const __m512i now = _mm512_loadu_si512((const void *)(states + at));
    __m512i value;
    if (differences) {
      const __m512i then = _mm512_loadu_si512((const void *)(next + at));
      value = _mm512_sub_epi16(then, now);
      _mm512_storeu_si512((void *)(states + at), then);
    } else {
      value = _mm512_sra_epi16(now, _mm_cvtsi32_si128(scale));
    }
    found = append(values, pairs, found, value, which, &total);
    which = _mm512_add_epi32(which, _mm512_set1_epi32(16));
  }
  list->count = found;
  close_list(list, _mm512_reduce_add_epi32(total));
}

// The entries that a list's values are, all of them: those that count stay.
TARGET static void thin_avx512(wheatstone_changes *list, int32_t count) {
  int32_t found = 0;
  __m512i which = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  __m512i total = _mm512_setzero_si512();
  int32_t *values = list->values;
  uint16_t *pairs = list->pairs;
  for (int32_t at = 0; at < count; at += 16) {
    const __mmask16 mask = count - at < 16 ? (__mmask16)((1 << (count - at)) - 1) : 0xffff;
    const __m512i value = _mm512_maskz_loadu_epi32(mask, values + at);
    found = append(values, pairs, found, value, which, &total);
    which = _mm512_add_epi32(which, _mm512_set1_epi32(16));
  }
  list->count = found;
  close_list(list, _mm512_reduce_add_epi32(total));
}

#define LIST(...)                                                        \
  if (kind == WHEATSTONE_AVX512) list_avx512(__VA_ARGS__);               \
  else list_plain(__VA_ARGS__)

#else
#define LIST(...) (void)kind; list_plain(__VA_ARGS__)
#endif

void wheatstone_list_changes(
    int32_t kind, int16_t *states, const int16_t *next, int32_t count,
    wheatstone_changes *changes) {
  LIST(states, next, count, 0, 1, changes);
}

void wheatstone_list_states(
    int32_t kind, const int16_t *states, int32_t count, int32_t scale,
    wheatstone_changes *changes) {
  // Not written to without differences.
  LIST((int16_t *)states, states, count, scale, 0, changes);
}

int32_t wheatstone_common_scale(const int16_t *states, int32_t count) {
  int32_t bits = 1 << SHIFT;
  for (int32_t at = 0; at < count; at++) bits |= states[at];
  return __builtin_ctz((unsigned)bits);
}

static void thin_plain(wheatstone_changes *list, int32_t count) {
  int32_t found = 0;
  int64_t total = 0;
  for (int32_t at = 0; at < count; at++) {
    const int32_t value = list->values[at];
    list->pairs[found] = (uint16_t)at;
    list->values[found] = value;
    total += size_of(value);
    found += value != 0;
  }
  list->count = found;
  close_list(list, total);
}

void wheatstone_say_rows(
    int32_t kind, wheatstone_changes *lists, const int16_t *nudged, const int16_t *free,
    int32_t rows, int32_t stride, int32_t batch, int32_t scale) {
  int32_t *values[WHEATSTONE_ROWS];
  for (int32_t row = 0; row < WHEATSTONE_ROWS; row++) values[row] = lists[row].values;
  const int32_t count = nudged ? batch : (batch + 1) / 2;
  for (int32_t at = 0; at < count; at++) {
    int32_t both[WHEATSTONE_ROWS];
    const int16_t *one = nudged ? nudged + (int64_t)at * stride : free + 2 * (int64_t)at * stride;
    const int16_t *two = nudged ? free + (int64_t)at * stride : one + stride;
    // The rows behind the last are padding.
    if (nudged) {
      for (int32_t row = 0; row < WHEATSTONE_ROWS; row++) both[row] = pair_of(one[row], -two[row]);
    } else if (2 * at + 1 < batch) {
      for (int32_t row = 0; row < WHEATSTONE_ROWS; row++) {
        both[row] = pair_of(one[row] >> scale, two[row] >> scale);
      }
    } else {
      for (int32_t row = 0; row < WHEATSTONE_ROWS; row++) both[row] = pair_of(one[row] >> scale, 0);
    }
    for (int32_t row = 0; row < WHEATSTONE_ROWS; row++) values[row][at] = both[row];
  }
  for (int32_t row = 0; row < rows; row++) {
#if HAS_KINDS
    if (kind == WHEATSTONE_AVX512) {
      thin_avx512(lists + row, count);
      continue;
    }
#endif
    thin_plain(lists + row, count);
  }
  (void)kind;
}

void wheatstone_transpose_rows(
    const int16_t *weights, int32_t columns, int16_t *backward, int32_t backwardColumns,
    int32_t row, int32_t rows, int32_t count) {
  for (int32_t column = 0; column < count; column += 2) {
    int16_t *to = backward + 2 * ((int64_t)(column / 2) * backwardColumns + row);
    for (int32_t at = 0; at < rows; at += 2) {
      const int16_t *from = weights + 2 * ((int64_t)((row + at) / 2) * columns + column);
      to[2 * at] = from[0];
      to[2 * at + 1] = from[2];
      // Of an odd last row there is no second, and its place is padding: zero in both.
      to[2 * at + 2] = from[1];
      to[2 * at + 3] = from[3];
    }
  }
}
