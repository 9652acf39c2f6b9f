#ifndef WHEATSTONE_CAPPEND_H
#define WHEATSTONE_CAPPEND_H

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

#if HAS_KINDS

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))

WIDE INSIDE __m512i numbers_wide(void) {
  return _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

// Adds both magnitudes of each pair.
WIDE INSIDE __m512i add_sizes(__m512i sums, __m512i pairs) {
  return _mm512_dpwssd_epi32(sums, _mm512_abs_epi16(pairs), _mm512_set1_epi16(1));
}

// Those of sixteen entries that count, moved together behind the `found` before them.
WIDE INSIDE int32_t append_wide(
    int32_t *values, uint16_t *pairs, int32_t found, __m512i value, __m512i which) {
  const __mmask16 mask = _mm512_test_epi32_mask(value, value);
  _mm512_storeu_si512(
      (void *)(values + found), _mm512_maskz_compress_epi32(mask, value));
  _mm256_storeu_si256(
      (void *)(pairs + found),
      _mm512_cvtepi32_epi16(_mm512_maskz_compress_epi32(mask, which)));
  return found + __builtin_popcount(mask);
}

// As `divide`, sixteen entries at a time: what they and those before them in the run add up to.
WIDE INSIDE void divide_wide(wheatstone_changes *list) {
  uint16_t *ends = list->ends;
  const int32_t count = list->count;
  int32_t found = 0;
  __m512i before = _mm512_setzero_si512();
  for (int32_t at = 0; at < count; at += 16) {
    const __mmask16 some = count - at < 16 ? (__mmask16)((1 << (count - at)) - 1) : 0xffff;
    const __m512i none = _mm512_setzero_si512();
    const __m512i size = add_sizes(
        none, _mm512_maskz_loadu_epi32(some, list->values + at));
    __m512i sums = _mm512_add_epi32(size, _mm512_alignr_epi32(size, none, 15));
    sums = _mm512_add_epi32(sums, _mm512_alignr_epi32(sums, none, 14));
    sums = _mm512_add_epi32(sums, _mm512_alignr_epi32(sums, none, 12));
    sums = _mm512_add_epi32(sums, _mm512_alignr_epi32(sums, none, 8));
    sums = _mm512_add_epi32(sums, before);
    __mmask16 beyond;
    while ((beyond = _mm512_cmpgt_epi32_mask(sums, _mm512_set1_epi32(RUN)))) {
      const int32_t first = __builtin_ctz(beyond);
      ends[found++] = (uint16_t)(at + first);
      const __m512i gone = _mm512_sub_epi32(sums, size);
      sums = _mm512_sub_epi32(sums, _mm512_permutexvar_epi32(_mm512_set1_epi32(first), gone));
    }
    before = _mm512_permutexvar_epi32(_mm512_set1_epi32(15), sums);
  }
  ends[found] = (uint16_t)count;
  list->endCount = found + (count > 0);
}

WIDE INSIDE void close_wide(wheatstone_changes *list, int32_t total) {
  if (total > RUN) {
    divide_wide(list);
  } else {
    list->ends[0] = (uint16_t)list->count;
    list->endCount = list->count > 0;
  }
}

#endif

#endif
