#include "CAppend.h"

static void thin(wheatstone_changes *list, int32_t count) {
  int32_t found = 0;
  int32_t total = 0;
  for (int32_t at = 0; at < count; at++) {
    const int32_t value = list->values[at];
    list->pairs[found] = (uint16_t)at;
    list->values[found] = value;
    total += size_of(value);
    found += value != 0;
  }
  close_list(list, found, total);
}

static void say_plain(
    wheatstone_changes *lists, const int16_t *nudged, const int16_t *free, int32_t rows,
    int32_t stride, int32_t batch, int32_t scale) {
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
  for (int32_t row = 0; row < rows; row++) thin(lists + row, count);
}

#if HAS_KINDS

typedef int32_t sixteen __attribute__((vector_size(64)));

// Sixteen vectors of sixteen numbers, the other way round: shuffled like cards, four times.
WIDE INSIDE void transpose(sixteen *rows) {
  for (int time = 0; time < 4; time++) {
    sixteen next[16];
    for (int row = 0; row < 8; row++) {
      next[2 * row] = __builtin_shufflevector(
          rows[row], rows[row + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      next[2 * row + 1] = __builtin_shufflevector(
          rows[row], rows[row + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }
    memcpy(rows, next, sizeof next);
  }
}

// What sixteen rows are told at one place of their lists.
WIDE INSIDE __m512i said_wide(__m256i first, __m256i second) {
  return _mm512_or_si512(
      _mm512_cvtepu16_epi32(first), _mm512_slli_epi32(_mm512_cvtepu16_epi32(second), 16));
}

WIDE static void say_wide(
    wheatstone_changes *lists, const int16_t *nudged, const int16_t *free, int32_t rows,
    int32_t stride, int32_t batch, int32_t scale) {
  const int32_t count = nudged ? batch : (batch + 1) / 2;
  const __m128i shift = _mm_cvtsi32_si128(scale);
  const __m256i none = _mm256_setzero_si256();
  __m512i which = numbers_wide(), total = _mm512_setzero_si512();
  for (int32_t row = 0; row < rows; row++) lists[row].count = 0;
  for (int32_t start = 0; start < count; start += 16) {
    sixteen both[16];
    __m512i some = _mm512_setzero_si512();
    for (int32_t at = start; at < start + 16; at++) {
      __m512i said = _mm512_setzero_si512();
      if (at < count) {
        const int16_t *one = nudged ? nudged + (int64_t)at * stride : free + 2 * (int64_t)at * stride;
        const int16_t *two = nudged ? free + (int64_t)at * stride : one + stride;
        const __m256i first = _mm256_loadu_si256((const void *)one);
        const __m256i second =
            nudged || 2 * at + 1 < batch ? _mm256_loadu_si256((const void *)two) : none;
        said = nudged ? said_wide(first, _mm256_sub_epi16(none, second))
                      : said_wide(_mm256_sra_epi16(first, shift), _mm256_sra_epi16(second, shift));
      }
      some = _mm512_or_si512(some, said);
      total = add_sizes(total, said);
      both[at - start] = (sixteen)said;
    }
    // Many nodes are silent in a whole batch.
    const uint32_t loud = _mm512_test_epi32_mask(some, some);
    if (loud) transpose(both);
    for (int32_t row = 0; row < rows; row++) {
      if (!(loud >> row & 1)) continue;
      wheatstone_changes *list = lists + row;
      list->count =
          append_wide(list->values, list->pairs, list->count, (__m512i)both[row], which);
    }
    which = _mm512_add_epi32(which, _mm512_set1_epi32(16));
  }
  int32_t totals[16];
  _mm512_storeu_si512((void *)totals, total);
  for (int32_t row = 0; row < rows; row++) {
    close_list(lists + row, lists[row].count, totals[row]);
  }
}

#endif

void wheatstone_say_rows(
    int32_t kind, wheatstone_changes *lists, const int16_t *nudged, const int16_t *free,
    int32_t rows, int32_t stride, int32_t batch, int32_t scale) {
#if HAS_KINDS
  if (kind == WHEATSTONE_AVX512) {
    say_wide(lists, nudged, free, rows, stride, batch, scale);
    return;
  }
#endif
  (void)kind;
  say_plain(lists, nudged, free, rows, stride, batch, scale);
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
