#ifndef WHEATSTONE_CRUNS_H
#define WHEATSTONE_CRUNS_H

#include "CKinds.h"

// Of values split in two, so many bits are in the fine part.
#define FINE 7

INSIDE int32_t pair_of(int32_t first, int32_t second) {
  return (int32_t)(((uint32_t)first & 0xffff) | (uint32_t)second << 16);
}

// Both magnitudes of a pair together.
INSIDE int32_t size_of(int32_t pair) {
  const int32_t first = (int16_t)pair, second = pair >> 16;
  return (first < 0 ? -first : first) + (second < 0 ? -second : second);
}

// What `found` entries come to; `total`: their magnitudes together. More than a run are divided once
// somebody needs it.
INSIDE void close_list(wheatstone_changes *list, int32_t found, int32_t total) {
  list->count = found;
  list->total = total;
  list->ends[0] = (uint16_t)found;
  list->endCount = found > 0 && total <= RUN;
}

// Whether the upper bits of all entries make one run, and the lower ones another, of which the lower
// are never negative, and the upper ones rounded down.
INSIDE int splits(const wheatstone_changes *list, int32_t scale) {
  return scale + FINE <= SHIFT && list->count * 2 * ((1 << FINE) - 1) <= RUN
      && (list->total >> FINE) + 2 * list->count <= RUN;
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

#if HAS_KINDS

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))

WIDE INSIDE __m512i numbers_wide(void) {
  return _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

// Adds both magnitudes of each pair.
WIDE INSIDE __m512i add_sizes(__m512i sums, __m512i pairs) {
  return _mm512_dpwssd_epi32(sums, _mm512_abs_epi16(pairs), _mm512_set1_epi16(1));
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

#endif

#endif
